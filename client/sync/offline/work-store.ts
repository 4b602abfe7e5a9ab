import type { MemberId, RoomId } from "../../../schema/domain/ids.ts";
import { scopeKindOf, slipIn, type SlipPlace } from "../../../schema/rooms/room-place.ts";
import { type RoomScope, type ScopeId, toScope } from "../../../schema/rooms/room-scope.ts";
import { SLIPS_DAYS } from "../../../schema/domain/workshop/door.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { Batch } from "../batch.ts";
import { type Draft, wordsOf } from "../draft.ts";
import { draftLetters, type DraftLetters } from "../letters/draft-letters.ts";
import type { PendingStore, RememberedWords, TypedBoxes } from "../pending-store.ts";
import { Copies } from "./copies.ts";
import { DraftList } from "./draft-list.ts";
import { PendingScope } from "./pending-scope.ts";
import { MemoryShelf } from "./memory-shelf.ts";
import type { BatchRecord, Shelf, WorkDelete, WorkEnd, Write } from "./records.ts";
import { livingTabs, TAB } from "./tabs.ts";
import { WriteQueue } from "./write-queue.ts";

/** What one member has on this device, or in this page: unsent work, drafts, and copies beside them. */
export class WorkStore {
  readonly member: MemberId;
  readonly copies: Copies;
  /** Nothing of a guest's is copied, and what they have here goes with their session. */
  readonly isGuest: boolean;
  /** Of all that is open in this tab: who looks over drafts may hold another handle on them than the page. */
  readonly boxes = new Set<TypedBoxes>();
  /** Of the same, beside drafts. */
  readonly remembered = new Set<{ of: RoomScope; words: RememberedWords }>();
  private readonly shelf: Shelf;
  private readonly listeners = new Set<() => void>();
  private readonly queue = new WriteQueue(() => this.changed());
  private readonly drafts: DraftList;
  /** Signed out: what is still under way may be kept, copies not. */
  private isStopped = false;
  /** The session of a guest is over: nothing more comes to the device, which is being emptied. */
  private hasEnded = false;
  private lost = 0;
  private order = Date.now();
  private readonly opened = new Map<string, number>();

  private constructor(member: MemberId, shelf: Shelf, isGuest = false) {
    this.member = member;
    this.isGuest = isGuest;
    this.shelf = shelf;
    this.copies = new Copies(member, shelf, this.queue, this);
    this.drafts = new DraftList(member, shelf, this.queue, () => this.changed());
  }

  /** Work on one scope that is kept in memory, for programs without a device. */
  static inMemory(member: MemberId, { id }: RoomScope): PendingStore {
    return new PendingScope(new WorkStore(member, new MemoryShelf()), { id, slip: null }, [], new Map(), new Set());
  }

  static async open(member: MemberId, shelf: Shelf, isGuest = false): Promise<WorkStore> {
    const store = new WorkStore(member, shelf, isGuest);
    store.lost = (await shelf.lost(member)).length;
    await store.drafts.open();
    await store.copies.open();
    await store.forgetSlips();
    return store;
  }

  /** Whether it outlives the page. */
  get isOnDevice(): boolean {
    return this.shelf.isOnDevice && !this.queue.hasFailed;
  }

  /** Whether it outlives the session, to be read again when its author signs in. */
  get outlivesSession(): boolean {
    return this.isOnDevice && !this.isGuest;
  }

  /** Whether copies may be written now. */
  get mayCopy(): boolean {
    return this.outlivesSession && !this.isStopped;
  }

  /** Writes no copies from now on: somebody else, or nobody, is signed in. */
  stop(): void {
    this.isStopped = true;
    this.drafts.stop();
  }

  /**
   * The session of a guest is over, and what they have here goes: the words that they typed and had not sent, for them to read once more. Nothing
   * is written from here on, whatever the pages that are still open keep as they go.
   */
  async end(): Promise<string[]> {
    this.stop();
    const words = await this.unsentWords();
    this.hasEnded = true;
    await this.settled();
    return words;
  }

