import * as Y from "yjs";
import { wordsOfXml } from "../../schema/rooms/output-room.ts";

// A name may be put together of new letters and what stood beside them; so far it reaches, and no further is read: a
// block may be a book, and comes a letter at a time.
const REACH = 120;
/** New letters in more places of a block than this are read with the whole of it. */
const PLACES_MAX = 8;

/** The new letters of shared texts, each with the whole words about it. */
export function wordsAbout(letters: readonly Y.Item[]): string[] {
  const byText = new Map<unknown, Y.Item[]>();
  for (const item of letters) {
    const items = byText.get(item.parent);
    if (items) items.push(item);
    else byText.set(item.parent, [item]);
  }
  return [...byText].flatMap(([text, items]) => {
    if (items.length <= PLACES_MAX) return items.map(wordsAround);
    const block = text instanceof Y.XmlText ? text.parent : null;
    return block instanceof Y.XmlElement ? [wordsOfXml(block)] : [];
  });
}

function wordsAround(item: Y.Item): string {
  const before = reach(item, "left");
  const after = reach(item, "right");
  // A part of a word may be another one.
  const from = before.length < REACH ? 0 : before.indexOf(" ", before.length - REACH) + 1;
  const to = after.length < REACH ? after.length : after.lastIndexOf(" ", REACH);
  return before.slice(from) + lettersOf(item) + after.slice(0, to < 0 ? after.length : to);
}

/** What stands on one side of an item, in its text and then beside that in the same block, until it is enough. */
function reach(item: Y.Item, side: "left" | "right"): string {
  let words = "";
  const add = (more: string): void => void (words = side === "left" ? more + words : words + more);
  for (let at = item[side]; at && words.length <= REACH; at = at[side]) add(lettersOf(at));
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
