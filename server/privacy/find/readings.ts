import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { analyse, type Analysis } from "../../../schema/language/inflection.ts";
import type { Sex } from "../../../schema/language/paradigm.ts";
import { VOWEL_NAMES } from "./vowel-names.ts";

/** One way to read the words of a full name: the dictionary form of each (folded), and how likely that is. */
export interface Reading {
  lemmas: string[];
  /** The lemmas in any order: the same for "Petrović Marko" and "Marka Petrovića". */
  key: string;
  weight: number;
  sex: Sex | null;
}

const CASES = new Set(["genitive", "dative", "accusative", "instrumental", "vocative", "article"]);
const AS_IT_STANDS = 1;
const AGREED = 0.9;
// Courts call nobody; a vocative is in what people said.
const CALLED = 0.5;
const LAST_ONLY: Record<VerdictLanguage, number> = { sq: 0.9, mk: 0.5, sr: 0.3, en: 0.3 };
const MOST = 200;

/** Readings of one word; both halves of a double surname may inflect. */
export function readingsOfWord(folded: string, language: VerdictLanguage): Analysis[] {
  const own = analyse(folded, language);
  const halves = folded.split("-");
  if (halves.length !== 2 || (halves[0] ?? "").length < 3) return own;
  const [left = "", right = ""] = halves;
  const rights = analyse(right, language);
  for (const a of analyse(left, language))
    for (const b of rights)
      if (a.case === b.case && a.case !== "nominative") own.push({ ...b, lemma: `${a.lemma}-${b.lemma}` });
  return own;
}

/** All readings of a full name whose words agree as the language has it. */
export function readingsOf(words: readonly string[], language: VerdictLanguage): Reading[] {
  const best = new Map<string, Reading>();
  const add = (lemmas: string[], weight: number, sex: Sex | null): void => {
    const key = lemmas.toSorted().join(" ");
    const likely = weight * lemmas.reduce((product, lemma) => product * likeliness(lemma, language), 1);
    const known = best.get(key);
    if (!known || known.weight < likely) best.set(key, { lemmas, key, weight: likely, sex });
  };
  add([...words], AS_IT_STANDS, null);
  const each = words.map((word) =>
    readingsOfWord(word, language).filter((reading) => CASES.has(reading.case) && reading.lemma !== word),
  );
  // All words in the same case.
  if (words.length === 2 && language !== "sq") {
    const [first = [], second = []] = each;
    for (const a of first)
      for (const b of second) {
        if (a.case !== b.case || (a.sex && b.sex && a.sex !== b.sex) || best.size > MOST) continue;
        add([a.lemma, b.lemma], a.case === "vocative" ? CALLED : AGREED, a.sex ?? b.sex);
      }
  }
  // One word inflects and the others stay: women's surnames in Serbian, the last word in Albanian.
  each.forEach((readings, i) => {
    for (const { lemma, sex } of readings) {
      const isWoman =
        language === "sr" &&
        sex !== "m" &&
        words.every((word, at) => at === i || /[^aeiou]$/u.test(word) || (isBeforeUninflected(words, i) && at > i));
      const isLast = language === "sq" && i === words.length - 1;
      add(
        words.map((word, at) => (at === i ? lemma : word)),
        isWoman || isLast ? AGREED : LAST_ONLY[language] * 0.6,
        // "Kosanović Nikole" and "Cvetić Jelene": a list that puts the surname first leaves it as it is for men too.
        isWoman && !(words.length === 2 && i === 1) ? "f" : sex,
      );
    }
  });
  return [...best.values()];
}

/** "Dijanom Obućina": of a man, or where she declines her surname, the second word would end in -om too. */
function isBeforeUninflected(words: readonly string[], at: number): boolean {
  return words.length === 2 && at === 0 && /[^aeiou]om$/u.test(words[0] ?? "") && /[^aeiou]a$/u.test(words[1] ?? "");
}

/** How much a word looks like a dictionary form of a name. */
function likeliness(lemma: string, language: VerdictLanguage): number {
  if (language === "sq") return /(?:[bcdfgjklmnpqrstvxz]{2}|g|k)$/u.test(lemma) ? 0.8 : 1;
  if (language === "mk") return /(?:ski|ska|ev|eva|ov|ova)$/u.test(lemma) ? 1.4 : 1;
  if (VOWEL_NAMES.has(lemma)) return 1.3;
  if (/(?:ic|ski|cki)$/u.test(lemma)) return 1.6;
  // Vasilij and Ilij are Vasilije and Ilija.
  if (lemma.endsWith("ij")) return 0.75;
  if (lemma.endsWith("goj")) return 1;
  if (/(?:ica)$/u.test(lemma)) return 0.95;
  // Elviru, Ružice, Gordani: hardly anybody is called so in the nominative.
  if (/(?:[^aeiou]u|om|oj|[nrtkc]e|[^kc]i)$/u.test(lemma)) return 0.75;
  if (/(?:[^aeiou]o)$/u.test(lemma)) return /[^aeiou]ko$/u.test(lemma) ? 1.1 : 0.75;
  // Petr, Lukovc: a vowel has fallen out.
  if (/[^aeioujln][rckv]$/u.test(lemma) || /[dtpbk][rlc]$/u.test(lemma)) return 0.6;
  return 1;
}
