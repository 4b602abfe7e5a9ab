import { ySyncPluginKey } from "y-prosemirror";
import * as Y from "yjs";
import { NODE_SIGN } from "../said/block-words.ts";
import { placesIn } from "./places-in.ts";

/** What one writes oneself can be taken back; what others wrote in it meanwhile is theirs and stays. */
export function undoManagerOf(content: Y.XmlFragment): Y.UndoManager {
  return new Y.UndoManager(content, {
    trackedOrigins: new Set([ySyncPluginKey]),
    captureTransaction: ({ meta }) => meta.get("addToHistory") !== false,
    deleteFilter: (item) => mayGo(item, content),
  });
}

/**
 * Asked of all that a step put in, from the inside out, once what it took out is there again. A block that holds letters of others goes where
 * they can be put into the one that comes for it: a list that is taken back leaves them in its paragraph.
 */
function mayGo(item: Y.Item, content: Y.XmlFragment): boolean {
  const type: unknown = item.content instanceof Y.ContentType ? item.content.type : null;
  if (type instanceof Y.XmlText) return type.length === 0;
  if (!(type instanceof Y.XmlElement) || !holdsLetters(type)) return true;
  const id = idOf(type);
  const comes = id === null ? null : blockOf(content, id, type);
  return comes !== null && moveLetters(type, comes);
}

function holdsLetters(type: Y.XmlElement): boolean {
  return type.toArray().some((child) => (child instanceof Y.XmlElement ? holdsLetters(child) : child._length > 0));
}

/** Of a block that is there or has just gone. */
export function idOf(type: Y.XmlElement): string | null {
  const id: unknown = type._map.get("id")?.content.getContent().at(-1);
  return typeof id === "string" ? id : null;
}

/** The block of that name, or the other one. */
export function blockOf(parent: Y.XmlFragment, id: string, not: Y.XmlElement | null = null): Y.XmlElement | null {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (child === not) continue;
    if (child.getAttribute("id") === id) return child;
    const found = blockOf(child, id, not);
    if (found) return found;
  }
  return null;
}

/** Puts letters that are left in one block to where they stood among the words that both have; false where it holds more than letters. */
function moveLetters(from: Y.XmlElement, to: Y.XmlElement): boolean {
  if (from.toArray().some((child) => child instanceof Y.XmlElement)) return false;
  const runs: { at: number; letters: string }[] = [];
  let gone = "";
  for (let child = from._start; child; child = child.right) {
    const type: unknown = child.content instanceof Y.ContentType ? child.content.type : null;
    if (type instanceof Y.XmlElement) gone += NODE_SIGN;
    if (!(type instanceof Y.XmlText)) continue;
    for (let item = type._start; item; item = item.right) {
      if (item.content instanceof Y.ContentString && !item.deleted)
        runs.push({ at: gone.length, letters: item.content.str });
      else gone += item.content instanceof Y.ContentString ? item.content.str : "";
    }
  }
  const places = placesIn(gone, signsIn(to));
  for (const { at, letters } of runs.reverse()) insertLetters(to, places[at] ?? 0, letters);
  return true;
}

function signsIn(block: Y.XmlElement): string {
  const lettersOf = (text: Y.XmlText): string =>
    (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join("");
  return block
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? lettersOf(child) : NODE_SIGN))
    .join("");
}

/** Where each letter counts as one, and each node. */
function insertLetters(block: Y.XmlElement, at: number, letters: string): void {
  let [start, index] = [0, 0];
  for (const child of block.toArray()) {
    const length = child instanceof Y.XmlText ? child.length : 1;
    if (child instanceof Y.XmlText && at <= start + length) return child.insert(at - start, letters);
    if (at <= start) break;
    start += length;
    index++;
  }
  block.insert(index, [new Y.XmlText(letters)]);
}
