import type { VerdictLanguage } from "../domain/language.ts";
import { foldForSearch, foldWithOffsets } from "./fold.ts";
import { homographsOf } from "./homographs.ts";
import { formsOfWord, type NameForm } from "./inflection.ts";
import type { NameCase } from "./paradigm.ts";
import { toCyrillic, toLatin } from "./script.ts";
import { toAlbanian, transcribeAlbanian } from "./transcription.ts";

/** What to make of a name besides the name in all its cases. */
export interface FormOptions {
  /** Given name and surname alone as well (default true). */
  parts?: boolean;
  /** `M. P.` and `M.P.` as well (default false: they are short and shared). */
  initials?: boolean;
  /** Forms of which it says no are left out (`standingIn`). */
  mayStand?: (form: string) => boolean;
}

const AGREEING: readonly NameCase[] = [
  "nominative",
  "genitive",
  "dative",
  "accusative",
  "instrumental",
  "vocative",
  "article",
];
const CYRILLIC = /\p{Script=Cyrillic}/u;
const INITIALS = /^(?:\p{Lu}\p{Ll}?\.?\s*){2,3}$/u;

/**
 * Every form of one person's names to look for: inflected, in both orders, with an initial, as possessive, in both
 * scripts, in the neighbours' spelling and with `d` for `đ`. `names` are the canonical name and any further ones
 * (nickname, surface forms confirmed by a person). Spellings that differ only in what `findForms` is blind to (case, diacritics)
 * are left out. Unordered, no duplicates.
 */
export function formsOf(
  names: string | readonly string[],
  language: VerdictLanguage,
  { parts = true, initials = false, mayStand }: FormOptions = {},
): string[] {
  const out = new Map<string, string>();
  const added = new Set<string>();
  const spellings = spelling(language);
  const fold = folding();
  const add = (form: string): void => {
    if (added.has(form)) return;
    added.add(form);
    if (mayStand && !mayStand(form)) return;
    for (const each of spellings(form)) {
      const key = fold(each).trim() + (CYRILLIC.test(each) ? " cyrl" : "");
      if (key !== "" && !out.has(key)) out.set(key, each);
    }
  };
  for (const name of typeof names === "string" ? [names] : names) {
    const clean = name.normalize("NFC").replace(/\s+/gu, " ").trim();
    if (clean === "") continue;
    add(clean);
    if (INITIALS.test(clean)) {
      addInitials(clean.match(/\p{Lu}\p{Ll}?/gu) ?? [], add);
      continue;
    }
    const words = latin(clean, language)
      .split(" ")
      .filter((word) => /\p{L}/u.test(word));
    if (words.length < 2) {
      for (const { form } of inflected(words[0] ?? "", language)) add(form);
      continue;
    }
    addFullName(words, language, add);
    if (initials) {
      const first = words.map((word) => word.charAt(0));
      addInitials(first, add);
      addInitials(first.toReversed(), add);
    }
    if (parts)
      for (const word of words)
        if (!isInitial(word))
          for (const part of [word, ...halvesOf(word)]) for (const { form } of inflected(part, language)) add(form);
  }
  return [...out.values()];
}

const isInitial = (word: string): boolean => /^\p{L}{1,2}\.$/u.test(word);

/** Half of a double surname is used alone too. */
const halvesOf = (word: string): string[] =>
  word.includes("-") ? word.split("-").filter((half) => half.length > 3) : [];

function latin(name: string, language: VerdictLanguage): string {
  return CYRILLIC.test(name) ? toLatin(name, language === "mk" ? "mk" : "sr") : name;
}

/** A double surname inflects at its end and, sometimes, in both halves. */
export function inflected(word: string, language: VerdictLanguage): NameForm[] {
  const halves = word.split("-");
  if (halves.length < 2 || halves.some((half) => half.length < 2)) return formsOfWord(word, language);
  const last = halves.pop() ?? "";
  const start = halves.join("-");
  const starts = formsOfWord(start, language);
  return formsOfWord(last, language).flatMap((form) => [
    { ...form, form: `${start}-${form.form}` },
    ...starts
      .filter((other) => other.case === form.case && other.case !== "nominative")
      .map((other) => ({ ...form, form: `${other.form}-${form.form}` })),
  ]);
}

