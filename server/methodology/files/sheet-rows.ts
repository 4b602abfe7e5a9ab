import { UI_LANGUAGES, type Localised, type LocalisedLists, type UiLanguage } from "../../../schema/domain/language.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { Publishing } from "../../../schema/domain/methodology/methodology.ts";
import type { FileProblem } from "../../../schema/protocol/http/methodology-files.ts";
import { draftText, toLines } from "./draft-here.ts";
import { HANDBOOK_WORDS, type HandbookWords } from "./handbook-words.ts";
import { columnOf, sheetKindOf, SHEETS, type SheetKind } from "./sheet-columns.ts";
import { cellHash, MADE_SHEET, NAMES_ROW, rowKey, type AsMade } from "./since-made.ts";
import { columnName, type Sheet } from "./workbook.ts";

const fold = (text: string): string => foldForSearch(text.trim());

/** A sheet of ours: which columns it has, and its rows below the heading. */
export class SheetRows {
  readonly kind: SheetKind;
  readonly rows: readonly SheetRow[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #problems: FileProblem[];
  readonly #made: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly #of: (key: string) => "here" | "gone" | null;

  constructor(kind: SheetKind, sheet: Sheet, heading: number, { problems, made, inDraft }: WorkbookBackground) {
    this.kind = kind;
    this.#columns = headings(kind, sheet, heading);
    this.#problems = problems;
    this.#made = made?.get(kind) ?? new Map();
    this.#of = (key) => inDraft(kind, key);
    const numbers = [...sheet.rows.keys()].filter((row) => row > heading).sort((a, b) => a - b);
    this.rows = numbers
      .map((number) => new SheetRow(this, number, sheet.rows.get(number) ?? new Map()))
      // What was taken out of the draft since does not come back because the file still has it.
      .filter((row) => this.#of(row.key) !== "gone" || !this.#isUntouched(row));
  }

  /** Whether a cell reads as it did when the file was made, of what the draft still has. */
  isAsMade(key: string, column: string, text: string): boolean {
    return this.#of(key) === "here" && this.#made.get(key)?.get(column) === cellHash(text);
  }

  #isUntouched(row: SheetRow): boolean {
    const made = this.#made.get(row.key);
    return (
      made !== undefined && [...this.#columns].every(([column, at]) => made.get(column) === cellHash(row.cell(at)))
    );
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

  /** By which the sheet knows it. */
  get key(): string {
    const named = (field: string): string => this.printed(field) ?? "";
    return rowKey(this.#sheet.kind, named("id"), named("question"));
  }

  /** What somebody wrote; null where the sheet has no such column, or nobody touched the cell since the file was made. */
  get(field: string): string | null {
    const text = this.printed(field);
    return text !== null && !NAMES_ROW.has(field) && this.#sheet.isAsMade(this.key, field, text) ? null : text;
  }

  /** What stands in the cell, touched or not. */
  printed(field: string): string | null {
    const column = this.#sheet.column(field);
    return column === null ? null : this.cell(column).trim();
  }

  cell(column: number): string {
    return this.#cells.get(column) ?? "";
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
      if (column === null || this.#sheet.isAsMade(this.key, keyOf(field, language), this.cell(column))) return [];
      const text = draftText(this.cell(column));
      if (text !== null) return [[language, text]];
      this.#sheet.problem("bad-text", this.number, column, this.cell(column));
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

/** What the rows of a workbook are read against. */
export interface WorkbookBackground {
  problems: FileProblem[];
  made: AsMade | null;
  /** Whether the draft has what a row is of, or had it; null = it never did. */
  inDraft: (kind: SheetKind, key: string) => "here" | "gone" | null;
}

/** The sheets of ours in a workbook: by their names in any language, else by their headings. */
export function sheetsOf(
  sheets: readonly Sheet[],
  background: WorkbookBackground,
): Partial<Record<SheetKind, SheetRows>> {
  const found: Partial<Record<SheetKind, SheetRows>> = {};
  for (const sheet of sheets.filter(({ name }) => name !== MADE_SHEET)) {
    const heading = Math.min(...sheet.rows.keys());
    const named = sheetKindOf(sheet.name);
    const kind = named ?? SHEETS.find((each) => !found[each] && hasNeeded(each, headings(each, sheet, heading)));
    if (kind && !found[kind] && hasNeeded(kind, headings(kind, sheet, heading)))
      found[kind] = new SheetRows(kind, sheet, heading, background);
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

export function keyOf(field: string, language: UiLanguage | null): string {
  return language === null ? field : `${field}:${language}`;
}
