import { type UiLanguage, langOf } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { language } from "../../i18n/t.ts";

/** The language that one translates a passage into: as last time, else one's own where the verdict is in another, else English. */
export function translatesInto(
  verdict: Pick<Verdict, "language" | "script"> | undefined,
  last: UiLanguage | null,
): UiLanguage {
  const own = verdict && langOf(verdict.language, verdict.script);
  const isOther = (each: UiLanguage | null): each is UiLanguage => each !== null && each !== own;
  // The other script of the verdict's language is no translation that somebody begins by hand.
  const mine = language();
  const reads = mine.slice(0, 2) === own?.slice(0, 2) ? null : mine;
  return [last, reads, "en" as const].find(isOther) ?? mine;
}
