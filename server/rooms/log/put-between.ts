import * as Y from "yjs";
import { holdsText, nodeRule } from "../../../schema/editor/output-nodes.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { Range } from "../../../schema/text/revision.ts";

/** An item of a shared text; without words where these were taken out, or it is a mark. */
interface Place {
  item: Y.Item;
  words: string;
  /** How many letters stand before it. */
  at: number;
}

/** More letters are not typed within the seconds that an erasure takes. */
const MOST = 400;

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const NO_LETTER = /[^\p{L}\p{M}\p{N}]/u;

/**
 * What was put between two letters of a text that stood side by side before: each letter says what it was typed behind and before. Such words
 * count where they stand in a word and are none themselves, as “od kuće” in “Petrod kućeović”. Words that only make another word, as “dre”
 * makes “Andrea” of “Ana”, and those between two words or at the edge of one, count where somebody typed them last: they may be typing still.
 */
export function putBetween(text: Y.XmlText): Range[] {
  const places = placesOf(text);
  const store = text.doc?.store;
  const last = places.at(-1);
  if (!store || !last || places.length < 2) return [];
  const words = places.map((each) => each.words).join("");
  const placeOf = new Map<unknown, Place>(places.map((each) => [each.item, each]));
  const written = places.filter((each) => each.words !== "");
  const endingAt = new Map(written.map(({ at, words: { length } }, i) => [at + length - 1, i]));
  const newest = places.filter(({ item: { id, length } }) => id.clock + length === Y.getState(store, id.client));
  /** The letter with an id, or else how many letters stand before its place; null where it is no more known. */
  const find = (id: Y.ID, gone: (at: number) => number): number | null => {
    const place = placeOf.get(Y.getItem(store, id));
    if (!place) return null;
    return place.words === "" ? gone(place.at) : place.at + id.clock - place.item.id.clock;
  };
  const isTypedOn = (letter: number): boolean => {
    if (letter < 0) return false;
    const i = endingAt.get(letter);
    const [here, next] = i === undefined ? [] : [written[i]?.item, written[i + 1]?.item];
    if (!here || !next) return i === undefined;
    return next.id.client === here.id.client && next.id.clock === here.id.clock + here.length;
  };
  const isLast = ({ start, end }: Range): boolean =>
    newest.some(({ at, words: { length } }) =>
      length > 0 ? at + length > start && at + length <= end : at >= start && at <= end,
    );
  const isInWord = ({ start, end }: Range): boolean =>
    LETTER.test(words[start - 1] ?? "") && LETTER.test(words[end] ?? "") && NO_LETTER.test(words.slice(start, end));
  const found = new Map<string, Range>();
  const put = (range: Range): void => void found.set(`${range.start} ${range.end}`, range);
  const between = (left: number | null, right: number | null): void => {
    if (left === null || right === null || right - left < 2 || right - left > MOST || isTypedOn(left)) return;
    for (const range of asTyped(words, { start: left + 1, end: right }, written)) put(range);
  };
  for (const { item, words: own, at } of written) {
    between(item.origin ? find(item.origin, (before) => before - 1) : -1, at);
    between(at + own.length - 1, item.rightOrigin ? find(item.rightOrigin, (before) => before) : words.length);
  }
  // What was put in at once may be known in parts.
  const parts = [...found.values()];
  const byStart = groupBy(parts, ({ start }) => start);
  for (const { start, end } of parts) for (const next of byStart.get(end) ?? []) put({ start, end: next.end });
  return [...found.values()].filter((range) => isInWord(range) || isLast(range));
}

/**
 * Where words were typed that are known to stand in `range`. An editor tells of a letter that is typed before the same one as if it stood
 * behind that, and of the next between the two: then the first stands last. Letters that are the same change places, so that all stand in
 * the order in which they were typed. All places where they do.
 */
function asTyped(words: string, range: Range, written: readonly Place[]): Range[] {
  const ids = written
    .slice(indexOf(written, range.start), indexOf(written, range.end - 1) + 1)
    .flatMap(({ item, at, words: { length } }) => {
      const from = Math.max(at, range.start);
      const to = Math.min(at + length, range.end);
      return Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
        letter: words[from + i] ?? "",
        client: item.id.client,
        clock: item.id.clock + from - at + i,
      }));
    });
  const typed = [...groupBy(ids, ({ client }) => client).values()].map((own) =>
    own
      .sort((a, b) => a.clock - b.clock)
      .map(({ letter }) => letter)
      .join(""),
  );
  if (typed.length > 2) return [range];
  const found: Range[] = [];
  for (let by = 0; by <= ids.length; by++) {
    const [start, end] = [range.start - by, range.end - by];
    if (isWoven(words.slice(start, end), typed[0] ?? "", typed[1] ?? "")) found.push({ start, end });
    if (start < 1 || words[start - 1] !== words[end - 1]) break;
  }
  return found.length > 0 ? found : [range];
}

/** Which place a letter is in. */
function indexOf(written: readonly Place[], letter: number): number {
  let [low, high] = [0, written.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((written[middle]?.at ?? 0) <= letter) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether words are those of two, each in their order. */
function isWoven(words: string, one: string, other: string): boolean {
  // For each count of letters of `one`: whether the first letters are so many of it, and the rest of `other`.
  let can = [true];
  for (let at = 0; at < words.length; at++) {
    const next: boolean[] = [];
    for (let i = 0; i <= Math.min(at + 1, one.length); i++)
      next[i] =
        (i > 0 && can[i - 1] === true && one[i - 1] === words[at]) || (can[i] === true && other[at - i] === words[at]);
    can = next;
  }
  return can[one.length] === true;
}

function placesOf(text: Y.XmlText): Place[] {
  const places: Place[] = [];
  let at = 0;
  for (let item = text._start; item !== null; item = item.right) {
    const words = !item.deleted && item.content instanceof Y.ContentString ? item.content.str : "";
    places.push({ item, words, at });
    at += words.length;
  }
  return places;
}

/** The same of each sentence below a node, by what it says, a letter standing for each node in it. */
export function putBetweenIn(parent: Y.XmlFragment, known = new Map<string, Range[]>()): Map<string, Range[]> {
  const rule = parent instanceof Y.XmlElement ? nodeRule(parent.nodeName) : undefined;
  let words = "";
  const found: Range[] = [];
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlElement) putBetweenIn(child, known);
    if (!(child instanceof Y.XmlText)) {
      words += NODE;
      continue;
    }
    found.push(
      ...putBetween(child).map(({ start, end }) => ({ start: start + words.length, end: end + words.length })),
    );
    words += placesOf(child)
      .map((each) => each.words)
      .join("");
  }
  if (rule && holdsText(rule) && found.length > 0) known.set(words, [...(known.get(words) ?? []), ...found]);
  return known;
}

/** Stands for a node among the letters of a sentence: no letter, so that words end there. */
export const NODE = "\ufffc";
