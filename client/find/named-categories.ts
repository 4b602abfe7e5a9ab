import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { foldForSearch } from "../../schema/language/fold.ts";
import { holdsWords } from "../../schema/language/stem/word-search.ts";
import { readQuery } from "../../schema/search/query.ts";
import { type CategoryHit, searchCategories } from "../verdict/categories/category-search.ts";
import { definitionsIn } from "../verdict/model/category-views.ts";
import type { CategoryDefinition } from "../verdict/model/view-model.ts";

/**
 * Categories in force whose code some words are, or whose name in any language has them: whole, in another form, or begun by so many
 * letters. Best first; a definition that says the words does not count.
 */
export function namedCategories(
  methodology: MethodologyVersion,
  language: UiLanguage,
  words: string,
  begunFrom: number,
): CategoryHit<CategoryDefinition>[] {
  const all = definitionsIn({ ...methodology, gone: [] }, language, []);
  const folded = foldForSearch(words).trim();
  const least = folded.length < begunFrom ? 2 : 1;
  return searchCategories(all, words).filter(
    ({ category: { code, label, labels } }) =>
      foldForSearch(code) === folded || [label, ...labels].some((name) => holdsWords(name, words) >= least),
  );
}

/** What of a query may name a category: all of its words that are looked for; "" where it says a category itself, or one word or another. */
export function namingWords(query: string): string {
  const { all, category } = readQuery(query);
  if (category !== null || all.some((any) => any.length > 1)) return "";
  const isOneRun = !/[\s"]/u.test(query.trim());
  // The letters and digits of a code are one.
  return all.flatMap(([term]) => term?.parts ?? []).join(isOneRun ? "" : " ");
}
