import { stringify } from "csv-stringify/sync";
import { aboutRows, passageColumns } from "./columns.ts";
import type { ExportContent } from "./passages.ts";

/**
 * Text that a spreadsheet would run as a formula gets one apostrophe before it, and so does text that begins with an
 * apostrophe: taking one leading apostrophe away gives back exactly what was written.
 */
export function formulaSafe(cell: string): string {
  return /^[=+\-@\t\r']/u.test(cell) ? `'${cell}` : cell;
}

/** What `formulaSafe` was given. */
export function fromFormulaSafe(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** UTF-8 with BOM, `;`, CRLF, a header row, a row a passage; after an empty row what the file says of itself. */
export function toCsv(content: ExportContent): Uint8Array {
  const columns = passageColumns(content.language);
  const rows = content.verdicts.flatMap(({ passages }) =>
    passages.map((passage) => columns.map(({ value }) => formulaSafe(value(passage)))),
  );
  const about = aboutRows(content).map((pair) => pair.map(formulaSafe));
  const options = { bom: false, delimiter: ";", record_delimiter: "windows" as const };
  const table = stringify([columns.map(({ header }) => header), ...rows], options);
  return Buffer.from(`\uFEFF${table}\r\n${stringify(about, options)}`, "utf8");
}
