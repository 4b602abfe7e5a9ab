import { z } from "zod";
import { CategoryId } from "../ids.ts";
import { UI_LANGUAGES, VerdictLanguage, type Localised, type LocalisedLists, type UiLanguage } from "../language.ts";
import type { CategoryMap } from "./category-map.ts";

/** The meaning of a category was changed in other languages: in this one it reads as it did. The scripts of Serbian are one. */
export const BehindText = z.object({
  category: CategoryId,
  language: VerdictLanguage,
  /** Where it says the new meaning. */
  changedIn: z.array(VerdictLanguage).readonly(),
  /** When that came in force. */
  at: z.iso.datetime(),
});
export type BehindText = z.infer<typeof BehindText>;

const TEXTS = ["definition", "include", "exclude"] as const;
type Text = (typeof TEXTS)[number];

/** What of a category says what it means. */
interface Meaning {
  id: CategoryId;
  definition: Localised;
  include: LocalisedLists;
  exclude: LocalisedLists;
}

/** In which languages what a category means reads otherwise, and in which that has it reads as before. A translation that comes to other languages changes nothing. */
export function meaningChange(
  before: Meaning,
  after: Meaning,
): { changed: VerdictLanguage[]; unchanged: VerdictLanguage[] } {
  const isNew = (text: Text): boolean =>
    VerdictLanguage.options.every((language) => wordsOf(before, text, language) === "");
  const differs = (language: VerdictLanguage, isCounted: (text: Text, was: string) => boolean) =>
    TEXTS.some((text) => {
      const was = wordsOf(before, text, language);
      return was !== wordsOf(after, text, language) && isCounted(text, was);
    });
  return {
    changed: VerdictLanguage.options.filter((each) => differs(each, (text, was) => was !== "" || isNew(text))),
    unchanged: VerdictLanguage.options.filter(
      (each) => wordsOf(after, "definition", each) !== "" && !differs(each, () => true),
    ),
  };
}

/** What is behind in a version, of what was behind in the one before it: whatever is written in a language catches up there. */
export function behindIn(
  earlier: readonly BehindText[],
  before: readonly Meaning[],
  after: readonly Meaning[],
  { fates, at }: { fates: CategoryMap["fates"]; at: string },
): BehindText[] {
  const were = new Map(before.map((category) => [category.id, category]));
  return after.flatMap((category): BehindText[] => {
    const was = were.get(category.id);
    if (!was) return [];
    const { changed, unchanged } = meaningChange(was, category);
    const isRedefined = fates[category.id]?.kind === "redefined" && changed.length > 0;
    return unchanged.flatMap((language): BehindText[] => {
      const there = earlier.find((each) => each.category === category.id && each.language === language);
      if (!isRedefined) return there ? [there] : [];
      const changedIn = new Set([...(there?.changedIn ?? []), ...changed]);
      return [{ category: category.id, language, changedIn: [...changedIn], at }];
    });
  });
}

/** What is behind of a category where it is read in a language of the interface; null for nothing. */
export function behindFor(
  behind: readonly BehindText[],
  category: CategoryId,
  language: UiLanguage,
): BehindText | null {
  return behind.find((each) => each.category === category && language.startsWith(each.language)) ?? null;
}

function wordsOf(category: Meaning, text: Text, language: VerdictLanguage): string {
  const texts = UI_LANGUAGES.filter((each) => each.startsWith(language)).map((each) => category[text][each] ?? "");
  return texts.flat().join("\n").replaceAll(/\s+/g, " ").trim();
}
