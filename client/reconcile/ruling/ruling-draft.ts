import type { AnswerValue } from "../../../schema/domain/answer.ts";
import type { DisagreementId, CategoryId, MemberId } from "../../../schema/domain/ids.ts";
import type { AmendPart } from "../../../schema/protocol/http/disagreements.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { ofMember } from "../../typed/of-member.ts";

/** What a panel is about to decide on one disagreement. */
export interface RulingDraft {
  /** The version of the disagreement that it was begun on. */
  basis: number;
  choice: "entries" | "span" | "value" | "none" | null;
  coders: MemberId[];
  span: { category: CategoryId | null; ranges: Range[] };
  value: AnswerValue | null;
  reason: string;
  amend: { part: AmendPart; category: CategoryId; text: string } | null;
}

export function newDraft(basis: number): RulingDraft {
  return {
    basis,
    choice: null,
    coders: [],
    span: { category: null, ranges: [] },
    value: null,
    reason: "",
    amend: null,
  };
}

// While the page lives, also while one looks at another: what was begun and could not be recorded is not lost.
const drafts = ofMember(new Map<DisagreementId, RulingDraft>());

/** What was begun on a disagreement, or null. */
export function draftOn(id: DisagreementId): RulingDraft | null {
  return drafts.get(id) ?? null;
}

export function keepDraft(id: DisagreementId, draft: RulingDraft | null): void {
  if (draft) drafts.set(id, draft);
  else drafts.delete(id);
}

/** Names of the fields in which a ruling's words are typed, under which they are kept. */
export function rulingWords(id: DisagreementId): { reason: string; value: string; amend: string } {
  return { reason: `ruling ${id} reason`, value: `ruling ${id} value`, amend: `ruling ${id} amend` };
}

/** Whether it says all that a ruling needs. */
export function isComplete({ choice, coders, span, value, reason }: RulingDraft): boolean {
  if (reason.trim() === "") return false;
  if (choice === "entries") return coders.length > 0;
  if (choice === "span") return span.category !== null && span.ranges.length > 0;
  return choice === "value" ? value !== null : choice === "none";
}

/** Whether a person has begun to decide: then a ruling that comes meanwhile must not take its place unseen. */
export function isBegun({ choice, reason }: RulingDraft): boolean {
  return choice !== null || reason.trim() !== "";
}
