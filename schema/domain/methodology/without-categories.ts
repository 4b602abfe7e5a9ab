import type { CategoryId } from "../ids.ts";
import type { MethodologyContent } from "./methodology.ts";

/** A content in which some categories are not, nor among what sections draw on. What stood under them stands under what they stood under. */
export function withoutCategories(content: MethodologyContent, ids: readonly CategoryId[]): MethodologyContent {
  if (ids.length === 0) return content;
  const gone = new Set<string>(ids);
  const isKept = (id: string): boolean => !gone.has(id);
  const above = new Map(content.categories.map(({ id, parent }) => [id, parent]));
  const keptAbove = (parent: CategoryId | null): CategoryId | null => {
    let at = parent;
    while (at !== null && gone.has(at)) at = above.get(at) ?? null;
    return at;
  };
  return {
    ...content,
    categories: content.categories
      .filter(({ id }) => isKept(id))
      .map((each) => ({ ...each, parent: keptAbove(each.parent) })),
    outputs: content.outputs.map((output) => ({
      ...output,
      sections: output.sections.map((section) => ({
        ...section,
        fromCategories: section.fromCategories.filter(isKept),
      })),
    })),
  };
}
