import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import writeXlsx from "write-excel-file/node";
import { aboutRows, passageColumns, type Column } from "./columns.ts";
import type { ExportContent, Passage } from "./passages.ts";
import { EXPORT_WORDS } from "./words.ts";

/** A cell of a spreadsheet holds no more UTF-16 units than this. */
export const CELL_MAX = 32_767;

interface Cell {
  value: string;
  type: StringConstructor;
  wrap?: boolean;
  alignVertical?: "top";
  fontWeight?: "bold";
  backgroundColor?: string;
}

// Control characters but tab and line feed may not stand in XML at all.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;

const cell = (value: string): Cell => ({
  value: value.replace(NOT_XML, ""),
  type: String,
  wrap: true,
  alignVertical: "top",
});
const header = (value: string): Cell => ({
  value,
  type: String,
  fontWeight: "bold",
  backgroundColor: "#EEECE8",
  alignVertical: "top",
  wrap: true,
});

/** A row a passage with frozen header and filters, and a second sheet on what the file is. Long cells go on in columns beside. */
export async function toXlsx(content: ExportContent): Promise<Uint8Array> {
  const words = EXPORT_WORDS[content.language];
  const passages = content.verdicts.flatMap((each) => each.passages);
  const columns = passageColumns(content.language).flatMap((column) => continued(column, passages, words.quoteMore));
  const rows = passages.map((passage) => columns.map(({ value }) => cell(value(passage))));
  const file = await writeXlsx([
    {
      data: [columns.map((column) => header(column.header)), ...rows],
      sheet: words.taggedPassages.slice(0, 31),
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      data: aboutRows(content).map(([name, value]) => [header(name), cell(value)]),
      sheet: words.about.slice(0, 31),
      columns: [{ width: 24 }, { width: 70 }],
    },
  ]).toBuffer();
  return withFilters(new Uint8Array(file), columns.length, passages.length + 1);
}

/** A column, and as many beside it as its longest value needs. */
function continued(column: Column, passages: readonly Passage[], more: string): Column[] {
  const longest = passages.reduce((max, passage) => Math.max(max, column.value(passage).length), 0);
  const parts = Math.max(1, Math.ceil(longest / CELL_MAX));
  return Array.from({ length: parts }, (_, part) => ({
    header: part === 0 ? column.header : `${column.header} (${more})`,
    width: column.width,
    value: (passage: Passage) => column.value(passage).slice(part * CELL_MAX, (part + 1) * CELL_MAX),
  }));
}

/** The library writes no filters; the standard wants them right after the rows. */
function withFilters(file: Uint8Array, columns: number, rows: number): Uint8Array {
  const parts = unzipSync(file);
  const path = "xl/worksheets/sheet1.xml";
  const sheet = parts[path];
  if (!sheet) throw new Error("a workbook without a first sheet");
  const xml = strFromU8(sheet).replace(/<\/sheetData>/, `$&<autoFilter ref="A1:${columnName(columns)}${rows}"/>`);
  return zipSync({ ...parts, [path]: strToU8(xml) });
}

/** 1 → A, 27 → AA. */
function columnName(number: number): string {
  let name = "";
  for (let n = number; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}
