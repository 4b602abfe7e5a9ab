import { randomId, type MemberId } from "../../schema/domain/ids.ts";
import { serverClock } from "../api/server-clock.ts";
import { Aside } from "./aside.ts";
import { type Batch, type EntryChange, holds, unwritten } from "./batch.ts";
import { CopyOfRoom } from "./copy-of-room.ts";
import type { Draft, DraftReason } from "./draft.ts";
import { FATES } from "./fates.ts";
import { Homeless, type Standing } from "./homeless.ts";
import type { PendingStore } from "./pending-store.ts";
import { replay, saidAlready } from "./replay.ts";
import { type LostWords, watchDeleted, watchLost } from "./deleted-under.ts";
import { overlapDraft, Overlaps, partOverlaps } from "./overlaps.ts";
import { policyOf } from "./room-policies.ts";
import { whatWasRefused } from "./refused.ts";
import type { RoomClosed } from "./room-closed.ts";
import type { RoomConnection, RoomStart } from "./room-connection.ts";
import type { Unsent } from "./own-work.ts";
import type { Place } from "./place.ts";
import {
  endOf,
  newSlot,
  shownIn,
  shownOf,
  unsavedIn,
  waitingOf,
  type KeeperListener,
  type OpenRoom,
  type Slot,
  type Waiting,
} from "./room-slot.ts";

/** A server that closes without end is not asked without end. */
const FRUITLESS_MAX = 5;

/** Keeps the rooms of one verdict open, and sees to it that nothing which a person wrote in them is lost. */
export class RoomKeeper {
  private readonly member: MemberId;
  private readonly kept: PendingStore;
  private readonly connect: OpenRoom;
  private readonly listener: KeeperListener;
  private readonly slots = new Map<string, Slot>();
  /** Whether one was closed for good since the server listed them; null before it has. What is gone follows from the next list. */
  private hasClosed: boolean | null = null;
  /** Work without an open room. */
  private readonly homeless: Homeless;
  /** Drafts to be tried again as soon as the server has said what is open now. */
  private readonly wanted = new Map<string, Draft>();
  private readonly aside: Aside;
  private isLate: (key: string) => boolean = () => false;

  constructor(member: MemberId, kept: PendingStore, connect: OpenRoom, listener: KeeperListener) {
    this.member = member;
    this.kept = kept;
    this.connect = connect;
    this.listener = listener;
    this.aside = new Aside(kept, (texts) => this.listener.screen(texts));
    this.homeless = new Homeless(kept);
  }

  /** Opens what is listed and new, closes what is not, finds a place for work that waits; `isLate`: of a round that has closed. */
  sync(places: readonly Place[], isLate: (key: string) => boolean = () => false, stands: Standing = () => null): void {
    this.isLate = isLate;
    // Perhaps it is for an erasure that a room has another id now, and drafts of before name what is erased.
    const isFirst = this.hasClosed === null;
    if (!isFirst && places.some(({ key, room }) => this.slots.get(key)?.place.room !== room))
      this.aside.screenDraftsSoon();
    this.hasClosed = false;
    const listed = new Map(places.map((place) => [place.key, place]));
    for (const [key, slot] of this.slots) {
      const now = listed.get(key);
      if (now?.room === slot.place.room) {
        // The list is of before it went.
        if (slot.isGone) this.listener.onStale();
      } else if (now && shownIn(slot).hasContent) this.open(now, shownOf(slot), true);
      else {
        for (const each of slot.before ? [slot.before, slot] : [slot])
          this.shelter(each.place, this.own([...each.connection.unsent.batches, ...waitingOf(each)]));
        slot.copy.settle();
        this.release(key, slot);
      }
    }
    for (const place of places) {
      const slot = this.slots.get(place.key);
      if (!slot) this.open(place, null, !isFirst);
      else {
        // What may be copied from now on has no copy yet.
        if (place.mayCopy && !slot.place.mayCopy) slot.copy.changed();
        slot.place = place;
        this.endDoubt(slot);
      }
    }
    this.houseTheFound();
    const wanted = [...this.wanted.values()];
    this.wanted.clear();
    for (const draft of wanted) if (this.kept.drafts.some(({ id }) => id === draft.id)) this.writeAgain(draft);
    for (const [key, batch] of this.homeless.takeAll(stands)) this.setAside(key, batch, "no-access");
    this.kept.keepOnly(places);
    for (const slot of this.slots.values()) slot.copy.later();
  }

