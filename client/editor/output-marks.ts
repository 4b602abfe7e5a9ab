import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { wasOf } from "./output-ids.ts";

/** What the page marks in the document: blocks that are talked about, and the one whose threads are open. */
export interface BlockMarks {
  /** Ids of blocks with open threads → how many. */
  threads: ReadonlyMap<string, number>;
  active: string | null;
  /** For the marks' names. */
  label(count: number): string;
}

const KEY = new PluginKey<{ marks: BlockMarks; set: DecorationSet }>("output-marks");

/** Marks blocks by their ids, anew after each change: positions would not outlive a colleague's. `open` is called with a block's id. */
export function outputMarks(none: BlockMarks, open: (block: string) => void): Plugin {
  return new Plugin({
    key: KEY,
    state: {
      init: (_, state) => ({ marks: none, set: decorate(state.doc, none, open) }),
      apply(tr, now) {
        const marks = (tr.getMeta(KEY) as BlockMarks | undefined) ?? now.marks;
        return tr.docChanged || marks !== now.marks ? { marks, set: decorate(tr.doc, marks, open) } : now;
      },
    },
    props: { decorations: (state: EditorState) => KEY.getState(state)?.set ?? null },
  });
}

/** A transaction that shows other marks. */
export function withMarks(state: EditorState, marks: BlockMarks): EditorState["tr"] {
  return state.tr.setMeta(KEY, marks).setMeta("addToHistory", false);
}

function decorate(doc: Node, { threads, active, label }: BlockMarks, open: (block: string) => void): DecorationSet {
  const decorations: Decoration[] = [];
  if (threads.size === 0 && active === null) return DecorationSet.empty;
  const known = new Set<string>();
  doc.descendants((node) => {
    if (typeof node.attrs["id"] === "string") known.add(node.attrs["id"]);
  });
  doc.descendants((node, pos) => {
    const { id } = node.attrs;
    if (typeof id !== "string" || node.isInline) return true;
    // A thread about a block that was joined into this one, unless that block is there again.
    const names = [id, ...wasOf(node).filter((each) => !known.has(each))];
    const count = names.reduce((sum, name) => sum + (threads.get(name) ?? 0), 0);
    const isActive = active !== null && names.includes(active);
    if (isActive) decorations.push(Decoration.node(pos, pos + node.nodeSize, { class: "output-active" }));
    if (count > 0) decorations.push(markAt(pos, node, count, id, label(count), open));
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, decorations);
}

function markAt(
  pos: number,
  node: Node,
  count: number,
  id: string,
  label: string,
  open: (block: string) => void,
): Decoration {
  const draw = (): HTMLElement => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "output-talk";
    button.textContent = String(count);
    button.setAttribute("aria-label", label);
    button.title = label;
    button.contentEditable = "false";
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => open(id));
    return button;
  };
  const at = node.isTextblock ? pos + 1 : pos;
  return Decoration.widget(at, draw, { side: -1, key: `talk ${id} ${count}`, ignoreSelection: true });
}
