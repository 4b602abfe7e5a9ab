/** What a spreadsheet can reckon and sort with, and how it shows it. */
export interface TypedValue {
  value: number | Date;
  format: string;
}

/** One column of a table, the same in CSV and XLSX. */
export interface Column<Row> {
  header: string;
  /** Width in characters, for spreadsheets: no wider. */
  width: number;
  /** Whether a spreadsheet may sort whole numbers in it as numbers. */
  isNumeric: boolean;
  /** It holds a day, or a time in UTC, as ISO has it: a workbook writes it as a date. */
  date?: "day" | "time" | undefined;
  /** Of ids: a workbook has it only where it is asked for. */
  isId?: true;
  /** It is there only in files that tell it: what coders wrote and who they are, comments, which verdict it is. */
  tells?: "note" | "comment" | "name";
  /** A workbook folds it: it is there for who looks closer. */
  isAside?: true;
  /** What a workbook has in the cell where it is more than words; null = the words. */
  typed?: (row: Row) => TypedValue | null;
  value(row: Row): string;
}

/** As the head of a column. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
