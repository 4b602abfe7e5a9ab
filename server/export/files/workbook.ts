import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import writeXlsx, { type CellObject } from "write-excel-file/node";
import { sheetName } from "./xlsx.ts";

/** A sheet of a workbook, and how it is looked at and printed. */
export interface BookSheet {
  name: string;
  rows: CellObject[][];
  columns: readonly BookColumn[];
  /** So many rows and columns stay in view, and stand on every page. */
  heads?: { rows: number; columns: number };
  /** The table below the first row can be filtered and sorted. */
  hasFilter?: true;
  paper?: "A3" | "A4";
  isPortrait?: true;
}

export interface BookColumn {
  /** In characters. */
  width: number;
  /** It can be unfolded, and is not printed while it is not. */
  isFolded?: boolean;
}

const PAPERS = { A3: 8, A4: 9 } as const;
/** Of an inch, at each edge of a page. */
const MARGIN = 0.4;
/** A table of more verdicts goes on beside, on pages that have its first columns too: on one it could not be read. */
const PAGE_CHARACTERS = 260;

/**
 * A workbook with what the library does not write: filters (right after the rows), folded columns, a pane that names the corner it
 * has, no warning of numbers that are text on purpose, and a print as wide as the page with the heads on every one. The order of
 * the elements is the standard's.
 */
export async function writeWorkbook(sheets: readonly BookSheet[]): Promise<Uint8Array> {
  const file = await writeXlsx(
    sheets.map(({ name, rows, columns, heads }) => ({
      data: rows,
      sheet: sheetName(name),
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: heads?.rows ?? 0,
      stickyColumnsCount: heads?.columns ?? 0,
    })),
    { fontFamily: "Calibri", fontSize: 11 },
  ).toBuffer();
  const parts = unzipSync(new Uint8Array(file));
  const change = (path: string, edit: (xml: string) => string): void => {
    const part = parts[path];
    if (!part) throw new Error(`a workbook without ${path}`);
    parts[path] = strToU8(edit(strFromU8(part)));
  };
  for (const [i, sheet] of sheets.entries()) change(`xl/worksheets/sheet${i + 1}.xml`, (xml) => finished(xml, sheet));
  const names = sheets.flatMap(titlesOf).join("");
  change("xl/workbook.xml", (xml) => xml.replace("<definedNames/>", () => `<definedNames>${names}</definedNames>`));
  return zipSync(parts);
}

function finished(xml: string, { rows, columns, heads, hasFilter, paper = "A4", isPortrait }: BookSheet): string {
  const all = `A1:${columnName(columns.length)}${rows.length}`;
  const width = columns.reduce((sum, each) => sum + (each.isFolded ? 0 : each.width), 0);
  const pages = heads && heads.columns > 0 ? Math.ceil(width / PAGE_CHARACTERS) : 1;
  return folded(xml, columns)
    .replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace('xSplit="0" ', "")
    .replace('activePane="bottomRight"', heads?.columns === 0 ? 'activePane="bottomLeft"' : "$&")
    .replace("</sheetData>", hasFilter ? `$&<autoFilter ref="${all}"/>` : "$&")
    .replace(
      "</worksheet>",
      `<pageMargins left="${MARGIN}" right="${MARGIN}" top="${MARGIN}" bottom="0.6" header="0.3" footer="0.3"/>` +
        `<pageSetup paperSize="${PAPERS[paper]}" orientation="${isPortrait ? "portrait" : "landscape"}" fitToWidth="${pages}" fitToHeight="0"/>` +
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>" +
        `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors>$&`,
    );
}

/** Columns that are folded have a sign above the next one that unfolds them. */
function folded(xml: string, columns: readonly BookColumn[]): string {
  if (!columns.some(({ isFolded }) => isFolded)) return xml;
  let column = 0;
  return xml
    .replace("<cols>", '<sheetFormatPr defaultRowHeight="15" outlineLevelCol="1"/>$&')
    .replace(/<col [^>]*\/>/g, (col) => {
      const [before, now] = [columns[column - 1], columns[column]];
      column++;
      if (now?.isFolded) return col.replace("/>", ' hidden="1" outlineLevel="1"/>');
      return before?.isFolded ? col.replace("/>", ' collapsed="1"/>') : col;
    });
}

/** What stands on each page of a sheet. */
function titlesOf({ name, heads }: BookSheet, sheet: number): string[] {
  if (!heads) return [];
  const of = `'${sheetName(name)}'!`;
  const columns = heads.columns > 0 ? [`${of}$A:$${columnName(heads.columns)}`] : [];
  const titles = [...columns, `${of}$1:$${heads.rows}`].join(",");
  return [`<definedName name="_xlnm.Print_Titles" localSheetId="${sheet}">${titles}</definedName>`];
}

/** 1 → A, 27 → AA. */
function columnName(number: number): string {
  let name = "";
  for (let n = number; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}
