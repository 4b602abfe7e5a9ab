import { z } from "zod";
import { SeatId } from "../../../../schema/domain/ids.ts";
import { TableDecision, WorkshopTable } from "../../../../schema/domain/workshop/tables.ts";
import type { Step } from "../../../../schema/domain/workshop/workshop.ts";

const SeatColumns = z.object({ of_table: z.string(), seat: SeatId });

/** A row of `workshop_tables`, with those of its seats and what it works on. */
export function toTable(
  row: Record<string, unknown>,
  seats: readonly unknown[],
  work: Step,
  leftMs: unknown,
): WorkshopTable {
  const own = seats.map((each) => SeatColumns.parse(each)).filter((each) => each.of_table === row["id"]);
  return WorkshopTable.parse({ ...row, seats: own.map(({ seat }) => seat), work, leftMs });
}

/** A row of `workshop_table_decisions`. */
export const TableDecisionColumns = z
  .looseObject({ open: z.int(), categories: z.string() })
  .transform(({ open, categories, ...row }): TableDecision =>
    TableDecision.parse({ ...row, isOpen: open === 1, categories: JSON.parse(categories) }),
  );
