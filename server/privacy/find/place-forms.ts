import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { NameQuasi } from "../../../schema/protocol/http/pseudonyms.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { stemOf } from "../../../schema/language/stem/stem.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { wordsOf } from "../words.ts";

const QUOTED = /[„“”"«]([^„“”"«»\n]{2,60})[”“"»]/u;
const OPENS = /[„“”"«]/u;
const CLOSES = /[”“"»]/u;

/**
 * A court or a prosecutor keeps its town: who is tried there is no secret. A police station tells where somebody lived. Folded, at the
 * end of what stands before.
 */
const COURT = /(?:sud|tuzilas|obvinitels|gjykat|prokuror)\p{L}*(?:\s(?:u|vo|ne|na|e|i|te|per|rrethit|gjyqesor))?\s$/u;
const BEFORE = 48;

/** The kinds whose words are a name; of a workplace or a trade they are a description. */
const NAMES: ReadonlySet<NameQuasi["kind"]> = new Set([
  "birth-place",
  "settlement",
  "business",
  "institution",
  "school",
]);

/**
 * By what two forms of the name of a place or an organisation are one: the stems of its words, of those in quotation marks where there
 * are any. "" for what is no name.
 */
export function placeKey({ kind, text }: Pick<NameQuasi, "kind" | "text">, language: VerdictLanguage): string {
  if (!NAMES.has(kind)) return "";
  const quoted = QUOTED.exec(text)?.[1];
  const words = wordsOf(quoted ?? text);
  if (words.length === 0 || (quoted === undefined && words.some(({ isCapital }) => !isCapital))) return "";
  return words.map(({ folded }) => stemOf(folded, language)).join(" ");
}

/** A form of a name of a place or an organisation. */
export interface PlaceForm extends Range {
  key: string;
  /** In the name of a court or a prosecutor. */
  ofCourt: boolean;
  /** Else it is typed as messages are, or is an ordinary word. */
  isCapital: boolean;
}

/** Whether it is to be replaced with the others. */
export function isOwnName({ ofCourt, isCapital }: PlaceForm): boolean {
  return isCapital && !ofCourt;
}

/** Whether the name of a court or a prosecutor goes on at `start`. */
export function isCourts(text: string, start: number): boolean {
  return COURT.test(foldForSearch(text.slice(Math.max(0, start - BEFORE), start)));
}

/** Where names of places and organisations stand in a text in any of their forms, in text order. */
export function placeForms(text: string, keys: ReadonlySet<string>, language: VerdictLanguage): PlaceForm[] {
  const sizes = [...new Set([...keys].filter(Boolean).map((key) => key.split(" ").length))].sort((a, b) => b - a);
  if (sizes.length === 0) return [];
  const words = wordsOf(text);
  const stems = words.map(({ folded }) => stemOf(folded, language));
  const found: PlaceForm[] = [];
  for (let at = 0; at < words.length; at++) {
    const first = words[at];
    if (!first) continue;
    for (const size of sizes) {
      const last = words[at + size - 1];
      const key = stems.slice(at, at + size).join(" ");
      const isOne = words.slice(at + 1, at + size).every(({ before }) => before === " ");
      if (!last || !isOne || !keys.has(key)) continue;
      const ofCourt = isCourts(text, first.start);
      found.push({ ...withQuotes(text, first.start, last.end), key, ofCourt, isCapital: first.isCapital });
      at += size - 1;
      break;
    }
  }
  return found;
}

const SPACED = /(?<![\p{L}\p{N}])\p{Lu}(?:[ \u00a0]\p{Lu}){2,}(?![\p{L}\p{N}])/gu;

/** Where such a name stands with spaces between its letters, as headings are set: `N I Š`. */
export function spacedForms(text: string, keys: ReadonlySet<string>, language: VerdictLanguage): PlaceForm[] {
  return [...text.matchAll(SPACED)].flatMap(({ 0: letters, index }) => {
    const key = stemOf(foldForSearch(letters.replace(/\s/gu, "")), language);
    const range = { start: index, end: index + letters.length };
    return keys.has(key) ? [{ ...range, key, ofCourt: false, isCapital: true }] : [];
  });
}

function withQuotes(text: string, start: number, end: number): Range {
  const isQuoted = OPENS.test(text.charAt(start - 1)) && CLOSES.test(text.charAt(end));
  return isQuoted ? { start: start - 1, end: end + 1 } : { start, end };
}
