import { foldForSearch } from "../../../schema/language/fold.ts";
import { type Holds, holdsWords } from "../../../schema/language/stem/word-search.ts";
import { cutAround } from "../../elements/marked.ts";
import type { CategoryDefinition } from "../model/view-model.ts";

/** What of a category is looked through. */
type Searched = Pick<CategoryDefinition, "code" | "label" | "labels" | "said">;

/** A category that answers a query. */
export interface CategoryHit<Category extends Searched> {
  category: Category;
  /** The label that matched, where it is not the one in the reader's language, or what else is said of the category. */
  other: string | null;
}

/** How well it matches; less is better. */
const RANKS = {
  codeExact: 0,
  codePrefix: 1,
  labelPrefix: 2,
  wordPrefix: 3,
  allWords: 4,
  forms: 5,
  said: 6,
  saidBegun: 7,
};
/** Fewer letters stand at the beginning of some word of every definition. */
const SAID_FROM = 3;

/**
 * Categories by code or label in any language, blind to script, diacritics and case, best first: whole code, start of
 * the code, start of the label, start of a word, every word somewhere, every word in another form; last by what they include and how they are defined, in which
 * facts stand whose category one does not know yet: where some say the words, those in which they only begin others do not count. Among equals the reader's own language comes first, then the order of the tree. An
 * empty query gives nothing.
 */
export function searchCategories<Category extends Searched>(
  categories: readonly Category[],
  query: string,
): CategoryHit<Category>[] {
  const needle = foldForSearch(query).trim();
  if (needle === "") return [];
  const hits: { hit: CategoryHit<Category>; rank: number; order: number }[] = [];
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
    if (best === Infinity && needle.length >= SAID_FROM) {
      const formed = [category.label, ...category.labels].find((label) => holdsWords(label, query) > 0);
      const holds = category.said.map((each) => holdsWords(each, query));
      const most = Math.max(0, ...holds) as Holds;
      if (formed !== undefined) [best, other] = [RANKS.forms, formed === category.label ? null : formed];
      else if (most > 0) {
        best = most > 1 ? RANKS.said : RANKS.saidBegun;
        other = cutAround(category.said[holds.indexOf(most)] ?? "", query);
      }
    }
    if (best < Infinity) hits.push({ hit: { category, other }, rank: best, order });
  }
  const isSaid = hits.some(({ rank }) => rank === RANKS.said);
  const counting = hits.filter(({ rank }) => !isSaid || rank !== RANKS.saidBegun);
  return counting.sort((a, b) => a.rank - b.rank || a.order - b.order).map(({ hit }) => hit);
}

function rankOf(label: string, needle: string): number {
  const folded = foldForSearch(label);
  if (folded.startsWith(needle)) return RANKS.labelPrefix;
  const words = wordsOf(label);
  if (words.some((word, index) => word.startsWith(needle) || words.slice(index).join(" ").startsWith(needle)))
    return RANKS.wordPrefix;
  return needle.includes(" ") && beginAll(words, needle) ? RANKS.allWords : Infinity;
}

/** Folded once: definitions in five languages are looked through with every letter that is typed. */
const folded = new Map<string, string[]>();

function wordsOf(text: string): string[] {
  const known = folded.get(text);
  if (known) return known;
  const words = foldForSearch(text).split(/[^\p{L}\p{N}]+/u);
  folded.set(text, words);
  return words;
}

function beginAll(words: readonly string[], needle: string): boolean {
  return needle.split(/\s+/u).every((part) => words.some((word) => word.startsWith(part)));
}
