import { newId, SeatId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { Attending } from "../../../schema/protocol/http/workshops/attending.ts";

/** A workshop between two steps, as its guest is told of it. */
export function attending(change: Partial<Attending> = {}): Attending {
  const at = "2026-12-01T10:00:00.000Z";
  return {
    title: "Workshop 1",
    state: "open",
    days: [at.slice(0, 10)],
    languages: ["en"],
    version: 5,
    seats: 1,
    begins: "09:00",
    country: "rs",
    agenda: [],
    step: null,
    tables: null,
    atWork: null,
    ballot: null,
    now: at,
    workshop: newId(WorkshopId),
    name: "Vera",
    seat: { id: newId(SeatId), language: "en", handAt: null, speaksAt: null },
    table: null,
    consents: { listed: false, named: false, remote: false },
    keptUntil: at,
    parked: [],
    ...change,
  };
}
