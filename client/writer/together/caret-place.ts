import type { Node } from "prosemirror-model";
import { Plugin, TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { getRelativeSelection, relativePositionToAbsolutePosition } from "y-prosemirror";
import * as Y from "yjs";
import { readSelection } from "../../reader/selection/settled-selection.ts";
import { NODE_SIGN } from "../said/block-words.ts";
import { bindingOf } from "../said/word-places.ts";
import { afterHeard } from "./after-heard.ts";
import { areWhole, carryLetters, goneIn, lettersOf, type Gone, type Letter } from "./carried-letters.ts";

/**
 * Keeps the caret behind the letter that one wrote last when a colleague's letters come in at the same place. The binding would hold on to
 * what follows, so that the caret went behind theirs and two who write there at once wrote one letter each in turn. What is selected
 * takes in nothing that comes in at its ends. Where a colleague joins a block to another, or makes something else of it, what one wrote in it
 * meanwhile is carried to where its words are.
 */
export function caretPlace(): Plugin {
  return new Plugin({
    view: ({ state }) => {
      const binding = bindingOf(state);
      const doc = binding?.doc;
      if (!binding || !doc) return {};
      let before: EditorState | null = null;
      let held: Held | null = null;
      // What comes from elsewhere: own words that are written again, and what is undone, take the caret along.
      const read = ({ local }: Y.Transaction): void => {
        const view = binding.prosemirrorView as EditorView | null;
        if (local || !view) return;
        readSelection(view);
        before = view.state;
        if (!(before.selection instanceof TextSelection)) return;
        const { anchor, head, empty } = before.selection;
        const at = getRelativeSelection(binding, before);
        held = empty ? heldBlock(before, doc, at.head) : null;
        binding.beforeTransactionSelection = {
          type: at.type,
          anchor: beside(at.anchor, doc, empty || anchor > head),
          head: beside(at.head, doc, empty || head > anchor),
        };
      };
      let letters: Letter[] | null = null;
      let gone: Gone[] = [];
      // Soon after it what was deleted is forgotten.
      const look = (transaction: Y.Transaction): void => {
        if (transaction.local || !before) return;
        gone = goneIn(before, transaction);
        if (held && !held.block._item?.deleted) letters = lettersOf(held.block, transaction);
      };
      // Not before: what is written while others hear of a change is read back, with the caret where it was.
      const carry = (): void => {
        const [from, meant, went] = [held, letters, gone];
        [before, held, letters, gone] = [null, null, null, []];
        const view = binding.prosemirrorView as EditorView | null;
        if (view) for (const each of went) carryLetters(view, each);
        if (view && from && meant && areWhole(meant, from.node)) goAlong(view, from, meant);
      };
      doc.on("beforeTransaction", read);
      doc.on("afterTransaction", look);
      const stop = afterHeard(doc, carry);
      return {
        destroy: () => {
          doc.off("beforeTransaction", read);
          doc.off("afterTransaction", look);
          stop();
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
  return block.getAttribute("id") === node.attrs["id"] ? { block, node, offset, whole, pos: selection.head } : null;
}

/** Far more than anybody writes before a colleague has seen it. */
const UNSEEN_MAX = 2000;
/** So many letters tell a place from all others. */
const CONTEXT = 400;

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
