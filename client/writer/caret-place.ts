import { Slice, type Node } from "prosemirror-model";
import { Plugin, TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { getRelativeSelection, relativePositionToAbsolutePosition } from "y-prosemirror";
import * as Y from "yjs";
import { readSelection } from "../reader/selection/settled-selection.ts";
import { blockWith } from "./output-ids.ts";
import { NODE_SIGN, offsetsIn, wordsIn } from "./said/block-words.ts";
import { bindingOf } from "./said/word-places.ts";

/**
 * Keeps the caret behind the letter that one wrote last when a colleague's letters come in at the same place. The binding would hold on to
 * what follows, so that the caret went behind theirs and two who write there at once wrote one letter each in turn. What is selected
 * takes in nothing that comes in at its ends. Where a colleague joins the block to another, or makes something else of it, what one wrote in it
 * meanwhile is carried to where its words are.
 */
export function caretPlace(): Plugin {
  return new Plugin({
    view: ({ state }) => {
      const binding = bindingOf(state);
      const doc = binding?.doc;
      if (!binding || !doc) return {};
      let held: Held | null = null;
      // What comes from elsewhere: own words that are written again, and what is undone, take the caret along.
      const read = ({ local }: Y.Transaction): void => {
        const view = binding.prosemirrorView as EditorView | null;
        if (local || !view) return;
        readSelection(view);
        if (!(view.state.selection instanceof TextSelection)) return;
        const { anchor, head, empty } = view.state.selection;
        const at = getRelativeSelection(binding, view.state);
        held = empty ? heldBlock(view.state, doc, at.head) : null;
        binding.beforeTransactionSelection = {
          type: at.type,
          anchor: beside(at.anchor, doc, empty || anchor > head),
          head: beside(at.head, doc, empty || head > anchor),
        };
      };
      let letters: Letter[] | null = null;
      // Soon after it what was deleted is forgotten.
      const look = (transaction: Y.Transaction): void => {
        if (!transaction.local && held) letters = lettersBefore(held, transaction);
      };
      // Not before: what is written while others hear of a change is read back, with the caret where it was.
      const carry = (): void => {
        const [from, meant] = [held, letters];
        [held, letters] = [null, null];
        if (!from || !meant) return;
        const view = binding.prosemirrorView as EditorView;
        if (from.block._item?.deleted) carryLetters(view, from, meant);
        else goAlong(view, from, meant);
      };
      doc.on("beforeTransaction", read);
      doc.on("afterTransaction", look);
      doc.on("afterAllTransactions", carry);
      return {
        destroy: () => {
          doc.off("beforeTransaction", read);
          doc.off("afterTransaction", look);
          doc.off("afterAllTransactions", carry);
        },
      };
    },
  });
}

/** The same place, held by the letter before it where `isBehind`, else by the one after it. */
function beside(place: Y.RelativePosition | null, doc: Y.Doc, isBehind: boolean): Y.RelativePosition | null {
  const found = isBehind && place ? Y.createAbsolutePositionFromRelativePosition(place, doc) : null;
  if (!found) return place;
  // Where nothing is written one begins, and goes behind no first letter of a colleague's, whose next one would stand behind the words.
  if (found.type._length === 0) return Y.createRelativePositionFromTypeIndex(found.type, 0, -1);
  if (!(found.type instanceof Y.XmlText) || found.index === 0) return place;
  return Y.createRelativePositionFromTypeIndex(found.type, found.index, -1);
}

/** The block in which one writes, before something comes from elsewhere. */
interface Held {
  block: Y.XmlElement;
  node: Node;
  /** Which holds it. */
  parent: Node;
  /** Of the caret, within it. */
  offset: number;
  /** The document, and where the caret stands in it. */
  whole: Node;
  pos: number;
}

function heldBlock({ selection, doc: whole }: EditorState, doc: Y.Doc, place: Y.RelativePosition | null): Held | null {
  const { parent: node, parentOffset: offset } = selection.$head;
  const type = place && Y.createAbsolutePositionFromRelativePosition(place, doc)?.type;
  const block = type instanceof Y.XmlText ? type.parent : type;
  if (!(block instanceof Y.XmlElement) || typeof node.attrs["id"] !== "string") return null;
  const parent = selection.$head.node(-1);
  return block.getAttribute("id") === node.attrs["id"]
    ? { block, node, parent, offset, whole, pos: selection.head }
    : null;
}

/** Far more than anybody writes before a colleague has seen it. */
const UNSEEN_MAX = 2000;
/** So many letters tell a place from all others. */
const CONTEXT = 400;

/**
 * Letters that one wrote in a block which a colleague took away before they had seen them: its words stand elsewhere, as they had seen them, in a
 * block that is known by its id. They have seen all that one wrote up to some letter; where nothing that they can have seen reads as
 * it stands there now, they changed the words too, and what is missing may be meant to be.
 */
function carryLetters(view: EditorView, { node, parent, offset }: Held, letters: readonly Letter[]): void {
  const { doc } = view.state;
  const id = String(node.attrs["id"]);
  const host = blockWith(doc, id);
  if (!view.editable || !host?.node.isTextblock) return;
  // No editor makes the same anew: a version of before was brought back, and says what it said.
  const isSame = host.node.attrs["id"] === id && host.node.type === node.type;
  if (isSame && doc.resolve(host.pos).parent.type === parent.type) return;
  const now = wordsIn(host.node);
  const own = letters.flatMap(({ clock }) => clock ?? []).sort((a, b) => b - a);
  for (const seen of [Infinity, ...own.slice(0, UNSEEN_MAX)]) {
    const isSeen = ({ clock }: Letter): boolean => clock === null || clock < seen;
    const at = now.lastIndexOf(
      letters
        .filter(isSeen)
        .map(({ sign }) => sign)
        .join(""),
    );
    if (at < 0) continue;
    const start = host.pos + 1 + (offsetsIn(host.node)[at] ?? host.node.content.size);
    const { tr } = view.state;
    letters.forEach((letter, i) => {
      if (!isSeen(letter)) tr.replace(start + i, start + i, new Slice(node.cut(i, i + 1).content, 0, 0));
    });
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, start + offset)));
    return;
  }
}

