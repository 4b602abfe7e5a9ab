import { type Folded, foldWithOffsets } from "../../schema/language/fold.ts";
import type { Range } from "../../schema/text/revision.ts";
import { signBetween, type Wanted, type Word, wordsByCase } from "./words.ts";

/*
 * Who types into the middle of a name, and then sends it or writes it into an answer, leaves words that do not say which letter was typed when. Such a
 * name is known by its two pieces: together they are exactly a form of it, and at least one of its words stands whole.
 */

/** So many letters may stand between the pieces. */
const BETWEEN_MAX = 200;
/** A whole word of the name says something where it has so many letters. */
const TELLING = 3;
/** So many words between two words of the name at least: one may stand between two people. */
const WORDS_BETWEEN = 2;
/**
 * How many letters of a word are known as the rest of it at the end of another one, and how many by themselves: where words of the name follow, and
 * where none do.
 */
const REST_MIN = { followed: { end: 3, alone: 1 }, last: { end: 4, alone: 2 } };
/** What was typed against the beginning has so many letters where the rest says little: a name may go on so, as “Jelica” does behind “Jel”. */
const TYPED_MIN = 3;

/** Words that may stand anywhere, folded and of all languages: as the rest of a word they say little. */
const LITTLE = new Set(
  (
    "a e i o u k s v y ai as bi ce cu da do e en es ga gi go ia ih im in iz ja je ju ka ko ku ky li ma me mi mu na ne ni nu od on pa po pri sa se si " +
    "so su ta te ti to tu un uz vi vo za zi ze ajo ako ali ana ata bio dan dhe ili ima iza kad kao kje kod koj moj nad nam nas nga oba ona oni ono ova " +
    "ove ovi ovo pod pre qe sam smo sta ste sto taj tek toa tom tri vam vas vec"
  ).split(" "),
);

const LETTER = /\p{L}/u;
const CAPITAL = /^\p{Lu}/u;
/** Between two sentences, or two paragraphs. */
const SENTENCE = /[.!?\n]/;

/** Between two people who are told one behind the other. */
const SIGN = /[^\p{L}\p{M}\s]/u;

interface Piece extends Word {
  isCapital: boolean;
  /** Whether it may be a whole word of a name. */
  isPart: boolean;
  /** Where it stands in the text that was folded. */
  from: number;
  to: number;
}

interface Reading {
  text: string;
  folded: Folded;
  words: readonly Piece[];
  wanted: Wanted;
}

/** Each name that was parted by what was typed into it, by its two pieces; one may meet another. The shortest stretch comes first, and a rest by itself. */
export function namesApart(text: string, wanted: Wanted): Range[][] {
  const counts = wanted.lengths.filter((count) => count > 1);
  if (counts.length === 0 || !/\s/.test(text)) return [];
  const folded = foldWithOffsets(text);
  const words = wordsByCase(folded).map((word): Piece => {
    const from = folded.starts[word.start] ?? 0;
    const isCapital = CAPITAL.test(text.slice(from, from + 2));
    return { ...word, from, to: folded.ends[word.end - 1] ?? 0, isCapital, isPart: wanted.isPart(word.text) };
  });
  if (!words.some(({ isPart }) => isPart)) return [];
  const read = { text, folded, words, wanted };
  const found = words.flatMap(({ isCapital }, first) =>
    isCapital ? counts.flatMap((count) => [...namesFrom(read, first, count)]) : [],
  );
  return found.sort(
    (a, b) => stretchOf(a) - stretchOf(b) || lettersOf(b) - lettersOf(a) || isGlued(text, a) - isGlued(text, b),
  );
}

const stretchOf = (name: readonly Range[]): number => (name.at(-1)?.end ?? 0) - (name[0]?.start ?? 0);
const lettersOf = (name: readonly Range[]): number => name.reduce((sum, { start, end }) => sum + end - start, 0);
const isGlued = (text: string, name: readonly Range[]): number =>
  LETTER.test(text[(name.at(-1)?.start ?? 0) - 1] ?? "") ? 1 : 0;

/** Names of so many words that begin at a word. */
function* namesFrom(read: Reading, first: number, count: number): Iterable<Range[]> {
  for (let before = 0; before < count; before++) {
    const head = wholeWords(read, first, before);
    if (head === null) return;
    if (before > 0) yield* cutBetween(read, first, head, count - before);
    yield* cutWithin(read, first + before, { first, key: head, count: before }, count - before - 1);
  }
}

interface Head {
  /** Where the name begins. */
  first: number;
  key: string;
  count: number;
}

