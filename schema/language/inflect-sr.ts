import type { Paradigm } from "./paradigm.ts";

const CONSONANT = /[^aeiou]$/u;

const adjective = (suffixes: string): string =>
  suffixes
    .split(" ")
    .flatMap((suffix) =>
      "- a o og oga om ome oj u im i e ih ima".split(" ").map((ending) => suffix + (ending === "-" ? "" : ending)),
    )
    .join(" ");

/** Serbian names, both scripts by way of Latin (domain notes: checked against a lexicon of 11,000 names). */
export const SERBIAN: readonly Paradigm[] = [
  {
    lemma: "",
    sex: "m",
    stem: CONSONANT,
    forms: {
      nominative: "-",
      genitive: "a",
      dative: "u",
      accusative: "a",
      instrumental: "om em",
      vocative: "e u",
      possessive: adjective("ov ev ljev"),
      family: "i a e ima ovi evi ovima evima",
    },
  },
  {
    lemma: "o",
    sex: "m",
    forms: {
      nominative: "o",
      genitive: "a",
      dative: "u",
      accusative: "a",
      instrumental: "om em",
      vocative: "o e",
      possessive: adjective("ov ev"),
    },
  },
  {
    lemma: "e",
    sex: "m",
    forms: {
      nominative: "e",
      genitive: "a e eta",
      dative: "u eu etu",
      accusative: "a e eta",
      instrumental: "em om etom",
      vocative: "e",
      possessive: adjective("ov ev etov"),
    },
  },
  {
    lemma: "a",
    sex: null,
    forms: {
      nominative: "a",
      genitive: "e",
      dative: "i",
      accusative: "u",
      instrumental: "om",
      vocative: "o a e",
      possessive: adjective("in"),
    },
  },
  {
    lemma: "",
    sex: "m",
    fleeting: true,
    forms: {
      genitive: "a",
      dative: "u",
      accusative: "a",
      instrumental: "om em",
      vocative: "e u",
      possessive: adjective("ov ev"),
      family: "i e ima",
    },
  },
  // Surnames in -ski, -cki, -ki and others that decline as adjectives; -ska and -ova of women below.
  {
    lemma: "i",
    sex: "m",
    forms: {
      nominative: "i",
      genitive: "og oga",
      dative: "om ome",
      accusative: "og oga",
      instrumental: "im",
      vocative: "i",
      family: "i e ih ima",
    },
  },
  {
    lemma: "a",
    sex: "f",
    forms: { nominative: "a", genitive: "e", dative: "oj", accusative: "u", instrumental: "om" },
  },
  // Foreign names keep their letters before the ending: Mariju, Harryja, Pierrea.
  {
    lemma: "ia",
    sex: null,
    forms: { genitive: "ije", dative: "iji", accusative: "iju", instrumental: "ijom", possessive: adjective("ijin") },
  },
  {
    lemma: "y",
    sex: null,
    forms: {
      genitive: "yja ya ija",
      dative: "yju yu iju",
      accusative: "yja ya ija",
      instrumental: "yjem yem ijem yom",
      possessive: adjective("yjev ijev yev"),
    },
  },
  {
    lemma: "e",
    sex: "m",
    forms: { genitive: "ea", dative: "eu", accusative: "ea", instrumental: "eom", possessive: adjective("eov") },
  },
  // Đorđi, Gogi, Adi.
  {
    lemma: "i",
    sex: "m",
    forms: {
      nominative: "i",
      genitive: "ija",
      dative: "iju",
      accusative: "ija",
      instrumental: "ijem ijom",
      vocative: "i",
      possessive: adjective("ijev"),
    },
  },
  // Albanian and other foreign names on -u: Haxhiu, Haxhiua.
  {
    lemma: "u",
    sex: "m",
    forms: {
      nominative: "u",
      genitive: "ua uja",
      dative: "uu uju",
      accusative: "ua uja",
      instrumental: "uom ujem",
      possessive: adjective("uov ujev"),
    },
  },
  // Petrovićeva, Petrovićka: women called by a man's surname.
  {
    lemma: "",
    sex: "f",
    stem: CONSONANT,
    forms: { possessive: "eva eve evoj evu evom ova ove ovoj ovu ovom ka ke ki ku kom" },
  },
];
