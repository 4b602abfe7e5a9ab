import { can, type Actor, type VerdictSubject } from "../../schema/domain/can.ts";
import type { MemberId, TableId, VerdictId, WorkshopId } from "../../schema/domain/ids.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { Listeners } from "../rooms/room-access.ts";

export type PointerEvent = Extract<ServerEvent, { type: "pointer" }>;

/** A pointer goes out at most this often. */
const EVERY_MS = 125;

interface Place {
  event: PointerEvent;
  verdict: VerdictSubject;
  /** Who sits at the table that it is of; null where it is the holder's, for all. */
  seated: ReadonlySet<MemberId> | null;
}

/** Where the holders of workshops are, and chairs at their tables: in memory only, the last place wins. */
export class Pointers {
  readonly #pages: Pick<Listeners, "greetWith" | "tellNow">;
  readonly #last = new Map<string, Place & { timer: NodeJS.Timeout | null; saidAt: number }>();

  constructor(pages: Pick<Listeners, "greetWith" | "tellNow">) {
    this.#pages = pages;
    pages.greetWith((actor) => this.#known(actor));
  }

  /** The holder is at a place now, or the chair of those `seated`. One that is older than the last, by term and number, is passed over. */
  point(event: PointerEvent, verdict: VerdictSubject, seated: Place["seated"] = null): void {
    const key = keyOf(event);
    const last = this.#last.get(key);
    if (last && (event.term < last.event.term || (event.term === last.event.term && event.n <= last.event.n))) return;
    const place = { event, verdict, seated, timer: last?.timer ?? null, saidAt: last?.saidAt ?? -Infinity };
    this.#last.set(key, place);
    if (place.timer) return;
    const wait = place.saidAt + EVERY_MS - performance.now();
    if (wait <= 0) this.#say(key);
    else place.timer = setTimeout(() => this.#say(key), wait).unref();
  }

  /** What somebody who comes later is told. */
  #known(actor: Actor): PointerEvent[] {
    return [...this.#last.values()].filter((place) => mayFollow(actor, place)).map(({ event }) => event);
  }

  /** Where the holder is, for a screen, which hears no events. */
  of(workshop: WorkshopId): PointerEvent | null {
    return this.#last.get(workshop)?.event ?? null;
  }

  /** Nobody is anywhere in it any more. */
  forget(workshop: WorkshopId): void {
    this.#forgetWhere(({ event }) => event.workshop === workshop);
  }

  /** Nor at its tables, where others sit now or what was done is over. */
  forgetTables(workshop: WorkshopId): void {
    this.#forgetWhere(({ event }) => event.workshop === workshop && event.table !== undefined);
  }

  forgetTable(table: TableId): void {
    this.#forgetWhere(({ event }) => event.table === table);
  }

  /** Nor on a verdict of which less may be read now. */
  forgetOn(verdict: VerdictId): void {
    this.#forgetWhere(({ event }) => event.verdict === verdict);
  }

  #forgetWhere(isGone: (place: Place) => boolean): void {
    for (const [key, place] of this.#last) {
      if (!isGone(place)) continue;
      if (place.timer) clearTimeout(place.timer);
      this.#last.delete(key);
    }
  }

  #say(key: string): void {
    const place = this.#last.get(key);
    if (!place) return;
    place.timer = null;
    place.saidAt = performance.now();
    this.#pages.tellNow(place.event, (actor) => mayFollow(actor, place));
  }
}

function keyOf({ workshop, table }: PointerEvent): string {
  return table ?? workshop;
}

/** A guest of a workshop is told of the places of that one, and of a table's all who sit there. */
function mayFollow(actor: Actor, { event, verdict, seated }: Place): boolean {
  if (seated && !seated.has(actor.id)) return false;
  const bound = actor.guest?.workshop;
  return (bound === undefined || bound === event.workshop) && can(actor, "workshop.passage", verdict);
}
