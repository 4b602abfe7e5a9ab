import { createHash } from "node:crypto";
import { SHEETS, type SheetKind } from "./sheet-columns.ts";
import type { Sheet } from "./workbook.ts";

/** The hidden sheet in which a workbook keeps what it held when it was made. */
export const MADE_SHEET = "coram";

/** A row's own columns: what names it is not what somebody changed in it. */
export const NAMES_ROW: ReadonlySet<string> = new Set(["id", "question"]);

/**
 * What a workbook held when it was made, as short hashes of its cells: so that what nobody touched in it changes nothing when it is
 * brought back, whatever others wrote meanwhile, and what came since is not taken for deleted.
 */
export type AsMade = ReadonlyMap<SheetKind, ReadonlyMap<string, ReadonlyMap<string, string>>>;

/** Of a cell's text; ends and line ends as programs leave them make no difference. */
export function cellHash(text: string): string {
  const clean = text.replace(/\r\n?/g, "\n").trim();
  return createHash("sha256").update(clean).digest("base64url").slice(0, 8);
}

/** The key of a row in its sheet; choices are one's own of their question. */
export function rowKey(kind: SheetKind, id: string, question: string): string {
  return kind === "choices" ? `${question}/${id}` : id;
}

/** A row of the hidden sheet: sheet, key of the row, and each column with the hash of its cell. */
export function madeRow(
  kind: SheetKind,
  key: string,
  cells: readonly (readonly [column: string, text: string])[],
): string[] {
  return [kind, key, cells.map(([column, text]) => `${column}=${cellHash(text)}`).join(" ")];
}

/** Reads it back; null where a workbook has none, and rows that somebody broke count as not there. */
export function readAsMade(sheets: readonly Sheet[]): AsMade | null {
  const sheet = sheets.find(({ name }) => name === MADE_SHEET);
  if (!sheet) return null;
  const made = new Map<SheetKind, Map<string, ReadonlyMap<string, string>>>(SHEETS.map((kind) => [kind, new Map()]));
  for (const cells of sheet.rows.values()) {
    const [kind = "", key = "", hashes = ""] = [1, 2, 3].map((column) => cells.get(column) ?? "");
    const pairs = hashes.split(" ").flatMap((each): [string, string][] => {
      const [, column, hash] = /^(.+)=([\w-]{8})$/.exec(each) ?? [];
      return column && hash ? [[column, hash]] : [];
    });
    made.get(kind as SheetKind)?.set(key, new Map(pairs));
  }
  return made;
}
