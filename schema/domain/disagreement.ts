import { z } from "zod";
import { AnswerSubject, AnswerValue } from "./answer.ts";
import { AnnotationId, DisagreementId, CategoryId, MemberId, QuestionId } from "./ids.ts";
import { Anchor } from "../text/revision.ts";

/**
 * What a group of frozen entries differs in: `category` they name different ones; `place` one category, other words; `missed`
 * the same tag or answer, and some coders have none; `answer` different values. `agreed`: all coders say the same.
 * A disagreement of one kind may differ in what comes later in this list, too.
 */
export const DISAGREEMENT_KINDS = ["category", "place", "missed", "answer", "agreed"] as const;
export const DisagreementKind = z.enum(DISAGREEMENT_KINDS);
export type DisagreementKind = z.infer<typeof DisagreementKind>;

/** What of an answer's disagreement is answered. */
export const DisputedQuestion = z.object({ question: QuestionId, subject: AnswerSubject });
export type DisputedQuestion = z.infer<typeof DisputedQuestion>;

/** The frozen entries that a disagreement is about. Each frozen entry of a round is in exactly one disagreement. */
export const DisagreementMembers = z.discriminatedUnion("of", [
  z.object({ of: z.literal("tags"), tags: z.array(z.object({ coder: MemberId, annotation: AnnotationId })).min(1) }),
  DisputedQuestion.extend({ of: z.literal("answers"), coders: z.array(MemberId).min(1) }),
]);
export type DisagreementMembers = z.infer<typeof DisagreementMembers>;

/** The passages that a ruled answer rests on; not there where they are those of the coders whose answer it is. */
const RuledEvidence = z
  .array(z.object({ id: z.string(), anchor: Anchor }))
  .max(50)
  .optional();

/** What a panel decided: what of the competing entries stands, or what does instead. */
export const Outcome = z.discriminatedUnion("kind", [
  /** One coder's entry, or the entries of several: "both stand". */
  z.object({ kind: z.literal("entries"), coders: z.array(MemberId).min(1).max(50), evidence: RuledEvidence }),
  /** Other words than anybody's, or another category on them. */
  z.object({ kind: z.literal("span"), category: CategoryId, version: z.int().positive(), anchor: Anchor }),
  /** An answer that nobody gave. */
  z.object({ kind: z.literal("value"), value: AnswerValue, version: z.int().positive(), evidence: RuledEvidence }),
  z.object({ kind: z.literal("none") }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** What a reason may be long; a sentence or two. */
export const REASON_MAX = 4000;

/** A decision on a disagreement. Earlier ones of the same disagreement are kept; the one with the highest number holds. */
export const Ruling = z.object({
  /** From 1 within its disagreement. */
  number: z.int().positive(),
  by: MemberId,
  /** Who decided, `by` among them. */
  panel: z.array(MemberId).min(1).max(20),
  at: z.iso.datetime(),
  outcome: Outcome,
  reason: z.string(),
});
export type Ruling = z.infer<typeof Ruling>;

/** A coder who gives their own entry up, or who missed what the others have and agrees with them. The ruling is still the panel's. */
export const Concession = z.object({ member: MemberId, at: z.iso.datetime() });
export type Concession = z.infer<typeof Concession>;

/** A disagreement as it is kept: its entries, and what was said of them. */
export const Disagreement = z.object({
  id: DisagreementId,
  kind: DisagreementKind,
  /** How many rulings there are: what a ruling is checked against. */
  version: z.int().nonnegative(),
  members: DisagreementMembers,
  rulings: z.array(Ruling),
  concessions: z.array(Concession),
});
export type Disagreement = z.infer<typeof Disagreement>;

/** Whether somebody still has to rule on it. */
export function isOpen({ kind, rulings }: Pick<Disagreement, "kind" | "rulings">): boolean {
  return kind !== "agreed" && rulings.length === 0;
}

/** The ruling that holds, or null. */
export function rulingOf({ rulings }: Pick<Disagreement, "rulings">): Ruling | null {
  return rulings.reduce<Ruling | null>((last, each) => (last && last.number > each.number ? last : each), null);
}

/** Whether the ruling that holds took the place of one that somebody made, and they had no part in it. */
export function replaces(of: Pick<Disagreement, "rulings">, member: MemberId | undefined): boolean {
  const holds = rulingOf(of);
  if (!member || !holds || holds.panel.includes(member)) return false;
  return of.rulings.some(({ panel }) => panel.includes(member));
}

/** Everybody with an entry in a disagreement, each once, in its order. */
export function codersOf(members: DisagreementMembers): MemberId[] {
  return members.of === "answers" ? members.coders : [...new Set(members.tags.map(({ coder }) => coder))];
}
