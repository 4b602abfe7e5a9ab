import { type Folded, foldForSearch, foldWithOffsets } from "../../schema/language/fold.ts";
import { formsOf, lettersIn } from "../../schema/language/forms.ts";
import { homographsOf } from "../../schema/language/homographs.ts";
import { neighbourForms, type NeighbourForms } from "../../schema/language/neighbours.ts";
import { VerdictLanguage } from "../../schema/domain/language.ts";
import type { Range } from "../../schema/text/revision.ts";
import { findTokens } from "../../schema/text/token.ts";
import type { WantedWords } from "../store/erasure-store.ts";

/*
 * Words are compared by a key: folded (script, case, diacritics), one sign between words, whatever stands between them. A
 * key can be hashed, so that the same comparison finds what arrives late without the words being kept.
 */

/** Runs of so many words of an erased passage are its words wherever they stand. */
export const PASSAGE_RUN = 5;

/** What is looked for: keys in the clear, or a keyed hash of each. */
export interface Wanted {
  /** How many words keys have, each once. */
  lengths: readonly number[];
  /** Whether a key may begin with this word: a cheap question that most words of a text end with. */
  begins(word: string): boolean;
  /** `capital`: an ordinary word too, so only with a capital. */
  has(key: string): boolean | "capital";
  /** Whether a word is one of a name of several words. */
  isPart(word: string): boolean;
  /** Whether it is a word by itself, as far as is known. */
  isWord(word: string): boolean;
}

const WORD = /[\p{L}\p{N}]+/gu;
const LETTER = /\p{L}/u;
const CAPITAL = /^\p{Lu}/u;
const HAS_CAPITAL = /\p{Lu}/u;

export interface Word {
  text: string;
  start: number;
  end: number;
}

