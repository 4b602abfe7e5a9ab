import { CommentId, newId } from "../../schema/domain/ids.ts";
import { serverClock } from "../api/server-clock.ts";
import type { EntryChange } from "../sync/batch.ts";
import type { VerdictRooms } from "./rooms.ts";
import { typedKey, type TypedOn, unsentWords } from "./typed-on.ts";

/**
 * Words that stand in a box of a reply, an edit or a note and are not sent. Where the place that they are for closes (a blind round
 * begins, a layer is handed in), they become a draft of their author, as unsent work does: the card that holds the box goes with the place.
 */
export class TypedWords {
  private readonly rooms: VerdictRooms;
  private readonly words = new Map<string, { on: TypedOn; place: string; body: string }>();

  constructor(rooms: VerdictRooms) {
    this.rooms = rooms;
  }

  /** Empty: they are sent, or nobody wants them. */
  take(on: TypedOn, body: string): void {
    const key = typedKey(on);
    const place = this.words.get(key)?.place ?? this.rooms.placeOf(on.kind === "note" ? "layer" : on.audience);
    if (body.trim() === "" || place === null) this.words.delete(key);
    else this.words.set(key, { on, place, body });
  }

  /** The server has said what is open. */
  setAside(): void {
    const closed = [...this.words].filter(([, { place }]) => !this.rooms.mayWrite(place));
    for (const [key, { on, place, body }] of closed) {
      this.words.delete(key);
      unsentWords.delete(key);
      this.rooms.setAside(place, [entryOf(on, body.trim())]);
    }
  }
}

function entryOf(on: TypedOn, body: string): EntryChange {
  const now = serverClock.stamp();
  if (on.kind === "note") return { root: "annotations", id: on.tag, made: false, fields: { note: body } };
  if (on.kind === "edit") return { root: "comments", id: on.comment, made: false, fields: { body, editedAt: now } };
  const fields = { thread: on.thread, body, createdAt: now };
  return { root: "comments", id: newId(CommentId), made: true, fields };
}
