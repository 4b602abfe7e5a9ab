import { html, type TemplateResult } from "lit";
import { findFolded } from "../../schema/language/fold.ts";

/** A label cut where the query stands in it, for underlining. */
export function markMatches(label: string, query: string): { text: string; isMatch: boolean }[] {
  const needle = query.trim();
  const whole = findFolded(label, needle, 1);
  const ranges = whole.length > 0 ? whole : needle.split(/\s+/u).flatMap((part) => findFolded(label, part, 1));
  ranges.sort((a, b) => a.start - b.start);
  const pieces: { text: string; isMatch: boolean }[] = [];
  let at = 0;
  for (const range of ranges) {
    if (range.start < at) continue;
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
