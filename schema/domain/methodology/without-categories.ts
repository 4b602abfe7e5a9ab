import type { CategoryId } from "../ids.ts";
import type { MethodologyContent } from "./methodology.ts";

/** A content in which some categories are not, nor among what sections draw on. None of those that stay may stand under one that goes. */
export function withoutCategories(content: MethodologyContent, ids: readonly CategoryId[]): MethodologyContent {
  if (ids.length === 0) return content;
  const gone = new Set<string>(ids);
  const isKept = (id: string): boolean => !gone.has(id);
  return {
    ...content,
    categories: content.categories.filter(({ id }) => isKept(id)),
    outputs: content.outputs.map((output) => ({
      ...output,
      sections: output.sections.map((section) => ({
        ...section,
        fromCategories: section.fromCategories.filter(isKept),
      })),
    })),
  };
}
