import { type AnswerValue, isEmptyWord, PartialDate } from "../../../schema/domain/answer.ts";
import { readDuration } from "../../../schema/language/duration.ts";
import { monthOf } from "../../../schema/language/months.ts";
import { EMPTY_KEYS } from "./written/empty-keys.ts";
import type { OpenWording } from "../../methodology/draft/words/open-wording.ts";
import type { AnswerView } from "./answer-view.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";

/** Types whose answer is typed into fields. */
export type TypedType = Extract<Question["type"], "number" | "date" | "duration" | "money">;

/** What was typed says no value. */
export const UNREADABLE = Symbol("unreadable");

/** A value as what stands in the fields: a number or a date one, a duration years and months, money amount and currency in turn. */
export function toFields(type: TypedType, value: AnswerValue | null): string[] {
  if (value === null || isEmptyWord(value)) return type === "duration" || type === "money" ? ["", ""] : [""];
  if (type === "duration" && typeof value === "number") {
    const [years, months] = [Math.floor(value / 12), value % 12];
    return [years > 0 ? String(years) : "", months > 0 || years === 0 ? String(months) : ""];
  }
  if (type === "money")
    return [value].flat().flatMap((each) => (typeof each === "object" ? [String(each.amount), each.currency] : []));
  return [typeof value === "number" || typeof value === "string" ? String(value) : ""];
}

/** Beyond these a slip of the keys is likelier than that a verdict says so. */
const MONTHS_MAX = 60 * 12;
const COUNT_MAX = 1000;
const AMOUNT_MAX = 10_000_000_000;
const FIRST_YEAR = "1950";

/**
 * Why fields are not written as the answer: they say no value; or one that is asked about first, as it is far from all others, or is the key
 * that answers every question with *Not in the verdict*.
 */
export type Refusal = "unreadable" | "unlikely" | "key";

export function refusalOf(type: TypedType, fields: readonly string[]): Refusal | null {
  const value = fromFields(type, fields);
  if (value === UNREADABLE) return "unreadable";
  if (isKeyAlone(type, fields)) return "key";
  return value !== null && isUnlikely(type, value) ? "unlikely" : null;
}

function isKeyAlone(type: TypedType, fields: readonly string[]): boolean {
  // A currency stands beside its amount, whatever was typed.
  const typed = fields.filter((field, i) => field.trim() !== "" && !(type === "money" && i % 2 === 1));
  return typed.length === 1 && typed[0]?.trim() === EMPTY_KEYS["not-mentioned"];
}

function isUnlikely(type: TypedType, value: AnswerValue): boolean {
  if (type === "money") return [value].flat().some((each) => typeof each === "object" && each.amount > AMOUNT_MAX);
  if (typeof value === "number") return value < 0 || value > (type === "duration" ? MONTHS_MAX : COUNT_MAX);
  if (typeof value !== "string") return false;
  return value < FIRST_YEAR || value > new Date().toISOString().slice(0, value.length);
}

/** Whether two answers say the same, however each was typed. */
export function saysTheSame(type: TypedType, fields: readonly string[], others: readonly string[]): boolean {
  const value = fromFields(type, fields);
  return value !== UNREADABLE && JSON.stringify(value) === JSON.stringify(fromFields(type, others));
}

/** What stands in the fields of a question and is not kept as its answer; null where it is, or nothing was typed. */
export function refusedWords(type: Question["type"], wording: OpenWording | undefined): string | null {
  if (!wording?.isDirty || !isTyped(type)) return null;
  return refusedIn(type, JSON.parse(wording.mine || "[]") as string[]);
}

/** What these fields say, in words, where they are not written as the answer; null where they are. */
export function refusedIn(type: TypedType, fields: readonly string[]): string | null {
  return refusalOf(type, fields) !== null ? fields.filter((field) => field.trim() !== "").join(" ") : null;
}

/** The words of an answer as its layer holds them; "" where it has none. */
export function storedWords(answer: AnswerView | null): string {
  const value = answer?.value ?? null;
  return typeof value === "string" && !isEmptyWord(value) ? value : "";
}

/** Whether its answer is typed into fields. */
export function isTyped(type: Question["type"]): type is TypedType {
  return type === "number" || type === "date" || type === "duration" || type === "money";
}

/** The value that fields say; null where they are empty. */
export function fromFields(type: TypedType, fields: readonly string[]): AnswerValue | null | typeof UNREADABLE {
  const typed = fields.map((field) => field.trim());
  if (type === "money") return moneyOf(typed);
  if (typed.every((field) => field === "")) return null;
  if (type === "date") return dateOf(typed[0] ?? "") ?? UNREADABLE;
  if (type === "number") return numberOf(typed[0] ?? "") ?? UNREADABLE;
  return durationOf(typed);
}

