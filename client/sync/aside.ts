import type { RoomId } from "../../schema/domain/ids.ts";
import { CONTENT } from "../../schema/rooms/output-room.ts";
import type { Batch, EntryChange } from "./batch.ts";
import type { Draft, DraftReason } from "./draft.ts";
import type { PendingStore } from "./pending-store.ts";
import { screenDrafts, screenEntries, type Screen } from "./screening.ts";

/** Units of work screened in one go: the server takes so many in a quarter of an hour, and what has passed is written. */
const SCREENED_AT_ONCE = 50_000;

/** What cannot go back becomes a draft here, and words that may name what is erased are looked over before they go anywhere. */
export class Aside {
  private readonly kept: PendingStore;
  private readonly screen: Screen;
  /**
   * Work from rooms that have another id now, with that of the room: an erasure may be why, so its words are screened
   * before they are written again.
   */
  private readonly unscreened = new Map<string, RoomId>();
  /** Work of such a room that is written again as it was typed, on what was screened: only a draft would keep what it was typed into. */
  private readonly following = new Set<string>();
  private areDraftsAsked = false;
  /** What was set aside in this turn: what is written in a field later on has what was written there before. */
  private justPut: { place: string; batch: Batch }[] = [];
  /** The drafts of blocks that were set aside in this turn, by block. */
  private readonly namedNow = new Map<string, string>();

  constructor(kept: PendingStore, screen: Screen) {
    this.kept = kept;
    this.screen = screen;
  }

  /** Work of a room that has, or had, this id is to be screened. */
  suspect({ id }: Batch, room: RoomId): void {
    if (!this.unscreened.has(id)) this.unscreened.set(id, room);
  }

  /** What of some work was typed while that before it was screened, and goes without. */
  typedSince(screened: readonly Batch[], work: readonly Batch[]): Batch[] {
    const late = work.filter((batch) => !screened.includes(batch));
    for (const { id } of late) this.following.add(id);
    return late;
  }

  isSuspect({ id }: Batch): boolean {
    return this.unscreened.has(id);
  }

  /** `isLate`: its round has closed. */
  put(place: string, batch: Batch, why: DraftReason, isLate: boolean): void {
    const { id, entries, at } = batch;
    const blocks = entries.filter(({ root }) => root === CONTENT);
    const rest = entries.filter(({ root }) => root !== CONTENT);
    const names = blocks.map((block) => this.nameOf(place, block, id));
    blocks.forEach((block, i) =>
      this.kept.setAside({ id: names[i] ?? id, place, entries: [block], why, late: false, at }, i === 0 ? id : null),
    );
    // Under the same id: set aside twice, in two tabs, it is one draft.
    if (rest.length > 0 || blocks.length === 0)
      this.kept.setAside({ id, place, entries: rest, why, late: isLate, at }, blocks.length === 0 ? id : null);
    this.dropOvertaken(place, batch);
    const isUnscreened = [this.unscreened.delete(id), this.following.delete(id)].includes(true);
    if (isUnscreened || why === "erased") this.screenDraftsSoon();
  }

  /**
   * The draft as which words of a block are kept. Each letter is an act: of those that go together, or go on from what is kept, the last state
   * is one draft. What was kept of the same block and is not in these words stays a draft of its own.
   */
  private nameOf(place: string, block: EntryChange, act: string): string {
    const { text, was } = block.fields;
    const before = this.kept.drafts.flatMap(({ id, place: at, entries: [entry] }) =>
      at === place && entry?.root === CONTENT && entry.id === block.id ? [{ id, text: entry.fields["text"] }] : [],
    );
    const known = this.namedNow.get(block.id) ?? before.find((each) => each.text === was || each.text === text)?.id;
    const name = known ?? (before.some(({ id }) => id === block.id) ? `${block.id} ${act}` : block.id);
    this.beginTurn();
    this.namedNow.set(block.id, name);
    return name;
  }

  /** Words of an answer are an act at each pause: of those that go together the last is kept. */
  private dropOvertaken(place: string, batch: Batch): void {
    this.beginTurn();
    this.justPut = this.justPut.filter((before) => {
      const isOvertaken = before.place === place && overtakes(batch, before.batch);
      if (isOvertaken) this.kept.drop(before.batch.id, "replaced");
      return !isOvertaken;
    });
    this.justPut.push({ place, batch });
  }

  private beginTurn(): void {
    if (this.justPut.length > 0 || this.namedNow.size > 0) return;
    queueMicrotask(() => {
      this.justPut = [];
      this.namedNow.clear();
    });
  }

  /** What is saved and yet not to be seen where it was meant to stand: its author chooses. */
  giveBack(draft: Draft): void {
    this.kept.setAside(draft, null);
  }

  screenDraftsSoon(): void {
    if (this.areDraftsAsked) return;
    this.areDraftsAsked = true;
    queueMicrotask(() => {
      this.areDraftsAsked = false;
      // Out of reach: the next connection does it.
      void screenDrafts(this.kept, this.screen).catch(() => undefined);
    });
  }

  /** Replaces what is erased in the words of the first suspects among what waits for a place; false where it cannot be asked. */
  async screenWaiting(place: string, batches: readonly Batch[]): Promise<boolean> {
    let units = 0;
    const waits = batches.filter(({ id, entries }) => {
      if (!this.unscreened.has(id) || units > SCREENED_AT_ONCE) return false;
      units += JSON.stringify(entries).length;
      return true;
    });
    try {
      const screened = await screenEntries(
        waits.map(({ entries }) => entries),
        this.screen,
      );
      let isRid = false;
      waits.forEach((batch, i) => {
        const entries = screened[i] ?? batch.entries;
        const room = this.unscreened.get(batch.id);
        this.unscreened.delete(batch.id);
        if (entries === batch.entries || !room) return;
        isRid = true;
        // In place: whoever holds it must not hold the words. Its bytes go nowhere any more.
        Object.assign(batch, { entries: [...entries], update: new Uint8Array() });
        this.kept.keep(place, room, batch);
      });
      if (isRid) this.kept.renew();
      return true;
    } catch {
      return false;
    }
  }
}

/** Whether all that one act wrote into answers was written again by a later one. */
function overtakes(later: Batch, before: Batch): boolean {
  return before.entries.every(({ root, id, fields }) => {
    const again = later.entries.find((entry) => entry.root === root && entry.id === id);
    return root === "answers" && again !== undefined && Object.keys(fields).every((name) => name in again.fields);
  });
}
