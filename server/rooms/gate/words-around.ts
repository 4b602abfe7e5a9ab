import * as Y from "yjs";
import { wordsOfXml } from "../../../schema/rooms/output-room.ts";

// A name may be put together of new letters and what stood beside them, or of what stood on both sides of something that was
// taken out; so far it reaches, and no further is read: a block may be a book, and comes a letter at a time.
const REACH = 120;
/** Changes in more places of a block than this are read with the whole of it. */
const PLACES_MAX = 8;

/**
 * New letters of shared texts, and what was taken out of them or from between them in a block: each place with the whole words about it,
 * as they read now.
 */
export function wordsAbout(changed: readonly Y.Item[]): string[] {
  const gone = new Set(changed.filter(({ deleted }) => deleted));
  const byParent = new Map<unknown, Y.Item[]>();
  for (const item of changed) {
    const { parent, left, deleted } = item;
    // A stretch that was taken out is one place, and none where the block went with it.
    if (deleted && ((left && gone.has(left)) || isGone(parent))) continue;
    const items = byParent.get(parent);
    if (items) items.push(item);
    else byParent.set(parent, [item]);
  }
  return [...byParent].flatMap(([parent, items]) => {
    if (items.length <= PLACES_MAX) return items.map(wordsAround);
    const block = parent instanceof Y.XmlText ? parent.parent : parent;
    return block instanceof Y.XmlElement ? [wordsOfXml(block)] : [];
  });
}

function isGone(parent: Y.Item["parent"]): boolean {
  return parent instanceof Y.AbstractType && parent._item?.deleted === true;
}

function wordsAround(item: Y.Item): string {
  const before = reach(item, "left");
  const after = reach(item, "right");
  // A part of a word may be another one.
  const from = before.length < REACH ? 0 : before.indexOf(" ", before.length - REACH) + 1;
  const to = after.length < REACH ? after.length : after.lastIndexOf(" ", REACH);
  return before.slice(from) + lettersOf(item) + after.slice(0, to < 0 ? after.length : to);
}

/** What stands on one side of an item, in its text, and then beside that in the same block, until it is enough. */
function reach(item: Y.Item, side: "left" | "right"): string {
  let words = "";
  const add = (more: string): void => void (words = side === "left" ? more + words : words + more);
  const wordsOf = item.parent instanceof Y.XmlText ? lettersOf : wordsIn;
  for (let at = item[side]; at && words.length <= REACH; at = at[side]) add(wordsOf(at));
  const text = item.parent instanceof Y.XmlText ? item.parent._item : null;
  for (let at = text?.[side]; at && words.length <= REACH; at = at[side]) add(wordsIn(at));
  return words;
}

function lettersOf({ content, deleted }: Y.Item): string {
  return !deleted && content instanceof Y.ContentString ? content.str : "";
}

/** The words of a text or a node that stands in a block. */
function wordsIn({ content, deleted }: Y.Item): string {
  if (deleted || !(content instanceof Y.ContentType)) return "";
  const { type } = content;
  if (type instanceof Y.XmlElement) return wordsOfXml(type);
  let words = "";
  if (type instanceof Y.XmlText) for (let at = type._start; at; at = at.right) words += lettersOf(at);
  return words;
}
