import { resolveCategory, type CategoryFate, type ResolvedCategory } from "./category-map.ts";
import type { CategoryId } from "../ids.ts";
import type { Category, MethodologyVersion } from "./methodology.ts";

/** What of a version is needed to show a tag in it. */
export type ShownIn = Pick<MethodologyVersion, "number" | "maps" | "gone"> & {
  content: Pick<MethodologyVersion["content"], "categories">;
};

/**
 * What a tag is shown as in a version: one of a merged category as the merged one, one of a category that was split as it was, with
 * the `parts` that it has to be sorted into, one of a retired category as it was. `version`: the one that the tag's category was chosen in. Where that is newer than
 * the version asked for, the category is taken as it is. `shown` is null for a category that no version knows.
 */
export function shownCategory(
  { number, maps, gone, content }: ShownIn,
  category: CategoryId,
  version: number,
): ResolvedCategory & { shown: Category | null; parts: Category[] } {
  const resolved = resolveCategory(category, version, maps, number);
  const shown = [...content.categories, ...gone].find(({ id }) => id === resolved.category) ?? null;
  const parts = resolved.candidates.flatMap((part) => content.categories.find(({ id }) => id === part) ?? []);
  return { ...resolved, shown, parts };
}

/** The code that a tag is shown with: of a category that was split and is to be sorted with a question mark, as in the text. */
export function shownCode({ shown, parts }: Pick<ReturnType<typeof shownCategory>, "shown" | "parts">): string {
  return `${shown?.code ?? ""}${shown === null || parts.length > 0 ? "?" : ""}`;
}

/**
 * Of a version, what has to be sorted of each category that was split on the way to it, by the id that its tags count under; a list
 * of parts each. One whose parts were merged into one again is not among them.
 */
export function splitsIn({ maps, number }: Pick<ShownIn, "maps" | "number">): Map<CategoryId, CategoryId[]> {
  const found = new Map<CategoryId, CategoryId[]>();
  for (const { from, fates } of maps) {
    if (from >= number) continue;
    for (const [id, fate] of Object.entries(fates) as [CategoryId, CategoryFate][]) {
      if (fate.kind !== "split") continue;
      const { category, candidates } = resolveCategory(id, from, maps, number);
      if (candidates.length > 0) found.set(category, candidates);
    }
  }
  return found;
}

/** Categories that were split and under which tags lie that nobody has sorted yet: no category any more, and counted by themselves. */
export function unsortedIn(methodology: Pick<ShownIn, "maps" | "number" | "gone">): Category[] {
  const splits = splitsIn(methodology);
  return methodology.gone.filter(({ id }) => splits.has(id));
}

/** Whether somebody has to say what a tag is now. */
export function needsReview({ state }: Pick<ResolvedCategory, "state">): boolean {
  return state === "review" || state === "retired";
}
