import type { BallotId, MemberId } from "../../schema/domain/ids.ts";
import type { Vote } from "../../schema/domain/workshop/ballot.ts";

/** Votes of secret ballots. They are in memory and nowhere else: where the server restarts everybody is asked again. */
export class SecretVotes {
  readonly #votes = new Map<BallotId, Map<MemberId, Vote>>();

  of(ballot: BallotId): { member: MemberId; vote: Vote }[] {
    return [...(this.#votes.get(ballot) ?? [])].map(([member, vote]) => ({ member, vote }));
  }

  /** In place of their last; null takes it back. */
  set(ballot: BallotId, member: MemberId, vote: Vote | null): void {
    const votes = this.#votes.get(ballot) ?? new Map<MemberId, Vote>();
    this.#votes.set(ballot, votes);
    // Taken out first: the order is that of the last votes, and says nothing of who came when.
    votes.delete(member);
    if (vote !== null) votes.set(member, vote);
  }

  forget(ballot: BallotId): void {
    this.#votes.delete(ballot);
  }
}
