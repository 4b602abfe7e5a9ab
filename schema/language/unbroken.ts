import { TYPOGRAPHY } from "./typography.ts";

const NBSP = "\u00a0";
const ARTICLES = Object.values(TYPOGRAPHY)
  .map(({ articleForms }) => articleForms)
  .join("|");
const MONTHS = [
  ...new Set(Object.values(TYPOGRAPHY).flatMap(({ months, monthsAlone }) => [...months, ...monthsAlone])),
].join("|");
const UNITS =
  "%|‰|€|EUR|RSD|MKD|ALL|din|ден|lekë?|euros?|evr[aoi]|евр[аои]|dinara?|динара?|denari?|денари?|km|км|kg|кг|g|г|m|м";

/** What a line may not end with, before what it may not begin with; the first group stays, blanks after it hold. */
const HELD: readonly RegExp[] = [
  // § 12, ¶ 41, Art. 4, čl. 388, члан 4, neni 110/a
  /([§¶])[ \u202f]+(?=\d)/gu,
  /((?<!\p{L})(?:arts?|paras?|pp?|nos?|ch|sec|čl|st|tač|br|str|par|čl|чл|ст|тач|точ|бр|стр|пар|т|nr|f|fq|pika)\.) +(?=\d)/giu,
  new RegExp(`((?<!\\p{L})(?:${ARTICLES}|stav\\p{L}{0,2}|став\\p{L}{0,3})) +(?=\\d)`, "giu"),
  // 1 250 000, 15 %, 600 EUR
  /(\d) +(?=\d{3}(?!\d))/gu,
  new RegExp(`(\\d) +(?=(?:${UNITS})(?![\\p{L}\\p{N}]))`, "gu"),
  // 14 March 2023, 19. juna 2024, 19. 6. 2024
  new RegExp(`((?<!\\d)\\d{1,2}\\.?) +(?=(?:${MONTHS})(?!\\p{L}))`, "giu"),
  /((?<!\d)\d{1,2}\.) +(?=\d{1,4}\.)/gu,
  // The number of a citation, "reasoning [41]"
  /(\p{L}) +(?=\[\d)/gu,
  // Words of one letter go with the next: "u kući", "a claim"
  /((?<![\p{L}\p{M}\p{N}.'’/-])\p{L}) +(?=[\p{L}\p{N}„“‘"([])/gu,
];

/** A text of which no line ends between a sign and its number. Blanks alone change; applying it twice is applying it once. */
export function hold(text: string): string {
  return HELD.reduce((all, pattern) => all.replace(pattern, `$1${NBSP}`), text);
}
