import { Slice, type Node } from "prosemirror-model";
import { TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import * as Y from "yjs";
import { namedDeletes, noteCarried } from "../../../schema/rooms/named-deletes.ts";
import { blockWith, idsOf } from "../output-ids.ts";
import { NODE_SIGN, offsetsIn, wordsIn } from "../said/block-words.ts";
import { bindingOf } from "../said/word-places.ts";
import { writtenTo } from "./kept-blocks.ts";
import { placesIn } from "./places-in.ts";
import { blockOf, idOf } from "./undo-others.ts";

/** A letter, or the sign of a node, of a block as it was; `clock`: of one that was written here, else null. */
export interface Letter {
  sign: string;
  clock: number | null;
  /** Taken out just now. */
  isGone: boolean;
  /** Written here, and taken out only as its block was: whoever took that out had not seen it. */
  isUnseen: boolean;
}

/** A block that a colleague took away, or made something else of, and what stood in it before. */
export interface Gone {
  id: string;
  /** As the editor showed it. */
  node: Node;
  letters: Letter[];
  /** How many of them stand before the caret; null where it is elsewhere. */
  caret: number | null;
  /** The blocks that were there before, and how far each author had written. */
  known: ReadonlySet<string>;
  beforeState: ReadonlyMap<number, number>;
}

/** Blocks that a change from elsewhere took away from under letters of one's own that its author had not seen, or from under the caret. */
export function goneIn({ doc, selection }: EditorState, transaction: Y.Transaction): Gone[] {
  const { $head, empty } = selection;
  const blocks = new Set<Y.XmlElement>();
  const caretId: unknown = empty ? $head.parent.attrs["id"] : null;
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    if (!(item instanceof Y.Item)) return;
    const type: unknown = item.content instanceof Y.ContentType ? item.content.type : null;
    if (type instanceof Y.XmlElement && typeof caretId === "string" && idOf(type) === caretId) blocks.add(type);
    if (item.id.client !== transaction.doc.clientID || !(item.content instanceof Y.ContentString)) return;
    const block = item.parent instanceof Y.XmlText ? item.parent.parent : null;
    if (block instanceof Y.XmlElement && block._item?.deleted) blocks.add(block);
  });
  const known = blocks.size > 0 ? idsOf(doc) : new Set<string>();
  const { beforeState } = transaction;
  return [...blocks].flatMap((block) => {
    const id = idOf(block);
    const node = id === null ? null : blockNamed(doc, id);
    if (id === null || !node) return [];
    const letters = lettersOf(block, transaction);
    const caret = id === caretId ? countBefore(node, $head.parentOffset) : null;
    return caret !== null || letters.some(({ isUnseen }) => isUnseen)
      ? [{ id, node, letters, caret, known, beforeState }]
      : [];
  });
}

function blockNamed(doc: Node, id: string): Node | null {
  const found = blockWith(doc, id)?.node;
  return found?.attrs["id"] === id ? found : null;
}

