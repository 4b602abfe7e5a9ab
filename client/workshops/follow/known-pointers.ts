import type { TableId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";

export type PointerEvent = Extract<ServerEvent, { type: "pointer" }>;

/** Where holders of the floor are, and chairs of tables, as this tab last heard, and whom it follows: pages come and go meanwhile. */
class KnownPointers {
  private readonly last = new Map<WorkshopId | TableId, PointerEvent>();
  private readonly followed = new Set<WorkshopId>();
  private readonly once = new Set<WorkshopId>();

  /** Takes what an event says; one that is older than what is known is passed over. */
  hear(event: ServerEvent): void {
    // A server that was started anew counts from the beginning, and tells what it knows after this.
    if (event.type === "hello") this.last.clear();
    if (event.type !== "pointer") return;
    const key = event.table ?? event.workshop;
    const known = this.last.get(key);
    if (known && (event.term < known.term || (event.term === known.term && event.n <= known.n))) return;
    this.last.set(key, event);
  }

  /** Of who has the floor, or of a table's chair. */
  of(where: WorkshopId | TableId): PointerEvent | null {
    return this.last.get(where) ?? null;
  }

  isFollowed(workshop: WorkshopId): boolean {
    return this.followed.has(workshop);
  }

  /** It was followed at some time. */
  wasFollowed(workshop: WorkshopId): boolean {
    return this.once.has(workshop);
  }

  follow(workshop: WorkshopId, isFollowed: boolean): void {
    if (!isFollowed) return void this.followed.delete(workshop);
    this.followed.add(workshop);
    this.once.add(workshop);
  }
}

export const knownPointers = new KnownPointers();
