import { expect, test } from "vitest";
import { saysOtherwise, verdictFacts } from "../../../schema/domain/verdict-facts.ts";

test("the data say as much as answers did, and the persons are those that are listed", () => {
  const data = {
    country: "rs",
    court: "Viši sud u Nišu",
    instance: "first",
    caseNumber: "4 K. 63/22",
    date: null,
  } as const;
  expect(verdictFacts(data, [{ kind: "victim" }, { kind: "victim" }, { kind: "defendant" }])).toEqual({
    country: "rs",
    court: "Viši sud u Nišu",
    instance: "first",
    "case-number": "4 K. 63/22",
    date: null,
    defendants: 1,
    victims: 2,
  });
});

test.each([
  ["court", "Viši sud u Nišu", " viši  sud u nišu ", false],
  ["court", "Viši sud u Nišu", "Osnovni sud", true],
  ["date", "2024-06-19", "2024-06", false],
  ["date", "2024-06-19", "2024-07", true],
  ["date", null, "2024", true],
  ["date", null, "not-mentioned", false],
  ["instance", "supreme", "constitutional", false],
  ["instance", "supreme", "first", true],
  ["instance", "first", "supreme", true],
  ["victims", 2, 2, false],
  ["victims", 2, 3, true],
  ["victims", 2, "unclear", false],
] as const)("%s: to data %j the answer %j says otherwise: %j", (fact, data, answer, isOther) => {
  expect(saysOtherwise(fact, data, answer)).toBe(isOther);
});
