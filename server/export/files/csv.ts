// Signs that begin a formula, in all widths; what is not seen before one is passed over by some that read the file.
const FORMULA = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*[=+\-@＝＋－＠﹦﹢﹣﹫]/u;

/**
 * Text that a spreadsheet would run as a formula gets one apostrophe before it, and so does text that begins with an
 * apostrophe, or with a line end or tab: taking one leading apostrophe away gives back exactly what was written.
 */
export function formulaSafe(cell: string): string {
  return /^[\t\r\n']/.test(cell) || FORMULA.test(cell) ? `'${cell}` : cell;
}

/** What `formulaSafe` was given. */
export function fromFormulaSafe(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/**
 * A table as CSV: UTF-8 with BOM, `;`, CRLF, a header row, a row a record, and nothing else: what the file said of itself would be
 * records of the table to whatever reads it.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  const records = [header, ...rows.map((row) => row.map(formulaSafe))];
  return Buffer.from(`\uFEFF${records.map(toRecord).join("")}`, "utf8");
}

/** RFC 4180 with `;`: a lone line feed or carriage return is quoted too, which not every reader would forgive. */
function toRecord(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(";")}\r\n`;
}
