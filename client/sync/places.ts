import type { MemberId } from "../../schema/domain/ids.ts";
import { hasReached } from "../../schema/domain/verdict.ts";
import type { RoomRef, VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { DraftView } from "../../schema/protocol/http/methodology.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import { placeName, readPlace } from "../../schema/rooms/room-place.ts";
import type { Place } from "./place.ts";

/** The name of a room among those of its verdict; it stays when the room gets a new id. */
export function placeKey(ref: RoomRef): string {
  return placeName<"verdict">({ of: "verdict", ...ref });
}

/** The rooms of a verdict as `me` has them. */
export function placesOf({ rooms, verdict, round, can }: VerdictView, me: MemberId): Place[] {
  // The server lists no other coder's blind layer; a copy would outlive even a mistake of it.
  const isForeign = (ref: RoomRef): boolean =>
    ref.kind === "layer" && ref.owner !== null && ref.owner !== me && round.mode === "blind";
  const mayCopy = can.keepCopy && hasReached(verdict.stage, "cleared");
  return rooms.map((ref) => ({
    key: placeKey(ref),
    room: ref.room,
    isWritable: ref.right === "write",
    mayCopy: mayCopy && !isForeign(ref),
  }));
}

/** Names of the rooms of an output: its document, and a discussion for each audience. */
export const OUTPUT_PLACES = {
  content: placeName<"output">({ of: "output", kind: "content" }),
  internal: placeName<"output">({ of: "output", kind: "discussion", audience: "internal" }),
  review: placeName<"output">({ of: "output", kind: "discussion", audience: "review" }),
} as const;

/** The rooms of an output. */
export function placesOfOutput({ rooms, may, reading }: Pick<OutputView, "rooms" | "may" | "reading">): Place[] {
  const content = reading ? [] : [{ ...rooms.content, key: OUTPUT_PLACES.content }];
  const discussions = rooms.discussions.map((ref) => ({ ...ref, key: OUTPUT_PLACES[ref.audience] }));
  return [...content, ...discussions].map(({ key, room, right }) => ({
    key,
    room,
    isWritable: right === "write",
    mayCopy: may.keepCopy,
  }));
}

/** Names of the rooms of the methodology. */
export const METHODOLOGY_PLACES = {
  draft: placeName<"methodology">({ of: "methodology", kind: "draft" }),
  discussion: placeName<"methodology">({ of: "methodology", kind: "discussion" }),
} as const;

/** The rooms of the methodology. Whether anything lies on a device is the device's to say: guests see no draft. */
export function placesOfMethodology(view: Pick<DraftView, "draft" | "discussion">): Place[] {
  return (["draft", "discussion"] as const).map((name) => ({
    key: METHODOLOGY_PLACES[name],
    room: view[name].room,
    isWritable: view[name].right === "write",
    mayCopy: true,
  }));
}

/**
 * Whether the round of a place has closed for its author: a layer that is not listed any more or is of an earlier round, one's
 * own that is handed in, the shared one while the round is not open.
 */
export function lateIn({ rooms, round }: Pick<VerdictView, "rooms" | "round">): (key: string) => boolean {
  return (key) => {
    if (readPlace(key)?.kind !== "layer") return false;
    const ref = rooms.find((each) => placeKey(each) === key);
    if (ref?.kind !== "layer" || ref.round !== round.number) return true;
    return ref.right === "read" && (ref.owner !== null || round.mode !== "open");
  };
}
