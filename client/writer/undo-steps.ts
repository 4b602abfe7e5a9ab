import type { Node } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { yUndoPluginKey } from "y-prosemirror";
import type { UndoManager } from "yjs";
import { isRemote } from "./output-ids.ts";
import { VIEWED } from "./output-views.ts";

const VIEWED_NAMES: ReadonlySet<string> = new Set(VIEWED);

/**
 * What one writes within half a second is undone together. A quote, figure or table that is put in or taken out is a step of its own:
 * taken back, it takes no words along that were typed just before or behind it.
 */
export function withOwnSteps(tr: Transaction, state: EditorState, apply: () => void): void {
  const manager = movesViewed(tr) ? undoManagerOf(state) : null;
  manager?.stopCapturing();
  apply();
  manager?.stopCapturing();
}

function undoManagerOf(state: EditorState): UndoManager | null {
  const plugin = yUndoPluginKey.getState(state) as { undoManager: UndoManager } | undefined;
  return plugin?.undoManager ?? null;
}

/** Whether a change of one's own puts such a node in, or takes one out. */
function movesViewed(tr: Transaction): boolean {
  if (!tr.docChanged || isRemote(tr)) return false;
  return tr.steps.some((step, i) => {
    const before = tr.docs[i];
    const after = tr.docs[i + 1] ?? tr.doc;
    let isMoved = false;
    step.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
      isMoved ||= (before !== undefined && hasViewed(before, oldStart, oldEnd)) || hasViewed(after, newStart, newEnd);
    });
    return isMoved;
  });
}

/** Whether a range holds the whole of such a node. */
function hasViewed(doc: Node, from: number, to: number): boolean {
  let isThere = false;
  doc.nodesBetween(from, to, (node, pos) => {
    isThere ||= VIEWED_NAMES.has(node.type.name) && from <= pos && pos + node.nodeSize <= to;
    return !isThere;
  });
  return isThere;
}
