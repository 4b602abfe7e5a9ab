import { NodeSelection, TextSelection, type Command, type Selection, type Transaction } from "prosemirror-state";
import { outputSchema } from "../../schema/editor/output-schema.ts";

const { paragraph } = outputSchema.nodes;

/** Puts the cursor into an empty line right behind or before a place between blocks: the one there, or a new one. */
export function caretInLine(tr: Transaction, at: number, side: "before" | "after"): Transaction {
  const $at = tr.doc.resolve(at);
  const there = side === "after" ? $at.nodeAfter : $at.nodeBefore;
  const isFree = there?.type === paragraph && there.content.size === 0;
  if (!isFree) tr.insert(at, paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, isFree && side === "before" ? at - 1 : at + 1));
}

/**
 * Puts the cursor beside what is selected as a whole, so that nothing goes because somebody writes on: behind or before a node in a sentence,
 * into an empty line behind or before a block. False where no node is selected.
 */
export function caretBeside(tr: Transaction, selection: Selection, side: "before" | "after"): boolean {
  if (!(selection instanceof NodeSelection)) return false;
  const { node, from, to } = selection;
  let at = side === "after" ? to : from;
  if (node.isInline) {
    tr.setSelection(TextSelection.create(tr.doc, at));
    return true;
  }
  // Beside an item or a row no line can stand: beside what holds it.
  for (let $at = tr.doc.resolve(at); !$at.parent.type.contentMatch.matchType(paragraph); $at = tr.doc.resolve(at))
    at = side === "after" ? $at.after() : $at.before();
  caretInLine(tr, at, side);
  return true;
}

/** Back into the text from what was done in the node that begins at a place: behind it, where the next words are to stand. */
export function goOnBehind(pos: number | undefined): Command {
  return (state, dispatch) => {
    if (pos === undefined || !state.doc.nodeAt(pos)) return false;
    const { tr } = state;
    caretBeside(tr, NodeSelection.create(tr.doc, pos), "after");
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** The same, at the end of the words of a block that holds some. */
export function goOnIn(pos: number | undefined): Command {
  return (state, dispatch) => {
    const node = pos === undefined ? null : state.doc.nodeAt(pos);
    if (pos === undefined || !node) return false;
    dispatch?.(
      state.tr.setSelection(TextSelection.near(state.doc.resolve(pos + node.nodeSize - 1), -1)).scrollIntoView(),
    );
    return true;
  };
}
