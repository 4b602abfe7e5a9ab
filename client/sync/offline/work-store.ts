import type { MemberId, OutputId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import { hasReached } from "../../../schema/domain/verdict.ts";
import { OutputView, type OutputList } from "../../../schema/protocol/http/outputs.ts";
import { NetworkView, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { scopeKindOf } from "../../../schema/rooms/room-place.ts";
import { type RoomScope, type ScopeId, toScope } from "../../../schema/rooms/room-scope.ts";
import type { Batch } from "../batch.ts";
import type { Draft } from "../draft.ts";
import type { Place } from "../place.ts";
import type { KeptBatch, KeptWork, RoomCopy } from "../kept-work.ts";
import { placesOfMethodology, placesOfOutput } from "../places.ts";
import { MemoryShelf } from "./memory-shelf.ts";
import {
  KeptMethodology,
  KeptParts,
  PAGE_STORES,
  type BatchRecord,
  type Delete,
  type DraftRecord,
  type Shelf,
  type Write,
} from "./records.ts";
import { livingTabs, TAB } from "./tabs.ts";

/** What one member has on this device, or in this page: copies of verdicts, unsent work, drafts. */
export class WorkStore {
  readonly member: MemberId;
  private readonly shelf: Shelf;
  private readonly listeners = new Set<() => void>();
  /** Drafts of this member by id, with what they are of, as last read or written here. */
  private readonly drafts = new Map<string, { verdict: ScopeId; draft: Draft }>();
  /** Writes under way, and whether the device has refused one. */
  private writing = 0;
  private hasFailed = false;
  /** Signed out: what is still under way may be kept, copies not. */
  private isStopped = false;
  private queue: Promise<void> = Promise.resolve();
  private order = Date.now();
  private readonly opened = new Map<ScopeId, number>();
  /** How many erasures the server had done when its list was last seen. */
  private erasures: number | undefined;
  /** Another tab has written drafts that are not read yet; and whether they are being read. */
  private areDraftsStale = false;
  private isReading = false;
  private readonly stopWatching: () => void;

  private constructor(member: MemberId, shelf: Shelf) {
    this.member = member;
    this.shelf = shelf;
    this.stopWatching = shelf.watchDrafts(() => {
      this.areDraftsStale = true;
      if (!this.isReading) void this.rereadDrafts();
    });
  }

  /** Work on one scope that is kept in memory, for programs without a device. */
  static inMemory(member: MemberId, of: ScopeId): KeptWork {
    return new KeptScope(new WorkStore(member, new MemoryShelf()), of, [], new Map(), new Set());
  }

  static async open(member: MemberId, shelf: Shelf): Promise<WorkStore> {
    const store = new WorkStore(member, shelf);
    store.takeDrafts(await shelf.all("drafts", [member]));
    store.erasures = (await store.network())?.erasures;
    return store;
  }

  /** Whether it outlives the page. */
  get isOnDevice(): boolean {
    return this.shelf.isOnDevice && !this.hasFailed;
  }

  /** Whether copies may be written now. */
  get mayCopy(): boolean {
    return this.isOnDevice && !this.isStopped;
  }

  /** Writes no copies from now on: somebody else, or nobody, is signed in. */
  stop(): void {
    this.isStopped = true;
    this.stopWatching();
  }

  /** Whether every write asked for is on the device. */
  get isSettled(): boolean {
    return this.writing === 0;
  }

  /** Resolves when every write asked for so far is on the device, or was refused by it. */
  settled(): Promise<void> {
    return this.queue;
  }

  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  allDrafts(): { of: RoomScope; draft: Draft }[] {
    return [...this.drafts.values()].map(({ verdict, draft }) => ({
      of: toScope(scopeKindOf(draft.place), verdict),
      draft,
    }));
  }

  dropDraft(id: string): void {
    const known = this.drafts.get(id);
    if (known) this.write(this.removal(known.verdict, id));
  }

  /** The page of a verdict as it was last seen; null where there is no copy, or none that this program can read. */
  async view(verdict: VerdictId): Promise<VerdictView | null> {
    const [record] = await this.shelf.all("verdicts", [this.member, verdict]);
    return record ? (VerdictView.safeParse(record.view).data ?? null) : null;
  }

  /**
   * Keeps what may be kept of a verdict's page, and drops what may not be any more. Whenever it says something else than
   * the copy did (an erasure among others), the copy and those of rooms that are gone become unreadable.
   */
  keepView(view: VerdictView): void {
    const { member } = this;
    const { id: verdict, stage, revision } = view.verdict;
    // Nothing of a text that is still being prepared, whatever the server says.
    if (!view.can.keepCopy || !hasReached(stage, "cleared") || !this.mayCopy) return void this.forget([verdict]);
    const rooms = view.rooms.map(({ room }) => room);
    const { erasures } = this;
    const record = { member, verdict, mode: view.round.mode, revision, rooms, erasures, view };
    this.enqueue(async () => {
      const [before] = await this.shelf.all("verdicts", [member, verdict]);
      if (before?.erasures === erasures && JSON.stringify(before?.view) === JSON.stringify(view)) return;
      const gone = (await this.shelf.all("rooms", [member, verdict])).filter(({ room }) => !rooms.includes(room));
      await this.shelf.renew({ member, of: verdict }, [
        ...gone.map(({ room }): Delete => ({ delete: "rooms", key: [member, verdict, room] })),
        { put: "verdicts", record },
      ]);
    });
  }

  /** Keeps the list of verdicts, without what may not be kept. */
  keepNetwork(view: NetworkView): void {
    const { member } = this;
    if (!this.mayCopy) return;
    this.erasures = view.erasures;
    const verdicts = view.verdicts.filter(({ verdict }) => hasReached(verdict.stage, "cleared"));
    const record = { member, network: { ...view, verdicts, waiting: [] } };
    this.enqueue(() => this.shelf.renew({ member, of: "networks" }, [{ put: "networks", record }]));
  }

  /** The list of the verdicts that open without the server; null where there is none. */
  async network(): Promise<NetworkView | null> {
    const record = (await this.shelf.all("networks", [this.member]))[0];
    const view = NetworkView.safeParse(record?.network).data;
    if (!view) return null;
    const copies = new Set((await this.shelf.all("verdicts", [this.member])).map(({ verdict }) => verdict));
    return { ...view, verdicts: view.verdicts.filter(({ verdict }) => copies.has(verdict.id)) };
  }

  /** The page of an output as it was last seen; null as with `view`. */
  async output(output: OutputId): Promise<OutputView | null> {
    const [record] = await this.shelf.all("outputs", [this.member, output]);
    return record ? (OutputView.safeParse(record.view).data ?? null) : null;
  }

  /**
   * Keeps an output's page where that may be kept, and drops what may not be any more. What it replaces becomes unreadable
   * each time: an erasure may have reached words that were gone from the document already, of which its page says nothing.
   */
  keepOutput(view: OutputView): void {
    const { member, erasures } = this;
    const verdict = view.id;
    if (!view.may.keepCopy || !this.mayCopy) return void this.forget([verdict]);
    this.replace(verdict, placesOfOutput(view), (parts) => ({
      put: "outputs",
      record: { member, verdict, erasures, view, parts },
    }));
  }

  /** The methodology's page as it was last seen; null as with `view`. */
  async methodology(): Promise<KeptMethodology | null> {
    const [record] = await this.shelf.all("methodologies", [this.member]);
    return record ? (KeptMethodology.safeParse(record.view).data ?? null) : null;
  }

  /** Keeps the methodology's page. What it replaces becomes unreadable, as with an output. */
  keepMethodology(view: KeptMethodology): void {
    const { member } = this;
    const verdict = view.version.methodology;
    if (!this.mayCopy) return void this.forget([verdict]);
    this.replace(verdict, placesOfMethodology(view.draft), () => ({
      put: "methodologies",
      record: { member, verdict, view },
    }));
  }

  /**
   * Puts a page in the place of its copy, and drops copies of rooms that are not its own any more. `page` is given what is kept of the
   * parts of an output; of before an erasure nothing is.
   */
  private replace(verdict: ScopeId, places: readonly Place[], page: (parts: unknown) => Write): void {
    const { member, erasures } = this;
    const rooms = places.map(({ room }) => room);
    this.enqueue(async () => {
      const [before] = await this.shelf.all("outputs", [member, verdict]);
      const parts = before?.erasures === erasures ? (before?.parts ?? null) : null;
      const gone = (await this.shelf.all("rooms", [member, verdict])).filter(({ room }) => !rooms.includes(room));
      await this.shelf.renew({ member, of: verdict }, [
        ...gone.map(({ room }): Delete => ({ delete: "rooms", key: [member, verdict, room] })),
        page(parts),
      ]);
    });
  }

  /** What an output's quotes, figures and tables were when that was last known; null as with `view`. */
  async parts(output: OutputId): Promise<KeptParts | null> {
    const [record] = await this.shelf.all("outputs", [this.member, output]);
    return record ? (KeptParts.safeParse(record.parts).data ?? null) : null;
  }

  /**
   * Keeps them beside the copy of the output's page; without one, or where no copy of them may be kept, and for null, nothing. What
   * they replace becomes unreadable.
   */
  keepParts(output: OutputId, parts: KeptParts | null): void {
    const { member, shelf } = this;
    const verdict = output;
    if (!this.mayCopy) return;
    this.enqueue(async () => {
      const [before] = await shelf.all("outputs", [member, verdict]);
      if (!before) return;
      const record = { ...before, parts: parts?.sources ? parts : null };
      await shelf.renew({ member, of: verdict }, [{ put: "outputs", record }]);
    });
  }

  /**
   * Drops the parts of outputs that quote a verdict which is not what it was when they were read, an erasure among others, or is
   * not listed any more. Returned are those outputs: to be asked for anew.
   */
  async compareParts(listed: NetworkView["verdicts"]): Promise<OutputId[]> {
    const now = new Map(listed.map((each) => [each.verdict.id, each]));
    const old: OutputId[] = [];
    await this.settled();
    for (const { verdict, parts } of await this.shelf.all("outputs", [this.member])) {
      if (parts === null) continue;
      const isAsRead = KeptParts.safeParse(parts).data?.sources?.every((source) => {
        const there = now.get(source.verdict);
        return (
          there?.mode === source.mode &&
          there.verdict.revision === source.revision &&
          there.rooms.join() === source.rooms.join()
        );
      });
      if (!isAsRead) old.push(verdict);
    }
    for (const output of old) this.keepParts(output, null);
    await this.settled();
    return old;
  }

  /** As `compare`, of outputs. Those that are the same are renewed. */
  async compareOutputs(listed: OutputList["outputs"]): Promise<OutputId[]> {
    const now = new Map(listed.map((each) => [each.id, each]));
    const gone: OutputId[] = [];
    const changed: OutputId[] = [];
    for (const { verdict, erasures, view } of await this.shelf.all("outputs", [this.member])) {
      const there = now.get(verdict);
      const known = OutputView.safeParse(view).data;
      const rooms = known && placesOfOutput(known).map(({ room }) => room);
      if (!there?.keepCopy) gone.push(verdict);
      else if (
        erasures !== this.erasures ||
        there.number !== known?.number ||
        there.title !== known.title ||
        there.openRooms.join() !== rooms?.join()
      )
        changed.push(there.id);
      else this.renew(verdict);
    }
    await this.forget(gone);
    return changed;
  }

  /** Drops copies of verdicts, or of what is kept as one; unsent work stays. */
  async forget(verdicts: readonly ScopeId[]): Promise<void> {
    const { member, shelf } = this;
    for (const verdict of verdicts)
      this.enqueue(async () => {
        const rooms = await shelf.all("rooms", [member, verdict]);
        const copies: Delete[] = rooms.map(({ room }) => ({ delete: "rooms", key: [member, verdict, room] }));
        await shelf.renew({ member, of: verdict }, [
          ...copies,
          ...PAGE_STORES.map((page): Delete => ({ delete: page, key: [member, verdict] })),
        ]);
      });
    await this.settled();
  }

  /**
   * Compares the copies with what the server lists now. Those of verdicts that are not listed any more are dropped;
   * returned are those that have changed in what may be kept (text, mode, rooms): to be fetched anew. After an erasure all are: a
   * member's name stands in each, and a category's example.
   */
  async compare(listed: NetworkView["verdicts"]): Promise<VerdictId[]> {
    const now = new Map(listed.map((each) => [each.verdict.id, each]));
    const gone: VerdictId[] = [];
    const changed: VerdictId[] = [];
    for (const { verdict, mode, revision, rooms, erasures } of await this.shelf.all("verdicts", [this.member])) {
      const there = now.get(verdict);
      if (!there || !hasReached(there.verdict.stage, "cleared")) gone.push(verdict);
      else if (
        erasures !== this.erasures ||
        there.mode !== mode ||
        there.verdict.revision !== revision ||
        there.rooms.join() !== rooms.join()
      )
        changed.push(verdict);
    }
    await this.forget(gone);
    return changed;
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
    await this.readDrafts();
    return this.drafts.size + unsent.reduce((sum, { records }) => sum + records.length, 0);
  }

  /** Throws away unsent work and drafts, on their author's word. */
  async discardUnsent(): Promise<void> {
    await this.readDrafts();
    const all = [
      ...(await this.ownBatches()),
      ...[...this.drafts.values()].map(({ verdict, draft: { id } }) => ({ verdict, id })),
    ];
    for (const { verdict, id } of all) this.write(this.removal(verdict, id));
    for (const verdict of new Set(all.map((each) => each.verdict))) this.renew(verdict);
    await this.settled();
  }

  /** Makes unreadable what is not kept of it any more. */
  renew(verdict: ScopeId): void {
    this.enqueue(() => this.shelf.renew({ member: this.member, of: verdict }, []));
  }

  /** Whether a page has it open in this tab. */
  isOpen(verdict: ScopeId): boolean {
    return (this.opened.get(verdict) ?? 0) > 0;
  }

  /** Counts a page that shows it; call the answer when it goes. */
  hold(verdict: ScopeId): () => void {
    this.opened.set(verdict, (this.opened.get(verdict) ?? 0) + 1);
    return () => this.opened.set(verdict, (this.opened.get(verdict) ?? 1) - 1);
  }

  /** What is kept of one scope, with unsent work of tabs that are no more taken over by this one. */
  async openWork(of: ScopeId): Promise<KeptWork> {
    const [rooms, all, isAlive] = await Promise.all([
      this.shelf.all("rooms", [this.member, of]),
      this.ownBatches(),
      livingTabs(),
    ]);
    const found = all.filter((record) => record.verdict === of);
    const taken = found.filter(({ tab }) => !isAlive(tab)).map((record) => ({ ...record, tab: TAB }));
    this.write(taken.map((record) => ({ put: "batches", record })));
    const batches = found.map(({ place, room, tab, batch }) => ({
      place,
      room,
      batch,
      isElsewhere: tab !== TAB && isAlive(tab),
    }));
    const tabs = this.allDrafts().flatMap(({ draft: { tab } }) => tab ?? []);
    const closed = new Set(tabs.filter((tab) => !isAlive(tab)));
    return new KeptScope(this, of, batches, new Map(rooms.map(({ room, copy }) => [room, copy])), closed);
  }

  /** Writes in the order asked for; a device that refuses is said so once, and the page goes on. */
  write(writes: readonly Write[]): void {
    if (writes.length > 0) this.enqueue(() => this.shelf.write(writes));
  }

  private enqueue(step: () => Promise<void>): void {
    this.writing++;
    this.queue = this.queue
      .then(step)
      .catch(() => {
        this.hasFailed = true;
      })
      .then(() => {
        this.writing--;
        for (const listener of this.listeners) listener();
      });
  }

  keepBatch(verdict: ScopeId, place: string, room: RoomId, batch: Batch, insteadOf: string | undefined): void {
    const { member } = this;
    const record = { id: batch.id, member, verdict, room, place, tab: TAB, order: this.order++, batch };
    this.write([{ put: "batches", record }, ...(insteadOf ? this.removal(verdict, insteadOf) : [])]);
  }

  /** Takes out a batch or a draft, whichever has the id. */
  removal(verdict: ScopeId, id: string): Delete[] {
    this.drafts.delete(id);
    const key = [this.member, verdict, id];
    return [
      { delete: "batches", key },
      { delete: "drafts", key },
    ];
  }

  addDraft(verdict: ScopeId, draft: Draft, batch: string | null): void {
    const removed = batch ? this.removal(verdict, batch) : [];
    this.drafts.set(draft.id, { verdict, draft });
    this.write([...removed, { put: "drafts", record: { id: draft.id, member: this.member, verdict, draft } }]);
    for (const listener of this.listeners) listener();
  }

  /** Takes over what another tab has set aside, tried again or discarded. */
  private async rereadDrafts(): Promise<void> {
    this.isReading = true;
    const before = [...this.drafts.keys()].join();
    try {
      // A device that has refused a write has less than there is here.
      while (this.areDraftsStale && !this.hasFailed) {
        this.areDraftsStale = false;
        if (!(await this.readDrafts())) this.areDraftsStale = true;
      }
    } catch {
      // The database is a newer program's now: what is shown here stays until this page is loaded anew.
    }
    this.isReading = false;
    if ([...this.drafts.keys()].join() !== before) for (const listener of this.listeners) listener();
  }

  /** False, and all as before, where more was written here meanwhile, or the device has less than there is here. */
  private async readDrafts(): Promise<boolean> {
    // What was asked for here goes first, so that what is read is all there is.
    await this.settled();
    const records = await this.shelf.all("drafts", [this.member]);
    const isAll = this.isSettled && !this.hasFailed;
    if (isAll) this.takeDrafts(records);
    return isAll;
  }

  private takeDrafts(records: DraftRecord[]): void {
    this.drafts.clear();
    records.sort((a, b) => a.draft.at.localeCompare(b.draft.at));
    for (const { verdict, draft } of records) this.drafts.set(draft.id, { verdict, draft });
  }

  private async ownBatches(): Promise<BatchRecord[]> {
    const batches = await this.shelf.all("batches", [this.member]);
    return batches.sort((a, b) => a.order - b.order);
  }
}

class KeptScope implements KeptWork {
  readonly batches: readonly KeptBatch[];
  private readonly store: WorkStore;
  private readonly of: ScopeId;
  private readonly copies: Map<RoomId, RoomCopy>;
  /** Tabs that were no more when this was opened; those that came since are not among them. */
  private readonly closedTabs: ReadonlySet<string>;
  private copyable: ReadonlySet<RoomId> = new Set();

  constructor(
    store: WorkStore,
    of: ScopeId,
    batches: readonly KeptBatch[],
    copies: Map<RoomId, RoomCopy>,
    closedTabs: ReadonlySet<string>,
  ) {
    this.closedTabs = closedTabs;
    this.store = store;
    this.of = of;
    this.batches = batches;
    this.copies = copies;
  }

  get isOnDevice(): boolean {
    return this.store.isOnDevice;
  }

  get isSettled(): boolean {
    return this.store.isSettled;
  }

  get drafts(): readonly Draft[] {
    return this.store.allDrafts().flatMap(({ of, draft }) => (of.id === this.of ? [draft] : []));
  }

  copy(room: RoomId): RoomCopy | null {
    return this.copies.get(room) ?? null;
  }

  isInOtherTab({ tab }: Draft): boolean {
    return tab !== undefined && tab !== TAB && !this.closedTabs.has(tab);
  }

  keep(place: string, room: RoomId, batch: Batch, insteadOf?: string): void {
    this.store.keepBatch(this.of, place, room, batch, insteadOf);
  }

  settle(room: RoomId, batches: readonly string[], copy: RoomCopy | null): void {
    const writes: Write[] = batches.flatMap((id) => this.store.removal(this.of, id));
    if (copy) this.copies.set(room, copy);
    if (copy && this.copyable.has(room) && this.store.mayCopy)
      writes.push({ put: "rooms", record: { member: this.store.member, verdict: this.of, room, copy } });
    this.store.write(writes);
  }

  setAside(draft: Draft, batch: string | null): void {
    this.store.addDraft(this.of, draft, batch);
  }

  drop(draft: string): void {
    this.store.dropDraft(draft);
  }

  renew(): void {
    this.store.renew(this.of);
  }

  keepOnly(listed: readonly { room: RoomId; mayCopy: boolean }[]): void {
    this.copyable = new Set(listed.filter(({ mayCopy }) => mayCopy).map(({ room }) => room));
    const isListed = new Set(listed.map(({ room }) => room));
    const writes: Write[] = [];
    for (const room of this.copies.keys()) {
      if (!isListed.has(room)) this.copies.delete(room);
      if (!this.copyable.has(room)) writes.push({ delete: "rooms", key: [this.store.member, this.of, room] });
    }
    this.store.write(writes);
  }

  watch(listener: () => void): () => void {
    return this.store.watch(listener);
  }
}
