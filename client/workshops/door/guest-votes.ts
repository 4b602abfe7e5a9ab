import type { BallotId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import type { Attending } from "../../../schema/protocol/http/workshops/attending.ts";
import { isOutOfReach } from "../../api/http.ts";
import { castGuestVote } from "../../api/workshops/door.ts";
import type { AskedBallot, VoteGiver } from "../votes/coram-ballot.ts";
import { unsentVotes } from "../votes/unsent-vote.ts";

/** Where a guest's vote goes: it advises. */
export class GuestVotes implements VoteGiver {
  readonly id: WorkshopId;
  isBusy = false;
  private readonly watchers = new Set<() => void>();
  private readonly take: (attending: Attending) => void;
  private failed: { ballot: BallotId; why: unknown } | null = null;

  /** `take` gets how the workshop stands after a vote. */
  constructor(id: WorkshopId, take: (attending: Attending) => void) {
    this.id = id;
    this.take = take;
  }

  waits(ballot: BallotId): Vote | null {
    return unsentVotes.in(ballot);
  }

  refusal(ballot: BallotId): unknown {
    return this.failed?.ballot === ballot ? this.failed.why : null;
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  async cast(ballot: Pick<AskedBallot, "id">, vote: Vote): Promise<boolean> {
    if (this.isBusy) return false;
    const { id } = ballot;
    this.isBusy = true;
    this.failed = null;
    unsentVotes.drop(id);
    this.changed();
    try {
      this.take(await castGuestVote(id, vote));
      return true;
    } catch (why) {
      if (isOutOfReach(why))
        unsentVotes.keep(id, vote, { isBusy: () => this.isBusy, give: () => void this.cast(ballot, vote) });
      else this.failed = { ballot: id, why };
      return false;
    } finally {
      this.isBusy = false;
      this.changed();
    }
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher();
  }
}
