import type { UiLanguage } from "../../schema/domain/language.ts";
import type { FigureSubject } from "../../schema/domain/output.ts";
import type { FigureState } from "../../schema/protocol/http/quotes.ts";
import { toCyrillic } from "../../schema/language/script.ts";

/** Forms of a noun by the plural rule of the language, after "of" or, for passages, after the number. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type Nouns = Record<FigureState["counts"], Forms> & { in: string };

const en: Nouns = {
  in: "{n} of {of} {noun}",
  verdicts: { one: "verdict", other: "verdicts" },
  defendants: { one: "defendant", other: "defendants" },
  victims: { one: "victim", other: "victims" },
  passages: { one: "passage", other: "passages" },
};

const srLatn: Nouns = {
  in: "{n} od {of} {noun}",
  verdicts: { one: "presude", other: "presuda" },
  defendants: { one: "okrivljenog", other: "okrivljenih" },
  victims: { one: "žrtve", other: "žrtava" },
  passages: { one: "odlomak", few: "odlomka", other: "odlomaka" },
};

const mk: Nouns = {
  in: "{n} од {of} {noun}",
  verdicts: { one: "пресуда", other: "пресуди" },
  defendants: { one: "обвинет", other: "обвинети" },
  victims: { one: "жртва", other: "жртви" },
  passages: { one: "извадок", other: "извадоци" },
};

const sq: Nouns = {
  in: "{n} nga {of} {noun}",
  verdicts: { one: "vendim", other: "vendime" },
  defendants: { one: "i pandehur", other: "të pandehur" },
  victims: { one: "viktimë", other: "viktima" },
  passages: { one: "pasazh", other: "pasazhe" },
};

export const FIGURE_NOUNS: Record<UiLanguage, Nouns> = { en, "sr-Latn": srLatn, "sr-Cyrl": srLatn, mk, sq };

interface Beside {
  category: Forms;
  answers: Forms;
  uncounted: Forms;
  /** Of a chart of sums of money beside other measures: which of several currencies its bars are of. */
  drawn: string;
  /** Of a chart of sums in several currencies, each with bars of its own. */
  scales: string;
}

const besideLatin: Beside = {
  category: {
    one: "{n} presuda još nije označena",
    few: "{n} presude još nisu označene",
    other: "{n} presuda još nije označeno",
  },
  answers: { other: "{n} još bez odgovora" },
  uncounted: { few: "{n} se ne mogu ubrojati", other: "{n} se ne može ubrojati" },
  drawn: "trake prikazuju samo {currency}; iznosi u drugim valutama navedeni su brojevima",
  scales: "trake svake valute imaju svoju razmeru",
};

export const FIGURE_BESIDE: Record<UiLanguage, Beside> = {
  en: {
    category: { one: "{n} verdict not tagged yet", other: "{n} verdicts not tagged yet" },
    answers: { other: "{n} not answered yet" },
    uncounted: { other: "{n} could not be counted" },
    drawn: "bars show {currency} alone; sums in other currencies stand in numbers",
    scales: "the bars of each currency have a scale of their own",
  },
  "sr-Latn": besideLatin,
  "sr-Cyrl": besideLatin,
  mk: {
    category: { one: "{n} пресуда сѐ уште не е означена", other: "{n} пресуди сѐ уште не се означени" },
    answers: { other: "{n} сѐ уште без одговор" },
    uncounted: { one: "{n} не може да се изброи", other: "{n} не можат да се избројат" },
    drawn: "столбовите прикажуваат само {currency}; износите во други валути се наведени со бројки",
    scales: "столбовите на секоја валута имаат своја размера",
  },
  sq: {
    category: { one: "{n} vendim ende pa etiketa", other: "{n} vendime ende pa etiketa" },
    answers: { other: "{n} ende pa përgjigje" },
    uncounted: { one: "{n} s’u numërua dot", other: "{n} s’u numëruan dot" },
    drawn: "shtyllat tregojnë vetëm {currency}; shumat në monedha të tjera janë dhënë me shifra",
    scales: "shtyllat e çdo monedhe kanë shkallën e vet",
  },
};

/**
 * What is said beside a figure of those that it is not of: `1 verdict not tagged yet`; "" where it is of all. `drawn`: the
 * one of several currencies that a chart draws; `hasScales`: it draws each of them by itself.
 */
export function besideText(
  {
    what,
    unsaid,
    uncounted,
    drawn = "",
    hasScales = false,
  }: { what: FigureSubject["kind"]; unsaid: number; uncounted: number; drawn?: string; hasScales?: boolean },
  language: UiLanguage,
): string {
  const words = FIGURE_BESIDE[language];
  const rules = new Intl.PluralRules(language);
  const say = (n: number, forms: Forms): string[] =>
    n === 0 ? [] : [(forms[rules.select(n)] ?? forms.other).replace("{n}", String(n))];
  const said = [
    ...say(unsaid, words[what]),
    ...say(uncounted, words.uncounted),
    ...(drawn ? [words.drawn] : []),
    ...(hasScales ? [words.scales] : []),
  ];
  const text = said.join("; ");
  return (language === "sr-Cyrl" ? toCyrillic(text) : text).replace(/\{[^}]+\}/u, drawn);
}

/** `2 of 6 verdicts`; of passages their number alone: there is no base that they are part of. Never a percentage. */
export function figureText({ n, of, counts }: Pick<FigureState, "n" | "of" | "counts">, language: UiLanguage): string {
  const nouns = FIGURE_NOUNS[language];
  const forms = nouns[counts];
  const number = counts === "passages" ? n : of;
  const noun = forms[new Intl.PluralRules(language).select(number)] ?? forms.other;
  const text =
    counts === "passages"
      ? `${n} ${noun}`
      : nouns.in.replace("{n}", String(n)).replace("{of}", String(of)).replace("{noun}", noun);
  return language === "sr-Cyrl" ? toCyrillic(text) : text;
}
