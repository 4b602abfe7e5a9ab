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
  const printed = asPrinted(all, words);
  if (printed) return [{ category: printed, other: null }];
  const folded = foldForSearch(words).trim();
  const least = folded.length < begunFrom ? 2 : 1;
  return searchCategories(all, words).filter(
    ({ category: { code, label, labels } }) =>
      foldForSearch(code) === folded || [label, ...labels].some((name) => holdsWords(name, words) >= least),
  );
}

/** "B2 Deception or fraud", as a category is printed, and the other way round. */
function asPrinted(all: readonly CategoryDefinition[], words: string): CategoryDefinition | null {
  const typed = foldForSearch(words).trim().split(/\s+/u);
  const isSo = ({ code, label, labels }: CategoryDefinition): boolean => {
    const at = [0, typed.length - 1].find((each) => typed[each] === foldForSearch(code));
    if (at === undefined || typed.length < 2) return false;
    const name = typed.toSpliced(at, 1).join(" ");
    return [label, ...labels].some((each) => holdsWords(each, name) >= 1);
  };
  return all.find(isSo) ?? null;
}

/** A code whose letters and digits were taken apart. */
const CODE = /(?<!\p{L})(\p{L}{1,2}) (\p{N}+)(?!\p{N})/gu;

/** What of a query may name a category: all of its words that are looked for; "" where it says a category itself, or one word or another. */
export function namingWords(query: string): string {
  const { all, category } = readQuery(query);
  if (category !== null || all.some((any) => any.some(({ isOther }, i) => i > 0 && !isOther))) return "";
  const isOneRun = !/[\s"]/u.test(query.trim());
  // The letters and digits of a code are one.
  const parts = all.flatMap(([term]) => term?.parts ?? []);
  return isOneRun ? parts.join("") : parts.join(" ").replace(CODE, "$1$2");
}
