import { localise, localiseList } from "../../schema/domain/language.ts";
import type { Category } from "../../schema/domain/methodology.ts";
import { splitsIn } from "../../schema/domain/shown-category.ts";
import { quote } from "../../schema/text/quote.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import type { CategoryView, TagView } from "./view-model.ts";

/** The tree of categories with counts of these tags: each category's own, and with those below it. */
export function categoryViews(shown: ShownVerdict, tags: readonly TagView[]): CategoryView[] {
  const own = new Map<string, number>();
  for (const tag of tags) if (!tag.deleted) own.set(tag.category, (own.get(tag.category) ?? 0) + 1);
  const content = shown.view.methodology?.content;
  if (!content) return [];
  const totals = new Map(own);
  const parents = new Map(content.categories.map(({ id, parent }) => [id as string, parent as string | null]));
  for (const [id, count] of own)
    for (let parent = parents.get(id), depth = 0; parent && depth < 10; parent = parents.get(parent), depth++)
      totals.set(parent, (totals.get(parent) ?? 0) + count);
  const isBranch = new Set(content.categories.map(({ parent }) => parent as string | null));
  return content.categories.map((category) => ({
    ...viewOf(category, shown),
    count: own.get(category.id) ?? 0,
    total: totals.get(category.id) ?? 0,
    isBranch: isBranch.has(category.id),
  }));
}

/** What a category says, without what there is of it here. */
function viewOf(category: Category, shown: ShownVerdict): Omit<CategoryView, "count" | "total" | "isBranch"> {
  return {
    id: category.id,
    code: category.code,
    parent: category.parent,
    label: localise(category.label, shown.language),
    labels: Object.values(category.label),
    definition: localise(category.definition, shown.language),
    include: localiseList(category.include, shown.language),
    exclude: localiseList(category.exclude, shown.language),
    example: localise(category.example, shown.language) || passageOf(category, shown),
    nearMiss: localise(category.nearMiss, shown.language),
    spanRule: localise(category.spanRule, shown.language),
    onlyChildren: category.onlyChildren,
    digit: category.digit,
  };
}

/** Categories that are used no more, or were split, and of which there are tags here: they are found by them, and given to none. */
export function retiredViews(shown: ShownVerdict, tags: readonly TagView[]): CategoryView[] {
  const { methodology } = shown.view;
  const gone = methodology?.gone ?? [];
  if (gone.length === 0) return [];
  const own = new Map<string, number>();
  for (const tag of tags) if (!tag.deleted) own.set(tag.category, (own.get(tag.category) ?? 0) + 1);
  const splits = methodology ? splitsIn(methodology) : new Map();
  return gone.flatMap((category) => {
    const count = own.get(category.id) ?? 0;
    return count === 0
      ? []
      : [
          {
            ...viewOf(category, shown),
            parent: null,
            digit: null,
            count,
            total: count,
            isBranch: false,
            isUnsorted: splits.has(category.id),
          },
        ];
  });
}

/** The words of the passage that is the example, where it is of this verdict; "" for another's, which is not here. */
function passageOf({ exampleFrom }: Category, shown: ShownVerdict): string {
  const { verdict, revision } = shown.view;
  if (exampleFrom?.verdict !== verdict.id) return "";
  return quote(revision, shown.resolve(exampleFrom.anchor)?.ranges ?? []);
}