  /** Those of the rooms that the server has, as far as is known here. */
  get connections(): RoomConnection[] {
    return [...this.slots.values()].flatMap(({ isGone, connection }) => (isGone ? [] : connection));
  }

  /** Whether every room shows what the server said, now, before it gave way to another, or when its copy was made. */
  get hasContent(): boolean {
    return [...this.slots.values()].every((slot) => shownIn(slot).hasContent);
  }

  connection(key: string): RoomConnection | null {
    const slot = this.slots.get(key);
    return slot ? shownIn(slot) : null;
  }

  /** Whether every room that the server has is in touch with it. */
  get isConnected(): boolean {
    return !this.hasClosed && this.connections.every(({ isReached }) => isReached);
  }

  /** Own changes that are not on the server's disk. */
  get changes(): number {
    return [...this.slots.values()].reduce((sum, slot) => sum + unsavedIn(slot), this.homeless.count);
  }

  /** Writes into a room of which the server has not told yet: it is kept, and goes there when it is listed. */
  writeAhead(key: string, entries: EntryChange[]): void {
    const batch = unwritten(randomId(), entries, serverClock.stamp());
    this.kept.keep(key, null, batch);
    this.homeless.add(key, [batch]);
  }

  /** What waits for the room of a place and is in no document yet, oldest first. */
  ahead(key: string): Batch[] {
    return [...this.homeless.in(key), ...[this.slots.get(key)].flatMap((slot) => (slot ? waitingOf(slot) : []))];
  }

  /** Its author does not want it any more. */
  dropAhead(key: string, id: string): void {
    for (const { waiting } of this.slots.values()) waiting.batches = waiting.batches.filter((each) => each.id !== id);
    this.homeless.without(key, id);
    this.kept.drop(id, "let-go");
  }

  /**
   * Writes a draft where it was meant to go; false where it has no room to go to as far as is known here. Perhaps the server
   * opens one by now and this page has not heard of it: it is asked, and a draft that may go then goes.
   */
  retry(draft: Draft): boolean {
    if (this.writeAgain(draft)) return true;
    this.wanted.set(draft.id, draft);
    this.listener.onStale();
    return false;
  }

  private writeAgain(draft: Draft): boolean {
    const slot = this.slots.get(draft.place);
    if (!slot || !slot.place.isWritable) return false;
    if (slot.waiting.batches.some(({ id }) => id === draft.id)) return true;
    // Under the draft's id: the draft goes when what takes its place is kept.
    const { id, entries, at } = draft;
    slot.waiting.batches.push(unwritten(id, entries, at));
    this.goOn(slot);
    this.listener.onStatus();
    return true;
  }

  /** What stays unsent is kept, and is found again by whoever opens these rooms next. */
  close(): void {
    for (const [key, slot] of this.slots) {
      slot.copy.flush();
      this.release(key, slot);
    }
  }

  private open(place: Place, before: Slot | null, isNext: boolean): void {
    const { room, key } = place;
    const batches = this.homeless.takeBytes(key, room);
    const start = { member: this.member, copy: this.kept.copy(room), batches, isNext };
    const waiting: Waiting = { batches: this.homeless.take(key), suspects: null };
    this.begin(place, start, waiting, 0, before);
  }

  private begin(place: Place, start: RoomStart, waiting: Waiting, fruitless: number, before: Slot | null = null): void {
    const { key, room } = place;
    let slot: Slot | null = null;
    let overlaps: Overlaps | null = null;
    const isHeldBack = policyOf(key).comparesWordings;
    const connection: RoomConnection = this.connect(
      room,
      {
        onStatus: () => {
          if (!slot) return;
          void this.takeOver(slot);
          this.goOn(slot);
          slot.copy.later();
          this.listener.onStatus();
        },
        onClients: () => this.listener.onClients(key),
        onReceived: (update) => overlaps?.take(update),
        onBatch: (batch) => this.kept.keep(key, room, batch, slot?.lowering ?? undefined),
        onSaved: (batches) => {
          if (!slot) return;
          slot.fruitless = 0;
          slot.copy.hasSaved(...batches.map(({ id }) => id));
        },
        onClosed: (why, unsent, refused) => slot && this.onClosed(slot, why, unsent, refused?.code === "erased"),
      },
      { ...start, isHeldBack },
    );
    const copy = new CopyOfRoom(this.kept, connection, place);
    const opened = newSlot({ place, connection, waiting, fruitless, copy, before });
    slot = opened;
    this.slots.set(key, slot);
    if (isHeldBack) overlaps = new Overlaps(connection, start.copy, (mine) => this.giveBack(overlapDraft(key, mine)));
    watchDeleted(connection, key, (draft) => this.giveBack(draft));
    watchLost(
      connection,
      () => this.own(connection.unsent.batches),
      (lost) => this.giveAnew(opened, lost),
    );
    opened.copy.follow();
    if (!before) this.listener.onOpened(key, connection);
    this.listener.onStatus();
  }

