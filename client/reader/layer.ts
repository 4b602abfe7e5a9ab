import { Plugin, PluginKey } from "prosemirror-state";
import type { EditorState, Transaction } from "prosemirror-state";
import { DecorationSet } from "prosemirror-view";

/** Decorations of one kind that are few and set as a whole: the selection, matches, colleagues, threads. */
export interface Layer {
  plugin: Plugin<DecorationSet>;
  /** Puts a new set in the place of the one before; the transaction comes back. */
  set(tr: Transaction, decorations: DecorationSet): Transaction;
  current(state: EditorState): DecorationSet;
}

/** A new layer. Its decorations fall away when the document is replaced: whoever set them sets them again. */
export function createLayer(name: string): Layer {
  const key = new PluginKey<DecorationSet>(name);
  const plugin = new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => (tr.getMeta(key) as DecorationSet | undefined) ?? (tr.docChanged ? DecorationSet.empty : set),
    },
    props: { decorations: (state) => key.getState(state) },
  });
  return {
    plugin,
    set: (tr, decorations) => tr.setMeta(key, decorations),
    current: (state) => key.getState(state) ?? DecorationSet.empty,
  };
}
