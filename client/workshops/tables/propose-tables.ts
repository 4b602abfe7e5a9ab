import { newId, type MemberId, type PassageId, type SeatId, TableId } from "../../../schema/domain/ids.ts";
import { preparedTables } from "../../../schema/domain/workshop/prepared.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { cardOf, mayInRoom } from "../workshop-words.ts";

/** A table as it is being set; the first of its people who may has the chair where none is chosen. */
export interface TableDraft {
  id: TableId;
  name: string;
  question: string;
  chair: SeatId | null;
  seats: SeatId[];
  passages: PassageId[];
}

/** A table with all passages of its step, and nobody at it. */
export function emptyTable({ passages }: Pick<Step, "passages">, name = ""): TableDraft {
  return { id: newId(TableId), name, question: "", chair: null, seats: [], passages: passages.map(({ id }) => id) };
}

/** Those of some seats who may have a chair. */
export function ableAt(view: WorkshopView, seats: readonly SeatId[]): SeatId[] {
  return seats.filter((id) => {
    const seat = view.seats.find((each) => each.id === id);
    const card = seat && cardOf(view, seat.member);
    return card && mayInRoom("workshop.hold", card, view);
  });
}

/** Those who sit at none are dealt to the tables in turn, who may have a chair first to those that are without. */
export function dealSeats(view: WorkshopView, tables: readonly TableDraft[]): TableDraft[] {
  const dealt = tables.map((table) => ({ ...table, seats: [...table.seats] }));
  const placed = new Set(dealt.flatMap(({ seats }) => seats));
  const free = view.seats.map(({ id }) => id).filter((id) => !placed.has(id));
  const [able, others] = [ableAt(view, free), new Set(free)];
  const smallest = (among: readonly TableDraft[]): TableDraft | undefined =>
    among.toSorted((a, b) => a.seats.length - b.seats.length)[0];
  for (const id of able) {
    others.delete(id);
    (smallest(dealt.filter(({ seats }) => ableAt(view, seats).length === 0)) ?? smallest(dealt))?.seats.push(id);
  }
  for (const id of others) smallest(dealt)?.seats.push(id);
  return dealt;
}

/** The tables that were planned, for who came: whoever was planned and is there sits there, the others are dealt to them. */
export function proposeTables(view: WorkshopView, step: Step): TableDraft[] {
  const seatOf = (member: MemberId): SeatId | null => view.seats.find((seat) => seat.member === member)?.id ?? null;
  const planned = preparedTables(step).map(({ name, question, people, chair, passages }) => {
    const table = emptyTable(step, name);
    const given = table.passages.filter((id) => passages.includes(id));
    return {
      ...table,
      question,
      chair: chair && seatOf(chair),
      seats: people.flatMap((id) => seatOf(id) ?? []),
      passages: given.length > 0 ? given : table.passages,
    };
  });
  return dealSeats(view, planned);
}

/** Members who were planned to sit at a table and are not there. */
export function absentAt(view: WorkshopView, step: Step): MemberId[] {
  const seated = new Set(view.seats.map(({ member }) => member));
  const isAwaited = (id: MemberId): boolean => !seated.has(id) && cardOf(view, id)?.isRemoved === false;
  return preparedTables(step).flatMap(({ people }) => people.filter(isAwaited));
}
