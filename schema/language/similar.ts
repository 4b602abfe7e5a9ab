import { foldForSearch } from "./fold.ts";

/** A thing that is called something, in one or several languages. */
export interface Named {
  labels: readonly string[];
}

/** From here on two names may mean the same. */
const NEAR = 0.5;

/**
 * What is called nearly as `name`, the nearest first: names that share most of their letter pairs, or their words,
 * blind to case, script and diacritics.
 */
export function nearNames<T extends Named>(things: readonly T[], name: string, max = 3): T[] {
  const near = things.map((thing) => ({
    thing,
    likeness: Math.max(0, ...thing.labels.map((label) => likeness(label, name))),
  }));
  return near
    .filter((each) => each.likeness >= NEAR)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, max)
    .map(({ thing }) => thing);
}

/** 1 for the same name, 0 for names with nothing in common. */
export function likeness(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.length === 0 || second.length === 0) return 0;
  const isShared = (word: string, others: readonly string[]): boolean => others.some((other) => isStemOf(word, other));
  const [shorter, longer] = first.length < second.length ? [first, second] : [second, first];
  const shared = longer.filter((word) => word.length > 4 && isShared(word, shorter));
  const byWords = shared.length / longer.length;
  // "Debt bondage" within "Psychological control and debt bondage".
  const isWithin = shorter.length > 1 && shorter.every((word) => isShared(word, longer));
  return Math.max(
    diceOf(first.join(" "), second.join(" ")),
    isWithin ? 0.9 : 0,
    byWords >= 0.5 ? 0.4 + byWords / 2 : 0,
  );
}

function wordsOf(name: string): string[] {
  return foldForSearch(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Endings differ by case and number: words are the same that begin alike for most of their length. */
function isStemOf(a: string, b: string): boolean {
  const length = Math.ceil(Math.max(a.length, b.length) * 0.7);
  return a.slice(0, length) === b.slice(0, length);
}

/** Share of letter pairs that both have (Dice). */
function diceOf(a: string, b: string): number {
  const pairs = (text: string): string[] => Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));
  const [first, second] = [pairs(a), pairs(b)];
  if (first.length + second.length === 0) return a === b ? 1 : 0;
  const left = [...second];
  let shared = 0;
  for (const pair of first) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    shared++;
  }
  return (2 * shared) / (first.length + second.length);
}
