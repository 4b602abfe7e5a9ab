import { expect, test } from "vitest";
import { agreementLabels } from "../../../schema/agreement/words/labels.ts";
import { EMPTY_WORDS, QUESTION_TYPES, type QuestionType } from "../../../schema/domain/answer.ts";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import { ANSWER_WORDS } from "../../../server/export/words/words.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { valueWords } from "../../../server/export/answers/answers.ts";

const of = (type: QuestionType): { type: QuestionType } => ({ type });

test("dates, numbers and amounts of answers are written as the language writes them", () => {
  expect(valueWords("2024-06-19", of("date"), "en")).toBe("19 June 2024");
  expect(valueWords("2024-06-19", of("date"), "sr-Latn")).toBe("19. juna 2024.");
  expect(valueWords("2024-06-19", of("date"), "mk")).toBe("19 јуни 2024");
  expect(valueWords("2026-11-28", of("date"), "sr-Cyrl")).toBe("28. новембра 2026.");
  expect(valueWords("2026-11", of("date"), "sr-Latn")).toBe("novembar 2026.");
  expect(valueWords("2024-06", of("date"), "sq")).toBe("qershor 2024");
  expect(valueWords("2024", of("date"), "en")).toBe("2024");
  expect(valueWords(1_500_000, of("number"), "en")).toBe("1,500,000");
  expect(valueWords({ amount: 1_500_000, currency: "RSD" }, of("money"), "sr-Latn")).toBe("1.500.000 RSD");
});

test("closed answers are words of the language, where their question is gone too", () => {
  for (const [language, yes] of [
    ["en", "yes"],
    ["sr-Latn", "da"],
    ["sr-Cyrl", "да"],
    ["mk", "да"],
    ["sq", "po"],
  ] as const) {
    expect(valueWords("yes", of("yes-no-unclear"), language)).toBe(yes);
    expect(valueWords("yes", undefined, language)).toBe(yes);
    const labels = agreementLabels({ people: [], rounds: [] }, null, language, ANSWER_WORDS[language]);
    expect(labels.answer("q", "yes")).toBe(yes);
    expect(labels.answer("q", ["yes", "not-mentioned"])).toBe(`${yes}, ${ANSWER_WORDS[language]["not-mentioned"]}`);
  }
});

test("figures of agreement say values as files and pages do", () => {
  const content = readStarterMethodology();
  const questionOf = (type: QuestionType): string => content.questions.find((each) => each.type === type)?.id ?? "";
  const labels = agreementLabels({ people: [], rounds: [] }, { content, gone: [] }, "en", ANSWER_WORDS.en);
  expect(labels.answer(questionOf("date"), "2022-04-14")).toBe("14 April 2022");
  expect(labels.answer(questionOf("duration"), 16)).toBe("1 year 4 months");
});

test("every type of question takes the two words of every question, and says them in words", () => {
  for (const type of QUESTION_TYPES)
    for (const value of EMPTY_WORDS) {
      const asked = { ...of(type), choices: [{ id: "a", label: { en: "A" } }] };
      expect(takesAnswer(asked, value), `${type} ${value}`).toBe(true);
      expect(valueWords(value, asked, "sq")).toBe(ANSWER_WORDS.sq[value]);
    }
  // Together with a choice they are none.
  expect(takesAnswer({ type: "multi-choice", choices: [{ id: "a", label: {} }] }, ["a", "unclear"])).toBe(false);
});

test("a choice that is offered no more keeps its words, in files and in figures", () => {
  const former = [{ id: "none", label: { en: "None", sq: "Asnjë" } }];
  const asked = { ...of("choice"), choices: [{ id: "a", label: { en: "A" } }], formerChoices: former };
  expect(valueWords("none", asked, "sq")).toBe("Asnjë");
  expect(takesAnswer(asked, "none")).toBe(false);
});

test("a date that came in as other words is said as it stands, and a text that looks like a date stays one", () => {
  expect(valueWords("spring of 2024", of("date"), "en")).toBe("spring of 2024");
  expect(valueWords("2024-06-19", of("text"), "en")).toBe("2024-06-19");
});
