import type { UiLanguage } from "../../../schema/domain/language.ts";
import { splitsPair } from "../../../schema/text/words.ts";
import { xmlText } from "./clean.ts";
import type { Column, TypedValue } from "./column.ts";

/** A cell of a spreadsheet holds no more UTF-16 units than this. */
export const CELL_MAX = 32_767;

export const HEAD = {
  type: String,
  fontWeight: "bold",
  backgroundColor: "#EEECE8",
  alignVertical: "top",
  wrap: true,
  bottomBorderStyle: "thin",
  bottomBorderColor: "#8A847B",
} as const;
export const WORDS = { type: String, wrap: true, alignVertical: "top" } as const;
const NUMBER = { type: Number, align: "left", alignVertical: "top" } as const;

/** A cell of words, or of a number where the words are a whole one. */
export function toCell(value: string, isNumeric = false) {
  return isNumeric && /^\d{1,9}$/.test(value) ? { value: Number(value), ...NUMBER } : { value, ...WORDS };
}

/** Day and minute as each language writes them in figures: a spreadsheet sorts them as times. */
const MINUTE: Record<UiLanguage, string> = {
  en: "dd/mm/yyyy hh:mm",
  "sr-Latn": String.raw`d\.\ m\.\ yyyy\.\ hh:mm`,
  "sr-Cyrl": String.raw`d\.\ m\.\ yyyy\.\ hh:mm`,
  mk: String.raw`d\.m\.yyyy\ hh:mm`,
  sq: String.raw`d\.m\.yyyy\ hh:mm`,
};

/** A cell of a time, in UTC. */
export function timeCell(value: Date, language: UiLanguage) {
  return { value, type: Date, format: MINUTE[language], align: "left", alignVertical: "top" } as const;
}

const DAY: Record<UiLanguage, string> = {
  en: "dd/mm/yyyy",
  "sr-Latn": String.raw`d\.\ m\.\ yyyy\.`,
  "sr-Cyrl": String.raw`d\.\ m\.\ yyyy\.`,
  mk: String.raw`d\.m\.yyyy`,
  sq: String.raw`d\.m\.yyyy`,
};

/** A cell of a column: a day or a time that a spreadsheet sorts as one, a number, or words. Words that are no date stay words. */
export function columnCell(
  { values, typed, isNumeric, date }: Pick<SheetColumn, "values" | "typed" | "isNumeric" | "date">,
  row: number,
  language: UiLanguage,
) {
  const known = typed[row];
  if (known) return typedCell(known);
  const value = values[row] ?? "";
  const at = date && value !== "" ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) return toCell(value, isNumeric);
  const cell = timeCell(at, language);
  return date === "day" ? { ...cell, format: DAY[language] } : cell;
}

/** A cell of an answer, in its value where that is a number or a day. */
export function typedCell(typed: TypedValue) {
  const more = { format: typed.format, align: "left", alignVertical: "top" } as const;
  return typed.value instanceof Date
    ? { value: typed.value, type: Date, ...more }
    : { value: typed.value, type: Number, ...more };
}

/** A day of a calendar, written in figures. */
export function typedDay(iso: string, language: UiLanguage): TypedValue {
  return { value: new Date(iso), format: DAY[language] };
}

/** A column of the sheet with its values, row by row. */
interface SheetColumn {
  header: string;
  width: number;
  isNumeric: boolean;
  date: Column<never>["date"];
  isFolded: boolean;
  values: string[];
  /** Beside the values, where they are more than words. */
  typed: (TypedValue | null)[];
}

/**
 * A column, and as many beside it as its longest value needs: no wider than its words, and folded where no row has any, or what it
 * says is for those who look closer.
 */
export function spread<Row>(
  { header, width, isNumeric, date, isAside, typed, value }: Column<Row>,
  rows: readonly Row[],
  more: string,
): SheetColumn[] {
  const cells = rows.map((row) => chunks(escaped(value(row))));
  const needed = cells.reduce((max, each) => Math.max(max, each.length), 1);
  const isEmpty = cells.every(([first = ""]) => first === "");
  return Array.from({ length: needed }, (_, part) => ({
    header: part === 0 ? header : `${header} (${more}${needed > 2 ? ` ${part}` : ""})`,
    width: date ? DATE_WIDTHS[date] : widthFor(header, cells, width),
    isNumeric,
    date,
    isFolded: isAside === true || isEmpty,
    typed: part === 0 && typed ? rows.map(typed) : [],
    values: cells.map((each) => each[part] ?? ""),
  }));
}

const DATE_WIDTHS = { day: 12, time: 17 } as const;

/** The longest line of the cells and the longest word of the header fit in, up to a width: a lesser one where most cells are empty. */
function widthFor(header: string, cells: readonly (readonly string[])[], most: number): number {
  const lines = cells.flatMap(([first = ""]) => first.split("\n").map(({ length }) => length));
  const filled = cells.filter(([first = ""]) => first !== "").length;
  const upTo = filled * 5 < cells.length ? Math.max(14, Math.round(most * 0.6)) : most;
  const words = header.split(/\s+/).map(({ length }) => length + 3);
  return Math.min(most, Math.max(7, ...words, Math.min(upTo, lines.reduce((max, each) => Math.max(max, each), 0) + 2)));
}

/** Text in pieces that a cell can hold, no surrogate pair and no escape cut in two. */
function chunks(text: string): string[] {
  const out: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + CELL_MAX);
    if (end < text.length) {
      const escape = text.lastIndexOf("_x005F_", end - 1);
      if (escape > at && escape + 7 > end) end = escape;
      if (splitsPair(text, end)) end--;
    }
    out.push(text.slice(at, end));
    at = end;
  }
  return out;
}

/** Spreadsheets read `_x0041_` as "A": the underscore is written as such an escape itself. */
export function escaped(text: string): string {
  return xmlText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

/** Names of sheets have 31 characters at most and none of these; an apostrophe would end the name in a formula. */
export function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:']/g, " ").slice(0, 31);
}
