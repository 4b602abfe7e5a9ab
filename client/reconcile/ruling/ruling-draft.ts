import type { AnswerValue } from "../../../schema/domain/answer.ts";
import type { DisagreementId, CategoryId, MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import type { AmendPart } from "../../../schema/protocol/http/disagreements.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { inText } from "../../reader/carry-over.ts";
import type { ShownDisagreement } from "../shown-disagreement.ts";
import { ofMember } from "../../typed/of-member.ts";

/** What a panel is about to decide on one disagreement. */
export interface RulingDraft {
  /** The version of the disagreement that it was begun on. */
  basis: number;
  /** Of the text that its passages are ranges of. */
  revision: number;
  choice: "entries" | "span" | "value" | "none" | null;
  coders: MemberId[];
  span: { category: CategoryId | null; ranges: Range[] };
  value: AnswerValue | null;
  /** Of an answer, the passages that it is to rest on; null: those of the coders whose answer it is. */
  evidence: Range[][] | null;
  reason: string;
  amend: { part: AmendPart; category: CategoryId; text: string } | null;
}

export function newDraft(basis: number, revision: number): RulingDraft {
  return {
    basis,
    revision,
    choice: null,
    coders: [],
    span: { category: null, ranges: [] },
    value: null,
    evidence: null,
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

/** A draft whose passages are of the text that is shown; as it is while that text is older than they are (`shownIn`). */
export function draftInText(draft: RulingDraft, view: Pick<VerdictView, "revision" | "maps">): RulingDraft {
  const { revision, span, evidence } = draft;
  if (revision >= view.revision.number) return draft;
  const carried = (passages: Range[][]): Range[][] => inText(view, revision, passages);
  return {
    ...draft,
    revision: view.revision.number,
    span: { ...span, ranges: carried([span.ranges])[0] ?? [] },
    evidence: evidence && carried(evidence),
  };
}

/** A draft as the text shows it: its passages are nowhere in a text that is older than they are. */
export function shownIn(draft: RulingDraft, { revision: { number } }: Pick<VerdictView, "revision">): RulingDraft {
  if (draft.revision <= number) return draft;
  return { ...draft, revision: number, span: { ...draft.span, ranges: [] }, evidence: draft.evidence && [] };
}

/** Name of the field in which the reason of one decision on several disagreements of a verdict is typed. */
export const togetherWords = (verdict: VerdictId): string => `rulings ${verdict} reason`;

/** What a ruled answer is to rest on: of each coder who is followed what proves theirs, until the panel says otherwise. */
export function evidenceOf({ sides, view }: ShownDisagreement, { choice, coders, evidence }: RulingDraft): Range[][] {
  if (!view.about || (choice !== "entries" && choice !== "value")) return [];
  if (evidence !== null || choice === "value") return evidence ?? [];
  const all = sides.filter(({ member }) => coders.includes(member.id)).flatMap(({ passages }) => passages);
  return [...new Map(all.map((ranges) => [JSON.stringify(ranges), ranges])).values()];
}

/** Whether the draft of the methodology is to be changed, and it is not said into what: of an example the passage says it. */
export function lacksAmendment({ amend }: RulingDraft): boolean {
  return amend !== null && amend.part !== "example" && amend.text.trim() === "";
}

/** Whether it says all that a ruling needs. */
export function isComplete(draft: RulingDraft): boolean {
  const { choice, coders, span, value, reason } = draft;
  if (lacksAmendment(draft)) return false;
  if (reason.trim() === "" || isLoneKey(reason)) return false;
  if (choice === "entries") return coders.length > 0;
  if (choice === "span") return span.category !== null && span.ranges.length > 0;
  return choice === "value" ? value !== null : choice === "none";
}

/** One letter is a key that was pressed where it writes itself, and no reason. */
export function isLoneKey(reason: string): boolean {
  return /^\p{L}$/u.test(reason.trim());
}

/** Whether a person has begun to decide: then a ruling that comes meanwhile must not take its place unseen. */
export function isBegun({ choice, reason }: RulingDraft): boolean {
  return choice !== null || reason.trim() !== "";
}
