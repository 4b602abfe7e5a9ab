import type { VerdictLanguage } from "../../domain/language.ts";
import { endingsOf, type Endings } from "./endings.ts";
import { irregularForms } from "./irregular.ts";
import { MACEDONIAN } from "./stem-mk.ts";
import { SERBIAN } from "./stem-sr.ts";
import { ALBANIAN } from "./stem-sq.ts";

const TABLES: Readonly<Record<VerdictLanguage, Endings>> = {
  sr: SERBIAN,
  mk: MACEDONIAN,
  sq: ALBANIAN,
  en: { endings: endingsOf("s es ed ing e"), times: 1, same: [[/y$/u, "i"]] },
};

/** So much of a word is left. */
const SHORTEST = 3;

/**
 * What the forms of a noun or an adjective have in common, of a folded word (`foldForSearch`): isprava, isprave and isprav are one, and so
 * are Kamenici and Kamenice. Light: forms of two words may fall together, so that it finds, and never replaces by itself.
 */
export function stemOf(folded: string, language: VerdictLanguage): string {
  const irregular = irregularForms(folded, language)?.[0];
  if (irregular) return irregular;
  const { endings, times, same } = TABLES[language];
  let stem = folded;
  for (let time = 0; time < times; time++) {
    const ending = endings.find((each) => stem.length - each.length >= SHORTEST && stem.endsWith(each));
    if (ending === undefined) break;
    stem = stem.slice(0, -ending.length);
  }
  for (const [what, by] of same) stem = stem.replace(what, by);
  return stem;
}
