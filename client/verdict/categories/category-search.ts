import { VerdictLanguage } from "../../../schema/domain/language.ts";
import { findFolded, foldForSearch } from "../../../schema/language/fold.ts";
import { stemsAsked, stemsIn } from "../../../schema/language/stem/word-forms.ts";
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
const RANKS = { codeExact: 0, codePrefix: 1, labelPrefix: 2, wordPrefix: 3, allWords: 4, forms: 5, said: 6 };
/** Fewer letters stand at the beginning of some word of every definition. */
const SAID_FROM = 3;
/** Of a definition so much is shown. */
const SAID_MAX = 90;

/**
 * Categories by code or label in any language, blind to script, diacritics and case, best first: whole code, start of
 * the code, start of the label, start of a word, every word somewhere, every word in another form; last by what they include and how they are defined, in which
 * facts stand whose category one does not know yet. Among equals the reader's own language comes first, then the order of the tree. An
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
      const formed = [category.label, ...category.labels].find((label) => holdsForms(label, query));
      const found =
        category.said.find((each) => beginAll(wordsOf(each), needle)) ??
        category.said.find((each) => holdsForms(each, query));
      if (formed !== undefined) [best, other] = [RANKS.forms, formed === category.label ? null : formed];
      else if (found) [best, other] = [RANKS.said, cutAt(found, needle)];
    }
    if (best < Infinity) hits.push({ hit: { category, other }, rank: best, order });
  }
  return hits.sort((a, b) => a.rank - b.rank || a.order - b.order).map(({ hit }) => hit);
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

const stems = new Map<string, Partial<Record<VerdictLanguage, ReadonlySet<string>>>>();

/** Whether each of the words stands in a text in some form; all in one language, which nobody says of a text or a query. */
function holdsForms(text: string, query: string): boolean {
  let known = stems.get(text);
  if (!known) stems.set(text, (known = {}));
  for (const language of VerdictLanguage.options) {
    const has = (known[language] ??= stemsIn(text, language));
    if (stemsAsked(query, language)?.every((stem) => has.has(stem))) return true;
  }
  return false;
}

/** The part of a longer text in which the first of the words stands. */
function cutAt(text: string, needle: string): string {
  if (text.length <= SAID_MAX) return text;
  const [part = ""] = needle.split(/\s+/u);
  const at = findFolded(text, part).find(({ start }) => !/[\p{L}\p{N}]/u.test(text[start - 1] ?? " "))?.start ?? 0;
  const from = Math.max(0, Math.min(at - SAID_MAX / 3, text.length - SAID_MAX));
  const start = from === 0 ? 0 : text.indexOf(" ", from) + 1;
  const end = text.lastIndexOf(" ", start + SAID_MAX);
  return `${start > 0 ? "… " : ""}${text.slice(start, end <= at || start + SAID_MAX >= text.length ? undefined : end)}${start + SAID_MAX >= text.length ? "" : " …"}`;
}