  /** What was written in the room before goes on in this one, once its words are here: until then the page shows the other. */
  private async takeOver(slot: Slot): Promise<void> {
    const { before, connection, place } = slot;
    if (!before || !connection.provider.synced || slot.isScreening) return;
    const workOf = (): Batch[] => this.own([...before.connection.unsent.batches, ...waitingOf(before)]);
    const screened = workOf();
    for (const batch of screened) this.aside.suspect(batch, before.place.room);
    slot.isScreening = true;
    await this.aside.screenWaiting(place.key, screened);
    slot.isScreening = false;
    if (slot.before !== before || this.slots.get(place.key) !== slot) return;
    slot.before = null;
    // What was written meanwhile follows on it, letter by letter; an editor puts its caret among all of it.
    slot.waiting.batches.push(...screened, ...this.aside.typedSince(screened, workOf()));
    this.goOn(slot);
    this.listener.onOpened(place.key, connection);
    endOf(before);
    this.listener.onStatus();
  }

  private onClosed(slot: Slot, why: RoomClosed, unsent: Unsent, isErased: boolean): void {
    const { place } = slot;
    if (this.slots.get(place.key) !== slot) return;
    if (slot.before) {
      // The page is bound to the one before: what becomes of this one becomes of its work.
      this.slots.set(place.key, shownOf(slot));
      return this.onClosed(slot.before, why, slot.before.connection.unsent, isErased);
    }
    const { fate, reopens, isStale } = FATES[why];
    if (why === "gone" && slot.connection.hasContent) {
      slot.isGone = true;
      slot.copy.end();
      this.listener.onStale();
      return this.listener.onStatus();
    }
    const reason = isErased ? "erased" : FATES[why].reason;
    const waits = this.own(waitingOf(slot));
    const work = [...this.own(unsent.batches), ...waits];
    this.release(place.key, slot);
    slot.copy.settle();
    const isHopeless = reopens && slot.fruitless >= FRUITLESS_MAX;
    const isAside = fate === "set-aside" && !policyOf(place.key).tellsWhatStands;
    if (isAside || isHopeless) for (const batch of work) this.setAside(place.key, batch, reason);
    else if (!reopens) this.shelter(place, work);
    if (reopens && !isHopeless) {
      const waiting: Waiting =
        fate === "again"
          ? { batches: waits, suspects: { ...unsent, reason } }
          : { batches: fate === "write-again" ? work : [], suspects: null };
      const start = { member: this.member, copy: this.kept.copy(place.room), batches: [] };
      this.begin(place, { ...start, isReadOnly: why === "read-only" }, waiting, slot.fruitless + 1);
    }
    if (isStale) this.listener.onStale();
    if ((!reopens && why !== "gone") || isHopeless) {
      this.hasClosed = true;
      this.listener.onClosed(why);
    }
    this.listener.onStatus();
  }

