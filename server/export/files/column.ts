/** One column of a table, the same in CSV and XLSX. */
export interface Column<Row> {
  header: string;
  /** Width in characters, for spreadsheets. */
  width: number;
  /** Whether a spreadsheet may sort whole numbers in it as numbers. */
  isNumeric: boolean;
  /** It holds a day, or a time in UTC, as ISO has it: a workbook writes it as a date. */
  date?: "day" | "time" | undefined;
  value(row: Row): string;
}

/** As the head of a column. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