  /** The words that were typed and are not sent, each once. */
  async unsentWords(): Promise<string[]> {
    for (const boxes of this.boxes) boxes.keepNow();
    const drafts = this.allDrafts().map(({ draft }) => wordsOf(draft));
    const unsent = await this.unsent().catch(() => []);
    const acts = unsent.flatMap(({ records }) => records.map(({ batch }) => wordsOf(batch)));
    return [...new Set([...acts, ...drafts])].filter((words) => words !== "");
  }

  /** How much of their work was found here as this was opened that nobody can open any more: the browser has lost its key. */
  get lostCount(): number {
    return this.lost;
  }

  /** They have read of it. What can be opened all the same by now, as another tab had its key, stays. */
  forgetLost(): void {
    this.lost = 0;
    this.queue.add(async () => this.shelf.write(await this.shelf.lost(this.member)));
    this.changed();
  }

  /** Whether every write asked for is on the device. */
  get isSettled(): boolean {
    return this.queue.isSettled;
  }

  /** Resolves when every write asked for so far is on the device, or was refused by it. */
  settled(): Promise<void> {
    return this.queue.settled();
  }

  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  allDrafts(): { of: RoomScope; draft: Draft }[] {
    return this.drafts.all();
  }

  lettersOf(draft: string): DraftLetters {
    return this.drafts.get(draft)?.letters ?? {};
  }

  addDraft(of: ScopeId, draft: Draft, batch: string | null, known?: DraftLetters): void {
    const { id } = draft;
    // Before it goes as what it was kept as until now, under the same id.
    const letters = known ?? draftLetters(this.drafts.get(id) ?? undefined, draft);
    const removed = batch ? this.removal(of, batch, "replaced") : [];
    this.drafts.set(of, draft, letters);
    this.write([...removed, { put: "drafts", record: { id, member: this.member, verdict: of, draft, letters } }]);
    this.changed();
  }

  dropDraft(id: string, why: WorkEnd): void {
    const known = this.drafts.get(id);
    if (known) this.write(this.removal(known.of.id, id, why));
  }

  /** What there is unsent work on, with that work, oldest first. */
  async unsent(): Promise<{ of: RoomScope; records: BatchRecord[] }[]> {
    await this.settled();
    const found = new Map<ScopeId, { of: RoomScope; records: BatchRecord[] }>();
    for (const record of await this.ownBatches()) {
      const known = found.get(record.verdict);
      if (known) known.records.push(record);
      else found.set(record.verdict, { of: toScope(scopeKindOf(record.place), record.verdict), records: [record] });
    }
    return [...found.values()];
  }

  /** Acts that are not on the server, and drafts, whichever tab has set them aside. */
  async unsentCount(): Promise<number> {
    const unsent = await this.unsent();
    await this.drafts.read();
    return this.drafts.all().length + unsent.reduce((sum, { records }) => sum + records.length, 0);
  }

  /** Throws away unsent work and drafts, on their author's word. */
  async discardUnsent(): Promise<void> {
    await this.drafts.read();
    const all = [
      ...(await this.ownBatches()),
      ...this.drafts.all().map(({ of, draft: { id } }) => ({ verdict: of.id, id })),
    ];
    for (const { verdict, id } of all) this.write(this.removal(verdict, id, "let-go"));
    this.forgetLost();
    for (const verdict of new Set(all.map((each) => each.verdict))) this.renew(verdict);
    await this.settled();
  }

  /** Makes unreadable what is not kept of it any more. */
  renew(of: ScopeId): void {
    this.copies.renew(of);
  }

  /** Whether a page has it open in this tab: a scope, or by its place a slip. */
  isOpen(what: ScopeId | SlipPlace): boolean {
    return (this.opened.get(what) ?? 0) > 0;
  }

