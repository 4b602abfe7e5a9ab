import {
  type Actor,
  can,
  type DiscussionSubject,
  type LayerSubject,
  type OutputSubject,
  type VerdictSubject,
} from "../domain/can.ts";
import type { SlipSubject } from "../domain/workshop/slip-subject.ts";
import type { Audience, RoomKind, RoomRight } from "../domain/room.ts";

/** The right that an actor has on a layer or a discussion; null = the room's id is not even named to them. */
export function roomRight(
  actor: Actor,
  room: { layer: LayerSubject } | { discussion: DiscussionSubject },
): RoomRight | null {
  if ("layer" in room) {
    if (can(actor, "layer.write", room.layer)) return "write";
    return can(actor, "layer.read", room.layer) ? "read" : null;
  }
  if (can(actor, "discussion.write", room.discussion)) return "write";
  return can(actor, "discussion.read", room.discussion) ? "read" : null;
}

/** The right that an actor has on the methodology's draft, or on its discussion; null = none, and its id is not named. */
export function methodologyRight(actor: Actor, kind: RoomKind): RoomRight | null {
  if (!can(actor, "methodology.draft", null)) return null;
  return can(actor, kind === "discussion" ? "methodology.discuss" : "methodology.edit", null) ? "write" : "read";
}

/** The right that an actor has on an output's document, or on one of its discussions; null = none, and its id is not named. */
export function outputRight(
  actor: Actor,
  room: { kind: RoomKind; audience: Audience | null },
  output: OutputSubject,
): RoomRight | null {
  if (room.kind === "discussion") {
    const discussion = room.audience && { ...output, audience: room.audience };
    if (!discussion || !can(actor, "output.discussion", discussion)) return null;
    return can(actor, "output.comment", discussion) ? "write" : "read";
  }
  if (!can(actor, "output.join", output)) return null;
  return can(actor, "output.write", output) ? "write" : "read";
}

/** The right that an actor has on a slip's room; null = none. */
export function slipRight(actor: Actor, slip: SlipSubject<VerdictSubject>): RoomRight | null {
  if (can(actor, "slip.write", slip)) return "write";
  return can(actor, "slip.read", slip) ? "read" : null;
}
