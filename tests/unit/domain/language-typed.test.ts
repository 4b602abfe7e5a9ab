import { expect, test } from "vitest";
import { languageTyped } from "../../../schema/domain/language.ts";

test("a name is in the language that it is typed in, whatever the window is in", () => {
  const macedonian = { language: "mk", script: "Cyrl" } as const;
  const serbian = { language: "sr", script: "Cyrl" } as const;
  const albanian = { language: "sq", script: "Latn" } as const;
  const cases = [
    ["Долг", "en", macedonian, "mk"],
    ["Дуг", "en", serbian, "sr-Cyrl"],
    ["Дуг", "sr-Cyrl", macedonian, "sr-Cyrl"],
    ["Ќерка", "sr-Cyrl", serbian, "mk"],
    ["Дуг", "en", albanian, "mk"],
    ["Debt", "en", macedonian, "en"],
    ["Debt", "mk", macedonian, "en"],
    ["Dug", "sr-Latn", serbian, "sr-Latn"],
    ["Porodični dug", "en", serbian, "sr-Latn"],
    ["Borxh i vjetër që rritet, çdo ditë", "en", albanian, "sq"],
    ["Borxh", "mk", albanian, "sq"],
  ] as const;
  expect(cases.map(([words, window, verdict]) => languageTyped(words, window, verdict))).toEqual(
    cases.map(([, , , expected]) => expected),
  );
});
