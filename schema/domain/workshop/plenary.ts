import type { CategoryId, PassageId } from "../ids.ts";
import type { TableDecision } from "./tables.ts";

/** What a table decided on a passage of its step. */
export type Crossed = Pick<TableDecision, "categories" | "isOpen"> & { passage: PassageId; words: string | null };

/** A passage beside what each table decided on it, in the order of the tables; null where one decided nothing. */
export interface PlenaryRow {
  passage: PassageId;
  /** No table left it open, and all that decided on it said the same. */
  isAlike: boolean;
  cells: (Crossed | null)[];
}

/** Passages by tables, those on which they differ first. */
export function plenaryRows(
  passages: readonly PassageId[],
  tables: readonly { decisions: readonly Crossed[] }[],
): PlenaryRow[] {
  const rows = passages.map((passage): PlenaryRow => {
    const cells = tables.map(({ decisions }) => decisions.find((each) => each.passage === passage) ?? null);
    const said = cells.filter((cell) => cell !== null);
    const kinds = new Set(said.map(({ categories }) => setOf(categories)));
    return { passage, cells, isAlike: kinds.size <= 1 && said.every(({ isOpen }) => !isOpen) };
  });
  return [...rows.filter(({ isAlike }) => !isAlike), ...rows.filter(({ isAlike }) => isAlike)];
}

const setOf = (categories: readonly CategoryId[]): string => JSON.stringify(categories.toSorted());
