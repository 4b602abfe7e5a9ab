import { type UiLanguage, langOf, UI_LANGUAGES } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { TranslationHead } from "../../../schema/protocol/http/translations.ts";
import { language } from "../../i18n/t.ts";

type Spoken = Pick<Verdict, "language" | "script">;

/** The language that one translates a passage into: as last time, else one's own where the verdict is in another, else English. */
export function translatesInto(verdict: Spoken | undefined, last: UiLanguage | null): UiLanguage {
  const own = verdict && langOf(verdict.language, verdict.script);
  const isOther = (each: UiLanguage | null): each is UiLanguage => each !== null && each !== own;
  // The other script of the verdict's language is no translation that somebody begins by hand.
  const mine = language();
  const reads = mine.slice(0, 2) === own?.slice(0, 2) ? null : mine;
  return [last, reads, "en" as const].find(isOther) ?? mine;
}

/** The language that one translates the whole verdict into: the first that it is not in yet. */
export function newLanguage(verdict: Spoken | undefined, heads: readonly TranslationHead[]): UiLanguage {
  const own = verdict && langOf(verdict.language, verdict.script);
  const taken = new Set<string>([...heads.map((each) => each.language), own ?? ""]);
  return UI_LANGUAGES.find((each) => !taken.has(each)) ?? "en";
}
