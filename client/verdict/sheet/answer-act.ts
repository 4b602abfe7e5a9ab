import type { AnswerPlace, AnswerSubject, AnswerValue, Certainty } from "../../../schema/domain/answer.ts";
import type { UnitId } from "../../../schema/domain/ids.ts";
import type { UnitKind } from "../../../schema/domain/unit.ts";
import type { EvidenceView } from "./answer-view.ts";

/** What a person does in the case sheet with one answer. */
export type AnswerAct =
  | { kind: "set"; value: AnswerValue }
  | { kind: "clear" }
  | { kind: "note"; note: string }
  | { kind: "certainty"; certainty: Certainty }
  /** What another answered in the place of this person's answer stays. */
  | { kind: "accept" }
  /** The selection, or else the active tag, is evidence. */
  | { kind: "give" }
  | { kind: "go"; evidence: EvidenceView }
  | { kind: "remove"; evidence: EvidenceView }
  /** A passage of an earlier answer proves this one too. */
  | { kind: "keep"; evidence: EvidenceView }
  /** The changed words still say it. */
  | { kind: "renew"; evidence: EvidenceView }
  /** What stood there before is wanted. */
  | { kind: "before"; evidence: EvidenceView };

/** A settled answer that is to be given anew; `value` where one was pressed. */
export interface AnsweredAnew {
  place: AnswerPlace;
  value?: AnswerValue | null;
}

declare global {
  interface HTMLElementEventMap {
    "coram-answer-act": CustomEvent<{ place: AnswerPlace; act: AnswerAct }>;
    /** What is settled is to be answered anew, with a reason. */
    /** The questions of somebody else are shown. */
    "coram-sheet-subject": CustomEvent<{ subject: AnswerSubject }>;
    "coram-answer-anew": CustomEvent<AnsweredAnew>;
    /** A question becomes the one in hand; null = none. `focus`: it is gone to. */
    "coram-question-open": CustomEvent<{ place: AnswerPlace; focus: boolean }>;
    "coram-unit-act": CustomEvent<{ kind: "add" | "propose"; unit: UnitKind } | { kind: "remove"; unit: UnitId }>;
    /** The left column shows the case sheet, or outline and codes. */
    "coram-case-sheet": CustomEvent<{ isOpen: boolean }>;
  }
}
