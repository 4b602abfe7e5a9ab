import { Fragment, Slice, type Node } from "prosemirror-model";
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";
import { ySyncPluginKey } from "y-prosemirror";
import { randomId } from "../../schema/domain/ids.ts";
import { idsIn } from "../../schema/editor/pairs/pair-rows.ts";
import { outputSchema } from "../../schema/editor/output-schema.ts";

/** How many joined blocks a block remembers. */
const REMEMBERED = 32;

/** Of a block that is new: it holds no other one, and says what no block of a leading document says. */
const NEITHER = { was: null, pair: null };

/**
 * Keeps a document in order after each change that this person made: every block has an id of its own, a block remembers what was
 * joined into it, and there is always a line to write in. What others changed is theirs to put in order: two editors that did
 * it at once would do it twice.
 */
export function outputIds(): Plugin {
  /** Documents with nothing to put in order; one that differs in words alone has nothing either, and is not looked through. */
  const inOrder = new WeakSet<Node>();
  return new Plugin({
    appendTransaction(transactions, before, after) {
      if (inOrder.has(before.doc) && isSameButWords(before.doc, after.doc)) return void inOrder.add(after.doc);
      const isOurs = transactions.some((tr) => tr.docChanged) && !transactions.some(isRemote);
      if (!isOurs) return null;
      const { tr } = after;
      fillEmpty(tr);
      giveIds(tr);
      rememberJoined(tr, transactions, before, after);
      if (tr.docChanged) return tr;
      inOrder.add(after.doc);
      return null;
    },
    props: {
      // A copy is not what it was copied from; what was cut and comes back is what it was.
      transformPasted: (slice, view) => {
        const known = idsOf(view.state.doc);
        const withIds = (node: Node): Node => {
          const id: unknown = node.attrs["id"];
          const content = node.content.size > 0 ? mapFragment(node, withIds) : node.content;
          if (typeof id !== "string" || !known.has(id)) return node.copy(content);
          return node.type.create(
            { ...node.attrs, id: null, ...("was" in node.attrs ? NEITHER : {}) },
            content,
            node.marks,
          );
        };
        return new Slice(mapFragment(slice, withIds), slice.openStart, slice.openEnd);
      },
    },
  });
}

/** Whether a transaction brings what somebody else has written, or an undo. */
export function isRemote(tr: Transaction): boolean {
  const change: unknown = tr.getMeta(ySyncPluginKey);
  return typeof change === "object" && change !== null && "isChangeOrigin" in change && change.isChangeOrigin === true;
}

/** Whether two states of a document have the same nodes with the same attributes; text, and marks on it, may differ. */
export function isSameButWords(before: Node, after: Node): boolean {
  if (before === after) return true;
  if (!after.hasMarkup(before.type, before.attrs, after.marks)) return false;
  // A note without words goes.
  if (after.isInline && before.childCount > 0 && after.childCount === 0) return false;
  const [old, now] = [partsOf(before), partsOf(after)];
  return old.length === now.length && old.every((node, i) => now[i] !== undefined && isSameButWords(node, now[i]));
}

/** A node's children but for text. */
function partsOf({ children, inlineContent }: Node): readonly Node[] {
  return inlineContent ? children.filter(({ isText }) => !isText) : children;
}

/** Where the block is that is known by an id, or that another was joined into; null where it is gone. */
export function blockWith(doc: Node, id: string): { node: Node; pos: number } | null {
  let joined: { node: Node; pos: number } | null = null;
  let found: { node: Node; pos: number } | null = null;
  doc.descendants((node, pos) => {
    if (found) return false;
    if (node.attrs["id"] === id) found = { node, pos };
    else if (wasOf(node).includes(id)) joined = { node, pos };
    return true;
  });
  return found ?? joined;
}

/** Ids of the blocks that were joined into this one. */
export function wasOf(node: Node): string[] {
  return idsIn(node.attrs["was"]);
}

export function idsOf(doc: Node): Set<string> {
  const ids = new Set<string>();
  doc.descendants((node) => {
    if (typeof node.attrs["id"] === "string") ids.add(node.attrs["id"]);
  });
  return ids;
}

