import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { QuasiSuggestion } from "../../../schema/domain/privacy.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";

/*
 * File numbers: whoever sees the file of a custody case, an earlier verdict or the prosecutor's indictment knows the name. Courts print
 * numbers of many kinds, and all are asked about, but for a number
 * 1. that is the decision's own or of one related to it, by its data or in its head,
 * 2. of a law or a gazette,
 * 3. of a court that others cite: a supreme, constitutional, European or appellate one, unless in what is said of a family, a child or an
 *    offence of one's own, and unless an appellate court decided in the years of the decision itself: on detention, or before a retrial.
 */

const YEAR = "(?:\\d{2}|(?:19|20)\\d{2})";
// Four letters of which only the first is a capital are a name.
const LETTERS = "\\p{Lu}(?:\\p{Lu}{0,3}|\\p{L}{0,2})\\d?";
const MARK = `(?:\\d{1,2}\\s?)?${LETTERS}(?:\\s?[-–]\\s?${LETTERS})?`;
const SLAVIC = [
  // `K. 61/20`, `3K. 88/19`, `К-По1. 28/21`, `Pž2 44/2019`, `КОМ.бр. 388/22`.
  `(?<![\\p{L}\\d])(${MARK}\\.?\\s?(?:(?:br|бр)\\.?|broj|број)?\\s?[-–]?\\s?\\d{1,6}\\/${YEAR})(?![\\p{L}\\d/])`,
  // `br. 560-118/21`
  `(?<![\\p{L}\\d])((?:(?:br|бр)\\.|broj|број)\\s?\\d{1,6}(?:-\\d{1,6}){0,2}\\/${YEAR})(?![\\p{L}\\d/])`,
];
const ALBANIAN = [
  "(?<!\\p{L})(?:[Vv]endim|[Çç]ështj|[Pp]adi|[Pp]rocedim|[Uu]rdhër)\\p{L}*(?:\\s(?:i|e|të|së))?(?:\\s(?:civil|penal|familjar|administrativ|mbrojtj)\\p{L}*)?" +
    "\\s([Nn]r\\.?\\s?\\d[\\d-]*(?:\\/\\d+)?)(?![\\p{L}\\d])",
];

/** And no file is named between: an offence of a code is tried upon an indictment, which has its number. */
const OF_A_LAW =
  /(?:glasnik|glasilo|sluzben|sluzb|vesnik|sl\.? list|fletor|zyrtare|zakon|ligj|direktiv|uredb|konvencij|konvent|protokol|pravilnik)(?!.*(?:optuzn|obvinit|obvinen|presud|resen|naredb|nalog|predmet|prijav|aktakuz|vendim|procedim))/u;
const CITED = /vrhov|ustav|apelacio|evrops|strazbur|larte|kushtetues|apelit|europian|evropian/u;
const CITED_ABOVE = /vrhov|ustav|evrops|strazbur|larte|kushtetues|europian|evropian/u;
/** An appeal that is no further from the decision in years is one in this case, or may be. */
const YEARS_OF_A_CASE = 2;
const OF_A_LIFE =
  /staratel|staranj|poverav|hranitel|razvod|izdrzav|izdrsk|roditel|porodi|semej|nasilj|nasilst|prekrs|maloletn|kujdestar|zgjidhj|aliment|familj|mbrojtj|kundervajt/u;
const MARK_OF_A_LIFE = /^(?:\d+ )?(?:p2|gz2|pz2|pr|pp|km|prs)(?:[ .-]|br|$)/u;

/** So far before a number is said what it is of. */
const BEFORE = 70;

/** An Albanian decision has two numbers of its own in its head, of the act and of the decision, and its data have one of them. */
const HEAD = 600;

interface CaseFile extends QuasiSuggestion {
  /** What stands before it in its sentence, folded. */
  before: string;
}

/**
 * Numbers of files in a verdict's text, in text order, apart. `own`: as the data give the number of this decision and of those
 * related to it.
 */
export function caseFilesIn(text: string, language: VerdictLanguage, own: readonly string[] = []): QuasiSuggestion[] {
  const all = filesIn(text, language).filter(({ before }) => !OF_A_LAW.test(before));
  const head = text.slice(0, HEAD).match(/^(?:Nr|NR)\.?\s?\d+/gmu) ?? [];
  const numbers = new Set([...own, ...head].map(numberOf));
  return all.flatMap((each) => {
    const { kind, start, end, text } = each;
    const isOther = ![...numbers].some((number) => number !== "" && isSame(number, numberOf(text)));
    const isAsked = isOfALife(each) || !CITED.test(each.before) || isOfThatTime(each, own);
    return isOther && isAsked ? [{ kind, start, end, text }] : [];
  });
}

function filesIn(text: string, language: VerdictLanguage): CaseFile[] {
  const patterns = language === "sq" ? ALBANIAN : language === "en" ? [] : SLAVIC;
  const found: CaseFile[] = [];
  for (const source of patterns)
    for (const { indices } of text.matchAll(new RegExp(source, "dgu"))) {
      const [start, end] = indices?.[1] ?? [0, 0];
      if (end <= start || found.some((each) => each.start < end && start < each.end)) continue;
      const before = foldForSearch(sentenceBefore(text, start));
      found.push({ kind: "file", start, end, text: text.slice(start, end), before });
    }
  return found.sort((a, b) => a.start - b.start);
}

function sentenceBefore(text: string, start: number): string {
  const near = text.slice(Math.max(0, start - BEFORE), start);
  return near.slice(near.search(/(?:\n|;|\p{Ll}{3}\.\s)(?!.*(?:\n|;|\p{Ll}{3}\.\s))/su) + 1);
}

function isOfThatTime({ text, before }: CaseFile, own: readonly string[]): boolean {
  const year = yearOf(text);
  const years = own.map(yearOf).filter((each) => each !== null);
  return year !== null && !CITED_ABOVE.test(before) && years.some((each) => Math.abs(each - year) <= YEARS_OF_A_CASE);
}

/** Of a century, which all numbers of one case share. */
function yearOf(number: string): number | null {
  const digits = /\/(?:\d{2})?(\d{2})$/u.exec(number)?.[1];
  return digits === undefined ? null : Number(digits);
}

function isOfALife({ text, before }: CaseFile): boolean {
  return MARK_OF_A_LIFE.test(foldForSearch(text)) || OF_A_LIFE.test(before);
}

/** Letters and digits alone: `К. бр. 63/22` and `K 63/22` are one. */
function numberOf(words: string): string {
  return foldForSearch(words).replaceAll(/(?<![\p{L}])(?:br|broj|nr)(?![\p{L}])|[^\p{L}\d]/gu, "");
}

/** A court's own number is written with its chamber or without. */
function isSame(a: string, b: string): boolean {
  return a === b || a.endsWith(b) || b.endsWith(a);
}
