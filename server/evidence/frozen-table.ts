import { z } from "zod";
import { VerdictId } from "../../schema/domain/ids.ts";
import { BlockId } from "../../schema/domain/output.ts";
import { ActorsState, TimelineState } from "../../schema/protocol/http/evidence.ts";
import { Anchor } from "../../schema/text/revision.ts";

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
]);
export type FrozenTable = z.infer<typeof FrozenTable>;

/** One that a version holds. */
export interface FrozenTableRow {
  block: BlockId;
  verdict: VerdictId;
  content: FrozenTable;
}

/** Its words rewritten, for an erasure: labels of questions and answers are typed by people, the rest is closed words. */
export function rewriteTable(table: FrozenTable, rewrite: (text: string) => string): FrozenTable {
  if (table.kind === "timeline")
    return { ...table, rows: table.rows.map((row) => ({ ...row, label: rewrite(row.label) })) };
  return { ...table, units: table.units.map((unit) => ({ ...unit, facts: unit.facts.map((fact) => rewrite(fact)) })) };
}
