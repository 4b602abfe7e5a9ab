import type { QuestionId, VerdictId } from "../../schema/domain/ids.ts";
import { BOX_QUESTIONS, FACTS_BOX } from "../../schema/editor/facts-box.ts";
import type { ComparisonState } from "../../schema/protocol/http/quotes.ts";
import type { FrozenTableRow } from "../store/shapes/frozen-table.ts";
import { questionsOf } from "./case-tables.ts";
import type { TableReading } from "./table-reading.ts";
import { comparisonState, frozenComparison } from "./comparison.ts";
import type { VerdictSources } from "./verdict-source.ts";

/**
 * The facts on the first page of a summary: a comparison that no document holds. Null where there is none, also in what was approved
 * before there were such boxes.
 */
export async function factsBoxState(
  verdicts: readonly VerdictId[],
  sources: VerdictSources,
  around: TableReading & { isFrozen: boolean; tables: readonly FrozenTableRow[] },
): Promise<ComparisonState | null> {
  // Of one that is gone, or not for this reader, there is nothing to be said.
  const readable: VerdictId[] = [];
  for (const verdict of verdicts) if (await sources.of(verdict)) readable.push(verdict);
  if (readable.length === 0) return null;
  const held = around.tables.filter(({ block }) => block === FACTS_BOX);
  const questions = around.isFrozen ? questionsIn(held) : askedOf(around);
  if (questions.length === 0) return null;
  return comparisonState(FACTS_BOX, { questions, verdicts: readable, entries: [] }, sources, around);
}

/** What of it is frozen; of a verdict that the reader may not read nothing. */
export async function frozenFactsBox(
  verdicts: readonly VerdictId[],
  sources: VerdictSources,
  reading: TableReading,
): Promise<FrozenTableRow[]> {
  const rows: FrozenTableRow[] = [];
  const questions = askedOf(reading);
  if (questions.length === 0) return rows;
  for (const verdict of verdicts) {
    const source = await sources.of(verdict);
    const content = source && (await frozenComparison(questions, source, reading));
    if (content) rows.push({ block: FACTS_BOX, verdict, content });
  }
  return rows;
}

function askedOf({ methodology }: TableReading): QuestionId[] {
  const known = questionsOf(methodology);
  return BOX_QUESTIONS.filter((id) => known.has(id));
}

function questionsIn(held: readonly FrozenTableRow[]): QuestionId[] {
  return [
    ...new Set(
      held.flatMap(({ content }) =>
        content.kind === "comparison" ? content.cells.map(({ question }) => question) : [],
      ),
    ),
  ];
}
