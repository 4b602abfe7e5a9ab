import { writePartialDate } from "../../../schema/language/dates.ts";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import writeXlsx from "write-excel-file/node";
import { localise, type Localised, type LocalisedLists, type UiLanguage } from "../../../schema/domain/language.ts";
import type { MethodologyContent, Question } from "../../../schema/domain/methodology/methodology.ts";
import { escaped, HEAD, sheetName, WORDS } from "../../export/files/xlsx.ts";
import { branchHue } from "./branch-hues.ts";
import { HANDBOOK_WORDS, OWN_NAMES, type HandbookWords } from "./handbook-words.ts";
import { keyOf } from "./sheet-rows.ts";
import { MADE_SHEET, madeRow, rowKey } from "./since-made.ts";
import { SHEET_COLUMNS, sheetTitle, SHEETS, type SheetKind } from "./sheet-columns.ts";

/** What a file says of where it comes from. */
export interface FileHead {
  network: string;
  /** Null = the draft. */
  version: { number: number; frozenAt: string } | null;
  /** ISO 8601. */
  at: string;
}

/** A row by field: one text a language, or one value. */
type Row = Record<string, Localised | LocalisedLists | string | number | null>;

/** A text that another language has and this one lacks. */
const LACKING = "#FFF6DD";

/**
 * A workbook to edit the methodology in: how to, then categories, questions, choices and groups, a row each, texts of the
 * languages beside each other. Templates of outputs are not in it.
 */
export async function toHandbookXlsx(
  content: MethodologyContent,
  languages: readonly UiLanguage[],
  head: FileHead,
): Promise<Uint8Array> {
  const [first = "en"] = languages;
  const words = HANDBOOK_WORDS[first];
  const rows = rowsOf(content, words);
  const sheets = SHEETS.map((kind) => toSheet(kind, rows[kind], languages, first));
  const file = await writeXlsx([aboutSheet(content, languages, head), ...sheets, madeSheet(rows, languages)], {
    fontFamily: "Calibri",
    fontSize: 11,
  }).toBuffer();
  return tidied(new Uint8Array(file));
}

function toSheet(kind: SheetKind, rows: readonly Row[], languages: readonly UiLanguage[], first: UiLanguage) {
  const columns = SHEET_COLUMNS[kind].flatMap((column) =>
    (column.isText ? languages : [null]).map((language) => ({ ...column, language })),
  );
  const header = columns.map(({ nameOf, language }) => {
    const name = nameOf(HANDBOOK_WORDS[first]);
    return { value: language ? `${name} (${language})` : name, ...HEAD };
  });
  const data = rows.map((row) =>
    columns.map(({ field, language }) => {
      const value = row[field] ?? null;
      if (language !== null) return textCell(value as Localised | LocalisedLists, language);
      if (typeof value === "number") return { value, type: Number, align: "left", alignVertical: "top" } as const;
      const text = typeof value === "string" ? value : "";
      const cell = { value: escaped(text), ...WORDS };
      if (field === "code") return { ...cell, ...codeColours(text) };
      return field === "id" ? { ...cell, textColor: "#8A847B" } : cell;
    }),
  );
  return {
    data: [header, ...data],
    sheet: sheetName(sheetTitle(kind, first)),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    stickyColumnsCount: { categories: 3, questions: 2, choices: 2, groups: 1 }[kind],
  };
}

/** What all cells hold now, for when the file is brought back. */
function madeSheet(rows: Record<SheetKind, readonly Row[]>, languages: readonly UiLanguage[]) {
  const data = SHEETS.flatMap((kind) =>
    rows[kind].map((row) => {
      const cells = SHEET_COLUMNS[kind].flatMap(({ field, isText }) =>
        isText
          ? languages.map(
              (each) => [keyOf(field, each), textIn(row[field] as Localised | LocalisedLists, each)] as const,
            )
          : [[keyOf(field, null), plainText(row[field])] as const],
      );
      const named = (field: string): string => plainText(row[field]);
      return madeRow(kind, rowKey(kind, named("id"), named("question")), cells).map((value) => ({ value, ...WORDS }));
    }),
  );
  return { data, sheet: MADE_SHEET };
}

