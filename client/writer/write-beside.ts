import {
  NodeSelection,
  TextSelection,
  type Command,
  type EditorState,
  type Selection,
  type Transaction,
} from "prosemirror-state";
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

/**
 * Where what was pasted ends with a block that takes no words after it, as a table, the cursor would fall into what comes next, be it the
 * heading of another section: it goes into an empty line behind that block. Null where there is nothing to do.
 */
export function behindPasted(trs: readonly Transaction[], { tr, doc }: EditorState): Transaction | null {
  const pasted = trs.findIndex((each) => each.getMeta("paste") === true);
  let end: number | null = null;
  trs[pasted]?.mapping.maps.at(-1)?.forEach((_from, _to, _start, to) => (end = to));
  if (end === null) return null;
  const at = trs.slice(pasted + 1).reduce((pos, { mapping }) => mapping.map(pos, -1), Number(end));
  let $at = doc.resolve(at);
  // At the start of the words that stood behind the cursor one is right behind what was pasted.
  while ($at.depth > 0 && $at.parentOffset === 0) $at = doc.resolve($at.before());
  const last = $at.nodeBefore;
  if (!last?.isBlock || last.isTextblock) return null;
  caretBeside(tr, NodeSelection.create(doc, $at.pos - last.nodeSize), "after");
  return tr.scrollIntoView();
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
