import type { AnnotationId, CategoryId, MemberId } from "../../../schema/domain/ids.ts";
import type { OwnSlip } from "../../../schema/protocol/http/workshops/slips.ts";
import type { SlipPlace } from "../../../schema/rooms/room-place.ts";
import { SlipRoom, type Mark } from "../../../schema/rooms/slip-room.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { Draft } from "../../sync/draft.ts";
import type { PendingStore } from "../../sync/pending-store.ts";
import { RoomKeeper } from "../../sync/room-keeper.ts";
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

/** One's slip on one verdict: its room as long as it is coded, and what of it waits on this device. */
export class SlipRoomHere {
  private readonly place: SlipPlace;
  private readonly kept: PendingStore;
  private readonly keeper: RoomKeeper;
  private readonly stopWatching: () => void;
  private room: SlipRoom | null = null;
  private mayWrite = false;

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

  /** As the server lists it now; null once it is revealed, when what has not gone becomes a draft that counts nowhere. */
  sync(ref: RoomOfSlip | null): void {
    this.mayWrite = ref?.right === "write";
    if (ref === null) this.room = null;
    // No copy: what the server has of it is asked of the server.
    const places = ref ? [{ key: this.place, room: ref.room, isWritable: this.mayWrite, mayCopy: false }] : [];
    this.keeper.sync(places, () => true);
  }

  get marks(): ShownMark[] {
    const connection = this.keeper.connection(this.place);
    return (this.room?.marks() ?? [])
      .filter(({ deleted }) => deleted === null)
      .map(({ id, category, anchor, createdAt }) => ({
        id,
        category,
        anchor,
        createdAt,
        isUnsent: connection?.isUnsaved("annotations", id) ?? false,
      }));
  }

  get canMark(): boolean {
    return this.room !== null && this.mayWrite;
  }

  add(category: CategoryId, edition: number, anchor: Anchor): AnnotationId | null {
    return this.canMark ? (this.room?.add({ category, edition, anchor }, serverClock.stamp()) ?? null) : null;
  }

  remove(id: AnnotationId): void {
    if (this.canMark) this.room?.remove(id, serverClock.stamp());
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
