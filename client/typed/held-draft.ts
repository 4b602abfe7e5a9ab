import type { PendingStore } from "../sync/pending-store.ts";
import { ofMember } from "./of-member.ts";
import { typedKey, type TypedOn } from "./typed-on.ts";

/** What became of a place: a round has begun, one's own is over, it is not open to its writer, or what they wrote about is not there. */
export type HeldWhy = "begun" | "late" | "closed" | "gone";

/** As which draft words are kept whose field has gone from under their writer, and by whom. */
export interface HeldAs {
  readonly store: PendingStore;
  readonly id: string;
  keep(words: string): void;
  why(): HeldWhy;
  /** Its writer has gone on where its words are not to be read. */
  isOver?(): boolean;
  /** The same words have a field of their own elsewhere. */
  into?(): { label: string; put(words: string): void } | null;
}

/** Who keeps words of a box, by its key. */
const keepers = ofMember(new Map<string, (on: TypedOn) => HeldAs | null>());
/** Drafts that stand in such a field: no list shows them too. */
const held = ofMember(new Set<string>());

/** What is typed in the box with this key is kept, as long as it is not sent. */
export function keepsWords(key: string, goOn: (on: TypedOn) => HeldAs | null): void {
  keepers.set(key, goOn);
}

export function isHeldHere(draft: string): boolean {
  return held.has(draft);
}

/** As what the words of a box are kept that has gone from under their writer; null where they are sent, or nobody wants them. */
export function keptOutside(on: TypedOn): HeldAs | null {
  return keepers.get(typedKey(on))?.(on) ?? null;
}

/** A draft stands in a field of its own, or does no more. */
export function holdHere(draft: string, isHeld: boolean): void {
  if (isHeld) held.add(draft);
  else held.delete(draft);
}