/** A block's letters as they were before a change. */
export function lettersOf(block: Y.XmlElement, transaction: Y.Transaction): Letter[] {
  const { doc, deleteSet, beforeState } = transaction;
  const named = block._item?.deleted ? namedDeletes(doc) : null;
  const isNow = ({ id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0);
  const isGone = (item: Y.Item): boolean => item.deleted && Y.isDeleted(deleteSet, item.id);
  const wasThere = (item: Y.Item): boolean => !isNow(item) && (!item.deleted || isGone(item));
  const letters: Letter[] = [];
  for (let child = block._start; child; child = child.right) {
    const type = child.content instanceof Y.ContentType && wasThere(child) ? child.content.type : null;
    if (type instanceof Y.XmlElement)
      letters.push({ sign: NODE_SIGN, clock: null, isGone: isGone(child), isUnseen: false });
    if (!(type instanceof Y.XmlText)) continue;
    for (let item = type._start; item; item = item.right) {
      if (!(item.content instanceof Y.ContentString) || !wasThere(item)) continue;
      const { client, clock } = item.id;
      for (const [i, sign] of item.content.str.split("").entries()) {
        const isOwn = client === doc.clientID;
        const isUnseen = isOwn && named !== null && isGone(item) && !Y.isDeleted(named, Y.createID(client, clock + i));
        letters.push({ sign, clock: isOwn ? clock + i : null, isGone: isGone(item), isUnseen });
      }
    }
  }
  return letters;
}

/** Whether they are what the editor shows, one at each place. */
export function areWhole(letters: readonly Letter[], node: Node): boolean {
  return letters.length === node.content.size && letters.map(({ sign }) => sign).join("") === wordsIn(node);
}

/** How many letters and nodes stand before a place in a block. */
function countBefore(node: Node, offset: number): number {
  let count = 0;
  node.forEach((child, start) => {
    if (start < offset) count += child.isText ? Math.min(child.nodeSize, offset - start) : 1;
  });
  return count;
}

/** Puts what one wrote in a block, and whoever took it away had not seen, to where its words are now, and the caret with it. */
export function carryLetters(view: EditorView, gone: Gone): void {
  const { node, letters, caret } = gone;
  const { doc } = view.state;
  const into = view.editable ? wordsNow(view.state, gone) : null;
  if (!into) return;
  const isWhole = areWhole(letters, node);
  const seen = letters.filter(({ isUnseen }) => !isUnseen).map(({ sign }) => sign);
  const places = placesIn(seen.join(""), into.words);
  const carried: number[] = [];
  let read = 0;
  const place = (): number => (into.at[places[read] ?? 0] ?? 0) + carried.length;
  let caretAt = caret === 0 ? place() : null;
  for (let i = 0; i < letters.length;) {
    const run = letters.slice(i).findIndex(({ isUnseen }) => !isUnseen);
    const end = run < 0 ? letters.length : i + run;
    if (end > i) {
      const { tr } = view.state;
      const to = place();
      const unseen = letters.slice(i, end);
      if (isWhole) tr.replace(to, to, new Slice(node.cut(i, end).content, 0, 0));
      else tr.insertText(unseen.map(({ sign }) => sign).join(""), to);
      view.dispatch(writtenTo(tr, to + end - i));
      if (caret !== null && caret > i && caret <= end) caretAt = to + caret - i;
      carried.push(...unseen.flatMap(({ clock }) => (clock === null ? [] : [clock])));
      i = end;
    } else {
      read++;
      if (++i === caret) caretAt = place();
    }
  }
  if (caretAt !== null) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, caretAt)));
  const shared = bindingOf(view.state)?.doc;
  if (shared && view.state.doc !== doc) noteCarried(shared, carried);
}

/** Words of a document, with the place of each letter in it, and of each end of a block. */
interface Words {
  words: string;
  at: number[];
}

/** Stands for a letter that was there before: no letter of a block that was written anew is that one. */
const BEFORE = "\0";

/** Where the words of a block are that was written anew: in what is known by its id now, and in what was split off from that. */
function wordsNow(state: EditorState, { id, known, beforeState }: Gone): Words | null {
  const { doc } = state;
  const host = blockWith(doc, id);
  if (!host?.node.inlineContent) return null;
  const blocks = [host];
  let isNext = true;
  doc.nodesBetween(host.pos + host.node.nodeSize, doc.content.size, (node, pos) => {
    if (!node.isBlock) return false;
    if (node.isTextblock) isNext &&= typeof node.attrs["id"] === "string" && !known.has(node.attrs["id"]);
    if (node.isTextblock && isNext) blocks.push({ node, pos });
    return isNext && !node.isTextblock;
  });
  const at = blocks.flatMap(({ node, pos }) =>
    [...offsetsIn(node), node.content.size].map((offset) => pos + 1 + offset),
  );
  const words = blocks.map(({ node }) => {
    const areNew = newIn(state, node.attrs["id"], beforeState);
    const said = wordsIn(node);
    return areNew.length === said.length
      ? said.replaceAll(/[^]/g, (sign, i: number) => (areNew[i] ? sign : BEFORE))
      : said;
  });
  return { words: words.join("\n"), at };
}

/** Of each letter of a block, whether a colleague has just written it. */
function newIn(state: EditorState, id: unknown, beforeState: ReadonlyMap<number, number>): boolean[] {
  const binding = bindingOf(state);
  const block = binding && typeof id === "string" ? blockOf(binding.type, id) : null;
  const isNew = ({ id: { client, clock } }: Y.Item): boolean =>
    client !== binding?.doc?.clientID && clock >= (beforeState.get(client) ?? 0);
  const look = (parent: Y.XmlElement): boolean[] =>
    parent.toArray().flatMap((child) => {
      if (child instanceof Y.XmlElement) return child.length === 0 && child._item ? isNew(child._item) : look(child);
      const flags: boolean[] = [];
      for (let item = child instanceof Y.XmlText ? child._start : null; item; item = item.right) {
        const isTheirs = isNew(item);
        if (!item.deleted && item.content instanceof Y.ContentString)
          flags.push(...Array.from({ length: item.length }, () => isTheirs));
      }
      return flags;
    });
  return block ? look(block) : [];
}
