import type {
  MemberId,
  OrganisationId,
  OutputId,
  RoomId,
  SeatId,
  StepId,
  VerdictId,
  WorkshopId,
} from "../../../schema/domain/ids.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { WorkshopTable } from "../../../schema/domain/workshop/tables.ts";
import type { Seat, Step, Workshop, WorkshopPlan, WorkshopState } from "../../../schema/domain/workshop/workshop.ts";

/** A workshop with its agenda, steps in their order. */
export interface WorkshopRow extends Workshop {
  steps: Step[];
  /** Of all its steps, in their order. */
  tables: WorkshopTable[];
}

export interface NewWorkshop extends WorkshopPlan {
  id: WorkshopId;
  host: OrganisationId;
  by: MemberId;
  at: string;
}

/** What a command was given on, where it goes by it: another course or term throws conflict, and nothing changes. */
export interface WorkshopMoment {
  course?: number;
  /** Of the floor, where its holder commands. */
  term?: number;
}

/** What a command makes of steps, or of what tables work on. */
export interface WorkTurn {
  steps?: StepTurn[];
  /** The step whose slips of this pass are revealed: frozen, and their rooms closed for good. */
  reveal?: { step: StepId; pass: number; at: string };
}

/** What a command makes of a workshop, and of steps and tables with it; what is not named stays. */
export interface WorkshopTurn extends WorkTurn {
  state?: WorkshopState;
  step?: StepId | null;
  leftMs?: number | null;
  openedAt?: string;
  closedAt?: string;
}

export interface StepTurn {
  id: StepId;
  phase?: StepPhase | null;
  pass?: number;
  beganAt?: string | null;
  endsAt?: string | null;
  endedAt?: string | null;
  edition?: number | null;
  /** Of a table's work, while the workshop is paused. */
  leftMs?: number | null;
}

/**
 * Workshops: their plan, how they go, who sits in them. Each intent that pages show adds one to the version; plan and turn one to the course,
 * too, by which commands go.
 */
export interface WorkshopStore {
  /** Newest day first. */
  all(): Promise<WorkshopRow[]>;
  /** Null where there is none. */
  get(id: WorkshopId): Promise<WorkshopRow | null>;
  /** Begins a workshop, planned. */
  make(workshop: NewWorkshop): Promise<void>;
  /** Steps that have begun stay as they are and where they are, whatever the plan says of them. Throws conflict, not-found. */
  plan(id: WorkshopId, course: number, plan: WorkshopPlan): Promise<void>;
  /**
   * What a command makes of it as it stands, in one go: tables may have gone on since it was read. Rooms that are gone now. Throws conflict,
   * not-found, and what `make` throws.
   */
  turn(id: WorkshopId, on: WorkshopMoment, make: (workshop: WorkshopRow) => WorkshopTurn): Promise<RoomId[]>;
  /** The same of what a table works on, which goes by itself: the course stays. */
  turnWork(id: WorkshopId, make: (workshop: WorkshopRow) => WorkTurn): Promise<RoomId[]>;
  /** Open ones in which a phase ends by the clock, of the step under way or of one of its tables. */
  running(): Promise<WorkshopRow[]>;
  /** Gives the floor to somebody under a new term; their hand comes down. Throws conflict where its term is another, not-found. The new term. */
  giveFloor(id: WorkshopId, term: number, to: MemberId): Promise<number>;
  /** Passages of a verdict that were coded together in silence, or printed to be coded on paper, with when that first began. */
  practised(verdict: VerdictId): Promise<{ anchor: Anchor; at: string }[]>;
  /** Takes a workshop away that never opened. Throws conflict where it has, not-found. */
  drop(id: WorkshopId): Promise<void>;
  /** Rewrites what planners typed, for an erasure. */
  rewriteWords(words: (text: string) => string): Promise<void>;
  /** The document that holds its minutes, in the language that leads; null where there is none. */
  minutes(id: WorkshopId): Promise<OutputId | null>;
  /** The workshop that a document, in the language that leads, is the minutes of; null where it is none of any. */
  ofMinutes(output: OutputId): Promise<WorkshopId | null>;
  /** Throws conflict where it has minutes. */
  setMinutes(id: WorkshopId, output: OutputId): Promise<void>;
  /** Those who sit in it, in the order in which they came; without those who were sent out while it was on. */
  seats(id: WorkshopId): Promise<Seat[]>;
  /** The same, with these: they came, and what the host says of that is of their seat. */
  everSeated(id: WorkshopId): Promise<Seat[]>;
  /** Somebody takes their seat, or has it already: then its language changes. */
  sit(id: WorkshopId, seat: Pick<Seat, "id" | "member" | "language" | "at">): Promise<Seat>;
  /** What a member says, who comes or does not; null takes it back. */
  answer(id: WorkshopId, answer: { member: MemberId; coming: boolean | null; at: string }): Promise<void>;
  /** What members said who are still there. */
  answers(id: WorkshopId): Promise<{ member: MemberId; coming: boolean }[]>;
  /** Somebody speaks from then on; who did before has spoken, and their hand comes down. Throws not-found. */
  letSpeak(id: WorkshopId, seat: SeatId, at: string): Promise<void>;
  /** A hand goes up, or (null) down. Throws not-found. */
  raiseHand(id: WorkshopId, seat: SeatId, at: string | null): Promise<void>;
}
