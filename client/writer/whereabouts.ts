import type { Node } from "prosemirror-model";
import { blockWith } from "./output-ids.ts";

/** A place in the text, by the block that stands there. */
interface TextPlace {
  block: string;
  offset: number;
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
    const { id } = $pos.node(depth).attrs;
    if (typeof id === "string" && $pos.node(depth).isBlock) return { block: id, offset: pos - $pos.start(depth) };
  }
  return null;
}

export function posOf(doc: Node, place: TextPlace | null): number | null {
  const at = place && blockWith(doc, place.block);
  return at ? at.pos + 1 + Math.min(place.offset, at.node.content.size) : null;
}
