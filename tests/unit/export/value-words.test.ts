import { expect, test } from "vitest";
import type { QuestionType } from "../../../schema/domain/answer.ts";
import { valueWords } from "../../../server/export/answers.ts";

const of = (type: QuestionType): { type: QuestionType } => ({ type });

test("dates, numbers and amounts of answers are written as the language writes them", () => {
  expect(valueWords("2024-06-19", of("date"), "en")).toBe("19 June 2024");
  expect(valueWords("2024-06-19", of("date"), "sr-Latn")).toBe("19. jun 2024.");
  expect(valueWords("2024-06-19", of("date"), "mk")).toMatch(/^19 јуни 2024/u);
  expect(valueWords("2024-06", of("date"), "sq")).toBe("qershor 2024");
  expect(valueWords("2024", of("date"), "en")).toBe("2024");
  expect(valueWords(1_500_000, of("number"), "en")).toBe("1,500,000");
  expect(valueWords({ amount: 1_500_000, currency: "RSD" }, of("money"), "sr-Latn")).toBe("1.500.000 RSD");
});

test("a date that came in as other words is said as it stands, and a text that looks like a date stays one", () => {
  expect(valueWords("spring of 2024", of("date"), "en")).toBe("spring of 2024");
  expect(valueWords("2024-06-19", of("text"), "en")).toBe("2024-06-19");
});
