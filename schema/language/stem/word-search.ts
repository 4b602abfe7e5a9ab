import { VerdictLanguage } from "../../domain/language.ts";
import { type Folded, foldForSearch, foldWithOffsets } from "../fold.ts";
import { toLatin } from "../script.ts";
import type { Range } from "../../text/revision.ts";
import { irregularForms } from "./irregular.ts";
import { siblingStem } from "./sibling.ts";
import { stemOf } from "./stem.ts";
import { verbForms } from "./verbs.ts";

/*
 * One rule for every search of the product. Words are found as they are typed, blind to script, case and diacritics; a word of four
 * letters or more in its other forms, too. In a text they are looked for one behind the other (`findWords`), in lists of names, categories
 * and passages each of them anywhere (`holdsWords`, `findEachWord`), where letters begin a word and digits a number.
 */

/** The words' place in a text; `isForm` where they stand in another form than they are typed. */
export interface FoundWords extends Range {
  isForm: boolean;
  /** It is a placeholder of the text, or lies in one. */
  isPlaceholder?: boolean;
}

/** Shorter words are found as they are typed. */
const SHORTEST = 4;
const LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;
const PARTS = /\p{L}+|\p{N}+/gu;

/** Of a text nobody says in which language it is. */
export const ANY_LANGUAGE: readonly VerdictLanguage[] = VerdictLanguage.options;

/**
 * Where words stand one behind the other, sorted, apart; where they stand as they are typed that counts. At most `limit`. Only where
 * they stand nowhere whole or in a form, what holds their letters counts: *napuštanja* is no place of *stan*.
 */
export function findWords(
  text: string | Folded,
  query: string,
  languages: readonly VerdictLanguage[],
  limit = Infinity,
): FoundWords[] {
  const searched = typeof text === "string" ? foldWithOffsets(text) : text;
  const words = wordsOf(query);
  const typed = typedIn(searched, query).filter((each) => isAsMarked(searched, each, query));
  // Signs are meant as they are typed.
  if (!words.every(isWord)) return typed.slice(0, limit);
  const forms = [
    ...languages.flatMap((language) => formsOfAll(searched, words, language)),
    ...formsOfMarked(searched, query.trim()),
  ].filter((each) => isAsMarked(searched, each, query));
  const whole = [...typed.filter(({ isWhole }) => isWhole), ...forms];
  return mergeFound(whole.length > 0 ? whole : typed).slice(0, limit);
}

const MARKED = /[šđčćž]/u;
const ENDING_LONGEST = 3;
const asMarked = (words: string): string => toLatin(words).toLowerCase();

const CYRILLIC = /\p{Script=Cyrillic}/u;
const PLAIN: Readonly<Record<string, string>> = { š: "s", ž: "z", č: "c", ć: "c" };

/**
 * In Latin letters marks are left out; in Cyrillic a letter is what it is: *нису* is no place of *нишу*, in whichever script that is typed.
 * In other forms of a word ч and ц change places.
 */
function isAsMarked(searched: Folded, { start, end, isForm }: FoundWords, query: string): boolean {
  if (!MARKED.test(asMarked(query))) return true;
  const place = searched.text.slice(start, end);
  if (!CYRILLIC.test(place)) return true;
  const stands = asMarked(place).split(/\s+/u);
  return asMarked(query.trim())
    .split(/\s+/u)
    .every((word, i) => {
      const found = stands[i] ?? "";
      const at = Array.from(word).findIndex((letter, n) => foldForSearch(letter) !== foldForSearch(found[n] ?? ""));
      const shared = at < 0 ? word : word.slice(0, at);
      return Array.from(shared).every((letter, n) => PLAIN[letter] !== found[n] || (isForm && found[n] === "c"));
    });
}

