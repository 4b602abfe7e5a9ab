import type { MemberId, RoomId, SeatId, SlipId, StepId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { SlipTagRow } from "../rows.ts";
import type { KeptSlips } from "./kept-slips.ts";

/** What somebody marks in one pass of a step. */
export interface SlipRow {
  id: SlipId;
  workshop: WorkshopId;
  step: StepId;
  pass: number;
  seat: SeatId;
  member: MemberId;
  openedAt: string;
  handedInAt: string | null;
  /** By the reveal. */
  frozenAt: string | null;
  /** Its author shows it as theirs. */
  shown: boolean;
  /** It was told with its author's name. */
  isNamed: boolean;
  /** It says the key of a calibration with that of another: it is counted with nobody's, and nobody else reads it. */
  isKey: boolean;
  /** Something is marked on it, as far as it has come to the server. */
  hasMarks: boolean;
  /** Its author sits in the workshop: for who was sent out nobody waits. */
  sits: boolean;
  /** A room a verdict of the step; those of a frozen slip are gone. */
  rooms: { room: RoomId; verdict: VerdictId }[];
}

export interface NewSlip {
  id: SlipId;
  step: StepId;
  pass: number;
  seat: SeatId;
  at: string;
  rooms: readonly { room: RoomId; verdict: VerdictId }[];
}

/** An edition of the draft, as a step's silence codes it. */
export interface Edition {
  number: number;
  content: MethodologyContent;
}

/** Slips, which are no layers, and editions of the draft. */
export interface SlipStore {
  /** The newest edition, made of this content where it is another's; its number. Throws not-found before the first freeze. */
  makeEdition(content: MethodologyContent, at: string): Promise<number>;
  /** An edition; null where there is none of that number. */
  edition(number: number): Promise<Edition | null>;
  /** The edition that a slip codes; null where there is no such slip, or its step has no edition. */
  editionOf(slip: SlipId): Promise<Edition | null>;
  /** Rewrites the contents of all editions, for an erasure. */
  rewriteEditions(content: (content: MethodologyContent) => MethodologyContent): Promise<void>;
  /**
   * Opens somebody's slip of a pass, or gives the one that they have. Throws conflict where the step is not in that pass, or what
   * was coded in it is revealed.
   */
  open(slip: NewSlip): Promise<SlipRow>;
  /** Null where there is none. */
  get(slip: SlipId): Promise<SlipRow | null>;
  /** Those of a step, of all passes, in the order in which they were opened. */
  ofStep(step: StepId): Promise<SlipRow[]>;
  /** From now on nothing comes into it, or (null) it is taken back. Throws conflict where it is frozen, not-found. */
  handIn(slip: SlipId, at: string | null): Promise<void>;
  /** Its author shows it, or no more; of all of its step these are told by name from then on. Throws conflict where it is not frozen yet, not-found. */
  show(
    slip: SlipId,
    shown: { shown: boolean; at: string; names: (all: readonly SlipRow[]) => readonly SlipRow[] },
  ): Promise<void>;
  /** These set the key of a step, in place of others. Throws conflict once it was coded in silence, not-found. */
  setKey(step: StepId, members: readonly MemberId[]): Promise<void>;
  /** Who sets the key of a step. */
  keySetters(step: StepId): Promise<MemberId[]>;
  /** Workshops of which there are slips. */
  kept(): Promise<WorkshopId[]>;
  /** Slips of a step go for good, with their marks and all that is left of their rooms, which are given; what is told of them stays. */
  forget(step: StepId, left: KeptSlips): Promise<RoomId[]>;
  /** What is left of slips of a step that went; of passages whose verdict went nothing. */
  left(step: StepId): Promise<KeptSlips>;
  /** Marks that were not taken away. */
  tags(slips: readonly SlipId[]): Promise<SlipTagRow[]>;
}
