import { COUNTRIES, type Country, type UiLanguage } from "../domain/language.ts";
import { Form } from "../domain/verdict.ts";
import { foldForSearch } from "../language/fold.ts";
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
  /** Whether the words of the choice are found nowhere; then they hide nothing. */
  foundNothing: boolean;
}

/** The table that page and file show of a choice: its columns, the verdicts that fit, and a cell for each, in words of the language. */
export function matrixTable(view: MatrixView, choice: MatrixChoice, language: UiLanguage): MatrixTable {
  const { columns, matching } = matrixColumns(view, choice, language);
  const questions = new Map(view.questions.map((question) => [question.id as string, question]));
  const inReach = view.verdicts.filter(
    ({ verdict }) =>
      (choice.country === null || verdict.country === choice.country) &&
      (choice.form === null || verdict.form === choice.form),
  );
  const needle = foldForSearch(choice.text).trim();
  const named = needle === "" ? [] : inReach.filter(({ verdict }) => isNamed(verdict, needle));
  const shown = named.length > 0 ? named : inReach;
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
    return own.length === 0 ? [] : [{ key, rows: own, sums: sumsOf(columns, own), base: baseOf(own) }];
  });
  return {
    columns,
    groups,
    sums: sumsOf(columns, rows),
    base: baseOf(rows),
    verdicts: rows.length,
    foundNothing: needle !== "" && !matching && named.length === 0,
  };
}

function isNamed({ caseNumber, court }: { caseNumber: string; court: string }, needle: string): boolean {
  return [caseNumber, court].some((text) => foldForSearch(text).includes(needle));
}

function sumsOf(columns: readonly MatrixColumn[], rows: readonly MatrixRow[]): MatrixSum[] {
  const counted = rows.flatMap(({ verdict: { state }, cells }) => (state === "counted" && cells ? [cells] : []));
  return columns.map((column, i) => {
    const cells = counted.flatMap((each) => each[i] ?? []);
    return matrixSum(column, cells);
  });
}

function baseOf(rows: readonly MatrixRow[]): number {
  return rows.filter(({ verdict }) => verdict.state === "counted").length;
}
