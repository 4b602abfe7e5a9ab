import { resolveCategory, type ResolvedCategory } from "./category-map.ts";
import type { CategoryId } from "./ids.ts";
import type { Category, MethodologyVersion } from "./methodology.ts";

/** What of a version is needed to show a tag in it. */
export type ShownIn = Pick<MethodologyVersion, "number" | "maps" | "gone"> & {
  content: Pick<MethodologyVersion["content"], "categories">;
};

/**
 * What a tag is shown as in a version: one of a merged category as the merged one, one of a category that was split as its first
 * part, one of a retired category as it was. `version`: the one that the tag's category was chosen in. Where that is newer than
 * the version asked for, the category is taken as it is. `shown` is null for a category that no version knows.
 */
export function shownCategory(
  { number, maps, gone, content }: ShownIn,
  category: CategoryId,
  version: number,
): ResolvedCategory & { shown: Category | null } {
  const resolved = resolveCategory(category, version, maps, number);
  const shown = [...content.categories, ...gone].find(({ id }) => id === resolved.category) ?? null;
  return { ...resolved, shown };
}

/** Whether somebody has to say what a tag is now. */
export function needsReview({ state }: Pick<ResolvedCategory, "state">): boolean {
  return state === "review" || state === "retired";
}
