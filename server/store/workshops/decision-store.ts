import type { DecisionId, MemberId, ParkedId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Decision, Parked, WordingDecision } from "../../../schema/domain/workshop/decision.ts";

/** A decision as a command brings it; it is refused with conflict where the floor is not held under this term any more. */
export interface NewDecision {
  workshop: WorkshopId;
  term: number;
  decision: Decision;
}

/** A wording that waits in a language for who named. */
export interface WaitingWording {
  workshop: WorkshopId;
  decision: DecisionId;
  language: UiLanguage;
  category: WordingDecision["category"];
  part: WordingDecision["part"];
  by: MemberId;
  at: string;
}

/** What workshops decided, and what they put off. Decisions that change a room come with its commit (`RoomCommit.besides`). */
export interface DecisionStore {
  /** Newest first. */
  of(workshop: WorkshopId): Promise<Decision[]>;
  /** One that changes no room. Throws conflict where the floor has moved. */
  make(decision: NewDecision): Promise<void>;
  /** Of all workshops, on a version of the methodology, newest first. */
  wordings(version: number): Promise<WordingDecision[]>;
  /** Wordings that wait for somebody, oldest first. */
  waitingFor(member: MemberId): Promise<WaitingWording[]>;
  /** A wording stands in a language. Throws not-found where it does not wait. */
  settle(decision: DecisionId, language: UiLanguage, at: string): Promise<void>;
  /** In the order in which they were put off. */
  parked(workshop: WorkshopId): Promise<Parked[]>;
  /** Puts a question off, at the end; false where it is a vote's, which is put off already. */
  park(workshop: WorkshopId, parked: Parked): Promise<boolean>;
  /** What is not named stays. Throws not-found. */
  changeParked(id: ParkedId, change: Partial<Pick<Parked, "doneAt" | "due" | "taker" | "waits">>): Promise<void>;
  /** It is gone. Throws not-found. */
  dropParked(id: ParkedId): Promise<void>;
  /** What somebody put off in a workshop and nobody has let in is gone. */
  dropWaitingBy(workshop: WorkshopId, member: MemberId): Promise<void>;
  /** Rewrites what was typed, for an erasure. */
  rewriteWords(words: (text: string) => string): Promise<void>;
}