  /** Takes the next step with what waits, once the room's own state is there: what is known is not written twice. */
  private goOn(slot: Slot): void {
    const { connection, waiting, place } = slot;
    if (!connection.provider.synced || slot.lowering !== null || slot.isScreening || slot.before) return;
    if (waiting.suspects) this.blame(slot, waiting.suspects);
    waiting.suspects = null;
    const held = waiting.batches.filter((batch) => holds(connection.doc, batch));
    for (const batch of held) slot.copy.hasSaved(batch.id);
    const said = saidAlready(connection.doc, waiting.batches);
    // By how the text reads at this moment: found again after a reload they would be written twice.
    for (const { id } of said) this.kept.drop(id, "saved");
    waiting.batches = waiting.batches.filter((batch) => !held.includes(batch) && !said.includes(batch));
    for (let batch = waiting.batches[0]; batch; batch = waiting.batches[0]) {
      if (this.aside.isSuspect(batch)) return void this.screenWaiting(slot);
      if (connection.right !== "write" && place.isWritable && slot.doubt !== "greeted") return this.doubt(slot);
      waiting.batches.shift();
      if (connection.right !== "write") {
        this.setAside(place.key, batch, "read-only");
        continue;
      }
      slot.doubt = "none";
      let { entries } = batch;
      if (policyOf(place.key).comparesWordings) {
        const { met, rest } = partOverlaps(connection.doc, entries);
        for (const mine of met) this.giveBack(overlapDraft(place.key, mine, batch.at));
        entries = rest;
      }
      slot.lowering = batch.id;
      const lowered = replay(connection.doc, entries, serverClock.now());
      slot.lowering = null;
      if (lowered === "already") slot.copy.hasSaved(batch.id);
      else if (lowered === "no-place") this.setAside(place.key, batch, "no-place");
    }
  }

  /** The list has come: it agrees with the socket by now, or the socket has to say it anew. */
  private endDoubt(slot: Slot): void {
    if (slot.doubt !== "list-asked") return;
    slot.doubt = slot.place.isWritable ? "greeted" : "none";
    if (slot.place.isWritable) slot.connection.greetAgain();
    else this.goOn(slot);
  }

  private doubt(slot: Slot): void {
    if (slot.doubt !== "none") return;
    slot.doubt = "list-asked";
    this.listener.onStale();
  }

  /** Replaces what is erased in the words of what waits, and goes on; where it cannot be asked, the next event does. */
  private async screenWaiting(slot: Slot): Promise<void> {
    slot.isScreening = true;
    const isScreened = await this.aside.screenWaiting(slot.place.key, slot.waiting.batches);
    slot.isScreening = false;
    if (!isScreened || this.slots.get(slot.place.key) !== slot) return;
    this.goOn(slot);
    this.listener.onStatus();
  }

  /** What the server refused is set aside; the rest goes again. */
  private blame(slot: Slot, { reason, ...unsent }: Unsent & { reason: DraftReason }): void {
    const { saved, culprit, left } = whatWasRefused(slot.connection.doc, unsent);
    slot.copy.hasSaved(...saved.map(({ id }) => id));
    if (culprit) {
      slot.fruitless = 0;
      if (!this.homeless.isElsewhere(culprit)) this.setAside(slot.place.key, culprit, reason);
    }
    slot.waiting.batches.unshift(...this.own(left));
  }

  /** Work found on the device for rooms that have another id now, or that are not there any more. */
  private houseTheFound(): void {
    for (const { place, room, batch } of this.homeless.takeFound()) {
      const slot = this.slots.get(place);
      if (slot) {
        if (room) this.aside.suspect(batch, room);
        slot.waiting.batches.push(batch);
        this.goOn(slot);
      } else this.homeless.add(place, [batch]);
    }
  }

  private setAside(place: string, batch: Batch, why: DraftReason): void {
    this.aside.put(place, batch, why, this.isLate(place));
  }

  /** Words that were lost on their way go into what stands in their place now; where nothing does, they are for their author. */
  private giveAnew(slot: Slot, { batch, isWhole }: LostWords): void {
    if (this.slots.get(slot.place.key) !== slot) return;
    if (isWhole) slot.waiting.batches.push(batch);
    else this.setAside(slot.place.key, batch, "no-place");
    this.goOn(slot);
    this.listener.onStatus();
  }

  private giveBack(draft: Draft): void {
    this.aside.giveBack(draft);
    this.listener.onStatus();
  }

  private readonly own = (batches: readonly Batch[]): Batch[] =>
    batches.filter((batch) => !this.homeless.isElsewhere(batch));

  private shelter({ key, room }: Place, batches: Batch[]): void {
    for (const batch of batches) this.aside.suspect(batch, room);
    this.homeless.add(key, batches);
  }

  private release(key: string, slot: Slot): void {
    if (slot.before) endOf(slot.before);
    endOf(slot);
    this.slots.delete(key);
  }
}
