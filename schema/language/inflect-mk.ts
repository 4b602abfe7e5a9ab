import type { Paradigm } from "./paradigm.ts";

const CONSONANT = /[^aeiou]$/u;

const adjective = (suffixes: string): string =>
  suffixes
    .split(" ")
    .flatMap((suffix) =>
      "- a o i iot iov ion ata ava ana oto ovo ono ite ive ine"
        .split(" ")
        .map((ending) => suffix + (ending === "-" ? "" : ending)),
    )
    .join(" ");

/** Macedonian names by way of Latin letters: no cases, but an old oblique in -a, vocatives, articles and possessives. */
export const MACEDONIAN: readonly Paradigm[] = [
  {
    lemma: "",
    sex: "m",
    stem: CONSONANT,
    forms: {
      nominative: "-",
      genitive: "a",
      vocative: "e u",
      article: "ot ov on",
      possessive: adjective("ov ev"),
      family: "ovci evci i",
    },
  },
  // Surnames that are adjectives: Спасовиот исказ.
  {
    lemma: "",
    sex: null,
    stem: /(?:ov|ev|in)$/u,
    forms: { possessive: "iot iov ion ata ava ana oto ovo ono ite ive ine" },
  },
  { lemma: "i", sex: "m", stem: /[sc]k$/u, forms: { possessive: "iot iov ion ata ava ana oto ovo ono ite ive ine" } },
  {
    lemma: "o",
    sex: "m",
    forms: {
      nominative: "o",
      genitive: "a ota",
      vocative: "o e",
      article: "oto ovo ono",
      possessive: adjective("ov ev otov"),
    },
  },
  {
    lemma: "e",
    sex: null,
    forms: {
      nominative: "e",
      genitive: "eta a",
      vocative: "e",
      article: "eto evo eno",
      possessive: adjective("ev ov etov in"),
    },
  },
  {
    lemma: "a",
    sex: null,
    forms: {
      nominative: "a",
      vocative: "o e",
      article: "ata ava ana",
      possessive: adjective("in ov"),
    },
  },
  {
    lemma: "i",
    sex: "m",
    forms: {
      nominative: "i",
      genitive: "ija ia ita",
      article: "ito",
      possessive: adjective("iev ijev iov ijov"),
      family: "ievci ijevci",
    },
  },
  // Albanian and Turkish names on -u: Салиу.
  {
    lemma: "u",
    sex: "m",
    forms: { nominative: "u", genitive: "ua uta", possessive: adjective("uov uev") },
  },
  // Лукинец, Петар: Петра, Петров.
  {
    lemma: "",
    sex: "m",
    fleeting: true,
    forms: { genitive: "a", vocative: "e u", possessive: adjective("ov ev") },
  },
];
