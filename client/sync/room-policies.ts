import * as Y from "yjs";
import { readPlace, type RoomsOf } from "../../schema/rooms/room-place.ts";
import type { ScopeKind } from "../../schema/rooms/room-scope.ts";

/** What is done otherwise with rooms of one kind than with those of another. */
export interface RoomPolicy {
  /**
   * Two wordings of one field are never merged: nothing unsent goes before the server has said what it has, and of what met a
   * colleague's its author chooses.
   */
  comparesWordings: boolean;
  /** A copy leaves out deleted words, which are only there to be undone: they may be erased ones. */
  forgetsDeleted: boolean;
  /** Once its room is closed for good the server still says what stands in it: before that is asked nothing is set aside. */
  tellsWhatStands: boolean;
}

const PLAIN: RoomPolicy = { comparesWordings: false, forgetsDeleted: false, tellsWhatStands: false };

const ROOM_POLICIES: { readonly [Of in ScopeKind]: Readonly<Record<RoomsOf[Of]["kind"], RoomPolicy>> } = {
  verdict: { layer: PLAIN, discussion: PLAIN, slip: { ...PLAIN, tellsWhatStands: true }, "slip-by-id": PLAIN },
  output: {
    content: { ...PLAIN, forgetsDeleted: true },
    discussion: { ...PLAIN, forgetsDeleted: true },
  },
  methodology: { draft: { ...PLAIN, comparesWordings: true }, discussion: PLAIN },
};

/** The policy of the room in a place. */
export function policyOf(place: string): RoomPolicy {
  const room = readPlace(place);
  if (!room || room.kind === "act") return PLAIN;
  const policies: Readonly<Partial<Record<typeof room.kind, RoomPolicy>>> = ROOM_POLICIES[room.of];
  return policies[room.kind] ?? PLAIN;
}

/** A room's document as a copy of it is kept. */
export function stateToKeep(doc: Y.Doc, place: string): Uint8Array {
  const state = Y.encodeStateAsUpdate(doc);
  if (!policyOf(place).forgetsDeleted) return state;
  const kept = new Y.Doc();
  Y.applyUpdate(kept, state);
  return Y.encodeStateAsUpdate(kept);
}
