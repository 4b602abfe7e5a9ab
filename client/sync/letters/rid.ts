import { compareTexts } from "../../../schema/text/edits/compare.ts";
import { onlyChange } from "../../../schema/text/edits/only-change.ts";
import { type Lettered, type Letters, lettersOf, numbersOf, runsOf, type Stood } from "./letters.ts";

/** So much of each word of a name has to stand still for it to be that name, and not what its writer has made of it. */
const SAME_SHARE = 0.6;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
/** A word, or a placeholder, behind which another one has to stand apart. */
const BEFORE = /[\p{L}\p{M}\p{N}\]]$/u;

/** What is erased of some words, `[start, end)`, by its letters, and what stands there instead. */
interface Erased {
  start: number;
  end: number;
  numbers: ReadonlySet<number>;
  instead: string;
  /** Others were typed between them since. */
  isParted: boolean;
}

/** A text as it is now, by its letters. */
interface Here {
  text: string;
  numbers: readonly number[];
}

/**
 * A text without what is erased of it. `asked`: the same as it was when the server was asked, `screened` what it said of its words; `now` has
 * what was typed since. A name that stood together, and was parted by what was typed between, goes as well, and only that: one placeholder
 * stands where it began. The very same where nothing is to be done.
 */
export function ridOf(now: Lettered, asked: Lettered, screened: (text: string) => string): Lettered {
  const then = lettersOf(asked);
  const hits = erasedIn({ text: asked.text, runs: then.runs }, screened);
  const stood = then.stood.map((each) => ({ each, hits: erasedIn(each, screened) }));
  const all = [...hits, ...stood.flatMap((one) => one.hits)];
  if (all.length === 0) return now;
  const { runs, last, next, stood: remembered } = lettersOf(now);
  const here = { text: now.text, numbers: numbersOf(runs), last };
  const parted = stood.flatMap((one) => one.hits.flatMap((hit) => partedNow(one.each, hit, here) ?? []));
  const rid = written(here, together([...hits, ...parted]), next);
  let { next: upto } = rid;
  // Pieces of a name stand in what is remembered, too.
  const left = remembered.map((each) => {
    const own = { text: each.text, numbers: numbersOf(each.runs) };
    const without = written(own, together([...all, ...erasedIn(each, screened)]), upto);
    upto = without.next;
    return { text: without.text, runs: runsOf(without.numbers) };
  });
  return { text: rid.text, letters: { runs: runsOf(rid.numbers), next: upto, last: null, stood: left } };
}

/** What is erased of words, where they and what the server made of them differ. */
function erasedIn({ text, runs }: Stood, screened: (text: string) => string): Erased[] {
  const now = screened(text);
  if (now === text) return [];
  const numbers = numbersOf(runs);
  return compareTexts(text, now).map((hunk) => {
    const [was, is] = [text.slice(hunk.start, hunk.end), now.slice(hunk.newStart, hunk.newEnd)];
    const { from, to, letters: instead } = onlyChange(was, is, null);
    const [start, end] = [hunk.start + from, hunk.start + to];
    return { start, end, numbers: new Set(numbers.slice(start, end)), instead, isParted: false };
  });
}

/** A name that stood in these words; null where it stands together still, or its writer has made another word of it. */
function partedNow({ text, runs }: Stood, hit: Erased, now: Here & Pick<Letters, "last">): Erased | null {
  const stood = numbersOf(runs);
  const left = new Set(now.numbers);
  const words = [...text.slice(hit.start, hit.end).matchAll(WORD)];
  const isLeft = ({ 0: word, index }: RegExpExecArray): boolean => {
    const from = hit.start + index;
    const there = stood.slice(from, from + word.length).filter((number) => left.has(number));
    return there.length >= word.length * SAME_SHARE;
  };
  if (words.length === 0 || !words.every(isLeft)) return null;
  const isOwn = (number: number): boolean => hit.numbers.has(number);
  const begin = now.numbers.findIndex(isOwn);
  const end = now.numbers.findLastIndex(isOwn);
  const between = now.numbers.flatMap((number, i) =>
    begin < i && i < end && !isOwn(number) ? now.text.charAt(i) : [],
  );
  if (between.length === 0) return null;
  // Of one word another one was made, unless somebody is just typing there.
  const isTypedNow = now.last !== null && begin < now.last[1] && now.last[1] <= end;
  const isWord = words.length === 1 && !isTypedNow && !/\s/u.test(between.join(""));
  return isWord ? null : { ...hit, isParted: true };
}

/** Those that have letters in common are one. */
function together(found: readonly Erased[]): Erased[] {
  return found.reduce<Erased[]>((all, each) => {
    const same = all.filter(({ numbers }) => [...each.numbers].some((number) => numbers.has(number)));
    const numbers = new Set([...same, each].flatMap((one) => [...one.numbers]));
    const isParted = [...same, each].some((one) => one.isParted);
    return [...all.filter((one) => !same.includes(one)), { ...(same[0] ?? each), numbers, isParted }];
  }, []);
}

/** Letter by letter: what is erased goes, and what stands in its place comes where its first letter was. */
function written(here: Here, found: readonly Erased[], next: number): Here & { next: number } {
  const given = new Set<Erased>();
  const numbers: number[] = [];
  let text = "";
  let isJoined = false;
  const write = (words: string): void => {
    for (let i = 0; i < words.length; i++) numbers.push(next++);
    text += words;
  };
  here.numbers.forEach((number, i) => {
    const letter = here.text.charAt(i);
    const erased = found.find((each) => each.numbers.has(number));
    if (erased) {
      if (!given.has(erased)) write(erased.instead);
      given.add(erased);
      isJoined ||= erased.isParted;
      return;
    }
    // What was typed between two pieces stays a word by itself.
    if (isJoined && LETTER.test(letter) && BEFORE.test(text)) write(" ");
    isJoined = false;
    text += letter;
    numbers.push(number);
  });
  return { text, numbers, next };
}
