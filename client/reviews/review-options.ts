import { localise, localiseList, type UiLanguage } from "../../schema/domain/language.ts";
import type { Category, MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { ReviewCommand, ReviewItem } from "../../schema/protocol/http/methodology.ts";

/** One answer to "what is this tag now", with the key that gives it. */
export interface ReviewOption {
  key: string;
  /** `keep`: what it is shown as; a retired category is kept as it was. */
  kind: "keep" | "leave" | "part";
  category: Category;
  command: Pick<ReviewCommand, "decision" | "category">;
}

/** What a version knows of a category: it may be gone, and still be said. */
export function categoryIn(version: MethodologyVersion | null, id: string): Category | null {
  return version ? ([...version.content.categories, ...version.gone].find((each) => each.id === id) ?? null) : null;
}

/** One that was split is none of its parts until somebody says which: it cannot be kept. */
export function isSplit({ state, candidates, proposed }: ReviewItem): boolean {
  return state !== "retired" && candidates.length > 0 && !proposed;
}

/** The answers that lie at hand, numbered: to keep it, or for a category that was split each of its parts; of a proposal first what was proposed. */
export function optionsOf(item: ReviewItem, inForce: MethodologyVersion): ReviewOption[] {
  const now = categoryIn(inForce, item.now);
  const first: Omit<ReviewOption, "key">[] =
    now && !isSplit(item)
      ? [
          {
            kind: item.state === "retired" || item.proposed ? "leave" : "keep",
            category: now,
            command: { decision: "keep", category: null },
          },
        ]
      : [];
  const others = (item.state === "retired" ? [] : item.candidates).flatMap((id): Omit<ReviewOption, "key">[] => {
    const category = inForce.content.categories.find((each) => each.id === id);
    return category ? [{ kind: "part", category, command: { decision: "change", category: id } }] : [];
  });
  return [...others, ...first].slice(0, 9).map((option, i) => ({ ...option, key: String(i + 1) }));
}

/** All that a category's words say of its meaning, as one text to be compared. */
export function meaningOf(
  category: Category,
  language: UiLanguage,
  heads: { include: string; exclude: string },
): string {
  const list = (head: string, items: readonly string[]): string =>
    items.length > 0 ? `${head}: ${items.join("; ")}` : "";
  return [
    localise(category.definition, language),
    list(heads.include, localiseList(category.include, language)),
    list(heads.exclude, localiseList(category.exclude, language)),
    localise(category.spanRule, language),
  ]
    .filter(Boolean)
    .join("\n");
}
