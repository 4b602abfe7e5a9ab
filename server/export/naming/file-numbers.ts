import { foldForSearch } from "../../../schema/language/fold.ts";
import type { Range } from "../../../schema/text/revision.ts";

/** A number of a file as it stands in a text, with the letters of its register and the number of the chamber before it. */
export interface FileNumber extends Range {
  /** Number and two figures of the year: "63/22" of `4 K. 63/2022` and `К.бр. 63 / 22`. */
  key: string;
  /** Letters of a register, or a word for number, stand before it. */
  isMarked: boolean;
}

const GAP = "[\\s\\u00ad\\u200b\\u2060]{0,3}";
const YEAR = "((?:19|20)\\d\\d|\\d\\d)";
/** "560-118" is one number; behind the figure of a register, "K-Po1-118", it is another. */
const NUMBER = "(?<![\\d/∕⁄]|(?<!\\p{L}\\d{0,2})\\d[.,-])((?:(?<!\\p{L})\\d{1,6}-){0,2}\\d{1,6})";
const BEHIND = "(?!\\d|\\s?[/∕⁄%‰]|[.,]\\d)";
const SLASHED = new RegExp(`${NUMBER}${GAP}[/∕⁄]${GAP}${YEAR}${BEHIND}`, "gu");
/** "63 iz 2022", "63 of 2022". */
const SAID = new RegExp(
  `${NUMBER}\\.?\\s(?:iz|из|od|од|of|from|(?:i|të)\\svitit)\\s(?:god(?:ine|\\.)\\s|год(?:ине|ина|\\.)\\s)?((?:19|20)\\d\\d)${BEHIND}`,
  "giu",
);
/** "K 63-22": with the letters of a register alone, as "12–23" are paragraphs. */
const DASHED = new RegExp(`(?<=\\p{Lu}\\d?[.\\s]{1,2})(\\d{1,6})${GAP}[-–]${GAP}${YEAR}(?![\\d/-])`, "gu");

/** Words that begin a sentence, or stand between, and are no register. */
const NO_REGISTER =
  "(?:U|У|I|И|A|А|O|О|The|In|No|Of|On|By|See|Sud|Суд|Iz|Из|Na|На|Od|Од|Za|За|Po|По|Pod|Под|Kod|Код|Do|До|Je|Da|Te|Se|Në|Me|Nga|Dhe|Para|Case|Vidi|Види)(?![\\p{L}\\d])";
const REGISTER =
  `(?:(?<![\\p{L}\\d])(?!${NO_REGISTER})(?:\\p{Lu}\\p{L}{0,4}|[kк]\\p{Ll}{0,3}(?=[.-]))\\d{0,2}` +
  "(?:[-–.\\s]{1,2}(?:\\p{Lu}\\p{L}{0,2}|\\p{Ll}{1,2}(?=\\d))\\d{0,2}){0,2}[-–.:\\s]{0,3})";
const WORD = "(?:(?<!\\p{L})(?:br|бр|nr|no|broj\\p{L}{0,2}|број\\p{L}{0,2}|numër|number)[.:\\s]{0,3}[-–]?)";
const BEFORE = new RegExp(
  `(?:(?<![\\p{L}\\d.,/])\\d{1,3}[\\s.]{0,2}(?=\\p{Lu}))?(?<mark>${WORD}?${REGISTER}?${WORD}?)$`,
  "u",
);
/** So far a register and the number of a chamber reach before a number. */
const MARK_LENGTH = 30;

/** What makes a number that of a law or a gazette. */
const OF_A_LAW =
  /glasni|glasil|sluzben|sluzb|vesnik|sl\.? list|fletor|zirtar|zyrtar|gazett|zakon|ligj|direktiv|uredb|konvenci|konvent|protokol|pravilnik|evrops|europ|evropian|strazbur|strasbourg/u;
/** A part of a law, a page, a share. */
const OF_A_PART =
  /(?:§|(?<!\p{L})(?:cl|clan\p{L}*|clen\p{L}*|stav\p{L}*|tack\p{L}*|nen\p{L}*|art\p{L}*|str|pp?|para?s?|page)\.?)\s?$/u;
const OF_AN_AMOUNT = /^\s?(?:%|‰|€|\$|din|rsd|den(?!\p{L})|eur|evr|lek|posto|odsto|percent|per cent|përqind)/iu;
const NEAR = 60;

/** Numbers of files in a text, in text order, apart; those of laws, gazettes, parts of them, shares and amounts are none. */
export function fileNumbersIn(text: string): FileNumber[] {
  const found: FileNumber[] = [];
  for (const pattern of [SLASHED, SAID, DASHED])
    for (const { 0: written, 1: number = "", 2: year = "", index } of text.matchAll(pattern)) {
      const end = index + written.length;
      if (isOfSomethingElse(text, index, end)) continue;
      const mark = BEFORE.exec(text.slice(Math.max(0, index - MARK_LENGTH), index));
      const start = index - (mark?.[0].length ?? 0);
      found.push({ start, end, key: keyOf(number, year), isMarked: /\p{L}/u.test(mark?.groups?.["mark"] ?? "") });
    }
  found.sort((a, b) => a.start - b.start);
  return found.filter(({ start }, i) => start >= (found[i - 1]?.end ?? 0));
}

/** The keys of a number as data or a head has it: "63/22" of `4 K. 63/22`; of an Albanian one, which is dated, with the year of its day. */
export function keysOf(caseNumber: string, date: string | null): string[] {
  const keys = fileNumbersIn(caseNumber).map(({ key }) => key);
  const bare = bareNumberOf(caseNumber);
  return keys.length === 0 && bare !== null && date !== null ? [keyOf(bare, date.slice(0, 4))] : keys;
}

/** "214" of `Nr. 214, datë 10.03.2021`; null of a number that has its year. */
export function bareNumberOf(caseNumber: string): string | null {
  // "4" of `4 K. 63/22` is a chamber: many paragraphs have that number.
  if (fileNumbersIn(caseNumber).length > 0) return null;
  return /^\s*(?:nr|numër|br|бр)?[.:\s]*(\d{1,6})(?![\d/])/iu.exec(caseNumber)?.[1] ?? null;
}

function keyOf(number: string, year: string): string {
  return `${number.replace(/^0+(?=\d)/u, "")}/${year.slice(-2)}`;
}

function isOfSomethingElse(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - NEAR), start);
  const said = foldForSearch(before.slice(before.search(/(?:[\n;]|\p{Ll}{3}\.\s)(?!.*(?:[\n;]|\p{Ll}{3}\.\s))/su) + 1));
  return OF_A_LAW.test(said) || OF_A_PART.test(said) || OF_AN_AMOUNT.test(text.slice(end, end + 12));
}
