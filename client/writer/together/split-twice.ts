import type { Node } from "prosemirror-model";
import type { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import * as Y from "yjs";
import { namedDeletes } from "../../../schema/rooms/named-deletes.ts";
import { blockWith } from "../output-ids.ts";
import { offsetsIn, wordsIn } from "../said/block-words.ts";
import { mendHeard, newItems } from "./mend-heard.ts";
import { idOf } from "./undo-others.ts";

/** Splits of one's own of which a colleague may not have heard. */
const KEPT = 20;

/** Words that a split put into a new block, and the letters that they were copied from. */
export interface Copy {
  block: Y.XmlElement;
  /** What was split. */
  source: Y.XmlElement;
  words: string;
  from: Y.ID[];
}

/** Words that stand twice: in a block of one's own, and in a colleague's. */
interface Twice {
  own: Y.XmlElement;
  theirs: Y.XmlElement;
  words: string;
  /** Which of them holds more than these words of before; null where neither does. */
  larger: "own" | "theirs" | null;
}

/**
 * A split writes the words of one half anew, in a block of their own: where two split one paragraph at once these stand twice. An update that names
 * letters as deleted that one's own split has moved, and has the same words in a new block, comes of such a split. Only the editor whose update
 * came to the server second is told of them, so that one of the two takes out what is there twice.
 */
export function splitTwice(): Plugin {
  return mendHeard(() => {
    let copies: Copy[] = [];
    return (transaction): Twice[] | null => {
      if (!transaction.local) return twiceIn(transaction, copies);
      copies = [...copies, ...copiesIn(transaction)].slice(-KEPT);
      return null;
    };
  }, takeOut);
}

/** What a change has split. */
export function copiesIn(transaction: Y.Transaction): Copy[] {
  const made = newBlocks(transaction);
  if (made.length === 0) return [];
  const gone = new Map<Y.XmlElement, { id: Y.ID; sign: string }[]>();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    const parent = item instanceof Y.Item && item.parent instanceof Y.XmlText ? item.parent.parent : null;
    if (parent instanceof Y.XmlElement && !parent._item?.deleted && !gone.has(parent))
      gone.set(parent, goneLetters(parent, transaction));
  });
  return made.flatMap((block) => {
    const words = lettersIn(block);
    const found = [...gone].find(([, letters]) => letters.map(({ sign }) => sign).join("") === words);
    if (!found || words.length === 0) return [];
    const [source, letters] = found;
    return [{ block, source, words, from: letters.map(({ id }) => id) }];
  });
}

/** Blocks of words that a change made. */
export function newBlocks(transaction: Y.Transaction): Y.XmlElement[] {
  const found: Y.XmlElement[] = [];
  for (const item of newItems(transaction)) {
    const type: unknown = !item.deleted && item.content instanceof Y.ContentType && item.content.type;
    if (type instanceof Y.XmlElement && type.toArray().some((child) => child instanceof Y.XmlText)) found.push(type);
  }
  return found;
}

/** Letters of a block that a change took out. */
export function goneLetters(block: Y.XmlElement, { deleteSet }: Y.Transaction): { id: Y.ID; sign: string }[] {
  const letters: { id: Y.ID; sign: string }[] = [];
  for (let child = block._start; child; child = child.right) {
    const type: unknown = child.content instanceof Y.ContentType ? child.content.type : null;
    for (let item = type instanceof Y.XmlText ? type._start : null; item; item = item.right) {
      if (!(item.content instanceof Y.ContentString) || !Y.isDeleted(deleteSet, item.id)) continue;
      const { client, clock } = item.id;
      for (const [i, sign] of item.content.str.split("").entries())
        letters.push({ id: Y.createID(client, clock + i), sign });
    }
  }
  return letters;
}

export function lettersIn(block: Y.XmlElement): string {
  return block
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText ? (child.toDelta() as { insert: string }[]).map(({ insert }) => insert).join("") : "",
    )
    .join("");
}

function twiceIn(transaction: Y.Transaction, copies: readonly Copy[]): Twice[] {
  const made = copies.length > 0 ? newBlocks(transaction) : [];
  const named = made.length > 0 ? namedDeletes(transaction.doc) : null;
  if (!named) return [];
  return copies.flatMap(({ block: own, source, words, from }): Twice[] => {
    // That is no split: `split-moved.ts`.
    if (source._item?.deleted) return [];
    const both = words
      .split("")
      .filter((_, i) => from[i] && Y.isDeleted(named, from[i]))
      .join("");
    if (both === "" || own._item?.deleted !== false) return [];
    for (const theirs of made) {
      const there = lettersIn(theirs);
      if (both === words && there.includes(words))
        return [{ own, theirs, words, larger: there.length > words.length ? "theirs" : null }];
      if (there === both) return [{ own, theirs, words: both, larger: "own" }];
    }
    return [];
  });
}

/**
 * One's own block goes where nothing was typed in it; a colleague's stays, for they may be typing in it. Else, of two that are alike, the words go out of
 * the one above: what each has typed stands before them.
 */
function takeOut(view: EditorView, { own, theirs, words, larger }: Twice): void {
  const { doc, selection, tr } = view.state;
  const [mine, other] = [own, theirs].map((block) => blockWith(doc, idOf(block) ?? ""));
  if (!view.editable || !mine || !other || mine.pos === other.pos) return;
  const isUnused = larger !== "own" && mine.node !== selection.$head.parent && mine.node.textContent === words;
  const isMine = isUnused || (larger === null ? mine.pos < other.pos : larger === "theirs");
  const { node, pos } = isMine ? mine : other;
  const range = rangeOf(node, words);
  if (!range || !rangeOf(isMine ? other.node : mine.node, words)) return;
  if (isUnused) tr.delete(pos, pos + node.nodeSize);
  else tr.delete(pos + 1 + range.from, pos + 1 + range.to);
  view.dispatch(tr.setMeta("addToHistory", false));
}

/** Where words stand in a block, the last time. */
export function rangeOf(node: Node, words: string): { from: number; to: number } | null {
  const at = wordsIn(node).lastIndexOf(words);
  const from = offsetsIn(node)[at];
  return at < 0 || from === undefined ? null : { from, to: from + words.length };
}
