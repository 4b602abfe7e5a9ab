import type { CategoryId } from "../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import type { CategoryView } from "../model/view-model.ts";
import { searchCategories } from "./category-search.ts";

/** `settle`: what is settled gets a tag, whose reason is asked for next. `mark`: on a slip, where nothing is typed. */
export type PickerMode = "tag" | "suggest" | "recategorise" | "settle" | "mark" | "decide";

/** Whether a note goes along, and the picker can stay for a second category. */
export function takesNote(mode: PickerMode): boolean {
  return mode === "tag" || mode === "suggest";
}

/** A category that one may pick. */
export interface Option {
  category: CategoryView;
  other: string | null;
  isRecent: boolean;
}

const RECENT_MAX = 5;

/** What the picker offers: without words what was used last, then all; with words what answers them. */
export function pickerOptions(
  categories: readonly CategoryView[],
  recentIds: readonly CategoryId[],
  words: string,
): Option[] {
  if (words.trim() !== "") return foundOptions(categories, words);
  const recent = recentOf(categories, recentIds).slice(0, RECENT_MAX);
  const rest = categories.filter((category) => !category.onlyChildren && !recent.includes(category));
  return [
    ...recent.map((category) => ({ category, other: null, isRecent: true })),
    ...rest.map((category) => ({ category, other: null, isRecent: false })),
  ];
}

/** Words are typed that no category answers: what is offered then is to be chosen first. */
export function isUnanswered(categories: readonly CategoryView[], words: string): boolean {
  return words.trim() !== "" && answering(categories, words).size === 0;
}

/** What answers the words, and beside it the category for what none fits: it is not lost, it is talked over. */
function foundOptions(categories: readonly CategoryView[], words: string): Option[] {
  const found = answering(categories, words);
  const discuss = categories.find(({ id }) => id === DISCUSS);
  if (discuss && !found.has(discuss.id)) found.set(discuss.id, { category: discuss, other: null, isRecent: false });
  return [...found.values()];
}

/** For a heading, which cannot be used itself, what is below it. */
function answering(categories: readonly CategoryView[], words: string): Map<CategoryId, Option> {
  const found = new Map<CategoryId, Option>();
  for (const { category, other } of searchCategories(categories, words)) {
    const usable = category.onlyChildren ? categories.filter(({ parent }) => parent === category.id) : [category];
    for (const each of usable)
      if (!each.onlyChildren && !found.has(each.id))
        found.set(each.id, { category: each, other: each === category ? other : null, isRecent: false });
  }
  return found;
}

/** Those that were used last and may be used still, newest first. */
export function recentOf(categories: readonly CategoryView[], recent: readonly CategoryId[]): CategoryView[] {
  const usable = categories.filter(({ onlyChildren }) => !onlyChildren);
  const byId = new Map(usable.map((category) => [category.id, category]));
  return recent.flatMap((id) => byId.get(id) ?? []);
}
