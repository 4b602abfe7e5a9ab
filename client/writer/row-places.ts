import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { Placed } from "../../schema/editor/pairs/pair-layout.ts";
import { idsIn, type PairBlock } from "../../schema/editor/pairs/pair-rows.ts";

interface Shown {
  /** As text, to compare. */
  key: string;
  decorations: DecorationSet;
}

const KEY = new PluginKey<Shown>("row-places");

/** Puts each block of a document into the row of a grid that two documents share. */
export function rowPlaces(): Plugin<Shown> {
  return new Plugin({
    key: KEY,
    state: {
      init: () => ({ key: "", decorations: DecorationSet.empty }),
      apply(tr, now) {
        const places = tr.getMeta(KEY) as readonly Placed[] | undefined;
        if (places) return { key: JSON.stringify(places), decorations: placed(tr.doc, places) };
        return tr.docChanged ? { ...now, decorations: now.decorations.map(tr.mapping, tr.doc) } : now;
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.decorations },
  });
}

/** A transaction that puts blocks into these rows; null where they are there. */
export function withPlaces(state: EditorState, places: readonly Placed[]): Transaction | null {
  const known = KEY.getState(state);
  const isThere = known?.key === JSON.stringify(places) && known.decorations.find().length === places.length;
  return isThere ? null : state.tr.setMeta(KEY, places).setMeta("addToHistory", false);
}

function placed(doc: Node, places: readonly Placed[]): DecorationSet {
  const found: Decoration[] = [];
  doc.forEach((node, pos, i) => {
    const place = places[i];
    if (place) found.push(Decoration.node(pos, pos + node.nodeSize, { style: placeStyle(place) }));
  });
  return DecorationSet.create(doc, found);
}

/** As the grid of two documents reads it. */
export function placeStyle({ row, span, narrow }: Placed): string {
  return `--row: ${row}; --span: ${span}; --narrow: ${narrow}`;
}

const READ = new WeakMap<Node, PairBlock>();

/** What a block of the editor is known by. */
export function pairBlockOf(block: Node): PairBlock {
  const known = READ.get(block);
  if (known) return known;
  const ids: string[] = [];
  const pairs: string[] = [];
  const take = ({ attrs }: Node): void => {
    ids.push(...idsIn(attrs["id"]), ...idsIn(attrs["was"]));
    pairs.push(...idsIn(attrs["pair"]));
  };
  take(block);
  block.descendants(take);
  const section: unknown = block.type.name === "heading" ? block.attrs["section"] : null;
  const read = { ids, pairs, section: typeof section === "string" ? section : null };
  READ.set(block, read);
  return read;
}
