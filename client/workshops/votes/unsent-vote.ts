import type { BallotId } from "../../../schema/domain/ids.ts";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import { type Reaching, serverReach } from "../../api/reach.ts";

interface Needs {
  /** Another command is under way. */
  isBusy(): boolean;
  /** Gives the vote once more. */
  give(): void;
}

/** A vote that did not reach the server: it waits in this page's memory alone, as a secret one may lie nowhere, until the server is in reach. */
export class UnsentVote {
  private waiting: { ballot: BallotId; vote: Vote } | null = null;
  private callOff: () => void = () => undefined;
  private readonly reach: Reaching;

  constructor(reach: Reaching = serverReach) {
    this.reach = reach;
  }

  /** What waits for a ballot. */
  in(ballot: BallotId): Vote | null {
    return this.waiting?.ballot === ballot ? this.waiting.vote : null;
  }

  keep(ballot: BallotId, vote: Vote, needs: Needs): void {
    this.drop();
    this.waiting = { ballot, vote };
    this.reach.lost();
    this.callOff = this.reach.whenReached(() => (needs.isBusy() ? this.keep(ballot, vote, needs) : needs.give()));
  }

  /** It is given, or another one is. */
  drop(): void {
    this.callOff();
    this.waiting = null;
  }
}
