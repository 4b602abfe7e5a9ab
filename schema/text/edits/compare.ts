import diff from "fast-diff";
import type { Range } from "../revision.ts";
import { TOKEN } from "../token.ts";

/** A stretch of one text that another has otherwise: `[start, end)` of the old became `[newStart, newEnd)` of the new. */
export interface Hunk extends Range {
  newStart: number;
  newEnd: number;
  /** How far left and right repeated words let it lie elsewhere as well; null where it can lie here only. */
  slide: { left: number; right: number } | null;
}

/**
 * What has to be done to the old text to come to the new one, word by word, sorted, apart. Exact: made on the old text
 * in order the hunks give the new one. Runs of words that occur once in both are anchors, so that 300 pages take well
 * under a second; what stands between them is compared by the shortest way.
 */
export function compareTexts(oldText: string, newText: string): Hunk[] {
  const ids = new Map<string, number>();
  const a = toWords(oldText, ids);
  const b = toWords(newText, ids);
  const gaps: Gap[] = [];
  compare(a.ids, b.ids, { from: 0, to: a.ids.length, newFrom: 0, newTo: b.ids.length }, 0, gaps);
  return gaps.map((gap) => ({
    start: a.starts[gap.from] ?? oldText.length,
    end: a.starts[gap.to] ?? oldText.length,
    newStart: b.starts[gap.newFrom] ?? newText.length,
    newEnd: b.starts[gap.newTo] ?? newText.length,
    slide: slideOf(a, b, gap, oldText.length),
  }));
}

interface Words {
  /** A number a word, the same for the same word in both texts; what is no word (white space, signs) too. */
  ids: Int32Array;
  starts: Int32Array;
  isWord: Uint8Array;
}

/** Indexes of words: `[from, to)` of the old and `[newFrom, newTo)` of the new. */
interface Gap {
  from: number;
  to: number;
  newFrom: number;
  newTo: number;
}

const PART = new RegExp(`${TOKEN.source}|[\\p{L}\\p{M}\\p{N}]+|\\n|[^\\S\\n]+|[^]`, "gu");
const LETTER = /[\p{L}\p{N}]/u;

function toWords(text: string, known: Map<string, number>): Words {
  const ids: number[] = [];
  const starts: number[] = [];
  const isWord: number[] = [];
  for (const part of text.matchAll(PART)) {
    const [word] = part;
    let id = known.get(word);
    if (id === undefined) known.set(word, (id = known.size));
    ids.push(id);
    starts.push(part.index);
    isWord.push(LETTER.test(word) ? 1 : 0);
  }
  return { ids: Int32Array.from(ids), starts: Int32Array.from(starts), isWord: Uint8Array.from(isWord) };
}

/** Lengths of the runs that are looked for as anchors, one after another in what is left. */
const RUNS = [16, 8, 4, 2, 1];
/** A stretch of more words than this on both sides together, without any anchor, is one hunk: nothing there is alike. */
const MOST = 20_000;

function compare(a: Int32Array, b: Int32Array, whole: Gap, level: number, out: Gap[]): void {
  let { from, to, newFrom, newTo } = whole;
  while (from < to && newFrom < newTo && a[from] === b[newFrom]) {
    from++;
    newFrom++;
  }
  while (from < to && newFrom < newTo && a[to - 1] === b[newTo - 1]) {
    to--;
    newTo--;
  }
  const gap = { from, to, newFrom, newTo };
  if (from === to && newFrom === newTo) return;
  if (from === to || newFrom === newTo) return void out.push(gap);
  const run = RUNS[level];
  if (run === undefined) return byShortestWay(a, b, gap, out);
  let at = { from, newFrom };
  for (const [i, j] of anchors(a, b, gap, run)) {
    // What the anchor before has taken with it when it grew is done.
    if (i < at.from || j < at.newFrom) continue;
    compare(a, b, { ...at, to: i, newTo: j }, level + 1, out);
    let length = 0;
    while (i + length < to && j + length < newTo && a[i + length] === b[j + length]) length++;
    at = { from: i + length, newFrom: j + length };
  }
  compare(a, b, { ...at, to, newTo }, level + 1, out);
}

