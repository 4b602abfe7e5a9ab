import { expect, test } from "vitest";
import { applyTexts } from "../../../server/demo/apply-texts.ts";
import { readFirstMethodology } from "../../../server/demo/second-methodology.ts";

test("texts are written in both scripts with codes as they are, and a correction only where its words stand", () => {
  const content = readFirstMethodology();
  const find = (id: string) => content.categories.find((category) => category.id === id);
  applyTexts(content, {
    language: "sr-Latn",
    categories: { "means.force": { definition: "Nov opis", exclude: ["pretnja bez dela (koristite B2)"] } },
    sections: { "summary/facts": { prompt: "Šta se dogodilo?" } },
    corrections: [
      { path: "categories/act/label", from: find("act")?.label["sr-Latn"] ?? "", to: "Čin" },
      { path: "categories/means/label", from: "nešto drugo", to: "Čin" },
      { path: "questions/q.means/choices/force", from: "Sila ili pretnja", to: "Sila, pretnja" },
      { path: "outputs/summary/facts/title", from: "nešto drugo", to: "Čin" },
      { path: "interface/word.mode.blind", from: "a", to: "b" },
    ],
  });
  expect(find("means.force")?.definition).toMatchObject({ "sr-Latn": "Nov opis", "sr-Cyrl": "Нов опис" });
  expect(find("means.force")?.exclude["sr-Cyrl"]).toEqual(["претња без дела (користите B2)"]);
  expect(find("act")?.label).toMatchObject({ "sr-Latn": "Čin", "sr-Cyrl": "Чин" });
  expect(find("means")?.label["sr-Latn"]).not.toBe("Čin");
  const facts = content.outputs.find(({ id }) => id === "summary")?.sections.find(({ id }) => id === "facts");
  expect(facts?.prompt["sr-Cyrl"]).toBe("Шта се догодило?");
  const force = content.questions.find(({ id }) => id === "q.means")?.choices?.find(({ id }) => id === "force");
  expect(force?.label).toMatchObject({ "sr-Latn": "Sila, pretnja", "sr-Cyrl": "Сила, претња" });
});
