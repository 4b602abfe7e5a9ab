import fc from "fast-check";
import { QUESTION_TYPES } from "../../../schema/domain/answer.ts";
import { CategoryId, QuestionId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type Localised, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Category, MethodologyContent, Question } from "../../../schema/domain/methodology/methodology.ts";

/** Words with what files stumble over: markup, escapes of spreadsheets, other scripts, a pair of surrogates, our own labels. */
const PIECES = [
  "да",
  "Злоупотреба",
  "ë ç",
  "a < b & c",
  '"q"',
  "_x0041_",
  "Definition:",
  "- item",
  "=1+1",
  "42",
  "😀",
  "(mk)",
  "x = y | z",
];
const line = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => words.join(" ").replace(/\s+/g, " ").trim())
  // The writer of workbooks takes a cell that says "valueOf" for one that it has.
  .filter((text) => text !== "" && !(text in {}));
const lines = fc.array(line, { minLength: 1, maxLength: 3 });
const text = lines.map((each) => each.join("\n"));

function localised<T>(
  value: fc.Arbitrary<T>,
  languages: readonly UiLanguage[],
): fc.Arbitrary<Partial<Record<UiLanguage, T>>> {
  return fc.record(
    Object.fromEntries(languages.map((language) => [language, value])) as Record<UiLanguage, fc.Arbitrary<T>>,
    { requiredKeys: [] },
  );
}

/** A name in all of the languages: without one a row would be left out. */
const named = (languages: readonly UiLanguage[]): fc.Arbitrary<Localised> =>
  fc
    .tuple(...languages.map(() => line))
    .map((texts) => Object.fromEntries(texts.map((each, i) => [languages[i] ?? "en", each])));

/** Random methodologies as drafts give them: a tree from top to bottom, keys once each, questions by their groups. */
export function methodologies(languages: readonly UiLanguage[] = UI_LANGUAGES): fc.Arbitrary<MethodologyContent> {
  const category = fc.record({
    label: named(languages),
    definition: localised(text, languages),
    include: localised(lines, languages),
    exclude: localised(lines, languages),
    example: localised(text, languages),
    nearMiss: localised(text, languages),
    spanRule: localised(text, languages),
    onlyChildren: fc.boolean(),
    digit: fc.option(fc.integer({ min: 1, max: 9 })),
    parent: fc.nat(),
  });
  const question = fc.record({
    label: named(languages),
    help: localised(text, languages),
    type: fc.constantFrom(...QUESTION_TYPES),
    perUnit: fc.constantFrom("verdict", "defendant", "victim" as const),
    evidenceExpected: fc.boolean(),
    group: fc.nat(),
    choices: fc.array(named(languages), { maxLength: 3 }),
    isConditional: fc.boolean(),
  });
  return fc
    .record({
      title: named(languages),
      groups: fc.array(named(languages), { minLength: 1, maxLength: 3 }),
      categories: fc.array(category, { minLength: 1, maxLength: 12 }),
      questions: fc.array(question, { maxLength: 6 }),
    })
    .map(({ title, groups, categories, questions }): MethodologyContent => {
      const all = categories.map(({ parent, ...rest }, i): Category => ({
        ...rest,
        id: CategoryId.parse(`c.${i}`),
        code: i < 26 ? `${String.fromCharCode(65 + i)}${i}` : `Z${i}`,
        // Below one of those before it, or at the top.
        parent: i === 0 || parent % (i + 1) === i ? null : CategoryId.parse(`c.${parent % (i + 1)}`),
        exampleFrom: null,
      }));
      const ids = groups.map((_, i) => `g.${i}`);
      const asked = questions.map(({ group, choices, isConditional, ...rest }, i): Question => ({
        ...rest,
        id: QuestionId.parse(`q.${i}`),
        group: ids[group % ids.length] ?? "g.0",
        choices: choices.map((label, n) => ({ id: `o-${n}`, label })),
        shownIf:
          isConditional && i > 0
            ? { question: QuestionId.parse(`q.${i - 1}`), values: ["yes", "not-mentioned"] }
            : null,
      }));
      return {
        title,
        groups: groups.map((label, i) => ({ id: `g.${i}`, label })),
        categories: fromTop(all, null),
        questions: ids.flatMap((id) => asked.filter(({ group }) => group === id)),
        outputs: [],
      };
    });
}

function fromTop(all: readonly Category[], parent: CategoryId | null): Category[] {
  return all.filter((each) => each.parent === parent).flatMap((each) => [each, ...fromTop(all, each.id)]);
}
