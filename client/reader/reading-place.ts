import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";

/** Where the block begins that a reader has chosen; null = none yet. */
const key = new PluginKey<number | null>("reading-place");

/**
 * In a document that may only be read: a tap chooses the block that one speaks about, and so do the arrow keys; Enter speaks. Who
 * writes has a cursor for that.
 */
export function readingPlace(speak: () => void): Plugin<number | null> {
  return new Plugin<number | null>({
    key,
    state: {
      init: () => null,
      apply(tr, chosen) {
        const set: unknown = tr.getMeta(key);
        if (typeof set === "number") return set;
        const mapped = chosen === null ? null : tr.mapping.mapResult(chosen);
        return mapped && !mapped.deletedAfter ? mapped.pos : null;
      },
    },
    view: (view) => {
      update(view);
      return { update };
    },
    props: {
      decorations(state) {
        const at = key.getState(state);
        const node = typeof at === "number" ? state.doc.nodeAt(at) : null;
        if (typeof at !== "number" || !node) return null;
        return DecorationSet.create(state.doc, [Decoration.node(at, at + node.nodeSize, { class: "output-here" })]);
      },
      handleClickOn(view, _pos, node, nodePos) {
        if (view.editable || !isBlock(node)) return false;
        choose(view, nodePos, node);
        return true;
      },
      handleDOMEvents: {
        keydown(view, event) {
          if (view.editable || event.target !== view.dom || event.ctrlKey || event.metaKey || event.altKey)
            return false;
          if (event.key === "Enter") speak();
          else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(view, event.key === "ArrowDown" ? 1 : -1);
          else return false;
          event.preventDefault();
          return true;
        },
      },
    },
  });
}

/** What nobody may write in is no field: it is read as a document is, and takes the focus by Tab as a field does by itself. */
function update({ dom, editable }: EditorView): void {
  dom.role = editable ? "textbox" : "document";
  dom.ariaMultiLine = editable ? "true" : null;
  if (editable) dom.removeAttribute("tabindex");
  else dom.tabIndex = 0;
}

/** What a comment can be about: words, or what stands in their place. */
function isBlock(node: Node): boolean {
  return node.isBlock && (node.isTextblock || node.isAtom) && typeof node.attrs["id"] === "string";
}

function step(view: EditorView, by: 1 | -1): void {
  const { doc } = view.state;
  const blocks: [pos: number, node: Node][] = [];
  doc.descendants((node, pos) => {
    if (isBlock(node)) blocks.push([pos, node]);
    return node.isBlock;
  });
  const chosen = key.getState(view.state);
  const at = blocks.findIndex(([pos]) => pos === chosen);
  const next = at < 0 ? blocks[by > 0 ? 0 : blocks.length - 1] : blocks[at + by];
  if (!next) return;
  choose(view, ...next);
  const dom = view.nodeDOM(next[0]);
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: "nearest" });
}

function choose(view: EditorView, pos: number, node: Node): void {
  const { tr, doc } = view.state;
  const selection = node.isTextblock ? TextSelection.near(doc.resolve(pos + 1)) : NodeSelection.create(doc, pos);
  view.dispatch(tr.setSelection(selection).setMeta(key, pos));
}
