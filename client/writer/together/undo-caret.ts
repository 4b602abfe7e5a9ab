import type { Node } from "prosemirror-model";
import { TextSelection, type Command } from "prosemirror-state";
import { redo, undo } from "y-prosemirror";

/** Takes back, or does again, what one wrote; the caret stands where words came or went. The binding puts it where it was before them. */
export const undoHere: Command = (_state, _dispatch, view) => view !== undefined && caretFollows(view, undo);
export const redoHere: Command = (_state, _dispatch, view) => view !== undefined && caretFollows(view, redo);

function caretFollows(view: NonNullable<Parameters<Command>[2]>, act: typeof undo): boolean {
  const before = view.state.doc;
  if (!act(view.state)) return false;
  const { doc, tr } = view.state;
  const changed = changedWords(before, doc);
  if (changed === null) return true;
  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(changed), -1)).scrollIntoView());
  return true;
}

/** Where what has changed ends in the new document; null where no words came or went, but what they look like. */
function changedWords(before: Node, after: Node): number | null {
  const from = before.content.findDiffStart(after.content);
  const ends = before.content.findDiffEnd(after.content);
  if (from === null || !ends) return null;
  // Of words that are the same on both sides the two searches overlap.
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b));
  const [a, b] = [ends.a + overlap, ends.b + overlap];
  return a - from === b - from && wordsBetween(before, from, a) === wordsBetween(after, from, b) ? null : b;
}

function wordsBetween(doc: Node, from: number, to: number): string {
  return doc.textBetween(from, to, "\n", "\ufffc");
}