function wordsOf(folded: string): Word[] {
  return [...folded.matchAll(WORD)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}

/** The same without what a digit was set against, as the mark of a footnote is: `Куманово2`; null where there is no such word. */
function unmarked(words: readonly Word[]): Word[] | null {
  if (!words.some(({ text }) => lettersIn(text) !== null)) return null;
  return words.flatMap((word) => {
    const parts = lettersIn(word.text);
    return parts?.map(({ text, at }) => ({ text, start: word.start + at, end: word.start + at + text.length })) ?? word;
  });
}

/** The same with words parted where a capital letter follows a small one, as where somebody is typing right before a name; null where none does. */
function parted(words: readonly Word[], { text, starts }: Folded): Word[] | null {
  if (!/\p{Ll}\p{Lu}/u.test(text)) return null;
  const original = (at: number): string => String.fromCodePoint(text.codePointAt(starts[at] ?? 0) ?? 0);
  return words.flatMap(({ text: word, start, end }) => {
    const parts: Word[] = [];
    let from = start;
    for (let at = start + 1; at <= end; at++) {
      const isParted = at < end && /\p{Ll}/u.test(original(at - 1)) && /\p{Lu}/u.test(original(at));
      if (at < end && !isParted) continue;
      parts.push({ text: word.slice(from - start, at - start), start: from, end: at });
      from = at;
    }
    return parts;
  });
}

/** Words, parted where a capital letter follows a small one. */
export function wordsByCase(folded: Folded): Word[] {
  const words = wordsOf(folded.folded);
  return parted(words, folded) ?? words;
}

/** Initials keep their full stop (`M. P.` is nobody's `m p`), and endings their hyphen (`Hoxha-i` is not `Hoxha i`). */
export function signBetween(folded: string, left: Word, right: Word): "." | "-" | " " {
  const between = folded.slice(left.end, right.start);
  if (between === "-") return "-";
  return left.text.length === 1 && between.includes(".") ? "." : " ";
}

const DIGITS = /^\d{6,}$/;
/** A number may be spaced out into so many parts. */
const PARTS_MAX = 6;

/** A long number is its digits, however it is spaced out. */
function compact(key: string): string {
  const digits = key.replace(/[ .-]/g, "");
  return DIGITS.test(digits) ? digits : key;
}

function lengthsOf(key: string): number[] {
  return DIGITS.test(key) ? Array.from({ length: PARTS_MAX }, (_, i) => i + 1) : [key.split(/[ .-]/).length];
}

/** What stands for any first part of a long number, which may be spaced out anywhere: no word has a sign. */
const ANY_DIGITS = "#";

/** The word that a key begins with, as `beginsWith` asks about it. */
export function beginningOf(key: string): string {
  return DIGITS.test(key) ? ANY_DIGITS : (key.split(/[ .-]/, 1)[0] ?? key);
}

/** Whether a word is the beginning of a key, of which `has` knows the beginnings. */
export function beginsWith(word: string, has: (beginning: string) => boolean): boolean {
  return has(word) || (/^\d+$/.test(word) && has(ANY_DIGITS));
}

function keyOf(text: string): string | null {
  const folded = foldForSearch(text);
  const words = wordsOf(folded);
  const [first, ...rest] = words;
  if (!first) return null;
  let key = first.text;
  for (const [i, word] of rest.entries()) key += signBetween(folded, words[i] ?? first, word) + word.text;
  return compact(key);
}

/**
 * Forms as a person gave them, with every inflection of each; an inflection of another one is not inflected again. `mayStand`: see
 * FormOptions; it says yes of these forms, too, by which each is known again.
 */
export function inflectForms(
  forms: readonly string[],
  language: VerdictLanguage,
  mayStand?: (form: string) => boolean,
): string[] {
  return inflect(forms, language, mayStand).all;
}

/** `names`: those that are no inflection of one before them. */
function inflect(
  forms: readonly string[],
  language: VerdictLanguage,
  mayStand?: (form: string) => boolean,
): { all: string[]; names: string[] } {
  const out = new Set<string>();
  const known = new Set<string>();
  const names: string[] = [];
  for (const form of forms) {
    out.add(form);
    if (!LETTER.test(form) || known.has(foldForSearch(form))) continue;
    names.push(form);
    for (const each of formsOf(form, language, { parts: false, ...(mayStand && { mayStand }) })) {
      out.add(each);
      known.add(foldForSearch(each));
    }
  }
  return { all: [...out], names };
}

/** Forms as a person gave them, as the network's other languages spell and inflect them. */
export function neighboursOf(forms: readonly string[], language: VerdictLanguage): NeighbourForms {
  return neighbours(inflect(forms, language).names, language);
}

function neighbours(names: readonly string[], language: VerdictLanguage): NeighbourForms {
  const made = names.map((name) => neighbourForms(name, language));
  return { spelled: made.flatMap((each) => each.spelled), inflected: made.flatMap((each) => each.inflected) };
}

/**
 * A term's forms as keys, in the verdict's language and as the neighbours write them: what people typed does not say in which language
 * it is. A neighbour's inflection may be any other word of the text's language, so that a single one counts with a capital only.
 * `without`: inflections that somebody said are none of the name, as they stand in the text ("marke" of "Marko").
 */
export function wordsOfTerm(
  forms: readonly string[],
  language: VerdictLanguage,
  without: readonly string[] = [],
): WantedWords {
  const { all, names } = inflect(forms, language);
  const { spelled, inflected } = neighbours(names, language);
  const words = joined([
    ownKeys(all, language),
    keysOf(spelled, (key) => VerdictLanguage.options.some((each) => homographsOf(each).has(key))),
    keysOf(inflected, (key) => !/[ .-]/.test(key)),
  ]);
  return without.length === 0 ? words : leaving(words, without, new Set(forms.map(keyOf)));
}

/** Words without forms that are none of the name, but for those that were `given`; what is written small is left where it is small alone. */
function leaving(
  { plain, capital }: WantedWords,
  without: readonly string[],
  given: ReadonlySet<string | null>,
): WantedWords {
  const left = new Map<string | null, "small" | "all">();
  for (const form of without) {
    const key = keyOf(form);
    if (!given.has(key) && left.get(key) !== "all") left.set(key, HAS_CAPITAL.test(form) ? "all" : "small");
  }
  const small = plain.filter((key) => left.get(key) === "small");
  return {
    plain: plain.filter((key) => !left.has(key)),
    capital: [...capital.filter((key) => left.get(key) !== "all"), ...small],
  };
}

/** What may be of the term too: of each name its parts alone, and initials, in the verdict's language. */
export function wordsToPropose(forms: readonly string[], language: VerdictLanguage): WantedWords {
  const wide = forms.flatMap((form) => formsOf(form, language, { initials: true }));
  return joined([wordsOfTerm(forms, language), ownKeys(wide, language)]);
}

const ownKeys = (forms: readonly string[], language: VerdictLanguage): WantedWords =>
  keysOf(forms, (key) => homographsOf(language).has(key));

function keysOf(forms: readonly string[], isOrdinary: (key: string) => boolean): WantedWords {
  const plain = new Set<string>();
  const capital = new Set<string>();
  for (const form of forms) {
    const key = keyOf(form);
    if (key !== null) (isOrdinary(key) ? capital : plain).add(key);
  }
  return { plain: [...plain], capital: [...capital] };
}

/** Each key once, as the first that has it says. */
function joined(all: readonly WantedWords[]): WantedWords {
  const keys = new Map<string, keyof WantedWords>();
  for (const each of all)
    for (const how of ["plain", "capital"] as const)
      for (const key of each[how]) if (!keys.has(key)) keys.set(key, how);
  const of = (how: keyof WantedWords): string[] => [...keys].flatMap(([key, is]) => (is === how ? [key] : []));
  return { plain: of("plain"), capital: of("capital") };
}

/** Runs of five words of each part of a passage; all of it where it is shorter. */
export function wordsOfPassage(parts: readonly string[]): WantedWords {
  const plain = new Set<string>();
  for (const part of parts) {
    const folded = foldForSearch(part);
    const words = wordsOf(folded);
    for (let i = 0; i + Math.min(PASSAGE_RUN, words.length) <= words.length && words.length > 0; i++) {
      const run = words.slice(i, i + PASSAGE_RUN);
      const key = keyOf(folded.slice(run[0]?.start, run.at(-1)?.end));
      if (key !== null) plain.add(key);
    }
  }
  return { plain: [...plain], capital: [] };
}

/** `said`: a text of which the words are words by themselves, and no rests of a name. */
export function toWanted({ plain, capital }: WantedWords, said = ""): Wanted {
  const all = new Map<string, boolean | "capital">(capital.map((key) => [key, "capital"]));
  for (const key of plain) all.set(key, true);
  const lengths = new Set([...all.keys()].flatMap(lengthsOf));
  const beginnings = new Set([...all.keys()].map(beginningOf));
  const parts = new Set(partsOfNames(plain));
  return {
    lengths: [...lengths].sort((a, b) => a - b),
    begins: (word) => beginsWith(word, (beginning) => beginnings.has(beginning)),
    has: (key) => all.get(key) ?? false,
    isPart: (word) => parts.has(word),
    isWord: knownWords(said),
  };
}

/** Whether a word stands in a text; it is read when it is first asked. */
export function knownWords(text: string): Wanted["isWord"] {
  let known: ReadonlySet<string> | null = null;
  return (word) => (known ??= new Set(wordsOf(foldForSearch(text)).map((each) => each.text))).has(word);
}

/** The words of each name of two to four words: longer keys are those of passages, and what has initials in it, or digits, is no name. */
export function partsOfNames(keys: readonly string[]): string[] {
  const names = keys.map((key) => (/[.\d]/.test(key) ? [] : key.split(/[ -]/)));
  return [...new Set(names.flatMap((words) => (words.length > 1 && words.length <= 4 ? words : [])))];
}

/**
 * Every run of words that is wanted, also inside of another one (the surname in the full name): ranges of the original,
 * sorted by start.
 */
export function wantedRuns(text: string, wanted: Wanted, isTyped = false): Range[] {
  if (wanted.lengths.length === 0 || text === "") return [];
  const folded = foldWithOffsets(text);
  const words = wordsOf(folded.folded);
  const others = [unmarked(words), parted(words, folded)].filter((each) => each !== null);
  const runs = [words, ...others].flatMap((each) => runsIn(each, folded, wanted, isTyped));
  return others.length > 0 ? runs.sort((a, b) => a.start - b.start) : runs;
}

function runsIn(
  words: readonly Word[],
  { text, folded, starts, ends }: Folded,
  { lengths, begins, has }: Wanted,
  isTyped: boolean,
): Range[] {
  const longest = lengths.at(-1) ?? 0;
  const runs: Range[] = [];
  for (const [i, first] of words.entries()) {
    if (!begins(first.text)) continue;
    const start = starts[first.start] ?? 0;
    let key = "";
    for (let n = 1; n <= longest; n++) {
      const word = words[i + n - 1];
      if (!word) break;
      const before = n === 1 ? "" : key + signBetween(folded, words[i + n - 2] ?? first, word);
      key = before + word.text;
      if (!lengths.includes(n)) continue;
      const is = has(compact(key));
      if (is === true || (is === "capital" && CAPITAL.test(text.slice(start, start + 2))))
        runs.push({ start, end: ends[word.end - 1] ?? 0 });
      else if (isTyped && n > 1) {
        const length = wantedBeginning(before, word.text, has);
        if (length > 0) runs.push({ start, end: ends[word.start + length - 1] ?? 0 });
      }
    }
  }
  return runs;
}

/** Letters of a surname at least for it to be known at the beginning of another word. */
const BEGINNING = 4;

/** How many letters of the last word are that of a name of several words against which somebody is typing; 0 where none. */
function wantedBeginning(before: string, word: string, has: Wanted["has"]): number {
  for (let length = word.length - 1; length >= BEGINNING; length--)
    if (has(before + word.slice(0, length)) === true) return length;
  return 0;
}

/**
 * Where wanted words stand: whole words, ranges of the original that are sorted and apart; typed tokens are left alone. `isTyped`: also where
 * somebody is typing on right behind a name.
 */
export function findWanted(text: string, wanted: Wanted, isTyped = false): Range[] {
  const found: Range[] = [];
  for (const { start, end } of wantedRuns(text, wanted, isTyped)) {
    const before = found.at(-1);
    if (before && start < before.end) before.end = Math.max(before.end, end);
    else found.push({ start, end });
  }
  const tokens = found.length > 0 ? findTokens(text) : [];
  return found
    .flatMap((range) => partsOf(text, range))
    .filter(({ start, end }) => !tokens.some((token) => start < token.end && token.start < end));
}

// What stands between two blocks, or between two mentions in a list, stays.
const SEPARATOR = /[\n,;:!?]/;
const EDGE_SPACE = /^\s+|\s+$/g;
// The stop of the sentence that a name ends, and a word of one letter that begins the next.
const SENTENCE_END = /(?<=\p{L}{2})\.(?:\s+\p{L})?$/u;

/** The parts of a run of words between separators. */
function partsOf(text: string, { start, end }: Range): Range[] {
  let at = start;
  return text
    .slice(start, end)
    .split(SEPARATOR)
    .flatMap((part) => {
      const from = at + part.length - part.trimStart().length;
      const trimmed = part.replace(EDGE_SPACE, "");
      at += part.length + 1;
      const words = text[from + trimmed.length] === "." ? trimmed : trimmed.replace(SENTENCE_END, "");
      const to = from + words.length;
      // Behind a separator a letter without a stop is a word, and no initial: "Shtembari, I pandehuri".
      const isLetter = words.length === 1 && to - from < end - start && text[to] !== ".";
      return words === "" || isLetter ? [] : [{ start: from, end: to }];
    });
}

/**
 * How words were written, and so what may have been done to a name in them. `typed`: people write there now, so that somebody may be typing against a
 * name, or into it; `said`: somebody wrote them, and may have typed into a name before; `settled`: a court's, or handed in or approved.
 */
export type Written = "typed" | "said" | "settled";

/** Whether a text holds what is erased. `parted`: what was put between letters of it that stood side by side. */
export type HoldsErased = (text: string, written?: Written, parted?: readonly Range[]) => boolean;

/** The text with a token in the place of each run of wanted words; the same string where there is none. */
export function replaceWanted(text: string, wanted: Wanted, token: string, isTyped = false): string {
  let out = "";
  let at = 0;
  for (const { start, end } of findWanted(text, wanted, isTyped)) {
    out += text.slice(at, start) + token;
    at = end;
  }
  return at === 0 ? text : out + text.slice(at);
}

/**
 * What a place takes of a text that was rewritten: a token may be longer than the name, and is then cut with what stands behind
 * it. What no cut makes fit is no typed text, and stays as it was: an id or a closed word names nobody.
 */
export function fitted(before: string, next: string, fits: (text: string) => boolean): string {
  if (fits(next)) return next;
  // Half of a letter is none.
  const cut = next.slice(0, before.length).replace(/[\ud800-\udbff]$/, "");
  return fits(cut) ? cut : before;
}
