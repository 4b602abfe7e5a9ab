import { z } from "zod";
import { QuestionId, type VerdictId } from "../../../schema/domain/ids.ts";
import { UiLanguage } from "../../../schema/domain/language.ts";
import type { BlockId } from "../../../schema/domain/output.ts";
import { ActorsState, ComparisonCell, TimelineState } from "../../../schema/protocol/http/quotes.ts";
import { Anchor } from "../../../schema/text/revision.ts";

/**
 * What a timeline or a list of people showed when its document was approved, `revision` being the verdict's text of then. People
 * for whom only a token stands are read from that text while it is there, so that a redaction alone alters them.
 */
export const FrozenTable = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("timeline"),
    revision: z.int().positive(),
    /** `proof`: the passage that the date rests on, in that revision. */
    rows: z.array(TimelineState.shape.rows.element.extend({ proof: Anchor.nullable() })),
  }),
  z.object({
    kind: z.literal("actors"),
    revision: z.int().positive(),
    /** Defendants and victims. */
    units: z.array(ActorsState.shape.rows.element),
  }),
  /** What of one verdict a chart counts or measures. */
  z.object({
    kind: z.literal("chart"),
    revision: z.int().positive(),
    /** Whether anything of it could be counted. */
    isCounted: z.boolean(),
    given: z.array(
      z.object({
        question: QuestionId,
        label: z.string(),
        unit: z.string().nullable(),
        /** Of closed words. */
        keys: z.array(z.object({ key: z.string(), label: z.string() })),
        /** Of numbers: dates in days, money in its currency. */
        amounts: z.array(z.object({ amount: z.number(), currency: z.string() })),
        words: z.string(),
      }),
    ),
  }),
  /** One verdict's row of a comparison. */
  z.object({
    kind: z.literal("comparison"),
    revision: z.int().positive(),
    cells: z.array(ComparisonCell.extend({ label: z.string(), proof: Anchor.nullable() })),
  }),
]);
export type FrozenTable = z.infer<typeof FrozenTable>;

/** The translation that stood under a quote when its document was approved, "" where none did; the words that it translates are the quote's. */
export const FrozenTranslation = z.object({
  kind: z.literal("translation"),
  revision: z.int().positive(),
  language: UiLanguage,
  words: z.string(),
});
export type FrozenTranslation = z.infer<typeof FrozenTranslation>;

export const FrozenContent = z.discriminatedUnion("kind", [...FrozenTable.options, FrozenTranslation]);
export type FrozenContent = z.infer<typeof FrozenContent>;

/** One that a version holds. */
export interface FrozenTableRow {
  block: BlockId;
  verdict: VerdictId;
  content: FrozenContent;
}

/** Its words rewritten, for an erasure: labels, answers and translations are typed by people, the rest is closed words. */
export function rewriteTable(table: FrozenContent, rewrite: (text: string) => string): FrozenContent {
  if (table.kind === "translation") return { ...table, words: rewrite(table.words) };
  if (table.kind === "timeline")
    return { ...table, rows: table.rows.map((row) => ({ ...row, label: rewrite(row.label) })) };
  if (table.kind === "chart")
    return {
      ...table,
      given: table.given.map((each) => ({
        ...each,
        label: rewrite(each.label),
        keys: each.keys.map(({ key, label }) => ({ key, label: rewrite(label) })),
        words: rewrite(each.words),
      })),
    };
  if (table.kind === "comparison")
    return {
      ...table,
      cells: table.cells.map((cell) => ({
        ...cell,
        label: rewrite(cell.label),
        stands: rewrite(cell.stands),
        said: cell.said.map(({ unit, words }) => ({ unit, words: rewrite(words) })),
      })),
    };
  return { ...table, units: table.units.map((unit) => ({ ...unit, facts: unit.facts.map((fact) => rewrite(fact)) })) };
}
