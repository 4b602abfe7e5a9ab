import type { CategoryId, PassageId } from "../ids.ts";
import type { TableDecision } from "./tables.ts";

/** What a table decided on a passage of its step. */
export type Crossed = Pick<TableDecision, "categories" | "isOpen"> & { passage: PassageId; words: string | null };

/** Tables say something else, or left it open; else not each that was given it has decided; else all said the same. */
export const PLENARY_PARTS = ["differ", "undecided", "alike"] as const;
export type PlenaryPart = (typeof PLENARY_PARTS)[number];

/** A passage beside what each table decided on it, in the order of the tables; null where one decided nothing. */
export interface PlenaryRow {
  passage: PassageId;
  part: PlenaryPart;
  cells: (Crossed | null)[];
}

/** Passages by tables, those on which they differ first. */
export function plenaryRows(
  passages: readonly PassageId[],
  tables: readonly { decisions: readonly Crossed[]; given: ReadonlySet<PassageId> }[],
): PlenaryRow[] {
  const rows = passages.map((passage): PlenaryRow => {
    const cells = tables.map(({ decisions }) => decisions.find((each) => each.passage === passage) ?? null);
    const said = cells.filter((cell) => cell !== null);
    const kinds = new Set(said.map(({ categories }) => setOf(categories)));
    const isDecided = said.length > 0 && tables.every(({ given }, i) => !given.has(passage) || cells[i] !== null);
    if (kinds.size > 1 || said.some(({ isOpen }) => isOpen)) return { passage, cells, part: "differ" };
    return { passage, cells, part: isDecided ? "alike" : "undecided" };
  });
  return PLENARY_PARTS.flatMap((part) => rows.filter((row) => row.part === part));
}

const setOf = (categories: readonly CategoryId[]): string => JSON.stringify(categories.toSorted());
