import { expect, it } from "vitest";
import "../../../../client/outputs/tables/coram-facts-box.ts";
import type { ComparisonState } from "../../../../schema/protocol/http/quotes.ts";
import { SOURCE } from "../../../helpers/network/an-output.ts";

it("a person reads in the language of the document, whatever that of the page", async () => {
  const box = document.createElement("coram-facts-box");
  const cells = [{ question: "q", said: [{ unit: "[Defendant 1]", words: "Trafikim" }], citation: "", stands: "t" }];
  const rows = [{ verdict: SOURCE.verdict, source: SOURCE, hidden: null, cells }];
  const was = cells.map((cell) => ({ ...cell, stands: "u" }));
  const state = { kind: "comparison", questions: [{ id: "q", label: "Vepra" }], rows, flags: [] };
  box.shown = { ...state, now: [{ ...rows[0], cells: was }] } as unknown as ComparisonState;
  box.textLang = "sq";
  document.body.replaceChildren(box);
  await box.updateComplete;
  const persons = box.textContent.match(/\[[^\]]+\]/g) ?? [];
  // As it stands, and as what is answered now.
  expect(persons.length).toBe(2);
  for (const each of persons) expect(each).toMatch(/^\[I\spandehuri\s1\]$/);
});
