import type { UiLanguage } from "../domain/language.ts";
import type { MatrixView } from "../protocol/http/matrix.ts";
import { isClosedType, isEmptyWord } from "../domain/answer.ts";
import type { MatrixCell } from "./cells.ts";
import type { MatrixColumn } from "./columns.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** In how many of the verdicts that can be compared a category was found, and how many passages there are in all. */
export interface TagSum {
  kind: "tags";
  found: number;
  /** Verdicts in which it could be found. */
  base: number;
  min: number;
  max: number;
}

/** How a question was answered over all that it was asked of. */
export interface AnswerSum {
  kind: "answers";
  /** Verdicts or units that it was asked of. */
  base: number;
  per: MatrixView["questions"][number]["perUnit"];
  /** Values with how many it was answered so for, all coders of it alike; for open questions `answered` alone. */
  values: { words: string; count: number }[];
  /** Answered at all, where the answers are no choice of a few. */
  answered: number | null;
  /** Between which they lie, where they have an order; amounts by their currency. */
  spread: Spread[];
  /** Its coders answer differently. */
  differ: number;
  silent: number;
}
export type MatrixSum = TagSum | AnswerSum;

/** Sums up a column over the verdicts that are counted: `cells` are theirs, none of others. */
export function matrixSum(column: MatrixColumn, cells: readonly MatrixCell[], language: UiLanguage): MatrixSum {
  if (column.kind === "category") {
    const tags = cells.flatMap((cell) => (cell.kind === "tags" ? [cell] : []));
    return {
      kind: "tags",
      found: tags.filter(({ max }) => max > 0).length,
      base: tags.length,
      min: tags.reduce((sum, { min }) => sum + min, 0),
      max: tags.reduce((sum, { max }) => sum + max, 0),
    };
  }
  const subjects = cells.flatMap((cell) => (cell.kind === "answers" ? cell.subjects : []));
  const values = new Map<string, { words: string; count: number }>();
  const isClosed = isClosedType(column.question.type);
  const open: unknown[] = [];
  let [differ, silent] = [0, 0];
  for (const { values: given } of subjects) {
    const [one, ...others] = given;
    if (!one) silent++;
    else if (others.length > 0) differ++;
    else if (isClosed || isEmptyWord(JSON.parse(one.key))) for (const part of partsOf(one)) add(values, part);
    else open.push(JSON.parse(one.key));
  }
  return {
    kind: "answers",
    base: subjects.length,
    per: column.question.perUnit,
    values: [...values.values()].sort((a, b) => b.count - a.count || a.words.localeCompare(b.words)),
    answered: isClosed ? null : open.length,
    spread: spreadOf(column.question.type, open, language),
    differ,
    silent,
  };
}

/** Each choice of several is counted by itself. */
function partsOf({ key, words }: { key: string; words: string }): { key: string; words: string }[] {
  const value: unknown = JSON.parse(key);
  if (!Array.isArray(value)) return [{ key, words }];
  const names = words.split("; ");
  return value.map((each, i) => ({ key: JSON.stringify(each), words: names[i] ?? String(each) }));
}

function add(
  values: Map<string, { words: string; count: number }>,
  { key, words }: { key: string; words: string },
): void {
  const entry = values.get(key) ?? { words, count: 0 };
  entry.count++;
  values.set(key, entry);
}
