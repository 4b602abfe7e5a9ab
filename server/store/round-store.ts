import type { LayerId, MemberId, RoomId, RoundId, VerdictId } from "../../schema/domain/ids.ts";
import type { Assignment, Round } from "../../schema/domain/verdict.ts";
import type { CalledOff } from "../../schema/protocol/http/rounds.ts";
import type { ParagraphRanges } from "../../schema/text/paragraph-ranges.ts";

/** Somebody who codes a blind round. */
export interface CoderRow extends Assignment {
  assignedBy: MemberId;
  layer: LayerId;
  /** Whether anything was ever written in the layer. */
  hasBegun: boolean;
  /** When the layer was frozen: by its owner, or by the reveal. */
  frozenAt: string | null;
  /** Frozen by the reveal, though they had not handed in. */
  isUnfinished: boolean;
  /** Paragraphs that were on their screen since the round began; none once it is revealed. */
  seen: ParagraphRanges;
  /** Who waits for them to hand in; null where nobody said so. */
  reminded: { by: MemberId; at: string } | null;
}

/** A round with when it turned and who codes it, coders in the order in which they were assigned. */
export interface RoundRow extends Round {
  blindAt: string | null;
  revealedAt: string | null;
  adjudicatedAt: string | null;
  coders: CoderRow[];
}

/** A layer that comes with its room. */
export interface NewLayer {
  layer: LayerId;
  room: RoomId;
}
export interface NewCoder extends Assignment, NewLayer {}

export interface RoundBeginning {
  verdict: VerdictId;
  /** The newest round, as the asker knows it. */
  round: RoundId;
  /** Id of the round to come, where one does. */
  next: RoundId;
  coders: readonly NewCoder[];
  by: MemberId;
  at: string;
}

/** Rounds and their turns. Each turn is one transaction, and is checked against the mode that the round is in. */
export interface RoundStore {
  /** Oldest first. */
  of(verdict: VerdictId): Promise<RoundRow[]>;
  /**
   * An open round turns blind and its coders get their layers and rooms; after a revealed or adjudicated one a further round
   * begins, which is blind too. Throws conflict where `round` is not the newest, or is in no mode from which this follows.
   */
  begin(beginning: RoundBeginning): Promise<void>;
  /**
   * Says who codes a blind round and until when. Who is new gets `layer` and `room`; who is not named goes, with the room,
   * unless they have begun. Throws conflict where the round is not blind. Rooms that are gone now.
   */
  setCoders(round: RoundId, coders: readonly NewCoder[], by: MemberId, at: string): Promise<RoomId[]>;
  /** Freezes a coder's layer: no commit into its room is possible from then on. Throws conflict where the round is not blind, not-found. */
  handIn(round: RoundId, coder: MemberId, at: string): Promise<void>;
  /** Adds to what a coder has seen; what is no paragraph of the verdict, of whatever revision, is left out. Throws as handIn. */
  see(round: RoundId, coder: MemberId, seen: ParagraphRanges): Promise<void>;
  /** Notes who waits for all who have not handed in, where nobody did before. Whom it was noted of. Throws conflict where the round is not blind. */
  remind(round: RoundId, by: MemberId, at: string): Promise<MemberId[]>;
  /** Unfreezes it. Throws conflict where the round is not blind, not-found. */
  takeBack(round: RoundId, coder: MemberId): Promise<void>;
  /**
   * Freezes all coders' layers and closes their rooms for good: rows stay, documents go. `without`: who has not handed in; a
   * layer in which nothing was ever written goes with its assignment. Throws conflict where the round is not blind, where
   * somebody else has not handed in, or where others code it than `coders`, if those are given. Rooms that are gone now.
   */
  reveal(round: RoundId, without: readonly MemberId[], at: string, coders?: readonly MemberId[]): Promise<RoomId[]>;
  /**
   * Calls a blind round off: what was coded becomes its coders' drafts, their layers, rooms and proposed units go; a round that was
   * open before it is open again, a further one never was. Throws conflict where the round is not blind, or somebody has handed in.
   * Rooms that are gone now.
   */
  callOff(round: RoundId, at: string): Promise<RoomId[]>;
  /** What somebody coded in rounds of a verdict that were called off, and has neither written again nor discarded. */
  calledOff(verdict: VerdictId, member: MemberId): Promise<CalledOff[]>;
  /** Everybody's, for an erasure. */
  allCalledOff(verdict: VerdictId): Promise<CalledOff[]>;
  /** Throws not-found where it is not theirs. */
  dropCalledOff(verdict: VerdictId, member: MemberId, id: string): Promise<void>;
  /** How many rulings there are on a round: one more makes what was shown of it old. */
  rulings(round: RoundId): Promise<number>;
  /** Marks a round as settled. Throws conflict where it is not revealed, not the newest, or has been ruled on since it had so many `rulings`. */
  settle(round: RoundId, at: string, rulings: number): Promise<void>;
  /** Takes that back. Throws conflict where the round is not settled, or not the newest. */
  unsettle(round: RoundId, by: MemberId, at: string, reason: string): Promise<void>;
  /** The version of the methodology that a round keeps: that in which it turned blind. Null while all tag together. */
  version(round: RoundId): Promise<number | null>;
  /** Rooms that are gone and of which rows stay: those of layers that were frozen for good. */
  frozenRooms(verdict: VerdictId): Promise<{ room: RoomId; layer: LayerId }[]>;
}
