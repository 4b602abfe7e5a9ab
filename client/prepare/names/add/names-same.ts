import { VerdictLanguage } from "../../../../schema/domain/language.ts";
import { sameOf } from "../../../../schema/domain/names-progress.ts";
import type { NameEntity, NamesView, ThingToAdd } from "../../../../schema/protocol/http/pseudonyms.ts";
import { findForms, formsOf } from "../../../../schema/language/forms.ts";
import { foldForSearch } from "../../../../schema/language/fold.ts";
import { stemOf } from "../../../../schema/language/stem/stem.ts";
import { tokensOf } from "../../../../schema/text/token-words.ts";
import { overlaps } from "../../../../schema/text/ranges.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { findTokens, formatToken, parseToken, TOKEN_KINDS } from "../../../../schema/text/token.ts";

type Token = NameEntity["token"];

/** By what placeholder each is called. */
const TOKEN_OF: Readonly<Record<ThingToAdd, Token["kind"]>> = {
  settlement: "Place",
  business: "Organisation",
  school: "Organisation",
  institution: "Organisation",
  address: "Address",
  "birth-date": "Date of birth",
  date: "Date",
  file: "File",
  number: "Number",
};

/** What added words may be another form of. */
export interface SameThing {
  /** How a command calls it: by its id, or by its token where only that is left of it. */
  as: string;
  /** Null where nobody knows any more for which words the placeholder stands. */
  words: string | null;
  token: Token;
  /** These very words, in whatever form. */
  isAlike: boolean;
}

/**
 * What selected words may be the same as: first what is these very words, then what stands in the text as a placeholder, then what is
 * found in it.
 */
export function samesOf(
  names: NamesView,
  thing: ThingToAdd,
  { words, text, textLang, proposed }: { words: string; text: string; textLang: string; proposed?: string | null },
): SameThing[] {
  const kind = TOKEN_OF[thing];
  const key = keyOf(words, textLang);
  const found = new Map<string, SameThing>();
  const add = (as: string, token: Token | null, forms: readonly string[]): void => {
    const called = token?.kind === kind ? formatToken(token.kind, token.label) : null;
    if (!token || called === null || found.has(called)) return;
    const isAlike = called === proposed || forms.some((form) => keyOf(form, textLang) === key);
    found.set(called, { as, token, words: forms[0] ?? null, isAlike });
  };
  for (const { token, forms } of names.replaced ?? []) add(formatToken(token.kind, token.label), token, forms);
  for (const called of tokensOf(text)) add(called, parseToken(called), []);
  for (const [first, ...more] of sameOf([...names.identifiers, ...names.quasi]))
    if (first)
      add(
        first.id,
        first.token,
        [first, ...more].map((each) => each.text),
      );
  return [...found.values()].sort((a, b) => Number(b.isAlike) - Number(a.isAlike));
}

/** What words are that hold a figure and that nobody has named: a day, the number of a file, another number; null without one. */
export function thingByFigures(words: string): ThingToAdd | null {
  if (DAY.test(words)) return "date";
  if (FILE.test(words)) return "file";
  return /\d/u.test(words) ? "number" : null;
}

const DAY = /^\s*(?:\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?\d{4}\.?|\d{1,2}\.?\s\p{L}+\s\d{4}\.?|\d{4}-\d{2}-\d{2})\s*$/u;
const FILE = /\d{1,6}\s?\/\s?(?:\d{2}|\d{4})(?!\d)/u;

/** The one person whose name has all these words, in whatever form; null for nobody's, or that of several. */
export function personNamed({ entities }: NamesView, words: string, textLang: string): string | null {
  const stems = keyOf(words, textLang).split(" ");
  const named = entities.filter(({ state, canonical, mentions }) => {
    const own = new Set(
      [canonical, ...mentions.map(({ text }) => text)].flatMap((each) => keyOf(each, textLang).split(" ")),
    );
    return state !== "dismissed" && stems.every((stem) => stem !== "" && own.has(stem));
  });
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}

/** A word with spaces between its letters, as headings are set: `N I Š`. */
const SPACED = /(?<![\p{L}\p{N}])\p{Lu}(?:[ \u00a0]\p{Lu}){2,}(?![\p{L}\p{N}])/gu;
const closed = (letters: string): string => letters.replace(/\s/gu, "");

function keyOf(words: string, textLang: string): string {
  const language = VerdictLanguage.catch("en").parse(textLang.split("-")[0]);
  const inOrder = foldForSearch(words.replace(SPACED, closed)).match(/[\p{L}\p{N}]+/gu) ?? [];
  return inOrder.map((word) => stemOf(word, language)).join(" ");
}

/** All places of a name and of its parts, in whatever form, and of words that are no name's: by how they are written, most often first. */
export function leftOver(text: string, words: string, textLang: string): { form: string; places: Range[] }[] {
  const language = VerdictLanguage.catch("en").parse(textLang.split("-")[0]);
  const tokens = findTokens(text);
  const named = /^\P{L}*\p{Lu}/u.test(words) ? findForms(text, formsOf(words, language), language) : [];
  const free = named.filter((place) => !tokens.some((token) => overlaps(token, place)));
  const same = placesOfForms(text, words, textLang).filter((place) => !free.some((each) => overlaps(each, place)));
  const forms = new Map<string, Range[]>();
  for (const { start, end } of [...free, ...same].sort((a, b) => a.start - b.start)) {
    const form = text.slice(start, end);
    forms.set(form, [...(forms.get(form) ?? []), { start, end }]);
  }
  return [...forms].map(([form, places]) => ({ form, places })).sort((a, b) => b.places.length - a.places.length);
}

/** Kinds that a name which is found after clearing may be new of: victims and defendants stand in the case sheet, and are there. */
const NEW_KINDS = TOKEN_KINDS.filter((kind) => !["Victim", "Defendant", "Passage"].includes(kind));

/** A placeholder of each kind that stands for nobody yet. */
export function newTokens(text: string): string[] {
  const there = [...tokensOf(text)].flatMap((token) => parseToken(token) ?? []);
  return NEW_KINDS.map((kind) => {
    const labels = there.filter((token) => token.kind === kind).map(({ label }) => Number(label) || 0);
    return formatToken(kind, Math.max(0, ...labels) + 1);
  });
}

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*/gu;

/** All places of words in whatever form, in text order, but in placeholders: with a capital letter where they are chosen with one. */
export function placesOfForms(text: string, words: string, textLang: string): Range[] {
  const key = keyOf(words, textLang);
  const size = key.split(" ").length;
  const tokens = findTokens(text);
  const isUpper = /^\P{L}*\p{Lu}/u.test(words);
  const all = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
  return all.flatMap(({ start }, i) => {
    const end = all[i + size - 1]?.end ?? 0;
    const here = text.slice(start, end);
    const isForm = key !== "" && (!isUpper || /^\p{Lu}/u.test(here)) && keyOf(here, textLang) === key;
    return isForm && !tokens.some((token) => overlaps(token, { start, end })) ? [{ start, end }] : [];
  });
}
