import { type Actor, can } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Ballot } from "../../schema/domain/workshop/ballot.ts";
import { haveCrossed, type TableDecision } from "../../schema/domain/workshop/tables.ts";
import type { Seat } from "../../schema/domain/workshop/workshop.ts";
import type { TableView } from "../../schema/protocol/http/workshops/tables.ts";
import type { Store } from "../store/store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";

type Read = Pick<Store, "tables" | "verdicts">;

/**
 * The tables of a workshop as an asker sees them. The one function by which members learn of what is done at tables: of another one than
 * their own nothing but how far it is, until what each decided crosses in the plenary; slips never do.
 */
export async function viewTables(
  store: Read,
  actor: Actor,
  workshop: WorkshopRow,
  seat: Pick<Seat, "id"> | null,
): Promise<TableView[]> {
  if (workshop.tables.length === 0) return [];
  const decisions = await readable(store, actor, workshop, await store.tables.decisions(workshop.id));
  return workshop.tables.map((table) => {
    const step = workshop.steps.find(({ id }) => id === table.step);
    const isAt = seat !== null && table.seats.includes(seat.id);
    const isOpen = isAt || (step !== undefined && haveCrossed(step));
    return { ...table, decisions: isOpen ? decisionsOf(table.work, decisions) : null };
  });
}

/** Whether an asker is told of a ballot: of a table's those who sit there, and in the plenary all of what came of it. */
export function seesBallot(
  { steps, tables }: Pick<WorkshopRow, "steps" | "tables">,
  seat: Pick<Seat, "id"> | null,
  { table: of, state }: Pick<Ballot, "state" | "table">,
): boolean {
  if (of === null) return true;
  const table = tables.find(({ id }) => id === of);
  const step = steps.find(({ id }) => id === table?.step);
  const isAt = seat !== null && table?.seats.includes(seat.id) === true;
  return isAt || (state === "closed" && step !== undefined && haveCrossed(step));
}

function decisionsOf(
  { passages }: { passages: readonly { id: string }[] },
  decisions: readonly TableDecision[],
): TableDecision[] {
  return decisions.filter(({ passage }) => passages.some(({ id }) => id === passage));
}

/** Those on passages of verdicts that the asker may read. */
async function readable(
  { verdicts }: Pick<Store, "verdicts">,
  actor: Actor,
  { tables }: WorkshopRow,
  decisions: readonly TableDecision[],
): Promise<TableDecision[]> {
  const passages = tables.flatMap(({ work }) => work.passages);
  const open = new Map<VerdictId, boolean>();
  for (const id of new Set(passages.map(({ verdict }) => verdict))) {
    const verdict = await verdicts.get(id);
    open.set(id, verdict !== null && can(actor, "workshop.passage", verdict));
  }
  return decisions.filter(({ passage }) => {
    const of = passages.find(({ id }) => id === passage);
    return of !== undefined && open.get(of.verdict) === true;
  });
}
