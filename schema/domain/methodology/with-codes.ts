import type { Category } from "./methodology.ts";

/** A rule's text with the keys of other categories (`means.control`) shown as their codes. */
export function withCodes(categories: readonly Pick<Category, "id" | "code">[], text: string): string {
  return text.replace(/[a-z0-9-]+(?:\.[a-z0-9-]+)+/g, (id) => {
    return categories.find((category) => category.id === id)?.code ?? id;
  });
}
