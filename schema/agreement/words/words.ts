import { filled } from "../../text/filled.ts";
import type { UiLanguage } from "../../domain/language.ts";
import { toCyrillic } from "../../language/script.ts";
import { EN } from "./words-en.ts";
import { MK } from "./words-mk.ts";
import { SQ } from "./words-sq.ts";
import { SR } from "./words-sr.ts";
import type { AgreementWords } from "./words-shape.ts";

/** Names of coefficients stay as they are written everywhere. */
const COEFFICIENT = /(\|?[cu(]?[uk)]*α|F1|Krippendorff\w*|Gwet\w*|AC1|MASI|bootstrap|BCa|Efron)/u;

const WORDS: Record<UiLanguage, AgreementWords> = {
  en: EN,
  "sr-Latn": SR,
  "sr-Cyrl": inCyrillic(SR),
  mk: MK,
  sq: SQ,
};

/** What pages and files of agreement say, in a language. */
export const agreementWords = (language: UiLanguage): AgreementWords => WORDS[language];

/** `{name}` filled in; what has no value stays. */
export function fillWords(words: string, values: Readonly<Record<string, string | number>>): string {
  return filled(words, values);
}

/** "0.81", with the decimal comma where the language has one, and a real minus. */
export function twoPlaces(value: number, language: UiLanguage): string {
  const written = Math.abs(value).toFixed(2);
  const isNegative = value < 0 && Number(written) !== 0;
  return `${isNegative ? "−" : ""}${language === "en" ? written : written.replace(".", ",")}`;
}

function inCyrillic(words: AgreementWords): AgreementWords {
  const turned = (value: unknown): unknown =>
    typeof value === "string"
      ? value.replace(/[^{}]+|\{\w+\}/g, (part) => (part.startsWith("{") ? part : cyrillicPart(part)))
      : Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, turned(each)]));
  return turned(words) as AgreementWords;
}

function cyrillicPart(text: string): string {
  return text
    .split(COEFFICIENT)
    .map((part) => (COEFFICIENT.test(part) ? part : toCyrillic(part)))
    .join("");
}
