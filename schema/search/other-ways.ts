import { foldForSearch } from "../language/fold.ts";

/** Another way in which a text may say what is typed. */
export interface OtherWay {
  words: string;
  /** A sum, whose digits stand together there, with one sign between their groups. */
  isSum: boolean;
}

/** What lawyers abbreviate, folded, and the words that stand for it in Serbian, Macedonian and Albanian, folded too. */
const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["cl", ["clan", "clen"]],
  ["st", ["stav"]],
  ["tac", ["tacka"]],
  ["toc", ["tocka"]],
  ["t", ["tacka", "tocka"]],
  ["al", ["alineja"]],
  ["par", ["paragraf"]],
  ["br", ["broj"]],
  ["str", ["strana"]],
  ["god", ["godina"]],
  ["nr", ["numer", "numri"]],
]);
/** The same the other way round, in all forms of the words: before a number only, for "stav" alone is an opinion. */
const IN_FULL: readonly (readonly [RegExp, string])[] = [
  [/^cl[ae]n(?:a|u|om|ovi|ova|ove|ovima|ot|ovite)?$/u, "cl"],
  [/^stav(?:a|u|om|ovi|ova|ove|ovima|ot|ovite)?$/u, "st"],
  [/^tack(?:a|e|i|u|om|ama)$/u, "tac"],
  [/^tock(?:a|ata|i|ite)$/u, "toc"],
  [/^alinej(?:a|e|i|u|om|ata|ite)$/u, "al"],
  [/^broj(?:a|u|em|evi|eva|eve|ot)?$/u, "br"],
  [/^num[eë]?r(?:i|it|in)?$/u, "nr"],
];
const BEFORE_NUMBER = /(\p{L}+)(?=\s+\d|$)/gu;
/** So many ways of one typed run, and no more. */
const MOST = 12;
const ABBREVIATED = /(\p{L}+)\./gu;
/** "186400", "186.400", "186.400,00": whole digits in one run or in groups of three, and hundredths. */
const SUM = /^(?:\d{4,15}|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{2}))?$/u;

/**
 * Other ways to say what is typed: with abbreviations in full and the other way round, a sum with its digits grouped or not. None for most
 * words. `isNumbered`: a number is typed behind it.
 */
export function otherWays(typed: string, isNumbered = false): OtherWay[] {
  const words = typed.trim();
  const sum = SUM.exec(words);
  if (sum) return waysOfSum(words, sum[1]);
  return [...inFull(words), ...inShort(words, isNumbered)]
    .slice(0, MOST)
    .map((each) => ({ words: each, isSum: false }));
}

function waysOfSum(words: string, hundredths: string | undefined): OtherWay[] {
  const whole = (hundredths === undefined ? words : words.slice(0, -3)).replace(/[.,]/gu, "");
  const grouped = (sign: string): string => whole.replace(/\B(?=(?:\d{3})+$)/gu, sign);
  // Of a round sum the hundredths are often left out.
  const rest = hundredths === undefined || hundredths === "00" ? "" : hundredths;
  const ways = [whole, grouped("."), grouped(","), grouped(" ")].map((each, i) => {
    return rest === "" ? each : `${each}${i === 2 ? "." : ","}${rest}`;
  });
  return [...new Set(ways)].filter((each) => each !== words).map((each) => ({ words: each, isSum: true }));
}

/** With each abbreviation in full, in every language that has a word for it. */
function inFull(words: string): string[] {
  let ways = [""];
  let from = 0;
  for (const { index, 0: whole, 1: letters = "" } of words.matchAll(ABBREVIATED)) {
    const meant = ABBREVIATIONS.get(foldForSearch(letters));
    if (!meant) continue;
    const before = words.slice(from, index);
    ways = ways.flatMap((way) => [whole, ...meant].map((each) => `${way}${before}${each} `)).slice(0, MOST + 1);
    from = index + whole.length;
  }
  // The first is what is typed.
  return from === 0 ? [] : ways.slice(1).map((way) => (way + words.slice(from)).replace(/\s+/gu, " ").trim());
}

/** With words that are abbreviated before a number abbreviated, all of them. */
function inShort(words: string, isNumbered: boolean): string[] {
  const short = words.replace(BEFORE_NUMBER, (word, _letters, at: number) => {
    if (!isNumbered && at + word.length === words.length) return word;
    return IN_FULL.find(([forms]) => forms.test(foldForSearch(word)))?.[1] ?? word;
  });
  return short === words ? [] : [short];
}

/** What stands before its number, and not behind it. */
const BEFORE_ONLY: ReadonlySet<string> = new Set(["cl", "st", "tac", "toc", "t", "al", "par", "br", "nr"]);
const NUMBERED = /(?<![\p{L}\p{N}=*-])(\p{L}+)(\.?)\s+(?=\d)/gu;
/** No blank and no letter: what it joins is read as one run of words, one behind the other. */
const JOINED = "\u2060";

/** What is typed, with "čl. 388" and "član 388" joined: with a blank as without one the article is meant, and not two words. */
export function withNumbersJoined(typed: string): string {
  return typed.replace(NUMBERED, (run, letters: string, dot: string) => {
    const word = foldForSearch(letters);
    const isShort = dot === "." && BEFORE_ONLY.has(word);
    return isShort || IN_FULL.some(([forms]) => forms.test(word)) ? run.replace(/\s+$/u, JOINED) : run;
  });
}

/** As it was typed. */
export function withBlanks(run: string): string {
  return run.replaceAll(JOINED, " ");
}

/** Digits in groups of three, as sums are written: two groups behind the first, or one that is round. */
const SPACED_SUM =
  /(?<![\p{L}\d.,/="-])\d{1,3}(?:(?:[ \u00a0]\d{3}){2,}|[ \u00a0]\d00)(?=(?:,\d\d)?(?![\p{L}\d./-]))/gu;

/** What is typed, with the groups of a sum joined, as it is looked for in all its ways. */
export function withSumsJoined(typed: string): string {
  return typed.replace(SPACED_SUM, (sum) => sum.replace(/\s/gu, ""));
}