/** Of a column that has one value: as a spreadsheet gives it back. */
function plainText(value: Row[string] | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function textIn(texts: Localised | LocalisedLists, language: UiLanguage): string {
  const text = texts[language] ?? "";
  return typeof text === "string" ? text : text.join("\n");
}

function textCell(texts: Localised | LocalisedLists, language: UiLanguage) {
  const value = textIn(texts, language);
  const isLacking = value === "" && Object.values(texts).some((each) => each.length > 0);
  return { value: escaped(value), ...WORDS, ...(isLacking ? { backgroundColor: LACKING } : {}) };
}

function codeColours(code: string) {
  const { tint, text } = branchHue(code);
  return { backgroundColor: tint, textColor: text, fontWeight: "bold" } as const;
}

function rowsOf(content: MethodologyContent, words: HandbookWords): Record<SheetKind, Row[]> {
  const { categories, questions, groups } = content;
  const codes = new Map<string, string>(categories.map(({ id, code }) => [id, code]));
  return {
    categories: categories.map((category) => ({
      ...category,
      exampleFrom: null,
      parent: category.parent === null ? "" : (codes.get(category.parent) ?? ""),
      onlyChildren: category.onlyChildren ? words.answers.yes : "",
      publish: publishText(category, words),
    })),
    questions: questions.map((question) => ({
      id: question.id,
      group: question.group,
      label: question.label,
      help: question.help ?? {},
      type: words.types[question.type],
      level: words.levels[question.perUnit],
      evidenceExpected: question.evidenceExpected ? words.answers.yes : "",
      shownIf: conditionText(question),
      from: question.from ? words.facts[question.from] : "",
      publish: publishText(question, words),
    })),
    choices: questions.flatMap(({ id, choices = [] }) =>
      choices.map((choice) => ({ question: id, id: choice.id, label: choice.label })),
    ),
    groups: groups.map(({ id, label }) => ({ id, label })),
  };
}

/** "" where nobody has said it. */
function publishText({ publish }: Pick<Question, "publish">, { publishing }: HandbookWords): string {
  return publish ? publishing[publish] : "";
}

/** `q.claim = yes | not-mentioned`; "" where it is always shown. */
export function conditionText({ shownIf }: Pick<Question, "shownIf">): string {
  return shownIf ? `${shownIf.question} = ${shownIf.values.join(" | ")}` : "";
}

function aboutSheet({ title }: MethodologyContent, languages: readonly UiLanguage[], head: FileHead) {
  const [first = "en"] = languages;
  const words = HANDBOOK_WORDS[first];
  const titled = { value: escaped(localise(title, first)), ...WORDS, fontWeight: "bold", fontSize: 16 } as const;
  const line = (value: string, more = {}) => [{ value: escaped(value), ...WORDS, ...more }];
  const data = [
    [titled],
    line(`${head.network} · ${versionText(head, first)}`, { textColor: "#5A554E" }),
    line(languages.map((language) => `${OWN_NAMES[language]} (${language})`).join(" · "), { textColor: "#5A554E" }),
    line(""),
    ...words.howTo.map((each, i) => line(`${i + 1}. ${each}`, { height: each.length > 110 ? 34 : 20 })),
  ];
  return { data, sheet: sheetName(words.about), columns: [{ width: 110 }] };
}

/** Which state of the methodology a file holds, in a sentence's part. */
export function versionText({ version, at }: FileHead, language: UiLanguage): string {
  const words = HANDBOOK_WORDS[language];
  const shown = (iso: string): string => writePartialDate(iso.slice(0, 10), language);
  if (!version) return words.draft.replace("{date}", shown(at));
  return words.version.replace("{number}", String(version.number)).replace("{date}", shown(version.frozenAt));
}

/** No warning of numbers that are text on purpose, and the sheet that is for the program alone out of sight. */
function tidied(file: Uint8Array): Uint8Array {
  const parts = unzipSync(file);
  for (const [path, part] of Object.entries(parts)) {
    if (path === "xl/workbook.xml")
      parts[path] = strToU8(strFromU8(part).replace(`name="${MADE_SHEET}"`, `$& state="hidden"`));
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(path)) continue;
    const ignored = '<ignoredErrors><ignoredError sqref="A1:XFD20000" numberStoredAsText="1"/></ignoredErrors>';
    parts[path] = strToU8(strFromU8(part).replace("</worksheet>", `${ignored}</worksheet>`));
  }
  return zipSync(parts);
}
