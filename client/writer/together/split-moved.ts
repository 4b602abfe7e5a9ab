import type { Node } from "prosemirror-model";
import type { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import * as Y from "yjs";
import { namedDeletes } from "../../../schema/rooms/named-deletes.ts";
import { blockWith } from "../output-ids.ts";
import { wordsIn } from "../said/block-words.ts";
import { lettersOf } from "./carried-letters.ts";
import { mendHeard, newItems } from "./mend-heard.ts";
import { type Copy, copiesIn, goneLetters, lettersIn, newBlocks, rangeOf } from "./split-twice.ts";
import { idOf } from "./undo-others.ts";

/** Changes of one's own of which a colleague may not have heard. */
const KEPT = 20;

/** A paragraph of which something else was made here, or that was joined to another, and the letters that it had. */
interface Move {
  source: string;
  letters: { id: Y.ID; sign: string }[];
}

/** Words that stand behind the place where one person split a paragraph, and in what another has meanwhile made of that paragraph. */
interface Apart {
  source: string;
  /** The block that the split has put them into. */
  split: Y.XmlElement;
  words: string;
}

/**
 * Where one splits a paragraph while another makes a list, a heading or a quotation of it, or joins it to the one before, both write the words behind
 * the place anew: they stood twice. The split holds: they go out of what the paragraph has become. As with two splits, only the editor whose change came to
 * the server second is told of them; be it that of the split or the other.
 */
export function splitMoved(): Plugin {
  return mendHeard(() => {
    let splits: Copy[] = [];
    let moves: Move[] = [];
    return (transaction): Apart[] | null => {
      if (transaction.local) {
        splits = [...splits, ...copiesIn(transaction)].slice(-KEPT);
        moves = [...moves, ...movesIn(transaction)].slice(-KEPT);
        return null;
      }
      const of = splits.filter((split) => isMoved(transaction, split));
      splits = splits.filter((split) => !of.includes(split));
      return [
        ...of.flatMap(({ block, source, words }) => apartOf(idOf(source), block, words)),
        ...splitOf(transaction, moves),
      ];
    };
  }, takeOut);
}

function apartOf(source: string | null, split: Y.XmlElement, words: string): Apart[] {
  return source === null ? [] : [{ source, split, words }];
}

/** So many letters on either side tell the place of a split. */
const BESIDE = 4;

/**
 * Whether a colleague who had not seen a split took its paragraph away, and wrote the words on both sides of the place anew, as one. After a lost
 * connection the server names all that was ever deleted, so that the names alone do not tell.
 */
function isMoved(transaction: Y.Transaction, { block, source, words, from }: Copy): boolean {
  const named = source._item?.deleted && block._item?.deleted === false ? namedDeletes(transaction.doc) : null;
  if (!named || !from.every((id) => Y.isDeleted(named, id))) return false;
  const before = lettersOf(source, transaction).filter(({ isUnseen }) => !isUnseen);
  const beside =
    before
      .map(({ sign }) => sign)
      .join("")
      .slice(-BESIDE) + words.slice(0, BESIDE);
  return newRuns(transaction).includes(beside);
}

/** Letters that a change of a colleague's has put in, run by run. */
function newRuns(transaction: Y.Transaction): string {
  const { beforeState } = transaction;
  const runs: string[] = [];
  const texts = new Set<Y.XmlText>();
  for (const { parent } of newItems(transaction)) if (parent instanceof Y.XmlText) texts.add(parent);
  for (const text of texts) {
    let run = "";
    for (let item = text._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      const isNew = item.id.clock >= (beforeState.get(item.id.client) ?? 0);
      if (isNew) run += item.content.str;
      else runs.push(run);
      if (!isNew) run = "";
    }
    runs.push(run);
  }
  return runs.join("\n");
}

function movesIn(transaction: Y.Transaction): Move[] {
  const blocks = new Set<Y.XmlElement>();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    const type: unknown = item instanceof Y.Item && item.content instanceof Y.ContentType && item.content.type;
    if (type instanceof Y.XmlElement && type._start) blocks.add(type);
  });
  return [...blocks].flatMap((block) => {
    const source = idOf(block);
    const letters = goneLetters(block, transaction);
    return source !== null && letters.length > 0 ? [{ source, letters }] : [];
  });
}

/** Splits by a colleague of what was moved here. */
function splitOf(transaction: Y.Transaction, moves: readonly Move[]): Apart[] {
  const named = moves.length > 0 ? namedDeletes(transaction.doc) : null;
  const made = named ? newBlocks(transaction) : [];
  if (!named || made.length === 0) return [];
  return moves.flatMap(({ source, letters }) => {
    const taken = letters.filter(({ id }) => Y.isDeleted(named, id));
    const words = taken.map(({ sign }) => sign).join("");
    // All of them the move itself has named.
    const isSplit = words !== "" && taken.length < letters.length;
    const split = !isSplit ? undefined : made.find((block) => lettersIn(block).endsWith(words));
    return split ? apartOf(source, split, words) : [];
  });
}

function takeOut(view: EditorView, { source, split, words }: Apart): void {
  const { doc, tr } = view.state;
  const [moved, own] = [blockWith(doc, source), blockWith(doc, idOf(split) ?? "")];
  if (!view.editable || !moved || !own || moved.pos >= own.pos || !rangeOf(own.node, words)) return;
  const between: { node: Node; pos: number }[] = [];
  doc.nodesBetween(moved.pos, own.pos, (node, pos) => {
    if (node.isTextblock && pos < own.pos && node.content.size > 0) between.push({ node, pos });
    return !node.isTextblock;
  });
  const said = between.map((each) => wordsIn(each.node));
  const last = between.at(-1);
  // What was written on behind them, or between them, stays with them.
  const isLast = said.at(-1)?.endsWith(words) ?? false;
  if (!last || !(isLast || said.some((each) => each.includes(words)) || isInPieces(said, words))) return;
  const { node, pos } = isLast ? last : own;
  const range = rangeOf(node, words);
  if (!range) return;
  tr.delete(pos + 1 + range.from, pos + 1 + range.to);
  view.dispatch(tr.setMeta("addToHistory", false));
}

/** Whether blocks that follow on each other end with the pieces of some words. */
function isInPieces(blocks: readonly string[], words: string): boolean {
  let rest = words;
  for (const block of [...blocks].reverse()) {
    let size = Math.min(block.length, rest.length);
    while (size > 0 && !rest.endsWith(block.slice(-size))) size--;
    if (size === 0) return false;
    rest = rest.slice(0, -size);
    if (rest === "") return true;
  }
  return false;
}