/** Which of the fields say nothing that can be read; where each does, and not all together, none. */
export function faultsOf(type: TypedType, fields: readonly string[]): readonly number[] {
  const isFaulty = (field: string, index: number): boolean => {
    if (field.trim() === "" || (type === "money" && index % 2 === 1)) return false;
    const alone =
      type === "money"
        ? [field, fields[index + 1] ?? ""]
        : type === "duration"
          ? fields.map((_, at) => (at === index ? field : ""))
          : [field];
    return fromFields(type, alone) === UNREADABLE;
  };
  return fields.flatMap((field, index) => (isFaulty(field, index) ? [index] : []));
}

/** Figures in the fields of years and of months, or a duration in words in either of them. */
function durationOf(typed: readonly string[]): number | typeof UNREADABLE {
  const [said, ...others] = typed.filter((field) => field !== "");
  const inWords = others.length === 0 && said !== undefined ? readDuration(said) : null;
  if (inWords !== null) return inWords;
  const [years, months] = typed.map((field) => (field === "" ? 0 : /^\d{1,4}$/.test(field) ? Number(field) : null));
  if (years === undefined || months === undefined || years === null || months === null) return UNREADABLE;
  return years * 12 + months;
}

function moneyOf(typed: readonly string[]): AnswerValue | null | typeof UNREADABLE {
  const amounts = [];
  for (let i = 0; i + 1 < typed.length; i += 2) {
    const [words = "", chosen = ""] = typed.slice(i, i + 2);
    // A currency alone is a row that nothing was written into yet.
    if (words === "") continue;
    const { figure, written } = amountIn(words);
    const amount = numberOf(figure);
    // What is written with the amount counts before what was chosen beside it.
    const currency = currencyOf(written === "" ? chosen : written);
    if (amount === null || amount < 0 || currency === null) return UNREADABLE;
    amounts.push({ amount, currency });
  }
  const [first] = amounts;
  return amounts.length > 1 ? amounts : (first ?? null);
}

/** An amount as verdicts write it, with its currency before or after it: `31.400 euro`, `€ 31.400`, `500.000,00 din.`. */
function amountIn(words: string): { figure: string; written: string } {
  const parts = /^([^\d\s-]*)\s*(-?\d[\d.,\s\u00a0\u202f']*?)(?:,[-–—])?\s*([^\d\s.,]*)\.?$/u.exec(words);
  const [, before = "", figure = words, after = ""] = parts ?? [];
  // Two currencies are none.
  return { figure, written: before !== "" && after !== "" ? `${before} ${after}` : before || after };
}

const CURRENCY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:€|(?:eur|evr|евр|еур)\p{L}*)$/iu, "EUR"],
  [/^(?:din|дин|рсд)\p{L}*$/iu, "RSD"],
  [/^(?:den|ден|мкд)\p{L}*$/iu, "MKD"],
  [/^(?:lek|лек)\p{L}*$/iu, "ALL"],
  [/^(?:\$|(?:dol|дол)\p{L}*)$/iu, "USD"],
  [/^(?:fran|фран)\p{L}*$/iu, "CHF"],
];

/** The code of a currency that is called by its sign, a word of one of the languages, or the code; null where it is none. */
function currencyOf(words: string): string | null {
  const named = CURRENCY_WORDS.find(([form]) => form.test(words))?.[1];
  return named ?? (/^[A-Za-z]{3}$/.test(words) ? words.toUpperCase() : null);
}

/** A number as people write it here: `2900000`, `2.900.000`, `2 900 000`, `1.234,50` and `1234.5`. */
function numberOf(words: string): number | null {
  const bare = words.replace(/[\s\u00a0\u202f']/g, "");
  const plain = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare)
    ? bare.replaceAll(".", "").replace(",", ".")
    : /^-?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$/.test(bare)
      ? bare.replaceAll(",", "")
      : bare.replace(",", ".");
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** `2024`, `2024-06-19`, `19.06.2024`, `6.2024`, and as verdicts write it, `14. jula 2022. godine`: as a partial date, or null. */
function dateOf(words: string): string | null {
  const bare = words.replace(/\.?\s*(?:(?:god|год)\p{L}*|[gг])?\.?$/u, "");
  const turned = /^(?:(\d{1,2})[./ ]\s*)?(?:(\d{1,2})[./ ]\s*|(\p{L}{3,12})\.?\s+)(\d{4})$/u.exec(bare);
  const [, day, digits, name = "", year] = turned ?? [];
  const month = digits ?? String(monthOf(name.toLowerCase()));
  const iso = turned ? [year, month.padStart(2, "0"), day?.padStart(2, "0")].filter(Boolean).join("-") : bare;
  if (!PartialDate.safeParse(iso).success) return null;
  // 31 June is none.
  if (iso.length === 10 && new Date(`${iso}T00:00:00Z`).toISOString().slice(0, 10) !== iso) return null;
  return iso;
}
