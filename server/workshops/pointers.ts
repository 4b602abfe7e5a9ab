import { can, type Actor, type VerdictSubject } from "../../schema/domain/can.ts";
import type { VerdictId, WorkshopId } from "../../schema/domain/ids.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { Listeners } from "../rooms/room-access.ts";

export type PointerEvent = Extract<ServerEvent, { type: "pointer" }>;

/** A pointer goes out at most this often. */
const EVERY_MS = 125;

interface Place {
  event: PointerEvent;
  verdict: VerdictSubject;
}

/** Where the holders of workshops are: in memory only, the last place wins. */
export class Pointers {
  readonly #pages: Pick<Listeners, "greetWith" | "tellNow">;
  readonly #last = new Map<WorkshopId, Place & { timer: NodeJS.Timeout | null; saidAt: number }>();

  constructor(pages: Pick<Listeners, "greetWith" | "tellNow">) {
    this.#pages = pages;
    pages.greetWith((actor) => this.#known(actor));
  }

  /** The holder is at a place now. One that is older than the last, by term and number, is passed over. */
  point(event: PointerEvent, verdict: VerdictSubject): void {
    const last = this.#last.get(event.workshop);
    if (last && (event.term < last.event.term || (event.term === last.event.term && event.n <= last.event.n))) return;
    const place = { event, verdict, timer: last?.timer ?? null, saidAt: last?.saidAt ?? -Infinity };
    this.#last.set(event.workshop, place);
    if (place.timer) return;
    const wait = place.saidAt + EVERY_MS - performance.now();
    if (wait <= 0) this.#say(event.workshop);
    else place.timer = setTimeout(() => this.#say(event.workshop), wait).unref();
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
    const last = this.#last.get(workshop);
    if (last?.timer) clearTimeout(last.timer);
    this.#last.delete(workshop);
  }

  /** Nor on a verdict of which less may be read now. */
  forgetOn(verdict: VerdictId): void {
    for (const [workshop, { event }] of this.#last) if (event.verdict === verdict) this.forget(workshop);
  }

  #say(workshop: WorkshopId): void {
    const place = this.#last.get(workshop);
    if (!place) return;
    place.timer = null;
    place.saidAt = performance.now();
    this.#pages.tellNow(place.event, (actor) => mayFollow(actor, place));
  }
}

/** A guest of a workshop is told of the places of that one. */
function mayFollow(actor: Actor, { event, verdict }: Place): boolean {
  const bound = actor.guest?.workshop;
  return (bound === undefined || bound === event.workshop) && can(actor, "workshop.passage", verdict);
}
