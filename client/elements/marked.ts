import { html, type TemplateResult } from "lit";
import { ANY_LANGUAGE, findEachWord } from "../../schema/language/stem/word-search.ts";

/** A label cut where the query stands in it, for underlining. */
export function markMatches(label: string, query: string): { text: string; isMatch: boolean }[] {
  const pieces: { text: string; isMatch: boolean }[] = [];
  let at = 0;
  for (const range of findEachWord(label, query, ANY_LANGUAGE)) {
    if (range.start > at) pieces.push({ text: label.slice(at, range.start), isMatch: false });
    pieces.push({ text: label.slice(range.start, range.end), isMatch: true });
    at = range.end;
  }
  if (at < label.length) pieces.push({ text: label.slice(at), isMatch: false });
  return pieces;
}

/** A label with the letters marked that answer the words. */
export function markedLabel(words: string, label: string): TemplateResult | string {
  if (words.trim() === "") return label;
  return html`${markMatches(label, words).map((piece) => (piece.isMatch ? html`<mark class="match">${piece.text}</mark>` : piece.text))}`;
}

/** Of a longer text so much is shown. */
const CUT_MAX = 90;

/** The part of a longer text in which the first of the words stands. */
export function cutAround(text: string, query: string): string {
  if (text.length <= CUT_MAX) return text;
  const at = findEachWord(text, query, ANY_LANGUAGE)[0]?.start ?? 0;
  const from = Math.max(0, Math.min(at - CUT_MAX / 3, text.length - CUT_MAX));
  const start = from === 0 ? 0 : text.indexOf(" ", from) + 1;
  const end = text.lastIndexOf(" ", start + CUT_MAX);
  const isLast = start + CUT_MAX >= text.length;
  return `${start > 0 ? "… " : ""}${text.slice(start, end <= at || isLast ? undefined : end)}${isLast ? "" : " …"}`;
}
