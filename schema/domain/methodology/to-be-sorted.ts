import type { CategoryId } from "../ids.ts";
import type { Localised, UiLanguage } from "../language.ts";
import type { Category } from "./methodology.ts";

/** `{parts}`: "B8 or B9". */
const WORDS: Record<UiLanguage, { sorted: string; or: string }> = {
  en: { sorted: "to be sorted: {parts}?", or: "or" },
  "sr-Latn": { sorted: "za razvrstavanje: {parts}?", or: "ili" },
  "sr-Cyrl": { sorted: "за разврставање: {parts}?", or: "или" },
  mk: { sorted: "за распределување: {parts}?", or: "или" },
  sq: { sorted: "për t’u klasifikuar: {parts}?", or: "apo" },
};

/**
 * A category that was split, as its tags are shown and counted until somebody has said of each which part it is: "Force, to be sorted:
 * B8 or B9?". The label says it, so that no place that names a category can leave it out.
 */
export function toBeSorted(category: Category, parts: readonly Pick<Category, "id" | "code">[]): Category {
  return { ...category, label: labelled(category.label, parts) };
}

function labelled(label: Localised, parts: readonly { code: string }[]): Localised {
  const codes = parts.map(({ code }) => code);
  const said = Object.entries(label).map(([language, text]) => {
    const { sorted, or } = WORDS[language as UiLanguage];
    const list = [codes.slice(0, -1).join(", "), codes.at(-1) ?? ""].filter(Boolean).join(` ${or} `);
    return [language, `${text}, ${sorted.replace("{parts}", list)}`];
  });
  return Object.fromEntries(said) as Localised;
}

/** `gone` of a version with what its splits say; `splits`: the parts by the id that unsorted tags count under. */
export function withSplits(
  gone: readonly Category[],
  splits: ReadonlyMap<CategoryId, readonly CategoryId[]>,
  categories: readonly Category[],
): Category[] {
  return gone.map((category) => {
    const parts = splits.get(category.id)?.flatMap((part) => categories.find(({ id }) => id === part) ?? []) ?? [];
    return parts.length > 0 ? toBeSorted(category, parts) : category;
  });
}
