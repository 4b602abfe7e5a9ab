import type { BallotId } from "../../../schema/domain/ids.ts";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import { type Reaching, serverReach } from "../../api/reach.ts";
import { holdHere } from "../../typed/keep-words.ts";
import { ofMember } from "../../typed/of-member.ts";

interface Needs {
  /** Another command is under way. */
  isBusy(): boolean;
  /** Gives the vote once more. */
  give(): void;
}

/**
 * Votes that did not reach the server: they wait in the memory of this tab alone, as a secret one may lie nowhere, until the server is in reach,
 * on whatever page their giver is then. The tab asks before it goes with one.
 */
class UnsentVotes {
  private readonly waiting = new Map<BallotId, { vote: Vote; callOff: () => void }>();
  private readonly reach: Reaching;

  constructor(reach: Reaching = serverReach) {
    this.reach = reach;
  }

  /** What waits for a ballot. */
  in(ballot: BallotId): Vote | null {
    return this.waiting.get(ballot)?.vote ?? null;
  }

  keep(ballot: BallotId, vote: Vote, needs: Needs): void {
    this.drop(ballot);
    this.reach.lost();
    const give = (): void => (needs.isBusy() ? this.keep(ballot, vote, needs) : needs.give());
    this.waiting.set(ballot, { vote, callOff: this.reach.whenReached(give) });
    holdHere(`vote ${ballot}`, true);
  }

  /** It is given, or another one is. */
  drop(ballot: BallotId): void {
    this.waiting.get(ballot)?.callOff();
    this.waiting.delete(ballot);
    holdHere(`vote ${ballot}`, false);
  }

  /** Somebody else has signed in. */
  clear(): void {
    for (const ballot of this.waiting.keys()) this.drop(ballot);
  }
}

export const unsentVotes = ofMember(new UnsentVotes());