function addFullName(words: readonly string[], language: VerdictLanguage, add: (form: string) => void): void {
  const surname = words.at(-1) ?? "";
  const given = words.slice(0, -1);
  const surnames = inflected(surname, language);
  const givens = given.map((word) => (isInitial(word) ? [] : inflected(word, language)));
  const pair = (left: string, right: string): void => {
    add(`${left} ${right}`);
    add(`${right} ${left}`);
  };
  const base = given.join(" ");
  for (const each of AGREEING) {
    const lefts = givens.reduce<string[]>(
      (made, forms, i) => {
        const choices = forms.filter((form) => form.case === each).map(({ form }) => form);
        if (choices.length === 0) choices.push(given[i] ?? "");
        return made.flatMap((start) => choices.map((form) => (start === "" ? form : `${start} ${form}`)));
      },
      [""],
    );
    for (const left of new Set(lefts)) {
      for (const { form } of surnames.filter((form) => form.case === each)) pair(left, form);
      pair(left, surname);
    }
  }
  // Albanian marks only the last word; possessives and family plurals are made of the surname.
  for (const { form } of surnames) add(`${base} ${form}`);
  for (const { form } of givens.length === 1 ? (givens[0] ?? []) : []) add(`${surname} ${form}`);
  const first = given[0]?.charAt(0) ?? "";
  for (const { form } of surnames) {
    add(`${first}. ${form}`);
    add(`${first}.${form}`);
    add(`${form} ${first}.`);
  }
}

function addInitials(letters: readonly string[], add: (form: string) => void): void {
  add(letters.map((letter) => `${letter}.`).join(" "));
  add(letters.map((letter) => `${letter}.`).join(""));
}

/** Makes each word of a form once: a name's few words stand in hundreds of pairs. Nothing is kept beyond the name. */
function wordByWord(make: (word: string) => string): (form: string) => string {
  const made = new Map<string, string>();
  const once = (word: string): string => {
    let own = made.get(word);
    if (own === undefined) made.set(word, (own = make(word)));
    return own;
  };
  return (form) => form.split(" ").map(once).join(" ");
}

/** `foldForSearch`, word by word. */
function folding(): (form: string) => string {
  const fold = wordByWord(foldForSearch);
  return (form) => {
    const folded = fold(form);
    // White space that is no space is one with the space beside it.
    return folded.includes("  ") ? foldForSearch(form) : folded;
  };
}

/**
 * Says of a form whether each of its words is one of these texts' in some spelling: any other form is found in none of them, and
 * spelling a verdict's tens of thousands takes half a second.
 */
export function standingIn(texts: readonly string[], language: VerdictLanguage): (form: string) => boolean {
  const words = new Set(texts.flatMap((text) => wordsIn(foldForSearch(text))));
  const spellings = spelling(language);
  const known = new Map<string, boolean>();
  const mayStand = (word: string): boolean => {
    let is = known.get(word);
    if (is === undefined)
      known.set(
        word,
        (is = spellings(word).some((each) => wordsIn(foldForSearch(each)).every((part) => words.has(part)))),
      );
    return is;
  };
  // A token is more than a word, and a form of two scripts is spelled as a whole.
  return (form) => form.includes("[") || CYRILLIC.test(form) || form.split(" ").every(mayStand);
}

function wordsIn(folded: string): string[] {
  return [...wordPlaces(folded)].map(({ text }) => text);
}

/** Spells a form as it may stand elsewhere, as it is first. */
function spelling(language: VerdictLanguage): (form: string) => string[] {
  const albanian = wordByWord(toAlbanian);
  const transcribed = (["mk", "sr"] as const).map((into) => wordByWord((word) => transcribeAlbanian(word, into)));
  const script = language === "mk" ? "mk" : "sr";
  const words = wordByWord((word) => toCyrillic(word, script));
  // A token is more than a word.
  const cyrillic = (form: string): string => (form.includes("[") ? toCyrillic(form, script) : words(form));
  return (form) => {
    const out = [form];
    if (CYRILLIC.test(form)) {
      out.push(latin(form, language));
      if (language === "mk") out.push(albanian(form));
    } else if (language === "sr" || language === "mk") {
      const other = cyrillic(form);
      out.push(other);
      if (language === "mk") out.push(albanian(other));
    } else if (language === "sq") for (const transcribe of transcribed) out.push(transcribe(form));
    for (const each of out.slice()) if (/đ/iu.test(each)) out.push(each.replaceAll("đ", "d").replaceAll("Đ", "D"));
    return out;
  };
}

