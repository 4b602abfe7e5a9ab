import type { RoomId } from "../../schema/domain/ids.ts";
import { type Batch, countOf } from "./batch.ts";
import type { CopyOfRoom } from "./copy-of-room.ts";
import type { DraftReason } from "./draft.ts";
import type { Unsent } from "./own-work.ts";
import type { Place } from "./place.ts";
import type { RoomClosed } from "./room-closed.ts";
import type { RoomConnection, RoomEvents, RoomStart } from "./room-connection.ts";
import type { Screen } from "./screening.ts";

/** Opens the connection to one room. */
export type OpenRoom = (room: RoomId, events: RoomEvents, start: RoomStart) => RoomConnection;

export interface KeeperListener {
  /** A new document stands in the place: bind to it. The old one, if any, is gone. */
  onOpened(key: string, connection: RoomConnection): void;
  onStatus(): void;
  onClients(key: string): void;
  /** The page must be told, or must ask the server what is left. */
  onClosed(why: RoomClosed): void;
  /** The list of rooms is out of date: ask the server, and `sync`. */
  onStale(): void;
  /** Replaces in typed words what was erased from the verdict. */
  screen: Screen;
}

/** What waits to be written into a room again, oldest first. */
export interface Waiting {
  batches: Batch[];
  /** What was refused and why, not yet compared with what the server has. */
  suspects: (Unsent & { reason: DraftReason }) | null;
}

export interface Slot {
  place: Place;
  connection: RoomConnection;
  waiting: Waiting;
  /** Words of what waits are at the server, to be screened. */
  isScreening: boolean;
  /** The kept batch that is being written again, so that the new one takes its place. */
  lowering: string | null;
  /** Times in a row that it was opened again without anything being saved or set aside. */
  fruitless: number;
  /** The list says that one may write and the socket that one may not: first the list is asked for anew, then the socket. */
  doubt: "none" | "list-asked" | "greeted";
  copy: CopyOfRoom;
  /** The server has it no more: one writes on in it until the list says which follows, or that none does. */
  isGone: boolean;
  /** The room that was here before and is gone: one writes on in it until this one has its words. */
  before: Slot | null;
}

/** As it is when its room is opened. */
export function newSlot(
  opened: Pick<Slot, "before" | "connection" | "copy" | "fruitless" | "place" | "waiting">,
): Slot {
  return { ...opened, isScreening: false, lowering: null, doubt: "none", isGone: false };
}

/** All that waits for a place in a room, the oldest first. */
export function waitingOf({ waiting }: Slot): Batch[] {
  return [...(waiting.suspects?.batches ?? []), ...waiting.batches];
}

/** Own changes in a room that are not on the server's disk, with those in the room before, which are nowhere else. */
export function unsavedIn(slot: Slot): number {
  const before = slot.before ? unsavedIn(slot.before) : 0;
  return before + slot.connection.changes + countOf(waitingOf(slot));
}

/** Lets go of a room and its document. */
export function endOf({ copy, connection }: Slot): void {
  copy.stop();
  connection.close();
}

/** What the page is bound to. */
export function shownIn(slot: Slot): RoomConnection {
  return (slot.before ?? slot).connection;
}

/** The room that is shown; another that was to take its place and has no words yet is let go of, and what waited for it waits here. */
export function shownOf(slot: Slot): Slot {
  const { before } = slot;
  if (!before) return slot;
  endOf(slot);
  before.waiting.batches.push(...waitingOf(slot));
  return before;
}
