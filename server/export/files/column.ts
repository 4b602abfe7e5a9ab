/** One column of a table, the same in CSV and XLSX. */
export interface Column<Row> {
  header: string;
  /** Width in characters, for spreadsheets. */
  width: number;
  /** Whether a spreadsheet may sort whole numbers in it as numbers. */
  isNumeric: boolean;
  value(row: Row): string;
}

/** As the head of a column. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