/** A word too short for a stem that is typed with its marks: *Nišu* is of *niš*, *nisu* is not. */
function formsOfMarked(searched: Folded, typed: string): FoundWords[] {
  const word = typedMarked(typed);
  if (word === null) return [];
  const folded = foldForSearch(typed);
  return beginningsIn(searched.folded, folded).flatMap(([at, begun]) => {
    const end = endOf(searched.folded, at, isLetter);
    const range = rangeOf(searched, at, end);
    const isForm =
      end - begun <= ENDING_LONGEST && asMarked(searched.text.slice(range.start, range.end)).startsWith(word);
    return isForm ? [{ ...range, isForm }] : [];
  });
}

/** What of a short word with marks its forms begin with; null for a word that is no form of one. *Nišu* is of *niš*. */
export function shortMarked(word: string): string | null {
  // Of most words their length tells.
  if (word.length >= SHORTEST + ENDING_LONGEST) return null;
  const marked = asMarked(word);
  const isForm = marked.length >= SHORTEST && marked.length < SHORTEST + ENDING_LONGEST;
  const begun = marked.slice(0, SHORTEST - 1);
  return isForm && MARKED.test(begun) ? begun : null;
}

/** A word that is too short for a stem, as it is typed with its marks; null for any other. */
export function typedMarked(typed: string): string | null {
  const word = asMarked(typed);
  return MARKED.test(word) && word.length === SHORTEST - 1 && isWord(foldForSearch(typed)) ? word : null;
}

/** Where the letters stand as they are typed; and whether they are whole words there. */
function typedIn(searched: Folded, query: string): (FoundWords & { isWhole: boolean })[] {
  const { folded } = searched;
  const needle = foldForSearch(query).trim();
  const found: (FoundWords & { isWhole: boolean })[] = [];
  if (needle === "") return found;
  const [isOfFirst, isOfLast] = [kindOf(needle[0] ?? ""), kindOf(needle.at(-1) ?? "")];
  const isInWord = (is: Kind, inside: string, beside = ""): boolean => is(inside) && is(beside);
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
    const end = at + needle.length;
    const isWhole =
      !isInWord(isOfFirst, needle[0] ?? "", folded[at - 1]) && !isInWord(isOfLast, needle.at(-1) ?? "", folded[end]);
    found.push({ ...rangeOf(searched, at, end), isForm: false, isWhole });
  }
  return found;
}

/** Where each word stands; all that are typed in one place first, then beginnings of words and other forms. */
export function findEachWord(text: string, query: string, languages: readonly VerdictLanguage[]): FoundWords[] {
  const searched = foldWithOffsets(text);
  const whole = findWords(searched, query, languages);
  if (whole.length > 0) return whole;
  return mergeFound(
    wordsOf(query).flatMap((word) => [
      ...beginningsIn(searched.folded, word).map(([at, end]) => ({ ...rangeOf(searched, at, end), isForm: false })),
      ...languages.flatMap((language) => formsOfAll(searched, [word], language)),
    ]),
  );
}

/**
 * How a text answers words: 3 where each stands in it whole, 2 where some do in another form, 1 where some only begin a word there; 0 where
 * one does neither.
 */
export type Holds = 0 | 1 | 2 | 3;

/** Whether each word stands somewhere in a text, all of them in one language. */
export function holdsWords(text: string, query: string, languages: readonly VerdictLanguage[] = ANY_LANGUAGE): Holds {
  const folded = foldedOf(text);
  const words = wordsOf(query);
  const each = words.map((word): Holds => {
    const found = beginningsIn(folded, word);
    if (found.length === 0) return 0;
    return found.some(([, end]) => !kindOf(word.at(-1) ?? "")(folded[end] ?? "")) ? 3 : 1;
  });
  if (words.length === 0) return 0;
  if (each.every((holds) => holds === 3)) return 3;
  let best: Holds = each.includes(0) ? 0 : 1;
  for (const language of languages) {
    const holds = words.map((word, i) => (each[i] !== 3 && isFormed(folded, word, language) ? 2 : (each[i] ?? 0)));
    if (Math.min(...holds) > best) best = Math.min(...holds) as Holds;
  }
  return best;
}

