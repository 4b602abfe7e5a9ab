import type { WorkshopId } from "../../../schema/domain/ids.ts";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import type { Attending } from "../../../schema/protocol/http/workshops/attending.ts";
import { castGuestVote } from "../../api/workshops/door.ts";
import type { AskedBallot, VoteGiver } from "../votes/coram-ballot.ts";

/** Where a guest's vote goes: it advises. */
export class GuestVotes implements VoteGiver {
  readonly id: WorkshopId;
  isBusy = false;
  private readonly watchers = new Set<() => void>();
  private readonly take: (attending: Attending) => void;
  private readonly refuse: (problem: unknown) => void;

  /** `take` gets how the workshop stands after a vote, `refuse` why one changed nothing; null once another is given. */
  constructor(id: WorkshopId, take: (attending: Attending) => void, refuse: (problem: unknown) => void) {
    this.id = id;
    this.take = take;
    this.refuse = refuse;
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  async cast({ id }: AskedBallot, vote: Vote | null): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.refuse(null);
    this.changed();
    try {
      this.take(await castGuestVote(id, vote));
      return true;
    } catch (error) {
      this.refuse(error);
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
