import { type Actor, can } from "../../../schema/domain/can.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { langOf, localise, type UiLanguage, type VerdictLanguage } from "../../../schema/domain/language.ts";
import type { MatrixChoice } from "../../../schema/matrix/choice.ts";
import type { MatrixColumn } from "../../../schema/matrix/columns.ts";
import { type MatrixGroup, type MatrixRow, matrixTable } from "../../../schema/matrix/table.ts";
import { cellWords, fill, matrixWords, type MatrixWords, stateWords, sumWords } from "../../../schema/matrix/words.ts";
import { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import type { Headed } from "../head.ts";
import { EXPORT_WORDS } from "../words/words.ts";
import type { Store } from "../../store/store.ts";
import { collectMatrix } from "../../matrix/collect.ts";
import { auditHeadFor } from "../../told-of-log.ts";

/** A line of the matrix in words: of one verdict, or what verdicts have in sum. */
export interface MatrixLine {
  /** Null for a sum. */
  verdict: VerdictId | null;
  /** Of its quotes. */
  language: VerdictLanguage;
  /** The same as `lang` has it. */
  lang: string;
  cells: string[];
}

/** The matrix as it is shown, ready to be written as a table; a column has its number or answer, and its first quote beside. */
export interface MatrixFile {
  columns: { name: string; kind: "head" | "day" | "value" | "quote" }[];
  lines: MatrixLine[];
  /** What of the matrix is shown. */
  shown: string;
}

/** Cases by categories or questions. */
export interface MatrixContent extends Headed {
  kind: "matrix";
  matrix: MatrixFile;
}

/**
 * What a file of the matrix holds: the same table as the page, every verdict that is not counted with its state in words.
 * Of verdicts of which the asker may not export everything, and of those in preparation, there is nothing.
 */
export async function collectMatrixFile(
  store: Store,
  actor: Actor,
  choice: MatrixChoice,
  language: UiLanguage,
  at: string,
): Promise<MatrixContent> {
  const [view, methodology, network, auditHead] = await Promise.all([
    collectMatrix(store, actor, { by: choice.by, language, at }),
    store.methodologies.current(),
    store.setting("network-name"),
    auditHeadFor(store, actor),
  ]);
  const verdicts = view.verdicts.filter(({ verdict }) => can(actor, "export.all", verdict));
  const table = matrixTable({ ...view, verdicts }, choice, language);
  return {
    kind: "matrix",
    head: {
      network: network ?? "",
      methodologyVersion: view.version,
      methodologyTitle: methodology ? localise(methodology.content.title, language) : "",
      at,
      filter: ExportFilter.parse({}),
      ownOnly: false,
      count: table.verdicts,
      tags: null,
      answers: 0,
      auditHead,
    },
    language,
    matrix: {
      columns: columnsOf(table, language),
      lines: linesOf(table, choice, language),
      shown: shownOf(choice, language),
    },
  };
}

type Table = ReturnType<typeof matrixTable>;

function columnsOf(table: Table, language: UiLanguage): MatrixFile["columns"] {
  const names = EXPORT_WORDS[language];
  const heads = [names.country, names.caseNumber, names.court];
  return [
    ...heads.map((name) => ({ name, kind: "head" }) as const),
    { name: names.date, kind: "day" },
    ...table.columns.flatMap((column) => {
      const name = nameOf(column);
      return [{ name, kind: "value" } as const, { name: `${name}: ${names.quote}`, kind: "quote" } as const];
    }),
  ];
}

function linesOf(table: Table, choice: MatrixChoice, language: UiLanguage): MatrixLine[] {
  const words = matrixWords(language);
  const { countries } = EXPORT_WORDS[language];
  const sumLine = (title: string, { sums, base }: Pick<MatrixGroup, "sums" | "base">, of: number): MatrixLine => ({
    verdict: null,
    language: "en",
    lang: "en",
    cells: [title, fill(words.comparable, base, of), "", "", ...sums.flatMap((sum) => [sumWords(sum, words), ""])],
  });
  const lines = table.groups.flatMap((group) => [
    sumLine(groupName(group.key, countries, words), group, group.rows.length),
    ...group.rows.map((row) => lineOf(row, table, choice, language)),
  ]);
  return [...lines, sumLine(words.all, table, table.verdicts)];
}

function lineOf(
  { verdict: { verdict, state }, cells }: MatrixRow,
  table: Table,
  choice: MatrixChoice,
  language: UiLanguage,
): MatrixLine {
  const words = matrixWords(language);
  return {
    verdict: verdict.id,
    language: verdict.language,
    lang: langOf(verdict.language, verdict.script),
    cells: [
      EXPORT_WORDS[language].countries[verdict.country],
      verdict.caseNumber,
      verdict.court,
      verdict.date ?? "",
      ...table.columns.flatMap((_, i) => {
        const cell = cells?.[i];
        // A verdict that is not counted says why in every cell: blank would look like nothing found.
        if (!cell) return [stateWords(state, choice.by, words), ""];
        const flag = state === "counted" ? "" : ` (${stateWords(state, choice.by, words)})`;
        return [`${cellWords(cell, words)}${flag}`, cell.first ? `${cell.first.words} (${cell.first.citation})` : ""];
      }),
    ],
  };
}

function shownOf(choice: MatrixChoice, language: UiLanguage): string {
  const words = matrixWords(language);
  return [
    words.by[choice.by],
    choice.by === "categories" ? words.children[choice.children ? "with" : "without"] : "",
    choice.country ? EXPORT_WORDS[language].countries[choice.country] : "",
    choice.form ? words.forms[choice.form] : "",
    choice.text,
  ]
    .filter(Boolean)
    .join("; ");
}

function groupName(key: MatrixGroup["key"], countries: Record<"rs" | "mk" | "al", string>, words: MatrixWords): string {
  return key === "individual" || key === "organised" ? words.forms[key] : countries[key];
}

function nameOf(column: MatrixColumn): string {
  return column.kind === "category" ? `${column.category.code} ${column.label}` : column.label;
}