const isFormed = (folded: string, word: string, language: VerdictLanguage): boolean =>
  isWord(word) && !formsOf(folded, word, language).next().done;

/** A short word is only what another begins with: of *koci* no form is *kok*. */
function areOne(word: string, other: string, language: VerdictLanguage): boolean {
  const hasStem = other.length >= SHORTEST || irregularForms(other, language) !== undefined;
  if (!hasStem && !word.startsWith(other)) return false;
  const stem = stemOf(other, language);
  return stemOf(word, language) === stem || siblingStem(word, language) === stem;
}

/** Whether a folded word of a text in a language is a form of one that is typed. */
export function isFormIn(typed: string, word: string, language: VerdictLanguage): boolean {
  const irregular = irregularForms(typed, language) ?? verbForms(typed, language);
  if (irregular) return irregular.includes(word);
  return typed.length >= SHORTEST && isLetter(typed[0] ?? "") && areOne(typed, word, language);
}

/** By what `isFormIn` finds a word in an index: null for one that is only found as it stands. */
export function indexedStem(word: string, language: VerdictLanguage): string | null {
  const hasForms = isLetter(word[0] ?? "") && (word.length >= SHORTEST || irregularForms(word, language) !== undefined);
  return hasForms ? stemOf(word, language) : null;
}

/** What stands in an index of the words that `isFormIn` takes for forms of a typed one: their stems, or themselves. */
export function soughtForms(typed: string, language: VerdictLanguage): { stems: string[]; words: string[] } {
  const irregular = irregularForms(typed, language) ?? verbForms(typed, language);
  if (irregular) return { stems: [], words: [...irregular] };
  const stem = indexedStem(typed, language);
  if (stem === null) return { stems: [], words: [] };
  const short = Array.from({ length: SHORTEST - 1 }, (_, i) => typed.slice(0, i + 1));
  const sibling = siblingStem(typed, language);
  return {
    stems: sibling === null ? [stem] : [stem, sibling],
    words: short.filter((word) => areOne(typed, word, language)),
  };
}

/** Whether two folded words are forms of one, in whichever language. */
export function isFormOf(word: string, other: string): boolean {
  return ANY_LANGUAGE.some(
    (language) =>
      (word.length >= SHORTEST || irregularForms(word, language) !== undefined) && areOne(word, other, language),
  );
}

/** What something says, in one of these languages. */
export interface SaidIn {
  text: string;
  languages: readonly VerdictLanguage[];
}

/**
 * Of some things those that answer words. A word that stands whole in texts of a language is meant in that language: in others it is not
 * taken for the beginning of one (of *dece*, *deception* is none).
 */
export function answering<Item>(
  items: Iterable<Item>,
  saidOf: (item: Item) => readonly SaidIn[],
  query: string,
): Set<Item> {
  const holding: { item: Item; holds: Holds; languages: readonly VerdictLanguage[] }[] = [];
  for (const item of items)
    for (const { text, languages } of saidOf(item)) {
      const holds = holdsWords(text, query, languages);
      if (holds > 0) holding.push({ item, holds, languages });
    }
  const isWhole = query.trim().length >= SHORTEST && holding.some(({ holds }) => holds > 1);
  const meant = new Set(holding.flatMap(({ holds, languages }) => (holds > 1 ? languages : [])));
  const found = holding.filter(
    ({ holds, languages }) => holds > 1 || !isWhole || languages.some((of) => meant.has(of)),
  );
  return new Set(found.map(({ item }) => item));
}

const wordsOf = (query: string): string[] => foldForSearch(query).split(" ").filter(Boolean);

/** Folded once: each letter that is typed looks through the same names and definitions. */
const foldedTexts = new Map<string, string>();
const FOLDED_MOST = 20_000;

function foldedOf(text: string): string {
  let folded = foldedTexts.get(text);
  if (folded === undefined) {
    if (foldedTexts.size >= FOLDED_MOST) foldedTexts.clear();
    foldedTexts.set(text, (folded = foldForSearch(text)));
  }
  return folded;
}

