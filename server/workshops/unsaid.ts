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
  const folded = foldForSearch(words);
  const said = new Map([WORDS, NUMBERS].map((between) => [between, squeeze(words, between).text]));
  const isTold =
    verdicts.some(({ text, between }) => said.get(between)?.includes(text)) ||
    members.some((name) => folded.includes(name));
  return isTold ? null : words;
}

/** What is left of a title where it names verdicts: without their numbers and courts, each with the word that it is part of. Null where nothing is. */
export function sayableTitle(title: string, unsaid: Unsaid): string | null {
  let left = title;
  for (const { text, between } of namesIn(unsaid).verdicts)
    for (let at = squeeze(left, between); at.text.includes(text); at = squeeze(left, between)) left = without(at, text);
  const said = left.replaceAll(/\(\s*\)|\[\s*\]/gu, "").replaceAll(/\s+/gu, " ");
  const trimmed = said.replaceAll(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, "");
  return /\p{L}{3}/u.test(trimmed) ? sayable(trimmed, unsaid) : null;
}

/** What people write between the letters of any name, as they please. */
const WORDS = /[\s.]+/gu;
/** What they write between the letters and digits of a number: any sign, and that it is one (`br.`, `nr.`, `No.`; `№` is folded to it). */
const NUMBERS = /[^\p{L}\p{N}]+|(?:br|nr|no)(?=[^\p{L}\p{N}]*\p{N})/gu;
/** A number of fewer letters and digits would be found in much that is none, as `K-7` in "week 7": its signs count. */
const NUMBER_SIGNS = 4;

/** A number or court as words are searched for it: both without what may stand between. */
interface Name {
  text: string;
  between: RegExp;
}

/** A number as it stands, and with its year in two digits or in four: `12/23` is `12/2023`. */
function withYears(number: string): string[] {
  return [
    number,
    number.replace(/(?<=\p{N}\s*[/–-]\s*)(?:19|20)(?=\d{2}(?!\p{N}))/u, ""),
    ...["19", "20"].map((century) => number.replace(/(?<=\p{N}\s*[/–-]\s*)(?=\d{2}(?!\p{N}))/u, century)),
  ];
}

/** Numbers and courts squeezed, and members' names folded, as words are searched for them: of an answer's many titles once. */
const names = new WeakMap<Unsaid, { verdicts: Name[]; members: string[] }>();

function namesIn(unsaid: Unsaid): { verdicts: Name[]; members: string[] } {
  const known = names.get(unsaid);
  if (known) return known;
  const members = unsaid.members.flatMap(({ guest, name }) => (guest === null ? [foldForSearch(name).trim()] : []));
  const [asWords, numbers] = [new Set<string>(), new Set<string>()];
  for (const { caseNumber, court } of unsaid.verdicts) {
    for (const name of [court, caseNumber]) asWords.add(squeeze(name, WORDS).text);
    for (const written of withYears(caseNumber)) {
      const number = squeeze(written, NUMBERS).text;
      if (number.length >= NUMBER_SIGNS) numbers.add(number);
    }
  }
  const named = (texts: Set<string>, between: RegExp): Name[] => [...texts].map((text) => ({ text, between }));
  const made = {
    // The longest first: one number may be the beginning of another.
    verdicts: [...named(asWords, WORDS), ...named(numbers, NUMBERS)]
      .filter(({ text }) => text !== "")
      .sort((a, b) => b.text.length - a.text.length),
    members: [...new Set(members)].filter(Boolean),
  };
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

/** Words as people type one name in many ways: of either script, without diacritics and what stands between. */
function squeeze(words: string, between: RegExp): Squeezed {
  const { folded, starts, ends } = foldWithOffsets(words);
  const kept: number[] = [];
  let next = 0;
  for (const { index, 0: passed } of [...folded.matchAll(between), { index: folded.length, 0: "" }]) {
    for (; next < index; next++) kept.push(next);
    next += passed.length;
  }
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
