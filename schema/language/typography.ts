import type { UiLanguage } from "../domain/language.ts";

/** Quotation marks: opening and closing, then those within them. */
export type Marks = readonly [open: string, close: string, innerOpen: string, innerClose: string];

/** Marks that a house may set in the place of a language's own. */
export const MARK_STYLES = {
  high: ["“", "”", "‘", "’"],
  "low-high": ["„", "“", "‚", "‘"],
  "low-right": ["„", "”", "‚", "’"],
  outward: ["«", "»", "‹", "›"],
  inward: ["»", "«", "›", "‹"],
} as const satisfies Readonly<Record<string, Marks>>;
export type MarkStyle = keyof typeof MARK_STYLES;

/** How a language is set: one table for the editor and for files. */
export interface Typography {
  marks: Marks;
  /** As they stand after a day, which in Serbian is in the genitive; `monthsAlone` without one. */
  months: readonly string[];
  monthsAlone: readonly string[];
  /** Stands after the numbers of day, year and article. */
  ordinal: "." | "";
  decimal: string;
  thousands: string;
  /** Before the number of an article of law. `articleForms` matches it however it is declined. */
  article: string;
  articleForms: string;
  /** Letters of the items of a list, and what stands around them. */
  letters: readonly string[];
  around: readonly [before: string, after: string];
}

const words = (list: string): readonly string[] => list.split(" ");
const CYRILLIC_REST = "ф х ц ч џ ш";
const EUROPEAN = { decimal: ",", thousands: "." } as const;
const AFTER = ["", ")"] as const;
const LATIN = words("a b c d e f g h i j k l m n o p q r s t u v w x y z");

export const TYPOGRAPHY: Readonly<Record<UiLanguage, Typography>> = {
  en: {
    marks: ["“", "”", "‘", "’"],
    months: words("January February March April May June July August September October November December"),
    monthsAlone: words("January February March April May June July August September October November December"),
    ordinal: "",
    decimal: ".",
    thousands: ",",
    article: "Article",
    articleForms: "articles?",
    letters: LATIN,
    around: ["(", ")"],
  },
  "sr-Latn": {
    ...EUROPEAN,
    marks: ["„", "“", "’", "’"],
    months: words("januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra"),
    monthsAlone: words("januar februar mart april maj jun jul avgust septembar oktobar novembar decembar"),
    ordinal: ".",
    article: "član",
    articleForms: "član\\p{L}{0,3}",
    letters: LATIN,
    around: AFTER,
  },
  "sr-Cyrl": {
    ...EUROPEAN,
    marks: ["„", "“", "’", "’"],
    months: words("јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра"),
    monthsAlone: words("јануар фебруар март април мај јун јул август септембар октобар новембар децембар"),
    ordinal: ".",
    article: "члан",
    articleForms: "члан\\p{L}{0,3}",
    letters: words(`а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ${CYRILLIC_REST}`),
    around: AFTER,
  },
  mk: {
    ...EUROPEAN,
    marks: ["„", "“", "’", "‘"],
    months: words("јануари февруари март април мај јуни јули август септември октомври ноември декември"),
    monthsAlone: words("јануари февруари март април мај јуни јули август септември октомври ноември декември"),
    ordinal: "",
    article: "член",
    articleForms: "член\\p{L}{0,5}",
    letters: words(`а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ${CYRILLIC_REST}`),
    around: AFTER,
  },
  sq: {
    ...EUROPEAN,
    marks: ["“", "”", "‘", "’"],
    months: words("janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor"),
    monthsAlone: words("janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor"),
    ordinal: "",
    article: "neni",
    articleForms: "neni\\p{L}?|nene\\p{L}{0,3}",
    letters: words("a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh"),
    around: AFTER,
  },
};

/** By a language's code or BCP 47 tag; what is none of the network's languages is set as Serbian is. */
export function typographyOf(lang: string): Typography {
  if (lang in TYPOGRAPHY) return TYPOGRAPHY[lang as UiLanguage];
  const found = Object.entries(TYPOGRAPHY).find(([tag]) => tag.slice(0, 2) === lang.slice(0, 2));
  return found?.[1] ?? TYPOGRAPHY["sr-Latn"];
}

/** `12,480.5`, `12.480,5`. */
export function writeNumber(value: number, language: UiLanguage, decimals?: number): string {
  const { decimal, thousands } = TYPOGRAPHY[language];
  const [whole = "", part] = (
    decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals)
  ).split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands);
  return `${value < 0 ? "−" : ""}${grouped}${part === undefined ? "" : decimal + part}`;
}

/** `Article 15`, `član 15.`; the blank holds. */
export function writeArticle(number: string, language: UiLanguage): string {
  const { article, ordinal } = TYPOGRAPHY[language];
  return `${article}\u00a0${number}${ordinal}`;
}

/** `(a)`, `б)`, `ç)`: the item of a list, from 1; after the last letter two of them, as columns of a sheet go on. */
export function listLabel(item: number, language: UiLanguage): string {
  const { letters, around } = TYPOGRAPHY[language];
  let rest = Math.max(1, item);
  let label = "";
  for (; rest > 0; rest = Math.floor((rest - 1) / letters.length))
    label = `${letters[(rest - 1) % letters.length]}${label}`;
  return around.join(label);
}

/** The name of the style of lists with a language's letters. */
export function listStyle(language: UiLanguage): string {
  return `letters-${language.toLowerCase()}`;
}

/** `@counter-style` rules of all languages, for a style sheet. */
export function listStyleRules(): string {
  return Object.entries(TYPOGRAPHY)
    .map(
      ([
        language,
        {
          letters,
          around: [before, after],
        },
      ]) => {
        const symbols = letters.map((letter) => `"${letter}"`).join(" ");
        return `@counter-style ${listStyle(language as UiLanguage)} { system: alphabetic; symbols: ${symbols}; prefix: "${before}"; suffix: "${after} "; }`;
      },
    )
    .join("\n");
}
