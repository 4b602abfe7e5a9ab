import { findFolded, foldForSearch } from "../../../schema/language/fold.ts";
import type { CategoryView } from "../model/view-model.ts";

/** A category that answers a query. */
export interface CategoryHit {
  category: CategoryView;
  /** The label that matched, where it is not the one in the reader's language. */
  other: string | null;
}

/** How well it matches; less is better. */
const RANKS = { codeExact: 0, codePrefix: 1, labelPrefix: 2, wordPrefix: 3, substring: 4, allWords: 5 };

/**
 * Categories by code or label in any language, blind to script, diacritics and case, best first: whole code, start of
 * the code, start of the label, start of a word, inside a word, every word somewhere. Among equals the reader's own
 * language comes first, then the order of the tree. An empty query gives nothing.
 */
export function searchCategories(categories: readonly CategoryView[], query: string): CategoryHit[] {
  const needle = foldForSearch(query).trim();
  if (needle === "") return [];
  const hits: { hit: CategoryHit; rank: number; order: number }[] = [];
  for (const [order, category] of categories.entries()) {
    const code = foldForSearch(category.code);
    let best =
      code === needle ? RANKS.codeExact : code.startsWith(needle) ? RANKS.codePrefix : rankOf(category.label, needle);
    let other: string | null = null;
    for (const label of category.labels) {
      if (label === category.label) continue;
      // Half a rank behind: the same kind of match in one's own language is what one meant.
      const rank = rankOf(label, needle) + 0.5;
      if (rank < Math.floor(best)) {
        best = rank;
        other = label;
      }
    }
    if (best < Infinity) hits.push({ hit: { category, other }, rank: best, order });
  }
  return hits.sort((a, b) => a.rank - b.rank || a.order - b.order).map(({ hit }) => hit);
}

function rankOf(label: string, needle: string): number {
  const folded = foldForSearch(label);
  if (folded.startsWith(needle)) return RANKS.labelPrefix;
  const words = folded.split(/[^\p{L}\p{N}]+/u);
  if (words.some((word, index) => word.startsWith(needle) || words.slice(index).join(" ").startsWith(needle)))
    return RANKS.wordPrefix;
  if (folded.includes(needle)) return RANKS.substring;
  const parts = needle.split(" ");
  return parts.length > 1 && parts.every((part) => words.some((word) => word.startsWith(part)))
    ? RANKS.allWords
    : Infinity;
}

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
