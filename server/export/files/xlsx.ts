import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { splitsPair } from "../../../schema/text/words.ts";
import { xmlText } from "./clean.ts";
import type { Column } from "./column.ts";

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
  { values, isNumeric, date }: Pick<SheetColumn, "values" | "isNumeric" | "date">,
  row: number,
  language: UiLanguage,
) {
  const value = values[row] ?? "";
  const at = date && value !== "" ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) return toCell(value, isNumeric);
  const cell = timeCell(at, language);
  return date === "day" ? { ...cell, format: DAY[language] } : cell;
}

/** A column of the sheet with its values, row by row. */
interface SheetColumn {
  header: string;
  width: number;
  isNumeric: boolean;
  date: Column<never>["date"];
  values: string[];
}

/** A column, and as many beside it as its longest value needs. */
export function spread<Row>(
  { header, width, isNumeric, date, value }: Column<Row>,
  rows: readonly Row[],
  more: string,
): SheetColumn[] {
  const cells = rows.map((row) => chunks(escaped(value(row))));
  const needed = cells.reduce((max, each) => Math.max(max, each.length), 1);
  return Array.from({ length: needed }, (_, part) => ({
    header: part === 0 ? header : `${header} (${more}${needed > 2 ? ` ${part}` : ""})`,
    width,
    isNumeric,
    date,
    values: cells.map((each) => each[part] ?? ""),
  }));
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

const FIT = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** A sheet after the first two, which has a head in its first row. */
export interface NextSheet {
  name: string;
}

/**
 * What the library does not write: filters (right after the rows), a pane that names the corner it has, no warning of numbers
 * that are text on purpose, and a print as wide as a sheet of A3 with the header on every page. The order is the standard's.
 */
export function finished(
  file: Uint8Array,
  name: string,
  columns: number,
  rows: number,
  next: readonly NextSheet[] = [],
): Uint8Array {
  const parts = unzipSync(file);
  const all = `A1:${columnName(columns)}${rows}`;
  const change = (path: string, edit: (xml: string) => string): void => {
    const part = parts[path];
    if (!part) throw new Error(`a workbook without ${path}`);
    parts[path] = strToU8(edit(strFromU8(part)));
  };
  change("xl/worksheets/sheet1.xml", (xml) =>
    xml
      .replace(/<worksheet[^>]*>/, `$&${FIT}`)
      .replace('xSplit="0" ', "")
      .replace('activePane="bottomRight"', 'activePane="bottomLeft"')
      .replace("</sheetData>", `$&<autoFilter ref="${all}"/>`)
      .replace(
        "</worksheet>",
        '<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
          `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors>$&`,
      ),
  );
  change("xl/worksheets/sheet2.xml", (xml) =>
    xml
      .replace(/<worksheet[^>]*>/, `$&${FIT}`)
      .replace("</worksheet>", '<pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"/>$&'),
  );
  for (const [i] of next.entries())
    change(`xl/worksheets/sheet${i + 3}.xml`, (xml) =>
      xml
        .replace(/<worksheet[^>]*>/, `$&${FIT}`)
        .replace("</worksheet>", '<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>$&'),
    );
  const titles = (sheet: number, of: string): string =>
    `<definedName name="_xlnm.Print_Titles" localSheetId="${sheet}">'${of}'!$1:$1</definedName>`;
  const header = [titles(0, name), ...next.map((sheet, i) => titles(i + 2, sheet.name))].join("");
  change("xl/workbook.xml", (xml) => xml.replace("<definedNames/>", () => `<definedNames>${header}</definedNames>`));
  return zipSync(parts);
}

/** 1 → A, 27 → AA. */
function columnName(number: number): string {
  let name = "";
  for (let n = number; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}
