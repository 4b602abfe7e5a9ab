import * as Y from "yjs";
import type { AnnotationId, MemberId } from "../../../schema/domain/ids.ts";
import type { OwnSlip } from "../../../schema/protocol/http/workshops/slips.ts";
import type { SlipPlace } from "../../../schema/rooms/room-place.ts";
import { SlipRoom, type Mark } from "../../../schema/rooms/slip-room.ts";
import { serverClock } from "../../api/server-clock.ts";
import { changesOf, type EntryChange } from "../../sync/batch.ts";
import type { Draft, DraftReason } from "../../sync/draft.ts";
import type { PendingStore } from "../../sync/pending-store.ts";
import { RoomKeeper } from "../../sync/room-keeper.ts";
import { replay } from "../../sync/replay.ts";
import type { OpenRoom } from "../../sync/room-slot.ts";

type RoomOfSlip = OwnSlip["rooms"][number];

/** A mark as it is shown: `isUnsent` while the server has not said that it is on its disk. */
export interface ShownMark extends Pick<Mark, "id" | "category" | "anchor" | "createdAt"> {
  isUnsent: boolean;
}

interface Listener {
  onChange(): void;
  /** The slip is to be asked for again. */
  onStale(): void;
}

/** What is put on a slip. */
export type NewMark = Pick<Mark, "anchor" | "category" | "edition">;

/**
 * One's slip on one verdict from the beginning of its silence, and what of it waits on this device: a mark lies there, and goes into the room,
 * whether the server has told of that yet or not.
 */
export class SlipRoomHere {
  private readonly place: SlipPlace;
  private readonly kept: PendingStore;
  private readonly keeper: RoomKeeper;
  private readonly stopWatching: () => void;
  private room: SlipRoom | null = null;
  private mayWrite = false;
  private listed = false;

  constructor(me: MemberId, place: SlipPlace, kept: PendingStore, connect: OpenRoom, listener: Listener) {
    this.place = place;
    this.kept = kept;
    this.keeper = new RoomKeeper(me, kept, connect, {
      onOpened: (_key, { doc }) => {
        this.room = new SlipRoom(doc);
        this.room.entries.observe(() => listener.onChange());
        listener.onChange();
      },
      onStatus: () => listener.onChange(),
      onClients: () => undefined,
      onClosed: () => listener.onStale(),
      onStale: () => listener.onStale(),
      // Nothing in it is typed.
      screen: (texts) => Promise.resolve(texts),
    });
    this.stopWatching = kept.watch(() => listener.onChange());
  }

  /**
   * As the server lists it now; null once it is revealed, when what has not gone becomes a draft that counts nowhere. `stands`: the marks that
   * the server says are in it then.
   */
  sync(ref: RoomOfSlip | null, stands: ReadonlySet<string> | null): void {
    this.mayWrite = ref?.right === "write";
    this.listed = ref !== null;
    if (ref === null) this.room = null;
    // No copy: what the server has of it is asked of the server.
    const places = ref ? [{ key: this.place, room: ref.room, isWritable: this.mayWrite, mayCopy: false }] : [];
    this.keeper.sync(
      places,
      () => true,
      () => stands,
    );
    // It was closed for a while: what was too late then is not any more.
    if (this.mayWrite) for (const draft of this.drafts) if (WAS_CLOSED.has(draft.why)) this.keeper.retry(draft);
  }

  /** The server has told of its room. */
  get isListed(): boolean {
    return this.listed;
  }

  /** The marks that are in its room. */
  get marks(): ShownMark[] {
    const connection = this.keeper.connection(this.place);
    return toShown(this.room?.marks() ?? []).map((mark) => ({
      ...mark,
      isUnsent: connection?.isUnsaved("annotations", mark.id) ?? false,
    }));
  }

  get canMark(): boolean {
    return this.room !== null && this.mayWrite;
  }

  /** The marks that wait for its room. */
  get ahead(): ShownMark[] {
    const waiting = this.keeper.ahead(this.place).map(({ entries }) => entries);
    return marksIn(...waiting).filter(({ id }) => !this.room?.mark(id));
  }

  /** Into its room, or for when that is there. */
  add(mark: NewMark): void {
    if (this.room && this.mayWrite) this.room.add(mark, serverClock.stamp());
    else this.addAhead(entriesOf(mark));
  }

  addAhead(entries: EntryChange[]): void {
    this.keeper.writeAhead(this.place, entries);
  }

  remove(id: AnnotationId): void {
    const ahead = this.keeper.ahead(this.place).find(({ entries }) => entries.some((entry) => entry.id === id));
    if (ahead) this.keeper.dropAhead(this.place, ahead.id);
    else if (this.canMark) this.room?.remove(id, serverClock.stamp());
  }

  /** In touch with the server, which has told what it has. */
  get isReached(): boolean {
    return this.keeper.isConnected && this.keeper.connections.every(({ synced }) => synced);
  }

  /** The server is out of reach: not while the room is reached for the first time, or told what it has. */
  get isLost(): boolean {
    return this.keeper.connections.some(({ hasTried, isReached }) => hasTried && !isReached);
  }

  /** Own changes that are not on the server's disk. */
  get changes(): number {
    return this.keeper.changes;
  }

  /** Whether what is not sent outlives the page. */
  get isOnDevice(): boolean {
    return this.kept.isOnDevice;
  }

  /** Whether it is where it outlives the page by now. */
  get isKept(): boolean {
    return this.kept.isOnDevice && this.kept.isSettled;
  }

  /** What came too late. */
  get drafts(): readonly Draft[] {
    return this.kept.drafts;
  }

  dropDraft({ id }: Draft): void {
    this.kept.drop(id, "let-go");
  }

  close(): void {
    this.stopWatching();
    this.keeper.close();
  }
}

/** What was set aside for these comes in where the slip is open again: a step that had ended is taken up again. */
const WAS_CLOSED: ReadonlySet<DraftReason> = new Set<DraftReason>(["no-access", "read-only"]);

function toShown(marks: readonly Mark[]): ShownMark[] {
  return marks
    .filter(({ deleted }) => deleted === null)
    .map(({ id, category, anchor, createdAt }) => ({ id, category, anchor, createdAt, isUnsent: true }));
}

/** The marks that acts make, one after the other. */
export function marksIn(...acts: readonly EntryChange[][]): ShownMark[] {
  if (acts.length === 0) return [];
  const doc = new Y.Doc();
  for (const entries of acts) replay(doc, entries, serverClock.now());
  return toShown(new SlipRoom(doc).marks());
}

/** A mark as it is kept for a room that is not there yet. */
export function entriesOf(mark: NewMark): EntryChange[] {
  const doc = new Y.Doc();
  const room = new SlipRoom(doc);
  const entries: EntryChange[] = [];
  doc.on("afterTransaction", (transaction) => entries.push(...changesOf(doc, transaction)));
  room.add(mark, serverClock.stamp());
  return entries;
}
