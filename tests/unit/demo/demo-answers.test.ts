import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import { tokenOfUnit } from "../../../schema/domain/unit.ts";
import { DemoVerdict } from "../../../server/demo/demo-verdict.ts";
import { readFirstMethodology } from "../../../server/demo/second-methodology.ts";

const folder = new URL("../../../server/demo/data/", import.meta.url);
const verdicts = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && !/^(?:methodology|carry-over|translations)/.test(name))
  .map((name) => ({ name, demo: DemoVerdict.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8"))) }));
const questions = new Map(readFirstMethodology().questions.map((question) => [question.id, question]));

it("the demo's verdicts of which the names are replaced already are five decisions", () => {
  expect(new Set(verdicts.map(({ demo }) => demo.data.caseNumber.split(" (")[0])).size).toBe(verdicts.length);
  expect(verdicts).toHaveLength(5);
});

describe("the demo's answers", () => {
  it.each(verdicts)("name units whose token stands in the text: $name", ({ demo }) => {
    for (const unit of demo.units) expect(demo.text.text).toContain(tokenOfUnit(unit));
    const units = new Set(demo.units.map(tokenOfUnit));
    const named = demo.answers.flatMap(({ unit }) => (unit ? [tokenOfUnit(unit)] : []));
    for (const token of named) expect(units).toContain(token);
  });

  it.each(verdicts)("are such as their questions take, with evidence that is there: $name", ({ demo }) => {
    for (const { question, unit, value, evidence } of demo.answers) {
      const asked = questions.get(question);
      expect(asked?.perUnit, question).toBe(unit?.kind ?? "verdict");
      expect(asked && takesAnswer(asked, value), question).toBe(true);
      const isThere = (passage: (typeof evidence)[number]): boolean =>
        typeof passage === "number"
          ? demo.tags[passage] !== undefined
          : passage.every(({ end }) => end <= demo.text.text.length);
      expect(evidence.every(isThere), question).toBe(true);
    }
  });
});