/** In the word at `at`: the head ends in it, and the rest of it stands further on, with `after` words of the name behind it. */
function* cutWithin(read: Reading, at: number, head: Head, after: number): Iterable<Range[]> {
  const { words, folded, wanted } = read;
  const [first, begun] = [words[head.first], words[at]];
  if (!first || !begun?.isCapital || isWhole(begun)) return;
  const joint = head.count > 0 ? signAt(read, at) : "";
  if (joint === null) return;
  for (const i of typedBehind(read, at)) {
    const rest = words[i];
    const tail = wholeWords(read, i + 1, after);
    if (!rest || rest.isCapital || isWhole(rest) || tail === null) continue;
    const sign = after > 0 ? signAt(read, i + 1) : "";
    if (
      sign === null ||
      !isTelling(read, [
        [head.first, head.count],
        [i + 1, after],
      ])
    )
      continue;
    const end = words[i + after]?.to ?? rest.to;
    for (let begin = 1; begin <= begun.text.length; begin++)
      for (const letters of restsOf(read, begun, begin, rest, after > 0)) {
        const left = begun.text.slice(0, begin) + rest.text.slice(-letters);
        if (wanted.has(head.key + joint + left + sign + tail) !== true) continue;
        yield [
          { start: first.from, end: folded.ends[begun.start + begin - 1] ?? 0 },
          { start: folded.starts[rest.end - letters] ?? 0, end },
        ];
      }
  }
}

/** Behind the head, which is whole words: the others of the name, whole too, stand further on. */
function* cutBetween(read: Reading, first: number, head: string, after: number): Iterable<Range[]> {
  const { words, wanted } = read;
  const count = head.split(/[ -]/).length;
  const last = first + count - 1;
  const [begin, end] = [words[first], words[last]];
  if (!begin || !end) return;
  for (const i of typedBehind(read, last)) {
    const next = words[i + 1];
    const tail = next?.isCapital && i - last >= WORDS_BETWEEN ? wholeWords(read, i + 1, after) : null;
    if (
      !next ||
      tail === null ||
      !isTelling(read, [
        [first, count],
        [i + 1, after],
      ])
    )
      continue;
    const isPlain = !SIGN.test(read.text.slice(end.to, next.from));
    if (isPlain && wanted.has(`${head} ${tail}`) === true)
      yield [
        { start: begin.from, end: end.to },
        { start: next.from, end: words[i + after]?.to ?? next.to },
      ];
  }
}

/** Words that may have been typed behind one, up to the first that may not: none of them has a capital. */
function* typedBehind(read: Reading, at: number): Iterable<number> {
  const { words } = read;
  const from = words[at]?.to ?? 0;
  for (let i = at + 1; i < words.length; i++) {
    const word = words[i];
    if (!word || word.isCapital || word.from - from > BETWEEN_MAX || !isOneSentence(read, from, word.from)) return;
    yield i;
  }
}

const isOneSentence = ({ text }: Reading, from: number, to: number): boolean => !SENTENCE.test(text.slice(from, to));

/** How many letters at the end of a word may be the rest of one that begins with so many of another. */
function restsOf({ folded, wanted }: Reading, begun: Piece, begin: number, rest: Piece, isFollowed: boolean): number[] {
  const typed = begun.text.length - begin;
  if (isInLetter(folded, begun.start + begin) || (typed > 0 && wanted.isWord(begun.text))) return [];
  const min = isFollowed ? REST_MIN.followed : REST_MIN.last;
  const { text, start } = rest;
  const isKnown = LITTLE.has(text) || wanted.isWord(text);
  const isClear = typed === 0 || typed >= TYPED_MIN;
  const parts = isKnown || !isClear ? [] : Array.from({ length: text.length - 1 }, (_, i) => i + 1);
  const ends = parts.filter((n) => n >= min.end && !isInLetter(folded, start + text.length - n));
  const isRest = isKnown
    ? isFollowed && text.length > 1 && typed >= TYPED_MIN && begin >= TELLING
    : text.length >= min.alone;
  return isRest ? [...ends, text.length] : ends;
}

/** Whether a place in folded words lies within what was one letter. */
function isInLetter({ starts }: Folded, at: number): boolean {
  return starts[at] !== undefined && starts[at] === starts[at - 1];
}

/** So many words from one on as they stand in a key; null where they are none of a name. */
function wholeWords(read: Reading, first: number, count: number): string | null {
  let key = "";
  for (let i = first; i < first + count; i++) {
    const [word, sign] = [read.words[i], i === first ? "" : signAt(read, i)];
    if (!word?.isPart || sign === null) return null;
    key += sign + word.text;
  }
  return key;
}

/** What stands before a word in a key; null where it is set against the one before. */
function signAt({ folded, words }: Reading, at: number): string | null {
  const [left, right] = [words[at - 1], words[at]];
  return left && right && left.end < right.start ? signBetween(folded.folded, left, right) : null;
}

function isTelling({ words }: Reading, runs: [first: number, count: number][]): boolean {
  return runs.some(([first, count]) => words.slice(first, first + count).some(({ text }) => text.length >= TELLING));
}

/** Whether it is a word of a name, and no ending of one that is written behind a hyphen. */
function isWhole({ text, isPart }: Piece): boolean {
  return isPart && text.length >= TELLING;
}
