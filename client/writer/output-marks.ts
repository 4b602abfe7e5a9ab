import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { isRemote, isSameButWords, wasOf } from "./output-ids.ts";

/** What the page marks in the document: blocks that are talked about, and the one whose threads are open. */
export interface BlockMarks {
  /** Ids of blocks with open threads → how many. */
  threads: ReadonlyMap<string, number>;
  active: string | null;
}

const KEY = new PluginKey<{ marks: BlockMarks; set: DecorationSet }>("output-marks");

const NONE: BlockMarks = { threads: new Map(), active: null };

/**
 * Marks blocks by their ids, anew after each change: positions would not outlive a colleague's. `open` is called with the id of a
 * block whose mark in the margin is pressed; by key its threads are reached beside the text.
 */
export function outputMarks(open: (block: string) => void): Plugin {
  return new Plugin({
    key: KEY,
    state: {
      init: () => ({ marks: NONE, set: DecorationSet.empty }),
      apply(tr, now) {
        const marks = (tr.getMeta(KEY) as BlockMarks | undefined) ?? now.marks;
        if (marks === now.marks && !tr.docChanged) return now;
        // While one types the blocks stay what they are.
        const isMoved = marks === now.marks && !isRemote(tr) && isSameButWords(tr.before, tr.doc);
        return { marks, set: isMoved ? now.set.map(tr.mapping, tr.doc) : decorate(tr.doc, marks) };
      },
    },
    props: {
      decorations: (state: EditorState) => KEY.getState(state)?.set ?? null,
      handleDOMEvents: {
        mousedown: (_, event) => {
          const block = event.target instanceof Element ? event.target.closest<HTMLElement>(".output-talked") : null;
          const id = block?.dataset["block"];
          // The mark is drawn beside its words, by its style.
          if (!block || !id) return false;
          const { left, right } = block.getBoundingClientRect();
          const room = Number.parseFloat(getComputedStyle(block).paddingRight) || 0;
          if (event.clientX >= left && event.clientX <= right - room) return false;
          event.preventDefault();
          open(id);
          return true;
        },
      },
    },
  });
}

/** A transaction that shows other marks. */
export function withMarks(state: EditorState, marks: BlockMarks): EditorState["tr"] {
  return state.tr.setMeta(KEY, marks).setMeta("addToHistory", false);
}

function decorate(doc: Node, { threads, active }: BlockMarks): DecorationSet {
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
    // As attributes: an element in the line would stand in the way of cursor and Backspace.
    if (isActive || count > 0)
      decorations.push(
        Decoration.node(pos, pos + node.nodeSize, {
          class: [isActive ? "output-active" : "", count > 0 ? "output-talked" : ""].join(" ").trim(),
          ...(count > 0 ? { "data-talk": String(count) } : {}),
        }),
      );
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, decorations);
}
