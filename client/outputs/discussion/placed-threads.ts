import type { Node } from "prosemirror-model";
import { wasOf } from "../../writer/output-ids.ts";
import type { SelectedWords } from "../../writer/said/word-places.ts";
import type { OutputThread } from "./output-discussion.ts";

/** Where a thread stands now: in the order of the document, about the whole, or about what is gone. */
export interface PlacedThread {
  thread: OutputThread;
  /** Order in the document; null where its block is gone, -1 for the whole. */
  position: number | null;
  /** The block's words as they stand. */
  words: string | null;
  /** How the words that it is about read now; null where they are gone. Only of one that is about words. */
  now?: string | null;
}

/** A block with its words, and what of them is selected. */
export interface Here {
  block: string;
  words: string;
  selected?: SelectedWords | null;
}

/**
 * Where threads stand in a document, which is null before it is there. A thread of a block that was joined to another stands at
 * that one; of a block that is gone it has no position and no words.
 */
export function placeThreads(
  threads: readonly PlacedThread["thread"][],
  doc: Node | null,
  wordsOf: (block: string) => string | null,
  /** How words of a block read now; null where they are gone. */
  readsNow: (block: string, selected: SelectedWords) => string | null,
): PlacedThread[] {
  const places = new Map<string, number>();
  const joined = new Map<string, number>();
  let order = 0;
  doc?.descendants((node) => {
    if (!node.isBlock) return false;
    const id: unknown = node.attrs["id"];
    if (typeof id === "string") places.set(id, order);
    for (const was of wasOf(node)) joined.set(was, order);
    order++;
    return true;
  });
  return threads.map((thread) => {
    const { block, words: quoted, ends } = thread;
    if (block === null) return { thread, position: -1, words: null };
    // Of all of a block nothing can be gone but the block.
    const now = quoted === null ? {} : { now: doc ? readsNow(block, { words: quoted, ends }) : quoted };
    const position = doc ? (places.get(block) ?? joined.get(block) ?? null) : -1;
    return { thread, position, words: position === null ? null : wordsOf(block), ...now };
  });
}
