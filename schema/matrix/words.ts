import type { UiLanguage } from "../domain/language.ts";
import type { Form } from "../domain/verdict.ts";
import { toCyrillic } from "../language/script.ts";
import type { MatrixState } from "../protocol/http/matrix.ts";
import type { MatrixBy } from "./choice.ts";
import type { MatrixCell, SubjectAnswer } from "./cells.ts";
import type { Spread } from "./spread.ts";
import type { MatrixSum } from "./sums.ts";

/** The words in which a matrix says what it counted, the same on the page and in files. None of them depends on a number. */
export interface MatrixWords {
  none: string;
  /** Why a verdict is not counted. */
  hidden: Record<Exclude<MatrixState, "counted" | "none" | "unsettled">, string>;
  /** Beside what coders found of a verdict of which nothing stands yet. */
  unsettled: string;
  untouched: Record<MatrixBy, string>;
  of: string;
  /** In how many of those that can be compared a category was found. */
  foundIn: string;
  coders: string;
  answered: string;
  /** Between which answers lie. */
  spread: Record<Spread["of"], { low: string; high: string }> & { middle: string };
  notAnswered: string;
  noUnits: string;
  notAsked: string;
  differ: string;
  unsure: string;
  by: Record<MatrixBy, string>;
  children: Record<"with" | "without", string>;
  forms: Record<Form, string>;
  per: Record<"verdict" | "defendant" | "victim", string>;
  passages: string;
  all: string;
  comparable: string;
}

const en: MatrixWords = {
  none: "none",
  untouched: {
    categories: "Nobody has tagged anything here yet.",
    questions: "Nobody has answered anything here yet.",
  },
  hidden: {
    blind: "You code it blind. Counts, answers and quotes appear after the reveal.",
    "being-coded": "Its coders work blind. Counts, answers and quotes appear after the reveal.",
    "in-preparation": "In preparation. It is counted once it is cleared.",
  },
  unsettled: "not settled, counted nowhere",
  of: "{n} of {m}",
  foundIn: "in {n} of {m}",
  coders: "coders: {n}",
  answered: "answered",
  spread: {
    duration: { low: "shortest {n}", high: "longest {n}" },
    date: { low: "earliest {n}", high: "latest {n}" },
    number: { low: "lowest {n}", high: "highest {n}" },
    middle: "middle {n}",
  },
  notAnswered: "not answered",
  noUnits: "nobody to ask it of",
  notAsked: "not asked",
  differ: "coders differ",
  unsure: "unsure",
  by: { categories: "by categories", questions: "by questions" },
  children: { with: "with sub-categories", without: "without sub-categories" },
  forms: { individual: "Individual", organised: "Organised" },
  per: { verdict: "verdicts", defendant: "defendants", victim: "victims" },
  passages: "passages",
  all: "All verdicts",
  comparable: "{n} of {m} can be compared",
};

const srLatn: MatrixWords = {
  none: "nema",
  untouched: {
    categories: "Ovde još niko ništa nije označio.",
    questions: "Ovde još niko ništa nije odgovorio.",
  },
  hidden: {
    blind: "Kodirate je nezavisno. Brojevi, odgovori i navodi vide se posle otkrivanja.",
    "being-coded": "Kodira se nezavisno. Brojevi, odgovori i navodi vide se posle otkrivanja.",
    "in-preparation": "U pripremi. Ulazi u zbir kad bude odobrena.",
  },
  unsettled: "nije usaglašeno, ne ulazi u zbir",
  of: "{n} od {m}",
  foundIn: "u {n} od {m}",
  coders: "analitičari: {n}",
  answered: "odgovoreno",
  spread: {
    duration: { low: "najkraće {n}", high: "najduže {n}" },
    date: { low: "najranije {n}", high: "najkasnije {n}" },
    number: { low: "najmanje {n}", high: "najviše {n}" },
    middle: "srednje {n}",
  },
  notAnswered: "bez odgovora",
  noUnits: "nema se za koga pitati",
  notAsked: "ne pita se",
  differ: "analitičari se razlikuju",
  unsure: "nesigurno",
  by: { categories: "po kategorijama", questions: "po pitanjima" },
  children: { with: "sa potkategorijama", without: "bez potkategorija" },
  forms: { individual: "Pojedinačno", organised: "Organizovano" },
  per: { verdict: "presude", defendant: "okrivljeni", victim: "žrtve" },
  passages: "odlomci",
  all: "Sve presude",
  comparable: "{n} od {m} može da se poredi",
};

