import type { Node } from "prosemirror-model";
import { TextSelection, type EditorState } from "prosemirror-state";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
  type ProsemirrorBinding,
} from "y-prosemirror";
import * as Y from "yjs";
import { TypedText } from "../../../schema/rooms/field-rule.ts";
import type { WordEnds } from "../../../schema/rooms/word-ends.ts";
import { blockWith } from "../output-ids.ts";
import { NODE_SIGN, offsetsIn, wordsIn } from "./block-words.ts";

/** Words as they read when they were selected. */
export interface SelectedWords {
  words: string;
  /** Null where one of them is no letter: they are then found by what they read alone. */
  ends: WordEnds | null;
}

export interface Span {
  from: number;
  to: number;
}

export function bindingOf(state: EditorState): ProsemirrorBinding | undefined {
  return (ySyncPluginKey.getState(state) as { binding?: ProsemirrorBinding } | undefined)?.binding;
}

/** What is selected, without the spaces around it; null where no words are. */
export function selectedWords(state: EditorState): SelectedWords | null {
  const { selection, doc } = state;
  if (!(selection instanceof TextSelection)) return null;
  let { from, to } = selection;
  let words = doc.textBetween(from, to, "\n", NODE_SIGN);
  if (selection.$from.sameParent(selection.$to)) {
    from += words.length - words.trimStart().length;
    to -= words.length - words.trimEnd().length;
  }
  words = words.trim();
  if (words === "" || !TypedText.safeParse(words).success) return null;
  const [first, last] = [letterAt(state, from, 0), letterAt(state, to, -1)];
  return { words, ends: first && last && [first.client, first.clock, last.client, last.clock] };
}

/** The letter of the shared text that follows a place, or with -1 the one before it. */
function letterAt(state: EditorState, pos: number, side: 0 | -1): Y.ID | null {
  const binding = bindingOf(state);
  if (!binding?.doc) return null;
  const place = absolutePositionToRelativePosition(pos, binding.type, binding.mapping) as Y.RelativePosition;
  const found = Y.createAbsolutePositionFromRelativePosition(place, binding.doc);
  if (!(found?.type instanceof Y.XmlText)) return null;
  return Y.createRelativePositionFromTypeIndex(found.type, found.index, side).item;
}

/**
 * Where words stand now: between the letters that began and ended them, or, where these were written anew (a paragraph was parted, or
 * the document got a new room), where they stand once in their block or beside it. Null where they are gone.
 */
export function placeOfWords(state: EditorState, block: string, { words, ends }: SelectedWords): Span | null {
  return (ends && between(state, ends)) ?? asTheyRead(state.doc, block, words);
}

function between(state: EditorState, [client, clock, lastClient, lastClock]: WordEnds): Span | null {
  const from = posOf(state, Y.createID(client, clock), 0);
  const to = posOf(state, Y.createID(lastClient, lastClock), -1);
  return from !== null && to !== null && from < to && to <= state.doc.content.size ? { from, to } : null;
}

function posOf(state: EditorState, letter: Y.ID, side: 0 | -1): number | null {
  const binding = bindingOf(state);
  if (!binding?.doc || binding.mapping.size === 0) return null;
  const place = new Y.RelativePosition(null, null, letter, side);
  const type = Y.createAbsolutePositionFromRelativePosition(place, binding.doc)?.type;
  if (!(type instanceof Y.XmlText)) return null;
  // Of a text that is gone there is no place, though its letters are still known.
  for (let item = type._item; item; item = holderOf(item)) if (item.deleted) return null;
  return relativePositionToAbsolutePosition(binding.doc, binding.type, place, binding.mapping);
}

function holderOf({ parent }: Y.Item): Y.Item | null {
  return parent instanceof Y.AbstractType ? parent._item : null;
}

/** Of words that stand there twice nobody knows which were meant. */
function asTheyRead(doc: Node, block: string, words: string): Span | null {
  const at = blockWith(doc, block);
  if (!at) return null;
  const end = at.pos + at.node.nodeSize;
  const { nodeBefore } = doc.resolve(at.pos);
  const { nodeAfter } = doc.resolve(end);
  const found = once(at.node, at.pos, words);
  if (found || wordsIn(at.node).includes(words)) return found;
  const beside = [
    nodeBefore && once(nodeBefore, at.pos - nodeBefore.nodeSize, words),
    nodeAfter && once(nodeAfter, end, words),
  ].filter((span) => span !== null);
  return (beside.length === 1 && beside[0]) || null;
}

function once(node: Node, pos: number, words: string): Span | null {
  if (!node.isTextblock) return null;
  const text = wordsIn(node);
  const start = text.indexOf(words);
  if (start < 0 || text.includes(words, start + 1)) return null;
  const offsets = offsetsIn(node);
  const [first, last] = [offsets[start], offsets[start + words.length - 1]];
  return first === undefined || last === undefined ? null : { from: pos + 1 + first, to: pos + 2 + last };
}
