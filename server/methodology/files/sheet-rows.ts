import { UI_LANGUAGES, type Localised, type LocalisedLists, type UiLanguage } from "../../../schema/domain/language.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { Publishing } from "../../../schema/domain/methodology/methodology.ts";
import type { FileProblem } from "../../../schema/protocol/http/methodology-files.ts";
import { draftText, toLines } from "./draft-here.ts";
import { HANDBOOK_WORDS, type HandbookWords } from "./handbook-words.ts";
import { columnOf, sheetKindOf, SHEETS, type SheetKind } from "./sheet-columns.ts";
import { columnName, type Sheet } from "./workbook.ts";

const fold = (text: string): string => foldForSearch(text.trim());

/** A sheet of ours: which columns it has, and its rows below the heading. */
export class SheetRows {
  readonly kind: SheetKind;
  readonly rows: readonly SheetRow[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #problems: FileProblem[];

  constructor(kind: SheetKind, sheet: Sheet, heading: number, problems: FileProblem[]) {
    this.kind = kind;
    this.#columns = headings(kind, sheet, heading);
    this.#problems = problems;
    const numbers = [...sheet.rows.keys()].filter((row) => row > heading).sort((a, b) => a - b);
    this.rows = numbers.map((number) => new SheetRow(this, number, sheet.rows.get(number) ?? new Map()));
  }

  column(field: string, language: UiLanguage | null = null): number | null {
    return this.#columns.get(keyOf(field, language)) ?? null;
  }

  problem(code: FileProblem["code"], row: number, column: number | null, value: string): void {
    const place = { sheet: this.kind, row, column: column === null ? null : columnName(column) };
    this.#problems.push({ code, ...place, value: value.slice(0, 80) });
  }
}

/** One row; what its sheet has no column for is null. */
export class SheetRow {
  readonly number: number;
  readonly #sheet: SheetRows;
  readonly #cells: ReadonlyMap<number, string>;

  constructor(sheet: SheetRows, number: number, cells: ReadonlyMap<number, string>) {
    this.#sheet = sheet;
    this.number = number;
    this.#cells = cells;
  }

  get isEmpty(): boolean {
    return ![...this.#cells.values()].some((text) => text.trim() !== "");
  }

  get(field: string): string | null {
    const column = this.#sheet.column(field);
    return column === null ? null : (this.#cells.get(column) ?? "").trim();
  }

  problem(code: FileProblem["code"], field: string, value: string): void {
    this.#sheet.problem(code, this.number, this.#sheet.column(field), value);
  }

  /** A text with what its columns say; languages without a column stay. */
  texts(field: string, before: Localised): Localised {
    const texts = { ...before };
    for (const [language, text] of this.#written(field)) {
      if (text === "") delete texts[language];
      else if (text !== before[language]?.trim()) texts[language] = text;
    }
    return texts;
  }

  /** As `texts`, one rule a line. */
  lists(field: string, before: LocalisedLists): LocalisedLists {
    const lists = { ...before };
    for (const [language, text] of this.#written(field)) {
      const lines = toLines(text);
      if (lines.length === 0) delete lists[language];
      else lists[language] = lines;
    }
    return lists;
  }

  #written(field: string): [UiLanguage, string][] {
    return UI_LANGUAGES.flatMap((language): [UiLanguage, string][] => {
      const column = this.#sheet.column(field, language);
      if (column === null) return [];
      const text = draftText(this.#cells.get(column) ?? "");
      if (text !== null) return [[language, text]];
      this.#sheet.problem("bad-text", this.number, column, this.#cells.get(column) ?? "");
      return [];
    });
  }

  /** Yes or no in any language; an empty cell is no. */
  yesNo(field: string, before: boolean): boolean {
    const text = this.get(field);
    if (text === null) return before;
    const folded = fold(text);
    if (["", "0", "-", "false", ...wordsFor(({ answers }) => answers.no)].includes(folded)) return false;
    if (["1", "x", "+", "true", ...wordsFor(({ answers }) => answers.yes)].includes(folded)) return true;
    this.problem("bad-yes-no", field, text);
    return before;
  }

  /** As `word`, where an empty cell says that there is none. */
  wordIfAny<T extends string>(
    field: string,
    words: readonly T[],
    nameOf: (words: HandbookWords, word: T) => string,
    before: T | undefined,
  ): T | undefined {
    const text = this.get(field);
    if (text === null) return before;
    return text === "" ? undefined : (this.#named(text, field, words, nameOf, "bad-word") ?? before);
  }

  /** What may be published of it; undefined where nobody has said it. */
  publishing(before: Publishing | undefined): Publishing | undefined {
    return this.wordIfAny("publish", Publishing.options, (words, each) => words.publishing[each], before);
  }

  /** A closed word by its name in any language, or by itself. */
  word<T extends string>(
    field: string,
    words: readonly T[],
    nameOf: (words: HandbookWords, word: T) => string,
    before: T,
    code: FileProblem["code"],
  ): T {
    const text = this.get(field);
    if (text === null || text === "") return before;
    return this.#named(text, field, words, nameOf, code) ?? before;
  }

  #named<T extends string>(
    text: string,
    field: string,
    words: readonly T[],
    nameOf: (words: HandbookWords, word: T) => string,
    code: FileProblem["code"],
  ): T | undefined {
    const found = words.find(
      (word) => fold(word) === fold(text) || wordsFor((each) => nameOf(each, word)).includes(fold(text)),
    );
    if (found === undefined) this.problem(code, field, text);
    return found;
  }
}

function wordsFor(wordOf: (words: HandbookWords) => string): string[] {
  return UI_LANGUAGES.map((language) => fold(wordOf(HANDBOOK_WORDS[language])));
}

/** The sheets of ours in a workbook: by their names in any language, else by their headings. */
export function sheetsOf(sheets: readonly Sheet[], problems: FileProblem[]): Partial<Record<SheetKind, SheetRows>> {
  const found: Partial<Record<SheetKind, SheetRows>> = {};
  for (const sheet of sheets) {
    const heading = Math.min(...sheet.rows.keys());
    const named = sheetKindOf(sheet.name);
    const kind = named ?? SHEETS.find((each) => !found[each] && hasNeeded(each, headings(each, sheet, heading)));
    if (kind && !found[kind] && hasNeeded(kind, headings(kind, sheet, heading)))
      found[kind] = new SheetRows(kind, sheet, heading, problems);
  }
  return found;
}

/** Columns without which a sheet can not be read. */
function hasNeeded(kind: SheetKind, columns: ReadonlyMap<string, number>): boolean {
  const has = (field: string): boolean => columns.has(field);
  const hasLabel = [...columns.keys()].some((key) => key.startsWith("label:"));
  if (kind === "categories") return hasLabel && (has("id") || has("code"));
  if (kind === "questions") return hasLabel && has("id") && (has("type") || has("group"));
  if (kind === "choices") return hasLabel && has("question") && has("id");
  return hasLabel && has("id");
}

function headings(kind: SheetKind, sheet: Sheet, heading: number): Map<string, number> {
  const columns = new Map<string, number>();
  for (const [column, text] of sheet.rows.get(heading) ?? []) {
    const named = columnOf(kind, text);
    const key = named ? keyOf(named.field, named.language) : "";
    if (named && !columns.has(key)) columns.set(key, column);
  }
  return columns;
}

function keyOf(field: string, language: UiLanguage | null): string {
  return language === null ? field : `${field}:${language}`;
}