const mk: MatrixWords = {
  none: "нема",
  untouched: {
    categories: "Тука сѐ уште никој ништо не означил.",
    questions: "Тука сѐ уште никој ништо не одговорил.",
  },
  hidden: {
    blind: "Ја кодирате независно. Броевите, одговорите и наводите се гледаат по откривањето.",
    "being-coded": "Се кодира независно. Броевите, одговорите и наводите се гледаат по откривањето.",
    "in-preparation": "Во подготовка. Влегува во збирот кога ќе биде одобрена.",
  },
  unsettled: "не е усогласено, не влегува во збирот",
  of: "{n} од {m}",
  foundIn: "во {n} од {m}",
  coders: "аналитичари: {n}",
  answered: "одговорено",
  spread: {
    duration: { low: "најкратко {n}", high: "најдолго {n}" },
    date: { low: "најрано {n}", high: "најдоцна {n}" },
    number: { low: "најмалку {n}", high: "најмногу {n}" },
    middle: "средно {n}",
  },
  notAnswered: "без одговор",
  noUnits: "нема за кого да се праша",
  notAsked: "не се прашува",
  differ: "аналитичарите се разликуваат",
  unsure: "несигурно",
  by: { categories: "по категории", questions: "по прашања" },
  children: { with: "со поткатегории", without: "без поткатегории" },
  forms: { individual: "Поединечно", organised: "Организирано" },
  per: { verdict: "пресуди", defendant: "обвинети", victim: "жртви" },
  passages: "извадоци",
  all: "Сите пресуди",
  comparable: "{n} од {m} може да се споредат",
};

const sq: MatrixWords = {
  none: "asnjë",
  untouched: {
    categories: "Këtu ende askush nuk ka etiketuar asgjë.",
    questions: "Këtu ende askush nuk është përgjigjur.",
  },
  hidden: {
    blind: "Po e kodoni në mënyrë të pavarur. Numrat, përgjigjet dhe citatet dalin pas zbulimit.",
    "being-coded": "Po kodohet në mënyrë të pavarur. Numrat, përgjigjet dhe citatet dalin pas zbulimit.",
    "in-preparation": "Në përgatitje. Hyn në shumë kur të miratohet.",
  },
  unsettled: "ende pa zgjidhje, nuk hyn në shumë",
  of: "{n} nga {m}",
  foundIn: "në {n} nga {m}",
  coders: "koduesit: {n}",
  answered: "u përgjigj",
  spread: {
    duration: { low: "më e shkurtra {n}", high: "më e gjata {n}" },
    date: { low: "më e hershmja {n}", high: "më e vona {n}" },
    number: { low: "më e ulëta {n}", high: "më e larta {n}" },
    middle: "e mesme {n}",
  },
  notAnswered: "pa përgjigje",
  noUnits: "s’ka për kë të pyetet",
  notAsked: "nuk pyetet",
  differ: "koduesit ndryshojnë",
  unsure: "e pasigurt",
  by: { categories: "sipas kategorive", questions: "sipas pyetjeve" },
  children: { with: "me nënkategoritë", without: "pa nënkategoritë" },
  forms: { individual: "Individuale", organised: "E organizuar" },
  per: { verdict: "vendime", defendant: "të pandehur", victim: "viktima" },
  passages: "pasazhe",
  all: "Të gjitha vendimet",
  comparable: "{n} nga {m} mund të krahasohen",
};

const WORDS: Record<UiLanguage, MatrixWords> = { en, "sr-Latn": srLatn, "sr-Cyrl": inCyrillic(srLatn), mk, sq };

