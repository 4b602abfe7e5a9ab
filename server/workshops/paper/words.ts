import type { UiLanguage } from "../../../schema/domain/language.ts";
import { toCyrillic } from "../../../schema/language/script.ts";

/** What stands on a slip of paper beside what is coded; `{n}` and the like are filled in. */
export interface SlipWords {
  title: string;
  how: string;
  noneFits: string;
  edition: string;
  changed: string;
  foot: string;
}

const sr: SlipWords = {
  title: "List za kodiranje",
  how: "Precrtajte kvadratić kod svake kategorije koja odgovara pasusu, a u pasusu podvucite reči na koje se odnosi. Ne potpisujte se.",
  noneFits: "Nijedna ne odgovara",
  edition: "Kategorije po nacrtu, izdanje {n}",
  changed: "prevod starijeg teksta",
  foot: "Listovi na papiru broje se ručno i ne ulaze ni u jednu cifru.",
};

const WORDS: Record<Exclude<UiLanguage, "sr-Cyrl">, SlipWords> = {
  en: {
    title: "Coding slip",
    how: "Cross the box of each category that fits the passage, and underline in the passage the words that it is about. Do not sign.",
    noneFits: "None fits",
    edition: "Categories of the draft, edition {n}",
    changed: "translation of an earlier text",
    foot: "Printed slips are counted by hand and go into no figure.",
  },
  "sr-Latn": sr,
  mk: {
    title: "Лист за кодирање",
    how: "Прецртајте го квадратчето кај секоја категорија што одговара на пасусот, а во пасусот потцртајте ги зборовите на кои се однесува. Не потпишувајте се.",
    noneFits: "Ниедна не одговара",
    edition: "Категории според нацртот, издание {n}",
    changed: "превод на поранешен текст",
    foot: "Листовите на хартија се бројат рачно и не влегуваат во ниедна бројка.",
  },
  sq: {
    title: "Fletë kodimi",
    how: "Shënoni me kryq kutinë e çdo kategorie që i përshtatet pasazhit dhe nënvizoni në pasazh fjalët për të cilat bëhet fjalë. Mos nënshkruani.",
    noneFits: "Asnjë nuk përshtatet",
    edition: "Kategoritë sipas draftit, botimi {n}",
    changed: "përkthim i një teksti të mëparshëm",
    foot: "Fletët në letër numërohen me dorë dhe nuk hyjnë në asnjë shifër.",
  },
};

// So that the two scripts can never disagree; what is filled in stays.
const cyrillic = (words: string): string =>
  words
    .split("{n}")
    .map((part) => toCyrillic(part))
    .join("{n}");
const srCyrl: SlipWords = {
  title: cyrillic(sr.title),
  how: cyrillic(sr.how),
  noneFits: cyrillic(sr.noneFits),
  edition: cyrillic(sr.edition),
  changed: cyrillic(sr.changed),
  foot: cyrillic(sr.foot),
};

export const SLIP_WORDS: Record<UiLanguage, SlipWords> = { ...WORDS, "sr-Cyrl": srCyrl };
