import type { MemberId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { hasReached } from "../../../schema/domain/verdict.ts";
import { OutputView, type OutputList } from "../../../schema/protocol/http/outputs.ts";
import { NetworkView, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { ScopeId } from "../../../schema/rooms/room-scope.ts";
import type { Place } from "../place.ts";
import { placesOfMethodology, placesOfOutput } from "../places.ts";
import { KeptMethodology, KeptParts, PAGE_STORES, type CopyDelete, type CopyWrite, type Shelf } from "./records.ts";
import { readingPlaces } from "./reading-places.ts";
import type { WriteQueue } from "./write-queue.ts";

/** Copies of pages that one member has on this device: verdicts, outputs and the methodology, with the list of verdicts. */
export class Copies {
  private readonly member: MemberId;
  private readonly shelf: Shelf;
  private readonly queue: WriteQueue;
  /** Whose they are, as far as it decides on what is kept. */
  private readonly owner: { readonly isGuest: boolean; readonly mayCopy: boolean };
  /** How many erasures the server had done when its list was last seen. */
  private erasures: number | undefined;

  constructor(member: MemberId, shelf: Shelf, queue: WriteQueue, owner: Copies["owner"]) {
    this.member = member;
    this.shelf = shelf;
    this.queue = queue;
    this.owner = owner;
  }

  /** Reads what is to be known before anything is kept. */
  async open(): Promise<void> {
    this.erasures = (await this.network())?.erasures;
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
    // Of theirs there are no copies to drop, and where they read stays as long as they may read it.
    if (this.owner.isGuest) return;
    // Nothing of a text that is still being prepared, whatever the server says.
    if (!view.can.keepCopy || !hasReached(stage, "cleared") || !this.owner.mayCopy) return void this.forget([verdict]);
    const rooms = view.rooms.map(({ room }) => room);
    const { erasures } = this;
    const record = { member, verdict, mode: view.round.mode, revision, rooms, erasures, view };
    this.queue.add(async () => {
      const [before] = await this.shelf.all("verdicts", [member, verdict]);
      if (before?.erasures === erasures && JSON.stringify(before?.view) === JSON.stringify(view)) return;
      const gone = (await this.shelf.all("rooms", [member, verdict])).filter(({ room }) => !rooms.includes(room));
      await this.shelf.renew({ member, of: verdict }, [
        ...gone.map(({ room }): CopyDelete => ({ delete: "rooms", key: [member, verdict, room] })),
        { put: "verdicts", record },
      ]);
    });
  }

  /** Keeps the list of verdicts, without what may not be kept. */
  keepNetwork(view: NetworkView): void {
    const { member } = this;
    if (!this.owner.mayCopy) return;
    this.erasures = view.erasures;
    const verdicts = view.verdicts.filter(({ verdict }) => hasReached(verdict.stage, "cleared"));
    const record = { member, network: { ...view, verdicts, waiting: [], lately: [] } };
    this.queue.add(() => this.shelf.renew({ member, of: "networks" }, [{ put: "networks", record }]));
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
    if (!view.may.keepCopy || !this.owner.mayCopy) return void this.forget([verdict]);
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
    if (!this.owner.mayCopy) return void this.forget([verdict]);
    this.replace(verdict, placesOfMethodology(view.draft), () => ({
      put: "methodologies",
      record: { member, verdict, view },
    }));
  }

  /**
   * Puts a page in the place of its copy, and drops copies of rooms that are not its own any more. `page` is given what is kept of the
   * parts of an output; of before an erasure nothing is.
   */
  private replace(verdict: ScopeId, places: readonly Place[], page: (parts: unknown) => CopyWrite): void {
    const { member, erasures } = this;
    const rooms = places.map(({ room }) => room);
    this.queue.add(async () => {
      const [before] = await this.shelf.all("outputs", [member, verdict]);
      const parts = before?.erasures === erasures ? (before?.parts ?? null) : null;
      const gone = (await this.shelf.all("rooms", [member, verdict])).filter(({ room }) => !rooms.includes(room));
      await this.shelf.renew({ member, of: verdict }, [
        ...gone.map(({ room }): CopyDelete => ({ delete: "rooms", key: [member, verdict, room] })),
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
    if (!this.owner.mayCopy) return;
    this.queue.add(async () => {
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
    await this.queue.settled();
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
    await this.queue.settled();
    return old;
  }

  /** Whether a copy of any output is kept. */
  async hasOutputs(): Promise<boolean> {
    await this.queue.settled();
    return (await this.shelf.all("outputs", [this.member])).length > 0;
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
    readingPlaces.forget(verdicts);
    const { member, shelf } = this;
    for (const verdict of verdicts)
      this.queue.add(async () => {
        const rooms = await shelf.all("rooms", [member, verdict]);
        const copies: CopyDelete[] = rooms.map(({ room }) => ({ delete: "rooms", key: [member, verdict, room] }));
        await shelf.renew({ member, of: verdict }, [
          ...copies,
          ...PAGE_STORES.map((page): CopyDelete => ({ delete: page, key: [member, verdict] })),
        ]);
      });
    await this.queue.settled();
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

  /** Makes unreadable what is not kept of it any more. */
  renew(verdict: ScopeId): void {
    this.queue.add(() => this.shelf.renew({ member: this.member, of: verdict }, []));
  }
}
