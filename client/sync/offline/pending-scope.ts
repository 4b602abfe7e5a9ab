import type { MemberId, RoomId } from "../../../schema/domain/ids.ts";
import type { SlipPlace } from "../../../schema/rooms/room-place.ts";
import { type RoomScope, type ScopeId, type ScopeKind, toScope } from "../../../schema/rooms/room-scope.ts";
import type { Batch } from "../batch.ts";
import type { Draft } from "../draft.ts";
import type { DraftLetters } from "../letters/draft-letters.ts";
import type { PendingBatch, PendingStore, RememberedWords, RoomCopy, TypedBoxes } from "../pending-store.ts";
import type { WorkDelete, WorkEnd, Write } from "./records.ts";
import { TAB } from "./tabs.ts";

/** What one scope asks of the store that keeps all of them. */
interface DeviceStore {
  readonly member: MemberId;
  readonly isOnDevice: boolean;
  readonly isSettled: boolean;
  readonly mayCopy: boolean;
  readonly boxes: Set<TypedBoxes>;
  readonly remembered: Set<{ of: RoomScope; words: RememberedWords }>;
  allDrafts(): { of: RoomScope; draft: Draft }[];
  addDraft(of: ScopeId, draft: Draft, batch: string | null, letters?: DraftLetters): void;
  lettersOf(draft: string): DraftLetters;
  keepBatch(of: ScopeId, place: string, room: RoomId | null, batch: Batch, insteadOf: string | undefined): void;
  /** Takes a batch from the device. */
  removal(of: ScopeId, id: string, why: WorkEnd): WorkDelete[];
  renew(of: ScopeId): void;
  watch(listener: () => void): () => void;
  write(writes: readonly Write[]): void;
}

/** What a store keeps of one scope. */
export class PendingScope implements PendingStore {
  readonly batches: readonly PendingBatch[];
  private readonly store: DeviceStore;
  private readonly of: ScopeId;
  private readonly slip: SlipPlace | null;
  private readonly copies: Map<RoomId, RoomCopy>;
  /** Tabs that were no more when this was opened; those that came since are not among them. */
  private readonly closedTabs: ReadonlySet<string>;
  private copyable: ReadonlySet<RoomId> = new Set();
  private name: (draft: Draft) => string | null = () => null;

  constructor(
    store: DeviceStore,
    { id, slip }: { id: ScopeId; slip: SlipPlace | null },
    batches: readonly PendingBatch[],
    copies: Map<RoomId, RoomCopy>,
    closedTabs: ReadonlySet<string>,
  ) {
    this.closedTabs = closedTabs;
    this.store = store;
    this.of = id;
    this.slip = slip;
    this.batches = batches;
    this.copies = copies;
  }

  get isOnDevice(): boolean {
    return this.store.isOnDevice;
  }

  get isSettled(): boolean {
    return this.store.isSettled;
  }

  /** Those of slips are found with their verdict too: the step that they were for goes by. */
  get drafts(): readonly Draft[] {
    const isHere = ({ place }: Draft): boolean => this.slip === null || place === this.slip;
    return this.store.allDrafts().flatMap(({ of, draft }) => (of.id === this.of && isHere(draft) ? [draft] : []));
  }

  get boxes(): Set<TypedBoxes> {
    return this.store.boxes;
  }

  get remembered(): readonly RememberedWords[] {
    return [...this.store.remembered].flatMap(({ of, words }) => (of.id === this.of ? [words] : []));
  }

  remember(kind: ScopeKind, words: RememberedWords): () => void {
    const one = { of: toScope(kind, this.of), words };
    this.store.remembered.add(one);
    return () => void this.store.remembered.delete(one);
  }

  copy(room: RoomId): RoomCopy | null {
    return this.copies.get(room) ?? null;
  }

  isInOtherTab({ tab }: Draft): boolean {
    return tab !== undefined && tab !== TAB && !this.closedTabs.has(tab);
  }

  keep(place: string, room: RoomId | null, batch: Batch, insteadOf?: string): void {
    this.store.keepBatch(this.of, place, room, batch, insteadOf);
  }

  settle(room: RoomId, batches: readonly string[], copy: RoomCopy | null): void {
    const writes: Write[] = batches.flatMap((id) => this.store.removal(this.of, id, "saved"));
    if (copy) this.copies.set(room, copy);
    if (copy && this.copyable.has(room) && this.store.mayCopy)
      writes.push({ put: "rooms", record: { member: this.store.member, verdict: this.of, room, copy } });
    this.store.write(writes);
  }

  callBy(name: (draft: Draft) => string | null): void {
    this.name = name;
  }

  lettersOf(draft: string): DraftLetters {
    return this.store.lettersOf(draft);
  }

  setAside(draft: Draft, batch: string | null, letters?: DraftLetters): void {
    const about = this.name(draft);
    this.store.addDraft(this.of, about === null ? draft : { ...draft, about }, batch, letters);
  }

  drop(id: string, why: WorkEnd): void {
    this.store.write(this.store.removal(this.of, id, why));
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
