import { COUNTRIES, type Country, type UiLanguage } from "../domain/language.ts";
import { Form } from "../domain/verdict.ts";
import { holdsWords } from "../language/stem/word-search.ts";
import type { MatrixVerdict, MatrixView } from "../protocol/http/matrix.ts";
import { type MatrixCell, matrixCell } from "./cells.ts";
import type { MatrixChoice } from "./choice.ts";
import { type MatrixColumn, matrixColumns } from "./columns.ts";
import { type MatrixSum, matrixSum } from "./sums.ts";

export interface MatrixRow {
  verdict: MatrixVerdict;
  /** One a column; of an unsettled verdict a range that no sum takes in; null where there is nothing to show. */
  cells: MatrixCell[] | null;
}

export interface MatrixGroup {
  key: Country | Form;
  rows: MatrixRow[];
  sums: MatrixSum[];
  /** Verdicts that can be compared, of those that are shown. */
  base: number;
}

/** The matrix as a choice shows it: on the page and in a file the same. */
export interface MatrixTable {
  columns: MatrixColumn[];
  /** Those without a verdict are left out. */
  groups: MatrixGroup[];
  sums: MatrixSum[];
  base: number;
  verdicts: number;
  /** The words of the choice, to be marked where they were found. */
  words: string;
  /** Ids of the columns and verdicts that are shown alone; [] where nothing is left out. */
  found: string[];
  /** Whether they are found nowhere; then they hide nothing. */
  foundNothing: boolean;
}

/** The table that page and file show of a choice: its columns, the verdicts that fit, and a cell for each, in words of the language. */
export function matrixTable(view: MatrixView, choice: MatrixChoice, language: UiLanguage): MatrixTable {
  const questions = new Map(view.questions.map((question) => [question.id as string, question]));
  const inReach = view.verdicts.filter(
    ({ verdict }) =>
      (choice.country === null || verdict.country === choice.country) &&
      (choice.form === null || verdict.form === choice.form),
  );
  const words = choice.text.trim();
  const named = inReach.filter(({ verdict }) =>
    words === "" ? choice.only.includes(verdict.id) : isNamed(verdict, words),
  );
  const labelled = matrixColumns(view, choice, language);
  // No name has these words: passages may, and then the columns and verdicts are shown whose cells they stand in.
  const quoting = words === "" || labelled.matching || named.length > 0 ? null : quotingOf(inReach, words);
  const quoted = quoting && matrixColumns(view, { ...choice, text: "", only: [...quoting.columns] }, language);
  const isQuoted = quoting !== null && quoted?.matching === true;
  const columns = isQuoted ? quoted.columns : labelled.columns;
  const shown = isQuoted ? quoting.verdicts : named.length > 0 ? named : inReach;
  const rows = shown.map((verdict): MatrixRow => {
    const cells =
      verdict.state === "counted" || verdict.state === "unsettled"
        ? columns.map((column) => matrixCell(verdict, column, choice.children, questions))
        : null;
    return { verdict, cells };
  });
  const keys: readonly (Country | Form)[] = choice.rows === "country" ? COUNTRIES : Form.options;
  const groups = keys.flatMap((key): MatrixGroup[] => {
    const own = rows.filter(({ verdict: { verdict } }) => verdict[choice.rows] === key);
    return own.length === 0 ? [] : [{ key, rows: own, sums: sumsOf(columns, own, language), base: baseOf(own) }];
  });
  return {
    columns,
    groups,
    sums: sumsOf(columns, rows, language),
    base: baseOf(rows),
    verdicts: rows.length,
    words,
    found: [
      ...(isQuoted || labelled.matching ? columns.map(({ id }) => id) : []),
      ...(shown === inReach ? [] : shown.map(({ verdict }) => verdict.id)),
    ],
    foundNothing: words !== "" && !labelled.matching && named.length === 0 && !isQuoted,
  };
}

/** Shorter words stand in too many passages. */
const QUOTED_FROM = 3;

/** Verdicts in whose cells some words stand, and the columns of those cells. */
function quotingOf(
  all: readonly MatrixVerdict[],
  words: string,
): { verdicts: MatrixVerdict[]; columns: ReadonlySet<string> } {
  const columns = new Set<string>();
  if (words.length < QUOTED_FROM) return { verdicts: [], columns };
  const verdicts = all.filter(({ verdict, tags, answers }) => {
    const found = [
      ...tags.map(({ category, first }) => ({ column: category, first })),
      ...answers.map(({ question, first }) => ({ column: question, first })),
    ].filter(({ first }) => first !== null && holdsWords(first.words, words, [verdict.language]) > 0);
    for (const { column } of found) columns.add(column);
    return found.length > 0;
  });
  return { verdicts, columns };
}

function isNamed({ caseNumber, court, language }: MatrixVerdict["verdict"], words: string): boolean {
  return holdsWords(`${caseNumber}\n${court}`, words, [language]) > 0;
}

function sumsOf(columns: readonly MatrixColumn[], rows: readonly MatrixRow[], language: UiLanguage): MatrixSum[] {
  const counted = rows.flatMap(({ verdict: { state }, cells }) => (state === "counted" && cells ? [cells] : []));
  return columns.map((column, i) => {
    const cells = counted.flatMap((each) => each[i] ?? []);
    return matrixSum(column, cells, language);
  });
}

function baseOf(rows: readonly MatrixRow[]): number {
  return rows.filter(({ verdict }) => verdict.state === "counted").length;
}
