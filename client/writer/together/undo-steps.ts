import type { Node } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { yUndoPluginKey } from "y-prosemirror";
import type { UndoManager } from "yjs";
import { isRemote, isSameButWords } from "../output-ids.ts";
import { VIEWED } from "../output-views.ts";

const WHOLE_NAMES: ReadonlySet<string> = new Set([...VIEWED, "table", "footnote"]);

/** Besides typing: what is put in or taken out at once. */
const AT_ONCE: ReadonlySet<unknown> = new Set(["paste", "cut", "drop"]);

/**
 * What one types within half a second is undone together. A paste, a cut, a quote, figure, table or note that is put in or taken out, and a
 * paragraph that becomes something else are steps of their own: taken back, they take no words along that were typed just before or behind.
 */
export function withOwnSteps(tr: Transaction, state: EditorState, apply: () => void): void {
  const isStep = tr.docChanged && !isRemote(tr) && (AT_ONCE.has(tr.getMeta("uiEvent")) || movesViewed(tr) || turns(tr));
  const manager = isStep ? undoManagerOf(state) : null;
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

/** Whether a change makes another kind of block of one that stays. */
function turns({ before, doc }: Transaction): boolean {
  if (isSameButWords(before, doc)) return false;
  const [was, now] = [kindsIn(before), kindsIn(doc)];
  return [...was].some(([id, kind]) => now.has(id) && now.get(id) !== kind);
}

/** Ids of blocks of words → what each is, and stands in. */
function kindsIn(doc: Node): Map<unknown, string> {
  const kinds = new Map<unknown, string>();
  const look = (parent: Node, around: string): void =>
    parent.forEach((node) => {
      const kind = `${around} ${node.type.name}`;
      if (!node.isTextblock) look(node, kind);
      else if (node.attrs["id"] !== null) kinds.set(node.attrs["id"], `${kind} ${String(node.attrs["level"])}`);
    });
  look(doc, "");
  return kinds;
}

/** Whether a range holds the whole of such a node. */
function hasViewed(doc: Node, from: number, to: number): boolean {
  let isThere = false;
  doc.nodesBetween(from, to, (node, pos) => {
    isThere ||= WHOLE_NAMES.has(node.type.name) && from <= pos && pos + node.nodeSize <= to;
    return !isThere;
  });
  return isThere;
}
