import { strFromU8, unzipSync } from "fflate";
import { named, readXml, textOfXml, type XmlElement } from "./read-xml.ts";

export interface SheetRead {
  xml: XmlElement;
  /** Cells row by row, as a spreadsheet shows them; numbers as numbers. */
  rows: (string | number)[][];
  /** Length of each stored text as it stands in the file, in UTF-16 units. */
  stored: number[];
}

/** The parts of a zip as text, by path. */
export function readParts(file: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

/** The names of the sheets, in their order. */
export function sheetNames(parts: ReadonlyMap<string, string>): string[] {
  return named(readXml(parts.get("xl/workbook.xml") ?? ""), "sheet").map(({ attributes }) => attributes["name"] ?? "");
}

/** What stands on each printed page of the sheets. */
export function titlesOf(parts: ReadonlyMap<string, string>): string[] {
  return named(readXml(parts.get("xl/workbook.xml") ?? ""), "definedName").map(textOfXml);
}

/** A sheet of a workbook, counted from 1. */
export function readSheet(parts: ReadonlyMap<string, string>, number: number): SheetRead {
  const shared = named(readXml(parts.get("xl/sharedStrings.xml") ?? ""), "si").map(textOfXml);
  const xml = readXml(parts.get(`xl/worksheets/sheet${number}.xml`) ?? "");
  const rows = named(xml, "row").map((row) =>
    named(row, "c").map((cell) => {
      const value = named(cell, "v")[0];
      if (!value) return "";
      const text = textOfXml(value);
      return cell.attributes["t"] === "s" ? decoded(shared[Number(text)] ?? "") : Number(text);
    }),
  );
  return { xml, rows, stored: shared.map(({ length }) => length) };
}

/** A day or a time as a spreadsheet keeps it: days since the end of 1899. */
export function serialOf(iso: string): number {
  return new Date(iso).getTime() / 86_400_000 + 25_569;
}

/** `_x0041_` in a stored text is the character with that number. */
function decoded(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