function mapFragment(parent: Pick<Node, "content">, map: (node: Node) => Node): Fragment {
  const nodes: Node[] = [];
  parent.content.forEach((node) => void nodes.push(node.isText ? node : map(node)));
  return Fragment.fromArray(nodes);
}

/** A cell, an item or a quote without a line gets one; a list, table or note without anything goes; the last block can be written after. */
function fillEmpty(tr: Transaction): void {
  const { paragraph } = outputSchema.nodes;
  const holes: { pos: number; node: Node }[] = [];
  tr.doc.descendants((node, pos) => {
    const isNote = node.isInline && !node.isLeaf;
    if ((isNote || (node.isBlock && !node.isTextblock && !node.isAtom)) && node.childCount === 0)
      holes.push({ pos, node });
  });
  for (const { pos, node } of holes.reverse()) {
    if (node.isBlock && node.type.contentMatch.matchType(paragraph)) tr.insert(pos + 1, paragraph.create());
    else tr.delete(pos, pos + node.nodeSize);
  }
  if (tr.doc.lastChild?.type !== paragraph) tr.insert(tr.doc.content.size, paragraph.create());
}

/** Of two with one id the longer keeps it: a line that was begun before a paragraph is new, and the paragraph is not. */
function giveIds(tr: Transaction): void {
  const owners = new Map<string, { pos: number; size: number }>();
  const without: number[] = [];
  tr.doc.descendants((node, pos) => {
    if (!("id" in node.attrs)) return;
    const id: unknown = node.attrs["id"];
    const owner = typeof id === "string" ? owners.get(id) : undefined;
    if (typeof id !== "string") without.push(pos);
    else if (!owner) owners.set(id, { pos, size: node.content.size });
    else if (node.content.size > owner.size) {
      without.push(owner.pos);
      owners.set(id, { pos, size: node.content.size });
    } else without.push(pos);
  });
  for (const pos of without) {
    const node = tr.doc.nodeAt(pos);
    if (!node) continue;
    const attrs = { ...node.attrs, id: randomId(), ...("was" in node.attrs ? NEITHER : {}) };
    // A second heading of a section is a heading like others.
    if (node.type.name === "heading" && isSecond(tr.doc, pos, node)) Object.assign(attrs, { section: null });
    tr.setNodeMarkup(pos, null, attrs, node.marks);
  }
}

function isSecond(doc: Node, pos: number, { attrs }: Node): boolean {
  if (attrs["section"] === null) return false;
  let count = 0;
  doc.forEach((node, offset) => {
    if (offset !== pos && node.type.name === "heading" && node.attrs["section"] === attrs["section"]) count++;
  });
  return count > 0;
}

/** What was said of a block that was joined into another is then found at that one. */
function rememberJoined(
  tr: Transaction,
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
): void {
  const now = idsOf(after.doc);
  before.doc.descendants((node, pos) => {
    const id: unknown = node.attrs["id"];
    if (typeof id !== "string" || !("was" in node.attrs) || now.has(id)) return;
    let at = pos + 1 + node.content.size;
    for (const { mapping } of transactions) {
      const result = mapping.mapResult(at, -1);
      // Its words went with it.
      if (result.deletedBefore) return;
      at = result.pos;
    }
    const place = tr.doc.resolve(Math.min(tr.mapping.map(at), tr.doc.content.size));
    for (let depth = place.depth; depth > 0; depth--) {
      const host = place.node(depth);
      if (!("was" in host.attrs) || host.attrs["id"] === id) continue;
      const was = [...new Set([...wasOf(host), id, ...wasOf(node)])].slice(-REMEMBERED);
      const pair = [...new Set([...idsIn(host.attrs["pair"]), ...idsIn(node.attrs["pair"])])].slice(0, REMEMBERED);
      const attrs = { ...host.attrs, was: was.join(" "), pair: pair.join(" ") || null };
      tr.setNodeMarkup(place.before(depth), null, attrs, host.marks);
      return;
    }
  });
}
