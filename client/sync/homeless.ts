import type { RoomId } from "../../schema/domain/ids.ts";
import { type Batch, countOf } from "./batch.ts";
import type { PendingBatch, PendingStore } from "./pending-store.ts";

/** The entries that the server says stand in a place which has no room any more; null where it says nothing of that. */
export type Standing = (place: string) => ReadonlySet<string> | null;

/** Work that is in no room of a page: found on the device, of a room whose successor is not listed yet, or written before any was. */
export class Homeless {
  /** Found on the device, until its room is opened for the first time. */
  private found: PendingBatch[];
  /** Batches that another tab sees to: shown and sent here, lifted there. */
  private readonly elsewhere: ReadonlySet<string>;
  private readonly waiting = new Map<string, Batch[]>();
  private readonly kept: Pick<PendingStore, "drop">;

  constructor(kept: Pick<PendingStore, "batches" | "drop">) {
    const { batches } = kept;
    this.kept = kept;
    this.found = [...batches];
    this.elsewhere = new Set(batches.filter(({ isElsewhere }) => isElsewhere).map(({ batch }) => batch.id));
  }

  /** How much of it is this tab's to send. */
  get count(): number {
    return countOf([...this.foundHere.map(({ batch }) => batch), ...[...this.waiting.values()].flat()]);
  }

  /** What waits for a place, oldest first. */
  in(place: string): Batch[] {
    const found = this.foundHere.flatMap((each) => (each.place === place ? [each.batch] : []));
    return [...found, ...(this.waiting.get(place) ?? [])];
  }

  isElsewhere({ id }: Batch): boolean {
    return this.elsewhere.has(id);
  }

  add(place: string, batches: readonly Batch[]): void {
    if (batches.length > 0) this.waiting.set(place, [...(this.waiting.get(place) ?? []), ...batches]);
  }

  /** Of what waits for a place all but one. */
  without(place: string, id: string): void {
    this.found = this.found.filter(({ batch }) => batch.id !== id);
    this.waiting.set(
      place,
      (this.waiting.get(place) ?? []).filter((batch) => batch.id !== id),
    );
  }

  /** Bytes go back only into the very room that they were written in; of words that were screened there are none. */
  takeBytes(place: string, room: RoomId): Batch[] {
    const own = this.found.filter((each) => each.place === place && each.room === room && each.batch.update.length > 0);
    this.found = this.found.filter((each) => !own.includes(each));
    return own.map(({ batch }) => batch);
  }

  /** What was found and is in no room yet, without that of other tabs. */
  takeFound(): PendingBatch[] {
    const { foundHere } = this;
    this.found = [];
    return foundHere;
  }

  take(place: string): Batch[] {
    const waiting = this.waiting.get(place) ?? [];
    this.waiting.delete(place);
    return waiting;
  }

  /** All that has no room to go to. What stands was saved, and the server's word of that did not come: it is let go of. */
  takeAll(stands: Standing): [place: string, batch: Batch][] {
    const all = [...this.waiting].flatMap(([place, batches]) => {
      const there = stands(place);
      const saved = there ? savedAs(there, batches) : [];
      for (const { id } of saved) this.kept.drop(id, "saved");
      return batches.filter((batch) => !saved.includes(batch)).map((batch): [string, Batch] => [place, batch]);
    });
    this.waiting.clear();
    return all;
  }

  private get foundHere(): PendingBatch[] {
    return this.found.filter(({ isElsewhere }) => !isElsewhere);
  }
}

/** The acts of which the last that was done with each entry, made or taken away, is so with the server. */
function savedAs(there: ReadonlySet<string>, acts: readonly Batch[]): Batch[] {
  const entries = acts.flatMap((act) => act.entries);
  const isTaken = new Map(entries.map(({ id, fields }) => [id, typeof fields["deleted"] === "string"]));
  return acts.filter((act) => act.entries.every(({ id }) => there.has(id) !== isTaken.get(id)));
}
