import type { Column } from "./files/column.ts";

/** What of passages and answers goes into a file. */
export interface Told {
  /** What coders wrote and who they are: notes, reasons of rulings, names, and what guests read too. */
  withNotes: boolean;
  /** With internal comments, which guests do not read. */
  withInternal: boolean;
  /** Case numbers, dates and courts are left out, of quotes too; verdicts are "RS-1". */
  withoutCaseNumbers: boolean;
}

/** As whoever works on in the network has it. */
export const ALL_TOLD: Told = { withNotes: true, withInternal: true, withoutCaseNumbers: false };

/** Columns without those of what is not told: empty ones would say that nobody wrote anything. */
export function toldColumns<Row>(
  { withNotes, withInternal, withoutCaseNumbers }: Told,
  columns: readonly Column<Row>[],
): Column<Row>[] {
  const isTold = { note: withNotes, comment: withNotes || withInternal, name: !withoutCaseNumbers };
  return columns.filter(({ tells }) => tells === undefined || isTold[tells]);
}
