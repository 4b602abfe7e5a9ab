import { ImportFailure } from "../../import/failure.ts";
import { walkXml } from "../../import/office/xml-reader.ts";
import { readParts } from "../../import/office/zip-parts.ts";

/** Far beyond any methodology. */
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;

/** A sheet of a workbook: cells as text, by row and column counted from 1; what is empty is not there. */
export interface Sheet {
  name: string;
  rows: Map<number, Map<number, string>>;
}

/**
 * The sheets of an XLSX file as Excel and LibreOffice write it, in their order: shared and inline strings, pieces of
 * formatted text, numbers, results of formulas. Throws ImportFailure, as `readParts` and `walkXml` do, and `unknown-format`
 * for a zip that is no workbook.
 */
export function readWorkbook(bytes: Uint8Array): Sheet[] {
  const parts = readParts(bytes, (name) =>
    /^xl\/(?:workbook|sharedStrings|worksheets\/[^/]+|_rels\/workbook)\.xml(?:\.rels)?$/.test(name),
  );
  const workbook = parts.get("xl/workbook.xml");
  if (!workbook) throw new ImportFailure("unknown-format", "no workbook");
  const strings = sharedStrings(parts.get("xl/sharedStrings.xml"));
  const targets = relations(parts.get("xl/_rels/workbook.xml.rels"));
  const sheets: Sheet[] = [];
  for (const { name, relation } of sheetNames(workbook)) {
    const part = parts.get(targets.get(relation) ?? "");
    if (part) sheets.push({ name, rows: readRows(part, strings) });
  }
  return sheets;
}

/** 1 → A, 27 → AA. */
export function columnName(number: number): string {
  let name = "";
  for (let n = number; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

function sheetNames(workbook: Uint8Array): { name: string; relation: string }[] {
  const names: { name: string; relation: string }[] = [];
  walkXml(workbook, {
    open(element, attribute) {
      if (element === "sheet")
        names.push({ name: attribute("name") ?? "", relation: attribute("r:id") ?? attribute("id") ?? "" });
    },
    close() {},
  });
  return names;
}

function relations(part: Uint8Array | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  if (!part) return targets;
  walkXml(part, {
    open(element, attribute) {
      const target = attribute("Target") ?? "";
      if (element === "Relationship")
        targets.set(
          attribute("Id") ?? "",
          target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`,
        );
    },
    close() {},
  });
  return targets;
}

function sharedStrings(part: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (!part) return strings;
  const text = new CellText();
  walkXml(part, {
    open(element) {
      if (element === "si") text.begin();
      else text.open(element);
    },
    close(element) {
      if (element === "si") strings.push(decoded(text.end()));
      else text.close(element);
    },
    text: (piece) => text.add(piece),
  });
  return strings;
}

/** The text of `t` elements; what is said how it is pronounced (`rPh`) is not of it. */
class CellText {
  #text = "";
  #isIn = false;
  #spoken = 0;

  begin(): void {
    this.#text = "";
    this.#isIn = false;
    this.#spoken = 0;
  }
  open(element: string): void {
    if (element === "rPh") this.#spoken++;
    if (element === "t") this.#isIn = this.#spoken === 0;
  }
  close(element: string): void {
    if (element === "rPh") this.#spoken--;
    if (element === "t") this.#isIn = false;
  }
  add(piece: string): void {
    if (this.#isIn) this.#text += piece;
  }
  end(): string {
    return this.#text;
  }
}

function readRows(part: Uint8Array, strings: readonly string[]): Sheet["rows"] {
  const rows: Sheet["rows"] = new Map();
  const inline = new CellText();
  let row = 0;
  let column = 0;
  let type = "n";
  let value = "";
  let isValue = false;
  walkXml(part, {
    open(element, attribute) {
      if (element === "row") {
        row = Number(attribute("r") ?? row + 1);
        column = 0;
      } else if (element === "c") {
        const at = /^([A-Z]{1,3})(\d+)$/.exec(attribute("r") ?? "");
        column = at?.[1] ? columnNumber(at[1]) : column + 1;
        type = attribute("t") ?? "n";
        value = "";
        inline.begin();
      } else if (element === "v") isValue = true;
      else inline.open(element);
    },
    close(element) {
      if (element === "v") isValue = false;
      else if (element === "c") put();
      else inline.close(element);
    },
    text(piece) {
      if (isValue) value += piece;
      else inline.add(piece);
    },
  });
  return rows;

  function put(): void {
    const text = cellText(type, value, decoded(inline.end()), strings);
    if (text === "") return;
    if (!Number.isSafeInteger(row) || row < 1) throw new ImportFailure("broken", "a row without a number");
    if (row > MAX_ROWS || column > MAX_COLUMNS) throw new ImportFailure("too-complex", "too many cells");
    const cells = rows.get(row) ?? new Map<number, string>();
    cells.set(column, text);
    rows.set(row, cells);
  }
}

function cellText(type: string, value: string, inline: string, strings: readonly string[]): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "inlineStr") return inline;
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "e") return "";
  // Numbers as a person reads them: spreadsheets store 0.1 as 0.10000000000000001.
  if (type === "n") return value.trim() === "" ? inline : String(Number(value));
  return decoded(value);
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** `_x0041_` in a stored text is the character with that number. */
function decoded(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\r\n?/g, "\n");
}
