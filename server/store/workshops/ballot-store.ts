import type { BallotId, MemberId, StepId, TableId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { Ballot, BallotQuestion, Tally, Vote } from "../../../schema/domain/workshop/ballot.ts";

export interface NewBallot extends BallotQuestion {
  id: BallotId;
  workshop: WorkshopId;
  step: StepId | null;
  table: TableId | null;
  planned: boolean;
  by: BallotQuestion["by"];
  openedBy: MemberId;
  at: string;
  /** Of the floor: another one throws conflict. Null at a table, which goes on whoever has it. */
  term: number | null;
}

/** Ballots of workshops, and replies of those that are not secret. */
export interface BallotStore {
  /** Newest first. */
  of(workshop: WorkshopId): Promise<Ballot[]>;
  /**
   * Opens one. Throws conflict where another is open at its table, or among all, the floor has moved or the workshop is not open; at a table, where it is not at work:
   * not yet, no more, or its step is past its tables, which ended what was open at them.
   */
  open(ballot: NewBallot): Promise<void>;
  /** Somebody's reply, in place of their last; null takes it back. Throws conflict where it is open no more, not-found. */
  reply(ballot: BallotId, member: MemberId, vote: Vote | null, at: string): Promise<void>;
  /** Those of a ballot that is open, in the order in which they came. */
  replies(ballot: BallotId): Promise<{ member: MemberId; vote: Vote }[]>;
  /** Ends one: with what came of it, or (null) dropped. Its replies go. Throws conflict where it is open no more, not-found. */
  end(ballot: BallotId, tally: Tally | null, at: string): Promise<void>;
  /** Rewrites what was typed, for an erasure. */
  rewriteWords(words: (text: string) => string): Promise<void>;
}