/** Where a form stands. `form` is the one of those asked for that matched; the text may spell it otherwise. */
export interface FoundForm {
  start: number;
  end: number;
  form: string;
}

/** Forms made ready for many texts. */
export interface FormIndex {
  /** First folded word of a form → folded forms that begin with it, longest first. */
  byFirstWord: ReadonlyMap<string, readonly { folded: string; form: string; isOrdinaryWord: boolean }[]>;
}

const WORD = /[\p{L}\p{N}]+/gu;
const WORD_CHAR = /[\p{L}\p{N}]/u;
const LETTERS = /\p{L}+/gu;
/** A letter beside digits is a number's, a code's or a page's: `63a`, `B2`. */
const NAME_LETTERS = 2;
const MARKED = /\p{L}{2}$/u;
const DIGIT = /\p{N}/u;

/** Makes forms ready. With a language, one-word forms that are ordinary words too match only with a capital. */
export function indexForms(forms: readonly string[], language?: VerdictLanguage): FormIndex {
  const ordinary = language ? homographsOf(language) : new Set<string>();
  const byFirstWord = new Map<string, { folded: string; form: string; isOrdinaryWord: boolean }[]>();
  const seen = new Set<string>();
  const fold = folding();
  for (const form of new Set(forms)) {
    const folded = fold(form).trim();
    if (seen.has(folded)) continue;
    seen.add(folded);
    const first = folded.match(WORD)?.[0];
    if (first === undefined) continue;
    const at = folded.indexOf(first);
    const list = byFirstWord.get(first) ?? [];
    list.push({ folded: folded.slice(at), form, isOrdinaryWord: ordinary.has(folded) });
    byFirstWord.set(first, list);
  }
  for (const list of byFirstWord.values()) list.sort((a, b) => b.folded.length - a.folded.length);
  return { byFirstWord };
}

/**
 * Where forms stand in a text, as whole words, blind to script, case, diacritics and white space: exact ranges of the
 * original, sorted, apart, the longest form at each place. With `language`, see `indexForms`.
 */
export function findForms(text: string, forms: readonly string[] | FormIndex, language?: VerdictLanguage): FoundForm[] {
  const { byFirstWord } = "byFirstWord" in forms ? forms : indexForms(forms, language);
  const { folded, starts, ends } = foldWithOffsets(text);
  const out: FoundForm[] = [];
  let free = 0;
  for (const { text: word, at } of wordPlaces(folded)) {
    if (at < free) continue;
    for (const candidate of byFirstWord.get(word) ?? []) {
      const end = at + candidate.folded.length;
      if (!folded.startsWith(candidate.folded, at)) continue;
      if (goesOn(candidate.folded, folded.charAt(end))) continue;
      const range = { start: starts[at] ?? 0, end: ends[end - 1] ?? 0 };
      if (candidate.isOrdinaryWord && !/^\p{Lu}/u.test(text.slice(range.start, range.start + 2))) continue;
      out.push({ ...range, form: candidate.form });
      free = end;
      break;
    }
  }
  return out;
}

/** The words of a folded text; of one with the mark of a footnote against it also what it is without that, behind it. */
function* wordPlaces(folded: string): Generator<{ text: string; at: number }> {
  for (const { 0: text, index } of folded.matchAll(WORD)) {
    yield { text, at: index };
    for (const part of lettersIn(text) ?? []) yield { text: part.text, at: index + part.at };
  }
}

/** Whether a form is only the beginning of a word that goes on with this sign. A digit behind a name is the mark of a footnote. */
function goesOn(form: string, next: string): boolean {
  if (!WORD_CHAR.test(form.at(-1) ?? "") || !WORD_CHAR.test(next)) return false;
  return !(MARKED.test(form) && DIGIT.test(next));
}

/**
 * The letters of a word that has digits against them, as the mark of a footnote stands (`Lukovac12`, `1Куманово`), and where in it they begin;
 * null where it has none, or too few letters to be a name. `word`: letters and digits alone.
 */
export function lettersIn(word: string): { text: string; at: number }[] | null {
  if (!DIGIT.test(word)) return null;
  const parts = [...word.matchAll(LETTERS)].flatMap(({ 0: text, index }) =>
    text.length < NAME_LETTERS ? [] : { text, at: index },
  );
  return parts.length > 0 ? parts : null;
}
