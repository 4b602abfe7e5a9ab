import { describe, expect, test } from "vitest";
import { en } from "../../../client/i18n/en.ts";
import { mk } from "../../../client/i18n/mk.ts";
import { sq } from "../../../client/i18n/sq.ts";
import { srLatn } from "../../../client/i18n/sr-latn.ts";
import { agreementWords } from "../../../schema/agreement/words/words.ts";
import { matrixWords } from "../../../schema/matrix/words.ts";
import { CERTIFICATE_WORDS } from "../../../server/erasure/certificate/certificate-words.ts";
import { ANSWER_WORDS, EXPORT_WORDS, OUTPUT_WORDS, RULING_WORDS } from "../../../server/export/words/words.ts";
import { FIGURE_BESIDE, FIGURE_NOUNS } from "../../../server/quotes/figure-text.ts";
import { HANDBOOK_WORDS } from "../../../server/methodology/files/handbook-words.ts";
import { ALLOWED, RETIRED } from "./retired-words.ts";

const CATALOGUES = { en, "sr-Latn": srLatn, mk, sq } as const;
const LANGUAGES = ["en", "sr-Latn", "mk", "sq"] as const;
type Language = (typeof LANGUAGES)[number];

/** All texts under a value, by the keys that lead to each; what is filled in is nobody's word. */
function textsIn(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value.replace(/\{\w+\}/g, "…")]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, `${path}/${key}`));
}

/** All that people read in a language: on pages, in files and on certificates. */
function textsOf(language: Language): [path: string, text: string][] {
  return [
    ...Object.entries(CATALOGUES[language]).flatMap(([key, message]) => textsIn(message, key)),
    ...textsIn(
      {
        agreement: agreementWords(language),
        matrix: matrixWords(language),
        certificate: CERTIFICATE_WORDS[language],
        export: EXPORT_WORDS[language],
        answers: ANSWER_WORDS[language],
        document: OUTPUT_WORDS[language],
        rulings: RULING_WORDS[language],
        methodology: HANDBOOK_WORDS[language],
        figures: [FIGURE_NOUNS[language], FIGURE_BESIDE[language]],
      },
      "files",
    ),
  ];
}

describe.each(LANGUAGES)("words that are retired, in %s", (language) => {
  const allowed = ALLOWED[language];
  const retiredIn = (text: string): string[] =>
    RETIRED[language].flatMap(({ found, say }) => {
      const [word] = found.exec(text) ?? [];
      return word === undefined ? [] : [`${word} → ${say}`];
    });

  test("stand nowhere but where a reason is given", () => {
    const found = textsOf(language).flatMap(([path, text]) => {
      const rest = allowed
        .filter(({ only }) => only === undefined || path === only || path.startsWith(`${only}/`))
        .reduce((left, { words }) => left.replaceAll(words, "…"), text);
      return retiredIn(rest).map((word) => `${path}: ${word}`);
    });
    expect(found).toEqual([]);
  });

  test("are allowed nowhere without need", () => {
    const texts = textsOf(language);
    const needless = allowed.filter(
      ({ words, only }) =>
        retiredIn(words).length === 0 ||
        !texts.some(
          ([path, text]) =>
            text.includes(words) && (only === undefined || path === only || path.startsWith(`${only}/`)),
        ),
    );
    expect(needless).toEqual([]);
  });
});