/** Starts of runs that occur once in both, the longest series of them that keeps its order. */
function anchors(a: Int32Array, b: Int32Array, gap: Gap, run: number): [number, number][] {
  const inOld = oncePlaces(a, gap.from, gap.to, run);
  const inNew = oncePlaces(b, gap.newFrom, gap.newTo, run);
  const pairs: [number, number][] = [];
  for (const [key, i] of inOld) {
    const j = inNew.get(key);
    if (i >= 0 && j !== undefined && j >= 0) pairs.push([i, j]);
  }
  return longestRising(pairs.sort((x, y) => x[0] - y[0]));
}

/** Where each run of words begins; -1 for those that occur twice. */
function oncePlaces(words: Int32Array, from: number, to: number, run: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let i = from; i + run <= to; i++) {
    const key = words.subarray(i, i + run).join();
    places.set(key, places.has(key) ? -1 : i);
  }
  return places;
}

/** The longest part of pairs, sorted by their first, of which the second rises too (patience sorting). */
function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const piles: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  for (const [index, [, j]] of pairs.entries()) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[piles[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = piles[low - 1] ?? -1;
    piles[low] = index;
  }
  const out: [number, number][] = [];
  for (let at = piles.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair) out.push(pair);
  }
  return out.reverse();
}

function byShortestWay(a: Int32Array, b: Int32Array, gap: Gap, out: Gap[]): void {
  const chars = new Map<number, string>();
  const written = (words: Int32Array): string => {
    let text = "";
    for (const id of words) {
      let char = chars.get(id);
      // A letter a word, past the halves of surrogate pairs.
      if (char === undefined)
        chars.set(id, (char = String.fromCharCode(chars.size < 0xd000 ? chars.size + 1 : 0xe000)));
      text += char;
    }
    return text;
  };
  const { from, to, newFrom, newTo } = gap;
  if (to - from + newTo - newFrom > MOST) return void out.push(gap);
  const steps = diff(written(a.subarray(from, to)), written(b.subarray(newFrom, newTo)));
  let i = from;
  let j = newFrom;
  let open: Gap | null = null;
  for (const [kind, { length }] of steps) {
    if (kind === diff.EQUAL) {
      if (open) out.push(open);
      open = null;
      i += length;
      j += length;
      continue;
    }
    open ??= { from: i, to: i, newFrom: j, newTo: j };
    if (kind === diff.DELETE) open.to = i += length;
    else open.newTo = j += length;
  }
  if (open) out.push(open);
}

/** How many signs may stand between a hunk and the word beside it. */
const NEAR = 4;

/**
 * A hunk could lie elsewhere where the word beside it is one of its own: nobody can say then which of the two was meant.
 * What only goes in or out can move on as long as the words repeat.
 */
function slideOf(a: Words, b: Words, gap: Gap, length: number): Hunk["slide"] {
  const { from, to, newFrom, newTo } = gap;
  const own = new Set<number>();
  for (let i = from; i < to; i++) if (a.isWord[i]) own.add(a.ids[i] ?? -1);
  for (let j = newFrom; j < newTo; j++) if (b.isWord[j]) own.add(b.ids[j] ?? -1);
  let first = from;
  let last = to;
  const before = wordBeside(a, from - 1, -1);
  if (before >= 0 && own.has(a.ids[before] ?? -1)) first = before;
  const after = wordBeside(a, to, 1);
  if (after >= 0 && own.has(a.ids[after] ?? -1)) last = after + 1;
  if (from === to || newFrom === newTo) {
    const moving = from === to ? b.ids.subarray(newFrom, newTo) : a.ids.subarray(from, to);
    const size = moving.length;
    for (let n = 1; from - n >= 0 && a.ids[from - n] === moving[(((size - n) % size) + size) % size]; n++)
      if (a.isWord[from - n]) first = Math.min(first, from - n);
    for (let n = 0; to + n < a.ids.length && a.ids[to + n] === moving[n % size]; n++)
      if (a.isWord[to + n]) last = Math.max(last, to + n + 1);
  }
  if (first === from && last === to) return null;
  const at = (index: number): number => a.starts[index] ?? length;
  return { left: at(from) - at(first), right: at(last) - at(to) };
}

/** The nearest word from an index on, in one direction; -1 where only signs, or another block, stand there. */
function wordBeside({ ids, isWord }: Words, from: number, step: 1 | -1): number {
  for (let i = from, n = 0; n < NEAR && i >= 0 && i < ids.length; i += step, n++) if (isWord[i]) return i;
  return -1;
}
