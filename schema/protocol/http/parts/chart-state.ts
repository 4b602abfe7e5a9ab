import { z } from "zod";
import { BlockId, CHART_KINDS } from "../../../domain/output.ts";
import { ChangeFlag } from "./change-flag.ts";
import { SourceRef } from "./source-ref.ts";

export const ChartRow = z.object({
  /** Of the verdict that the row is of; null where it is an answer. */
  source: SourceRef.nullable(),
  unit: z.string().nullable(),
  /** Of an answer, in the output's language. */
  label: z.string().nullable(),
  /** What is drawn: of a count the number and its base, otherwise one a question; null where nothing can be drawn. */
  values: z.array(z.number().nullable()),
  /** The same in words, a column each. */
  words: z.array(z.string()),
});
export type ChartRow = z.infer<typeof ChartRow>;

const ChartScale = z.object({ from: z.number(), to: z.number() });
/** What its numbers come to together, a column each, "" where they cannot be added; left out where nothing can. */
const ChartTotal = z.array(z.string()).optional();

/** Rows that are drawn on one scale. */
export const ChartGroup = z.object({
  /** What its sums are in; "" where the chart has one group alone. */
  currency: z.string(),
  rows: z.array(ChartRow),
  scale: ChartScale,
  total: ChartTotal,
});
export type ChartGroup = z.infer<typeof ChartGroup>;

/** Answers counted or measured: a row each, of which one column is drawn. */
export const ChartState = z.object({
  kind: z.literal("chart"),
  block: BlockId,
  chart: z.enum(CHART_KINDS),
  /** Labels of its questions, in the output's language. */
  heads: z.array(z.string()),
  /** Its rows are answers, and how often they were given. */
  isCount: z.boolean(),
  rows: z.array(ChartRow),
  scale: ChartScale,
  total: ChartTotal,
  /** Of sums in several currencies: its rows by these, each drawn on a scale of its own. */
  groups: z.array(ChartGroup).optional(),
  /** Of a count, as in a figure: in the output's language, of whom there is no answer. */
  beside: z.string().optional(),
  /** Verdicts in which nothing could be counted. */
  uncounted: z.int().nonnegative(),
  flags: z.array(ChangeFlag),
  /** What is answered now, where an approved document shows something else; null otherwise. */
  now: z.array(ChartRow).nullable(),
});
export type ChartState = z.infer<typeof ChartState>;

/** The rows of a chart as they are drawn. */
export function chartGroups({ groups, rows, scale, total }: ChartState): ChartGroup[] {
  return groups ?? [{ currency: "", rows, scale, ...(total ? { total } : {}) }];
}
