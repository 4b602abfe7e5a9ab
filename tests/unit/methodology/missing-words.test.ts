import { expect, test } from "vitest";
import { missingWords } from "../../../client/methodology/draft/words/missing-words.ts";
import { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { Localised } from "../../../schema/domain/language.ts";

function contentOf(categories: Record<string, { label: Localised; definition: Localised }>): MethodologyContent {
  return MethodologyContent.parse({
    title: {},
    groups: [],
    questions: [],
    outputs: [],
    categories: Object.entries(categories).map(([code, texts]) => {
      return {
        id: `c.${code.toLowerCase()}`,
        code,
        parent: null,
        digit: null,
        include: {},
        exclude: {},
        example: {},
        ...texts,
      };
    }),
  });
}
const told = (was: MethodologyContent, is: MethodologyContent): unknown[] =>
  missingWords(was, is).map(({ category, texts }) => [
    category.code,
    ...texts.map(({ text, languages, isThere }) => `${text}${isThere ? ", as before" : ""}: ${languages.join(" ")}`),
  ]);

const FULL = { en: "Act", "sr-Cyrl": "Радња", mk: "Дејствие", sq: "Veprimi" };
const A = { label: FULL, definition: FULL };

test("a new or changed category without name or definition in a language of the methodology is named before it is in force", () => {
  const was = contentOf({ A, B: { label: FULL, definition: { en: "Means" } } });
  expect(told(was, was)).toEqual([]);
  // What lacked words before and was not touched is not asked for now.
  const grown = contentOf({
    A,
    B: { label: FULL, definition: { en: "Means" } },
    H: { label: { en: "Digital recruitment" }, definition: {} },
  });
  expect(told(was, grown)).toEqual([["H", "label: sr-Latn mk sq", "definition: en sr-Latn mk sq"]]);
  const changed = contentOf({ A, B: { label: FULL, definition: { en: "The means", "sr-Latn": "Sredstvo" } } });
  expect(told(was, changed)).toEqual([["B", "definition: mk sq"]]);
});

test("a definition that was changed in one language alone is named with those in which it reads as before", () => {
  const was = contentOf({ A });
  const widened = contentOf({ A: { label: FULL, definition: { ...FULL, "sr-Cyrl": "Радња, и преко мрежа" } } });
  expect(told(was, widened)).toEqual([["A", "definition, as before: en mk sq"]]);
  const all = {
    en: "Act, online too",
    "sr-Cyrl": "Радња, и преко мрежа",
    mk: "Дејствие, и преку мрежи",
    sq: "Veprimi, në rrjete",
  };
  expect(told(was, contentOf({ A: { label: FULL, definition: all } }))).toEqual([]);
  // A name alone is no other meaning.
  expect(told(was, contentOf({ A: { label: { ...FULL, en: "Acts" }, definition: FULL } }))).toEqual([]);
});

test("a language in which the methodology does not speak is not asked for", () => {
  const only = { label: { en: "Act" }, definition: { en: "Act" } };
  expect(told(contentOf({ A: only }), contentOf({ A: only, B: only }))).toEqual([]);
});
