import type { Paradigm } from "./paradigm.ts";

const CONSONANT = /[^aeiouy]$/u;
// Names that are not Albanian take their ending behind a hyphen: Vanhoutte-s.
const HYPHEN = "-i -it -in -u -ut -un -n -s -së -në -ja -ve -t";

/** Albanian names: indefinite and definite forms, and family plurals in -aj (Dukajve). */
export const ALBANIAN: readonly Paradigm[] = [
  {
    lemma: "",
    sex: "m",
    stem: CONSONANT,
    forms: {
      nominative: "-",
      article: "i u",
      accusative: "in un",
      genitive: "it ut i u",
      family: "aj ajt ajve ajn",
    },
  },
  {
    lemma: "ë",
    sex: null,
    forms: { nominative: "ë", article: "a", accusative: "ën", genitive: "ës e", family: "aj ajt ajve ajn ët ëve" },
  },
  {
    lemma: "e",
    sex: null,
    forms: {
      nominative: "e",
      article: "ja ia ea a",
      accusative: "en ën jen",
      genitive: "es eje ës jes",
      family: "ejve ejt aj ajt ajve",
    },
  },
  {
    lemma: "a",
    sex: null,
    forms: {
      nominative: "a",
      article: "aja ai",
      accusative: "ën an ain anë ajn",
      genitive: "ës e as ait ai ajs ajt",
      family: "aj ajt ajve ajn",
    },
  },
  {
    lemma: "i",
    sex: null,
    forms: {
      nominative: "i",
      article: "iu a",
      accusative: "in iun në inë",
      genitive: "it iut së u i isë",
      family: "aj ajt ajve ajn",
    },
  },
  {
    lemma: "o",
    sex: null,
    forms: {
      nominative: "o",
      article: "oja ua",
      accusative: "on uan ojn",
      genitive: "os orit oje ojës uas",
      family: "ot ove ollarë",
    },
  },
  {
    lemma: "u",
    sex: null,
    forms: {
      nominative: "u",
      article: "uja uri",
      accusative: "un unë urin",
      genitive: "ut us urit",
      family: "ajt ajve",
    },
  },
  {
    lemma: "y",
    sex: null,
    forms: { nominative: "y", article: "yja yri", accusative: "yn yrin", genitive: "yt ys yrit" },
  },
  { lemma: "", sex: null, forms: { genitive: HYPHEN } },
];
