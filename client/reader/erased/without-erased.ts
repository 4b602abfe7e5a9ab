import diff from "fast-diff";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { compareTexts, type Hunk } from "../../../schema/text/edits/compare.ts";
import { covered } from "./covered-words.ts";

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Words that begin alike for so much of the shorter one are forms of one name; shorter ones only where they are the same. */
const SAME_SHARE = 0.6;
const FORM_LETTERS = 3;
/** Such small words were erased with a name, and are none. */
const SMALL = /^\p{Ll}{1,2}$/u;

/** A word that was erased: where it stood, and with what. */
interface Gone {
  folded: string;
  /** It was erased with a name, and is none. */
  isSmall: boolean;
  start: number;
  end: number;
  hunk: Hunk;
}

/** Where one of the two texts is otherwise than the words. */
interface Stretch {
  start: number;
  end: number;
  gone: Hunk[];
  own: Hunk[];
}

/**
 * What somebody typed over words, without what was erased from these words since. `was`: the words that they began with, `now`: the same
 * after the erasure, `typed`: theirs; placeholders as they are stored. What they left as it was follows; in what they wrote, also over
 * the erased words, each form of an erased word gives way to what stands in its place now.
 */
export function typedWithoutErased(was: string, now: string, typed: string): string {
  return followed(was, now, typed, false);
}

/** The same while the words are being erased, and `now` is covered: letter for letter, so that every place in `typed` stays where it is. */
export function typedCovered(was: string, now: string, typed: string): string {
  return followed(was, now, typed, true);
}

function followed(was: string, now: string, typed: string, isCovered: boolean): string {
  const gone = compareTexts(was, now);
  const own = compareTexts(was, typed);
  const erased = gone.flatMap((hunk) =>
    [...was.slice(hunk.start, hunk.end).matchAll(WORD)].map(({ 0: word, index }): Gone => {
      const start = hunk.start + index;
      return { folded: foldForSearch(word), isSmall: SMALL.test(word), start, end: start + word.length, hunk };
    }),
  );
  let out = "";
  let at = 0;
  for (const stretch of stretches(gone, own)) {
    out += was.slice(at, stretch.start);
    at = stretch.end;
    if (stretch.own.length === 0)
      out += isCovered ? covered(was.slice(stretch.start, at)) : withHunks(was, now, stretch, stretch.gone);
    else {
      const words = withHunks(was, typed, stretch, stretch.own);
      const over = stretch.gone.length > 0 ? lettersOver(was, stretch, words, erased) : [];
      const isOver = stretch.gone.length > 0 ? isRestOf : isForm;
      const erasedBy = (word: string, index: number): Hunk | null => {
        const folded = foldForSearch(word);
        const said = erased.find((each) => !each.isSmall && isOver(folded, each.folded));
        return said?.hunk ?? hunkBelow(over.slice(index, index + word.length));
      };
      out += isCovered
        ? words.replace(WORD, (word, index: number) => (erasedBy(word, index) ? covered(word) : word))
        : withoutNames(words, now, erasedBy);
    }
  }
  return out + was.slice(at);
}

/** Each place once: those that overlap are one, those that only meet are two. */
function stretches(gone: readonly Hunk[], own: readonly Hunk[]): Stretch[] {
  const out: Stretch[] = [];
  const all = [...gone.map((hunk) => ({ hunk, isGone: true })), ...own.map((hunk) => ({ hunk, isGone: false }))];
  for (const { hunk, isGone } of all.sort((a, b) => a.hunk.start - b.hunk.start || a.hunk.end - b.hunk.end)) {
    let last = out.at(-1);
    if (!last || hunk.start >= last.end) out.push((last = { start: hunk.start, end: hunk.end, gone: [], own: [] }));
    last.end = Math.max(last.end, hunk.end);
    (isGone ? last.gone : last.own).push(hunk);
  }
  return out;
}

/** A stretch of the words with hunks of it made. */
function withHunks(was: string, to: string, { start, end }: Stretch, hunks: readonly Hunk[]): string {
  let out = "";
  let at = start;
  for (const hunk of hunks) {
    out += was.slice(at, hunk.start) + to.slice(hunk.newStart, hunk.newEnd);
    at = hunk.end;
  }
  return out + was.slice(at, end);
}

/** Typed words without those of which `erasedBy` says what they were erased with. */
function withoutNames(typed: string, now: string, erasedBy: (word: string, index: number) => Hunk | null): string {
  let before: Hunk | null = null;
  let out = "";
  let at = 0;
  for (const { 0: word, index } of typed.matchAll(WORD)) {
    const hunk = erasedBy(word, index);
    // Two words of one name are one placeholder, without what parted them.
    if (!hunk) out += typed.slice(at, index) + word;
    else if (hunk !== before) out += typed.slice(at, index) + now.slice(hunk.newStart, hunk.newEnd);
    before = hunk;
    at = index + word.length;
  }
  return out + typed.slice(at);
}

/** Of each letter that was typed over a stretch, with what it was erased where it is one of an erased word. */
function lettersOver(was: string, { start, end }: Stretch, typed: string, erased: readonly Gone[]): (Gone | null)[] {
  const over: (Gone | null)[] = [];
  let at = start;
  for (const [kind, letters] of diff(was.slice(start, end), typed)) {
    if (kind !== diff.DELETE)
      for (let i = 0; i < letters.length; i++) {
        const of = kind === diff.EQUAL && erased.find((each) => each.start <= at + i && at + i < each.end);
        over.push(of || null);
      }
    if (kind !== diff.INSERT) at += letters.length;
  }
  return over;
}

/**
 * What most letters of a typed word were erased with: those of its runs of two and more, or of a single one that is all of it. A small word
 * is only meant where it was broken in two.
 */
function hunkBelow(letters: readonly (Gone | null)[]): Hunk | null {
  const isPart = (of: Gone | null): of is Gone => of !== null && (!of.isSmall || letters.length < of.end - of.start);
  const hunks = letters.map((of) => (isPart(of) ? of.hunk : null));
  const runs = hunks.filter(
    (each, i) => each && (hunks.length === 1 || hunks[i - 1] === each || hunks[i + 1] === each),
  );
  return runs.length >= Math.ceil(hunks.length * SAME_SHARE) ? (runs[0] ?? null) : null;
}

function isForm(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  return a === b || (shorter >= FORM_LETTERS && alike(a, b) >= Math.ceil(shorter * SAME_SHARE));
}

/** What was typed over an erased word itself: also with letters put into it, before it or behind it, and a part of it. */
function isRestOf(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < FORM_LETTERS) return a === b;
  const same = alike(a, b) + alike(a, b, true);
  return a.includes(b) || b.includes(a) || same >= Math.ceil(shorter * SAME_SHARE);
}

/** How many letters two words begin, or end, with alike. */
function alike(a: string, b: string, isAtEnd = false): number {
  const at = (word: string, nth: number): string | undefined => word.at(isAtEnd ? -1 - nth : nth);
  let same = 0;
  while (same < Math.min(a.length, b.length) && at(a, same) === at(b, same)) same++;
  return same;
}
