import { Slice, type Node } from "prosemirror-model";
import { TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import * as Y from "yjs";
import { namedDeletes, noteCarried } from "../../../schema/rooms/named-deletes.ts";
import { blockWith } from "../output-ids.ts";
import { NODE_SIGN, offsetsIn, wordsIn } from "../said/block-words.ts";
import { bindingOf } from "../said/word-places.ts";
import { placesIn } from "./places-in.ts";
import { idOf } from "./undo-others.ts";

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
  return [...blocks].flatMap((block) => {
    const id = idOf(block);
    const node = id === null ? null : blockNamed(doc, id);
    if (id === null || !node) return [];
    const letters = lettersOf(block, transaction);
    const caret = id === caretId ? countBefore(node, $head.parentOffset) : null;
    return caret !== null || letters.some(({ isUnseen }) => isUnseen) ? [{ id, node, letters, caret }] : [];
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
export function carryLetters(view: EditorView, { id, node, letters, caret }: Gone): void {
  const { doc, tr } = view.state;
  const host = blockWith(doc, id);
  if (!view.editable || !host?.node.inlineContent) return;
  const isWhole = areWhole(letters, node);
  const seen = letters.filter(({ isUnseen }) => !isUnseen).map(({ sign }) => sign);
  const places = placesIn(seen.join(""), wordsIn(host.node));
  const offsets = offsetsIn(host.node);
  let [read, put] = [0, 0];
  const place = (): number => host.pos + 1 + (offsets[places[read] ?? 0] ?? host.node.content.size) + put;
  let to = place();
  let at = caret === 0 ? to : null;
  for (const [i, { sign, isUnseen }] of letters.entries()) {
    if (isUnseen) {
      if (isWhole) tr.replace(to, to, new Slice(node.cut(i, i + 1).content, 0, 0));
      else tr.insertText(sign, to);
      to++;
      put++;
    } else {
      read++;
      to = place();
    }
    if (i + 1 === caret) at = to;
  }
  view.dispatch(at === null ? tr : tr.setSelection(TextSelection.create(tr.doc, at)));
  const shared = bindingOf(view.state)?.doc;
  const carried = letters.flatMap(({ isUnseen, clock }) => (isUnseen && clock !== null ? [clock] : []));
  if (shared && view.state.doc !== doc) noteCarried(shared, carried);
}