/** What page and file of the matrix say, in a language. */
export function matrixWords(language: UiLanguage): MatrixWords {
  return WORDS[language];
}

/** "2 of 6". */
export function fill(sentence: string, n: number | string, m: number | string = ""): string {
  return sentence.replace("{n}", String(n)).replace("{m}", String(m));
}

/** Why a verdict is not counted. */
export function stateWords(state: MatrixState, by: MatrixBy, { hidden, untouched, unsettled }: MatrixWords): string {
  if (state === "counted") return "";
  if (state === "unsettled") return unsettled;
  return state === "none" ? untouched[by] : hidden[state];
}

/** "4", "4–6" where coders differ, "none". */
export function numberWords(min: number, max: number, { none }: MatrixWords): string {
  if (max === 0) return none;
  return min === max ? String(max) : `${min}–${max}`;
}

/** What a cell says, without its quote: a number that stands for several coders says so. */
export function cellWords(cell: MatrixCell, words: MatrixWords): string {
  if (cell.kind === "tags") {
    const number = numberWords(cell.min, cell.max, words);
    return cell.coders > 1 ? `${number} (${fill(words.coders, cell.coders)})` : number;
  }
  if (cell.idle === "no-units") return words.noUnits;
  if (cell.idle === "not-asked") return words.notAsked;
  return cell.subjects.map((subject) => subjectWords(subject, cell.coders, words)).join("\n");
}

/** "[Victim A]: yes (2 of 3, unsure), not answered (1 of 3)": without brackets the number of an answer would run into that of its coders. */
export function subjectWords({ unit, values, silent }: SubjectAnswer, coders: number, words: MatrixWords): string {
  const counted = (text: string, n: number, unsure = 0): string => {
    const beside = [...(coders < 2 ? [] : [fill(words.of, n, coders)]), ...(unsure > 0 ? [words.unsure] : [])];
    return beside.length > 0 ? `${text} (${beside.join(", ")})` : text;
  };
  const parts = values.map((value) => counted(value.words, value.coders, value.unsure));
  if (silent > 0) parts.push(counted(words.notAnswered, silent));
  return `${unit ? `${unit}: ` : ""}${parts.join(", ")}`;
}

/** What a sum says, its base always with it: "17 (in 3 of 4)". */
export function sumWords(sum: MatrixSum, words: MatrixWords): string {
  // Nothing could be compared: "none" would say that it was looked for.
  if (sum.base === 0) return "–";
  if (sum.kind === "tags") {
    if (sum.max === 0) return `${words.none} (${fill(words.of, 0, sum.base)})`;
    return `${numberWords(sum.min, sum.max, words)} (${fill(words.foundIn, sum.found, sum.base)})`;
  }
  const parts = sum.values.map(({ words: value, count }) => `${value} ${fill(words.of, count, sum.base)}`);
  if (sum.answered !== null && sum.answered > 0)
    parts.unshift(
      `${words.answered} ${fill(words.of, sum.answered, sum.base)}`,
      ...sum.spread.map((each) => spreadWords(each, words)),
    );
  if (sum.differ > 0) parts.push(`${words.differ} ${fill(words.of, sum.differ, sum.base)}`);
  if (sum.silent > 0) parts.push(`${words.notAnswered} ${fill(words.of, sum.silent, sum.base)}`);
  return `${parts.join(", ")} (${words.per[sum.per]})`;
}

/** "shortest 1 year, middle 2 years, longest 4 years". */
function spreadWords({ of, low, middle, high }: Spread, { spread }: MatrixWords): string {
  const between = middle === null ? [] : [fill(spread.middle, middle)];
  return [fill(spread[of].low, low), ...between, fill(spread[of].high, high)].join(", ");
}

function inCyrillic(words: MatrixWords): MatrixWords {
  const turned = (value: unknown): unknown =>
    typeof value === "string"
      ? value.replace(/[^{}]+|\{\w\}/g, (part) => (part.startsWith("{") ? part : toCyrillic(part)))
      : Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, turned(each)]));
  return turned(words) as MatrixWords;
}
