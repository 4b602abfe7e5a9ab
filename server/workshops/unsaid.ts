import { foldForSearch, foldWithOffsets } from "../../schema/language/fold.ts";
import type { Member } from "../../schema/domain/member.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { Store } from "../store/store.ts";

/** What guests and screens are not told: numbers and courts of verdicts, and the members' names. */
export interface Unsaid {
  verdicts: readonly Pick<Verdict, "caseNumber" | "court">[];
  members: readonly Pick<Member, "guest" | "name">[];
}

export async function readUnsaid(store: Pick<Store, "people" | "verdicts">): Promise<Unsaid> {
  const [verdicts, members] = await Promise.all([store.verdicts.all(), store.people.members()]);
  return { verdicts, members };
}

/** Words that members typed, as they stand; null where they tell what is not told. */
export function sayable(words: string, unsaid: Unsaid): string | null {
  const { verdicts, members } = namesIn(unsaid);
  const [said, folded] = [squeeze(words).text, foldForSearch(words)];
  const isTold = verdicts.some((name) => said.includes(name)) || members.some((name) => folded.includes(name));
  return isTold ? null : words;
}

/** What is left of a title where it names verdicts: without their numbers and courts, each with the word that it is part of. Null where nothing is. */
export function sayableTitle(title: string, unsaid: Unsaid): string | null {
  let left = squeeze(title);
  for (const name of namesIn(unsaid).verdicts) while (left.text.includes(name)) left = squeeze(without(left, name));
  const said = left.words.replaceAll(/\(\s*\)|\[\s*\]/gu, "").replaceAll(/\s+/gu, " ");
  const trimmed = said.replaceAll(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, "");
  return /\p{L}{3}/u.test(trimmed) ? sayable(trimmed, unsaid) : null;
}

/** Numbers and courts squeezed, and members' names folded, as words are searched for them: of an answer's many titles once. */
const names = new WeakMap<Unsaid, { verdicts: string[]; members: string[] }>();

function namesIn(unsaid: Unsaid): { verdicts: string[]; members: string[] } {
  const known = names.get(unsaid);
  if (known) return known;
  const found = (all: readonly string[]): string[] =>
    // The longest first: one number may be the beginning of another.
    [...new Set(all)].filter(Boolean).sort((a, b) => b.length - a.length);
  const members = unsaid.members.flatMap(({ guest, name }) => (guest === null ? [foldForSearch(name).trim()] : []));
  const verdicts = unsaid.verdicts.flatMap(({ caseNumber, court }) => [squeeze(caseNumber).text, squeeze(court).text]);
  const made = { verdicts: found(verdicts), members: found(members) };
  names.set(unsaid, made);
  return made;
}

interface Squeezed {
  words: string;
  text: string;
  /** Where the letters that each of `text` stands for begin and end in the words. */
  starts: number[];
  ends: number[];
}

/** Words as people type one name in many ways: of either script, without diacritics, blanks and dots. */
function squeeze(words: string): Squeezed {
  const { folded, starts, ends } = foldWithOffsets(words);
  const kept = Array.from(folded, (_, i) => i).filter((i) => !/[\s.]/u.test(folded.charAt(i)));
  return {
    words,
    text: kept.map((i) => folded.charAt(i)).join(""),
    starts: kept.map((i) => starts[i] ?? 0),
    ends: kept.map((i) => ends[i] ?? 0),
  };
}

function without({ words, text, starts, ends }: Squeezed, name: string): string {
  const at = text.indexOf(name);
  const isPart = (place: number): boolean => /[^\s,;:()[\]–—]/u.test(words.charAt(place));
  let [start, end] = [starts[at] ?? 0, ends[at + name.length - 1] ?? words.length];
  while (start > 0 && isPart(start - 1)) start--;
  while (end < words.length && isPart(end)) end++;
  return words.slice(0, start) + words.slice(end);
}
