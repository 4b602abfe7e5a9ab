import { CommentId, newId, ThreadId } from "../../schema/domain/ids.ts";
import { serverClock } from "../api/server-clock.ts";
import type { EntryChange } from "../sync/batch.ts";
import type { ForWhom } from "./for-whom.ts";
import { typedKey, type TypedOn, unsentWords } from "./typed-on.ts";

/** Where words may go: of a verdict, of a document, or of the methodology. */
export interface TypedPlaces {
  /** Where words for the layer that is shown, or for these readers, are written; null where that is not open. */
  placeOf(what: "layer" | ForWhom): string | null;
  /** Whether the server lets this person write there. */
  mayWrite(place: string): boolean;
  /** Keeps as a draft what was not written when its place closed. */
  setAside(place: string, entries: readonly EntryChange[]): void;
}

/**
 * Words that stand in a box and are not sent. Where the place that they are for closes (a blind round begins, a layer is handed in, a
 * right goes), they become a draft of their author, as unsent work does: what holds the box goes with the place.
 */
export class TypedWords {
  private readonly places: TypedPlaces;
  private readonly words = new Map<string, { on: TypedOn; place: string; body: string }>();

  constructor(places: TypedPlaces) {
    this.places = places;
  }

  /** Empty: they are sent, or nobody wants them. */
  take(on: TypedOn, body: string): void {
    const key = typedKey(on);
    const now = this.places.placeOf(on.kind === "note" ? "layer" : on.audience);
    // Of first words the writer may still choose for whom they are.
    const place = on.kind === "begin" ? now : (this.words.get(key)?.place ?? now);
    if (body.trim() === "" || place === null) this.words.delete(key);
    else this.words.set(key, { on, place, body });
  }

  /** The server has said what is open. */
  setAside(): void {
    this.keep(({ place }) => !this.places.mayWrite(place));
  }

  /** Nothing is open any more. */
  setAllAside(): void {
    this.keep(() => true);
  }

  private keep(isClosed: (typed: { place: string }) => boolean): void {
    for (const [key, typed] of this.words) {
      if (!isClosed(typed)) continue;
      const { on, place, body } = typed;
      this.words.delete(key);
      unsentWords.delete(key);
      this.places.setAside(place, entriesOf(on, body.trim()));
    }
  }
}

function entriesOf(on: TypedOn, body: string): EntryChange[] {
  const now = serverClock.stamp();
  if (on.kind === "note") return [{ root: "annotations", id: on.tag, made: false, fields: { note: body } }];
  if (on.kind === "edit") return [{ root: "comments", id: on.comment, made: false, fields: { body, editedAt: now } }];
  const comment = (thread: ThreadId): EntryChange => {
    return { root: "comments", id: newId(CommentId), made: true, fields: { thread, body, createdAt: now } };
  };
  if (on.kind === "reply") return [comment(on.thread)];
  const id = newId(ThreadId);
  return [{ root: "threads", id, made: true, fields: { ...on.fields, createdAt: now } }, comment(id)];
}