  /** Counts a page that shows it; call the answer when it goes. */
  hold(what: ScopeId | SlipPlace): () => void {
    this.opened.set(what, (this.opened.get(what) ?? 0) + 1);
    return () => this.opened.set(what, (this.opened.get(what) ?? 1) - 1);
  }

  /**
   * What is kept of one scope, with unsent work of tabs that are no more taken over by this one. A slip is opened by itself: its room is
   * none of those that the scope's page lists, which would give up what waits for it.
   */
  async openWork(of: ScopeId, slip: SlipPlace | null = null): Promise<PendingStore> {
    const isAlive = await livingTabs();
    // In its turn among the writes: what is saved meanwhile would be put back by whoever had read it before.
    const { rooms, found } = await this.queue.inTurn(async () => {
      const rooms = slip === null ? await this.shelf.all("rooms", [this.member, of]) : [];
      const all = await this.ownBatches();
      const found = all.filter(({ verdict, place }) => verdict === of && slipIn(place) === slip);
      const taken = found.filter(({ tab }) => !isAlive(tab)).map((record) => ({ ...record, tab: TAB }));
      if (!this.hasEnded) await this.takeOver(taken);
      return { rooms, found };
    });
    const batches = found.map(({ place, room, tab, batch }) => ({
      place,
      room,
      batch,
      isElsewhere: tab !== TAB && isAlive(tab),
    }));
    const tabs = this.drafts.all().flatMap(({ draft: { tab } }) => tab ?? []);
    const closed = new Set(tabs.filter((tab) => !isAlive(tab)));
    return new PendingScope(
      this,
      { id: of, slip },
      batches,
      new Map(rooms.map(({ room, copy }) => [room, copy])),
      closed,
    );
  }

  /** Writes in the order asked for; a device that refuses is said so once, and the page goes on. */
  write(writes: readonly Write[]): void {
    if (writes.length > 0 && !this.hasEnded) this.queue.addRecords(writes, (all) => this.shelf.write(all));
  }

  keepBatch(verdict: ScopeId, place: string, room: RoomId | null, batch: Batch, insteadOf: string | undefined): void {
    const { member } = this;
    const record = { id: batch.id, member, verdict, room, place, tab: TAB, order: this.order++, batch };
    this.write([{ put: "batches", record }, ...(insteadOf ? this.removal(verdict, insteadOf, "replaced") : [])]);
  }

  /** Takes out a batch or a draft, whichever has the id. */
  removal(verdict: ScopeId, id: string, why: WorkEnd): WorkDelete[] {
    this.drafts.delete(id);
    const key = [this.member, verdict, id];
    return [
      { delete: "batches", key, why },
      { delete: "drafts", key, why },
    ];
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  /** What was put on slips and never came in, by when nobody keeps any slip of that time, as the server tells it. */
  private async forgetSlips(): Promise<void> {
    if (!serverClock.isTold) return;
    const before = new Date(serverClock.now().getTime() - SLIPS_DAYS * 24 * 3_600_000).toISOString();
    const isOver = ({ place, at }: { place: string; at: string }): boolean => slipIn(place) !== null && at < before;
    for (const { verdict, place, batch } of await this.ownBatches())
      if (isOver({ place, at: batch.at })) this.write(this.removal(verdict, batch.id, "outlasted"));
    for (const { draft } of this.drafts.all()) if (isOver(draft)) this.dropDraft(draft.id, "outlasted");
  }

  /** Says of unsent work that this tab sees to it; where the device refuses that, it does so all the same. */
  private async takeOver(records: BatchRecord[]): Promise<void> {
    try {
      await this.shelf.write(records.map((record) => ({ put: "batches", record })));
    } catch {
      this.queue.fail();
    }
  }

  private async ownBatches(): Promise<BatchRecord[]> {
    const batches = await this.shelf.all("batches", [this.member]);
    return batches.sort((a, b) => a.order - b.order);
  }
}