/**
 * Whoever puts a note, a new line or paragraphs into a paragraph writes what follows in it anew, behind that: the caret goes along, with the letters that
 * one wrote there before a colleague had seen them, and does not stay where the words were.
 */
function goAlong(view: EditorView, { node, offset, whole, pos }: Held, letters: readonly Letter[]): void {
  if (!view.editable || !letters.slice(0, offset).some(({ isGone }) => isGone)) return;
  const [before, now] = [signsOf(whole), signsOf(view.state.doc)];
  const at = before.filter(({ place }) => place < pos).length;
  const own = placeOfOwn(view.state, letters[offset - 1]);
  const end = now.findIndex(({ place }) => place === own) + 1;
  const after = before.length - at;
  for (let i = 1; i <= after; i++) if (before.at(-i)?.sign !== now.at(-i)?.sign) return;
  // How many of the last letters they had not seen: so many that what is before them reads as it did for as long as it can.
  let best = { unseen: 0, reads: 0, last: -1 };
  for (let unseen = 0; unseen <= UNSEEN_MAX; unseen++) {
    const letter = unseen > 0 ? letters[offset - unseen] : null;
    if (letter !== null && (end === 0 || !letter || letter.clock === null || letter.isGone)) break;
    let [i, j, reads, last] = [at - unseen, now.length - after, 0, -1];
    for (; i > 0 && reads < CONTEXT; i--, j--, reads++) {
      if (j === end) j -= unseen;
      if (before[i - 1]?.sign !== now[j - 1]?.sign) break;
      if (reads === 0) last = j - 1;
    }
    if (reads > best.reads) best = { unseen, reads, last };
  }
  const { unseen, last } = best;
  const found = now[last];
  if (!found) return;
  const { tr } = view.state;
  let to = found.place + 1;
  // Behind a note, and not in it.
  for (let $to = tr.doc.resolve(to); $to.depth > 0 && $to.parent.type !== node.type; $to = tr.doc.resolve(to))
    to = $to.after();
  const run = now[end - unseen]?.place ?? 0;
  if (to === (unseen > 0 ? run : view.state.selection.head)) return;
  if (unseen > 0) {
    to = tr.delete(run, run + unseen).mapping.map(to);
    tr.replace(to, to, whole.slice(pos - unseen, pos));
  }
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + unseen)));
}

/** Where a letter stands that was written here; null where it is gone, or another's. */
function placeOfOwn(state: EditorState, letter: Letter | undefined): number | null {
  const binding = bindingOf(state);
  if (!binding?.doc || !letter || letter.clock === null || letter.isGone) return null;
  const place = new Y.RelativePosition(null, null, Y.createID(binding.doc.clientID, letter.clock), 0);
  return relativePositionToAbsolutePosition(binding.doc, binding.type, place, binding.mapping);
}

/** The letters of a document, with a sign for each node. */
function signsOf(doc: Node): { sign: string; place: number }[] {
  const signs: { sign: string; place: number }[] = [];
  doc.descendants((node, start) => {
    if (!node.isText) signs.push({ sign: node.isBlock ? "\n" : NODE_SIGN, place: start });
    for (const [i, sign] of (node.text ?? "").split("").entries()) signs.push({ sign, place: start + i });
  });
  return signs;
}

/** A letter, or the sign of a node, of a block as it was; `clock`: of one that was written here, else null. */
interface Letter {
  sign: string;
  clock: number | null;
  /** Taken out just now. */
  isGone: boolean;
}

/** Null where they are not what the editor showed, one at each place. */
function lettersBefore({ block, node }: Held, { doc, deleteSet, beforeState }: Y.Transaction): Letter[] | null {
  const isNow = ({ id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0);
  const isGone = (item: Y.Item): boolean => item.deleted && Y.isDeleted(deleteSet, item.id);
  const wasThere = (item: Y.Item): boolean => !isNow(item) && (!item.deleted || isGone(item));
  const letters: Letter[] = [];
  for (let child = block._start; child; child = child.right) {
    const type = child.content instanceof Y.ContentType && wasThere(child) ? child.content.type : null;
    if (type instanceof Y.XmlElement) letters.push({ sign: NODE_SIGN, clock: null, isGone: isGone(child) });
    if (!(type instanceof Y.XmlText)) continue;
    for (let item = type._start; item; item = item.right) {
      if (!(item.content instanceof Y.ContentString) || !wasThere(item)) continue;
      const { client, clock } = item.id;
      for (const [i, sign] of item.content.str.split("").entries())
        letters.push({ sign, clock: client === doc.clientID ? clock + i : null, isGone: isGone(item) });
    }
  }
  const isWhole = letters.length === node.content.size && letters.map(({ sign }) => sign).join("") === wordsIn(node);
  return isWhole ? letters : null;
}