const isDigit = (char: string): boolean => DIGIT.test(char);
// Almost all that is ever folded is one of these.
const isLetter = (char: string): boolean => (char >= "a" && char <= "z") || (char > "~" && LETTER.test(char));

type Kind = (char: string) => boolean;
const kindOf = (part: string): Kind => (isDigit(part) ? isDigit : isLetter);

/** Where a word or a number begins with a part, and where that ends; the pieces of `К.63/22` stand apart in whatever way. */
function beginningsIn(folded: string, part: string): [number, number][] {
  const found: [number, number][] = [];
  if (isWord(part)) {
    const is = kindOf(part);
    for (let at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + 1))
      if (!is(folded[at - 1] ?? "")) found.push([at, at + part.length]);
    return found;
  }
  const pieces = part.match(PARTS) ?? [];
  const pattern = pieces.length === 0 ? escaped(part) : pieces.join("[^\\p{L}\\p{N}]*");
  const is = kindOf(pieces[0] ?? "");
  for (const { index, 0: words } of folded.matchAll(new RegExp(pattern, "gu")))
    if (pieces.length === 0 || !is(folded[index - 1] ?? "")) found.push([index, index + words.length]);
  return found;
}

const isWord = (part: string): boolean => part.match(PARTS)?.[0] === part;
const escaped = (signs: string): string => signs.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");

function endOf(folded: string, from: number, is: Kind): number {
  let end = from;
  while (end < folded.length && is(folded[end] ?? "")) end++;
  return end;
}

/** Places of a folded word in any form; of a short one, or of a number, as it is typed. */
function* formsOf(folded: string, word: string, language: VerdictLanguage): Generator<[number, number]> {
  const kind = kindOf(word);
  const irregular = irregularForms(word, language) ?? verbForms(word, language);
  const hasForms = kind === isLetter && (irregular !== undefined || word.length >= SHORTEST);
  const stems = [stemOf(word, language), siblingStem(word, language)].filter((stem) => stem !== null);
  // In the last letter forms of one stem may differ (ruka, ruci).
  const beginnings = irregular ?? (hasForms ? stems.map((stem) => stem.slice(0, -1)) : [word]);
  for (const beginning of beginnings)
    for (const [at] of beginningsIn(folded, beginning)) {
      const end = endOf(folded, at, kind);
      const found = folded.slice(at, end);
      if (irregular ? found === beginning : hasForms ? areOne(word, found, language) : found === word) yield [at, end];
    }
}

/** Places of some words one behind the other, each in any form. */
function formsOfAll(searched: Folded, words: readonly string[], language: VerdictLanguage): FoundWords[] {
  const { folded } = searched;
  const [first = "", ...rest] = words;
  if (!words.some((word) => word.length >= SHORTEST && isLetter(word[0] ?? ""))) return [];
  const followers = rest.map((word) => new Map(formsOf(folded, word, language)));
  const found: FoundWords[] = [];
  for (const [start, firstEnd] of formsOf(folded, first, language)) {
    let end: number | undefined = firstEnd;
    for (const follower of followers) {
      end = folded[end] === " " ? follower.get(end + 1) : undefined;
      if (end === undefined) break;
    }
    if (end !== undefined) found.push({ ...rangeOf(searched, start, end), isForm: true });
  }
  return found;
}

function rangeOf({ starts, ends }: Folded, from: number, to: number): Range {
  return { start: starts[from] ?? 0, end: ends[to - 1] ?? 0 };
}

/** Places in text order, apart: what is typed goes before another form that it lies in. */
export function mergeFound(found: readonly FoundWords[]): FoundWords[] {
  const out: FoundWords[] = [];
  for (const each of found.toSorted(
    (a, b) => a.start - b.start || Number(a.isForm) - Number(b.isForm) || b.end - a.end,
  )) {
    const last = out.at(-1);
    if (!last || each.start >= last.end) out.push(each);
    else if (last.isForm && !each.isForm) out[out.length - 1] = each;
  }
  return out;
}
