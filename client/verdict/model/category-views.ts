import { countedTags, tagRange, type TagRange } from "../../../schema/domain/counted-tags.ts";
import { localise, localiseList, type UiLanguage } from "../../../schema/domain/language.ts";
import { behindFor } from "../../../schema/domain/methodology/behind-texts.ts";
import type { Category, MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { splitsIn } from "../../../schema/domain/methodology/shown-category.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import type { CategoryDefinition, CategoryView } from "./view-model.ts";
import type { TagView } from "../../reader/text-views.ts";

type ByLayer = readonly (readonly TagView[])[];

/** The tree of categories with counts of these tags, each layer's apart: each category's own, and with those below it. */
export function categoryViews(shown: ShownVerdict, layers: ByLayer): CategoryView[] {
  const content = shown.view.methodology?.content;
  if (!content) return [];
  const parents = new Map(content.categories.map(({ id, parent }) => [id as string, parent as string | null]));
  const owns = layers.map(ownCounts);
  const totals = owns.map((own) => {
    const total = new Map(own);
    for (const [id, count] of own)
      for (let parent = parents.get(id), depth = 0; parent && depth < 10; parent = parents.get(parent), depth++)
        total.set(parent, (total.get(parent) ?? 0) + count);
    return total;
  });
  const isBranch = new Set(content.categories.map(({ parent }) => parent as string | null));
  return content.categories.map((category) => ({
    ...viewOf(category, shown),
    count: rangeIn(owns, category.id),
    total: rangeIn(totals, category.id),
    isBranch: isBranch.has(category.id),
  }));
}

function ownCounts(tags: readonly TagView[]): Map<string, number> {
  const own = new Map<string, number>();
  for (const { category } of countedTags(tags.filter(({ deleted }) => !deleted)))
    own.set(category, (own.get(category) ?? 0) + 1);
  return own;
}

function rangeIn(counts: readonly ReadonlyMap<string, number>[], id: string): TagRange {
  return tagRange(counts.map((own) => own.get(id) ?? 0));
}

/** What a category says, without what there is of it here. */
function viewOf(category: Category, shown: ShownVerdict): CategoryDefinition {
  const said = definitionOf(category, shown.language, shown.view.methodology?.behind);
  return { ...said, example: said.example || passageOf(category, shown) };
}

/** What the categories of a version say, those that it has no more too; an example that is a passage of this verdict is as `here` has it. */
export function definitionsIn(
  { content, gone, behind }: MethodologyVersion,
  language: UiLanguage,
  here: readonly CategoryDefinition[],
): CategoryDefinition[] {
  return [...content.categories, ...gone].map((category) => {
    const said = definitionOf(category, language, behind);
    return { ...said, example: said.example || (here.find(({ id }) => id === said.id)?.example ?? "") };
  });
}

/** Categories of no version, with nothing beside them: those of an edition of the draft. */
export function bareViews(categories: readonly Category[], language: UiLanguage): CategoryView[] {
  const none = { min: 0, max: 0 };
  const branches = new Set(categories.map(({ parent }) => parent));
  return categories.map((category) => ({
    ...definitionOf(category, language),
    count: none,
    total: none,
    isBranch: branches.has(category.id),
  }));
}

/** Names alone, in a language. */
export function bareNames(
  categories: readonly Pick<Category, "code" | "id" | "label">[],
  language: UiLanguage,
): Pick<CategoryView, "code" | "id" | "label">[] {
  return categories.map(({ id, code, label }) => ({ id, code, label: localise(label, language) }));
}

function definitionOf(
  category: Category,
  language: UiLanguage,
  behind: MethodologyVersion["behind"] = [],
): CategoryDefinition {
  return {
    id: category.id,
    code: category.code,
    parent: category.parent,
    label: localise(category.label, language),
    labels: Object.values(category.label),
    said: [...Object.values(category.include).flat(), ...Object.values(category.definition)],
    definition: localise(category.definition, language),
    behind: behindFor(behind, category.id, language),
    include: localiseList(category.include, language),
    exclude: localiseList(category.exclude, language),
    example: localise(category.example, language),
    nearMiss: localise(category.nearMiss, language),
    spanRule: localise(category.spanRule, language),
    onlyChildren: category.onlyChildren,
    digit: category.digit,
  };
}

/** Categories that are used no more, or were split, and of which there are tags here: they are found by them, and given to none. */
export function retiredViews(shown: ShownVerdict, layers: ByLayer): CategoryView[] {
  const { methodology } = shown.view;
  const gone = methodology?.gone ?? [];
  if (gone.length === 0) return [];
  const owns = layers.map(ownCounts);
  const splits = methodology ? splitsIn(methodology) : new Map();
  return gone.flatMap((category) => {
    const count = rangeIn(owns, category.id);
    return count.max === 0
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
  // A draft takes any anchor: one of a text that there never was asks for no newer one.
  const [at] = shown.resolveAll([exampleFrom.anchor]);
  return quote(revision, at?.ranges ?? []);
}
