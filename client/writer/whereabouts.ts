import diff from "fast-diff";
import type { Node } from "prosemirror-model";
import { blockWith } from "./output-ids.ts";
import { offsetsIn, wordsIn } from "./said/block-words.ts";

/** A place in the text, by the block that stands there, with its words then. */
interface TextPlace {
  block: string;
  offset: number;
  words: string;
  /** Of these before the place. */
  before: number;
}

export interface Whereabouts {
  hasFocus: boolean;
  /** Both ends of the selection; null where there is no block with a name. */
  ends: (TextPlace | null)[];
  scroller: Element | null;
  scrollTop: number;
}

export function placeAt(doc: Node, pos: number): TextPlace | null {
  const $pos = doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    const { id } = node.attrs;
    if (typeof id !== "string" || !node.isBlock) continue;
    const offset = pos - $pos.start(depth);
    return { block: id, offset, words: wordsIn(node), before: offsetsIn(node).filter((each) => each < offset).length };
  }
  return null;
}

/** Where that is now: between the same words, where others stand in the place of some, as a placeholder does of a name. */
export function posOf(doc: Node, place: TextPlace | null): number | null {
  const at = place && blockWith(doc, place.block);
  if (!at) return null;
  const { node, pos } = at;
  const words = wordsIn(node);
  if (words === place.words) return pos + 1 + Math.min(place.offset, node.content.size);
  return pos + 1 + (offsetsIn(node)[carried(place, words)] ?? node.content.size);
}

function carried({ words, before }: TextPlace, now: string): number {
  const steps = diff(words, now);
  let [old, at] = [0, 0];
  for (const [i, [kind, letters]] of steps.entries()) {
    if (before <= old) return at;
    const end = old + (kind === diff.INSERT ? 0 : letters.length);
    if (kind === diff.EQUAL && before <= end) return at + before - old;
    // Within a name, or behind it: behind what stands in its place.
    const next = steps[i + 1];
    if (before <= end) return at + (next?.[0] === diff.INSERT ? next[1].length : 0);
    old = end;
    if (kind !== diff.DELETE) at += letters.length;
  }
  return at;
}
