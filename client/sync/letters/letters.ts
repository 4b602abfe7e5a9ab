import { z } from "zod";
import { onlyChange } from "../../../schema/text/edits/only-change.ts";

/** Numbers of letters that stand one behind the other, in runs: the first, and how many. */
const Runs = z.array(z.tuple([z.int(), z.int()]));
export type Runs = z.infer<typeof Runs>;

/** Some words as they stood before something was done among them. */
const Stood = z.object({ text: z.string(), runs: Runs });
export type Stood = z.infer<typeof Stood>;

/** Where something was typed or taken out last: there one goes on. */
const Last = z.tuple([z.int(), z.int()]);
type Last = z.infer<typeof Last>;

/**
 * Which letter is which in a text that somebody types, so that words which stood together are known again once others were typed between
 * them. Each letter has a number that no other one of the text has had.
 */
export const Letters = z.object({ runs: Runs, next: z.int(), last: Last.nullable(), stood: z.array(Stood) });
export type Letters = z.infer<typeof Letters>;

/** `letters`: not there where one has only typed on at the end. */
export interface Lettered {
  text: string;
  letters: Letters | undefined;
}

/** What one change took out, `[from, to)`, and what it put there. */
interface Change {
  from: number;
  to: number;
  letters: string;
}

/** So many letters on either side of what is done are remembered: the longest name has room there. */
const AROUND = 120;
/** In so many places of one text; the earliest are forgotten first. */
const STOOD_MOST = 40;

export function lettersOf({ text, letters }: Lettered): Letters {
  return (
    letters ?? {
      runs: runsOf(Array.from({ length: text.length }, (_, i) => i)),
      next: text.length,
      last: null,
      stood: [],
    }
  );
}

/** The number of each letter. */
export function numbersOf(runs: Runs): number[] {
  return runs.flatMap(([first, count]) => Array.from({ length: count }, (_, i) => first + i));
}

export function runsOf(numbers: readonly number[]): Runs {
  const runs: Runs = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === number) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}

/** Which letter is which once the text is `now`. */
export function lettersAfter(before: Lettered, now: string): Letters | undefined {
  const { text } = before;
  if (now === text || (!before.letters && now.startsWith(text))) return before.letters;
  const known = lettersOf(before);
  const { next } = known;
  const change = onlyChange(text, now, known.last && known.last[1] + now.length - text.length);
  const { last, numbers } = typedThere(text, known, change);
  const { from, to, letters: put } = change;
  const stood = isAmong(text, last, change) ? withStood(known.stood, text, numbers, change) : known.stood;
  numbers.splice(from, to - from, ...Array.from({ length: put.length }, (_, i) => next + i));
  return { runs: runsOf(numbers), next: next + put.length, last: lastAfter(last, change), stood };
}

/**
 * Of letters that are alike it may have been the one before that was typed: whoever types on does so behind it. So `jedne` keeps its first letter
 * where it is typed before `jan`.
 */
function typedThere(
  text: string,
  { runs, last }: Letters,
  { from, to }: Change,
): { last: Last | null; numbers: number[] } {
  const numbers = numbersOf(runs);
  if (!last || from !== to || from < last[0] || from >= last[1]) return { last, numbers };
  const [begin, end] = last;
  const by = end - from;
  if (begin < by || text.slice(begin - by, begin) !== text.slice(from, end)) return { last, numbers };
  const typed = numbers.splice(begin, end - begin);
  numbers.splice(begin - by, 0, ...typed);
  return { last: [begin - by, from], numbers };
}

/** Whether something is done among words, and not at their end, nor where one has been at it. */
function isAmong(text: string, last: Last | null, { from, to, letters: put }: Change): boolean {
  const end = last?.[1];
  const goesOn = put === "" ? from === end || to === end : from === end && to === end;
  return !goesOn && to < text.length;
}

function lastAfter(last: Last | null, { from, to, letters: put }: Change): Last {
  const goesOn = last !== null && (from === last[1] || (put === "" && to === last[1]));
  return [goesOn ? Math.min(last[0], from) : from, from + put.length];
}

function withStood(stood: readonly Stood[], text: string, numbers: readonly number[], { from, to }: Change): Stood[] {
  const isThere = new Set(numbers);
  const before = stood.filter(({ runs }) => numbersOf(runs).some((number) => isThere.has(number)));
  const begin = from <= AROUND ? 0 : from - AROUND + Math.max(0, text.slice(from - AROUND, from).search(/\s/));
  const end = to + text.slice(to, to + AROUND).search(/\s\S*$/);
  const upto = to + AROUND >= text.length || end < to ? Math.min(text.length, to + AROUND) : end;
  const now = { text: text.slice(begin, upto), runs: runsOf(numbers.slice(begin, upto)) };
  return [...before, now].slice(-STOOD_MOST);
}
