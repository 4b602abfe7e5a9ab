import type { Node, ResolvedPos } from "prosemirror-model";
import { NodeSelection, Selection, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { WIRED_BLOCKS } from "../../../schema/editor/output-nodes.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";

/**
 * Where one writes in a block that begins at `at`: its first empty place, as a cell or a point that waits for words; else its
 * beginning, or `behind` the words that stand there.
 */
export function placeIn(doc: Node, at: number, behind: boolean): Selection {
  const block = doc.nodeAt(at);
  const end = at + (block?.nodeSize ?? 1) - 1;
  let empty: number | null = block?.isTextblock && block.content.size === 0 ? at : null;
  block?.descendants((node, pos) => {
    if (node.isTextblock && node.content.size === 0) empty ??= at + 1 + pos;
    return empty === null;
  });
  // The sign of a note stands behind the words that are still to come.
  if (empty === null && behind && !(block && holdsNotesAlone(block))) return Selection.near(doc.resolve(end), -1);
  return Selection.near(doc.resolve((empty ?? at) + 1));
}

/**
 * Where in a block one is put: at its beginning, at the end of what stands there, or where one goes on with what is to be said, which may
 * be made for it.
 */
export type Where = "beginning" | "end" | "on";

/**
 * The caret goes to where one writes in a block that begins at `at`. A quote holds no words: one writes on in the empty line above it, which
 * says what leads to it, else below it.
 */
export function placing({ doc, tr }: EditorState, at: number, where: Where): Transaction {
  const block = doc.nodeAt(at);
  // What is typed into what is read from answers is typed into its fields.
  if (block && isRead(block)) return tr.setSelection(NodeSelection.create(doc, at));
  if (!block || holdsWords(block)) {
    const place = placeIn(doc, at, where !== "beginning");
    tr.setSelection(place);
    // What is typed there is set off from the quote that came along.
    return where === "on" && isBehindQuote(place.$head) ? tr.insertText(" ") : tr;
  }
  if (where !== "on") return tr.setSelection(placeIn(doc, at, false));
  if (isEmptyLine(doc.resolve(at).nodeBefore)) return tr.setSelection(TextSelection.create(doc, at - 1));
  const below = at + block.nodeSize;
  if (!isEmptyLine(doc.nodeAt(below))) tr.insert(below, paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, below + 1));
}

function isBehindQuote({ nodeBefore, nodeAfter }: ResolvedPos): boolean {
  return nodeBefore?.type === evidenceNote && nodeAfter === null;
}

function isRead({ type }: Node): boolean {
  return (WIRED_BLOCKS as readonly string[]).includes(type.name);
}

const { evidenceNote, paragraph } = outputSchema.nodes;

function holdsWords(block: Node): boolean {
  let found = block.isTextblock;
  block.descendants((node) => {
    found ||= node.isTextblock;
    return !found;
  });
  return found;
}

function holdsNotesAlone(block: Node): boolean {
  return block.textContent.trim() === "" && block.firstChild?.attrs["shows"] === "note";
}

function isEmptyLine(node: Node | null): boolean {
  return node?.type === paragraph && node.content.size === 0;
}
