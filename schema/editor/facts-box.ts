import { QuestionId, type VerdictId } from "../domain/ids.ts";
import { BlockId, verdictsOfScope, type OutputScope } from "../domain/output.ts";
import type { ComparisonCell } from "../protocol/http/quotes.ts";
import { sectionsOf, type OutputDocument } from "./output-document.ts";
import { kindOf } from "./paper-kinds.ts";

/** What the box on the first page of a summary is known by, where blocks are known by theirs: no document holds it. */
export const FACTS_BOX = BlockId.parse("facts-box-of-the-paper");

/** So many verdicts have room in it. */
const VERDICTS_MAX = 3;

/** What a reader looks for first, by the ids that the questions have in the starter methodology; in this order. */
export const BOX_QUESTIONS = [
  "q.final",
  "q.form",
  "q.defendants-count",
  "q.victims-count",
  "q.charged-offence",
  "q.convicted-offence",
  "q.def-outcome",
  "q.def-sanction",
  "q.def-prison",
  "q.duration-first",
  "q.duration-total",
  "q.claim-decision",
  "q.award",
].map((id) => QuestionId.parse(id));

/** The verdicts whose facts stand on the first page of a document; [] where it has no such box. */
export function verdictsOfBox(template: string, document: OutputDocument, scope: OutputScope): readonly VerdictId[] {
  const sections = sectionsOf(document).flatMap(({ section }) => section ?? []);
  const verdicts = kindOf(template, sections) === "summary" ? verdictsOfScope(scope) : [];
  return verdicts.length > VERDICTS_MAX ? [] : verdicts;
}

/** What a cell says, people of whom the same is answered beside each other; [] where nobody answered. */
export function saidTogether(cell: ComparisonCell | undefined): { units: string[]; words: string }[] {
  const byWords = new Map<string, string[]>();
  for (const { unit, words } of cell?.said ?? []) {
    const units = byWords.get(words) ?? [];
    byWords.set(words, unit && !units.includes(unit) ? [...units, unit] : units);
  }
  return [...byWords].map(([words, units]) => ({ units, words }));
}
