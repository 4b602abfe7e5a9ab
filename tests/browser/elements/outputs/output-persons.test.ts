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

it("of several verdicts the one whose answers are not shown yet is named", async () => {
  const box = document.createElement("coram-facts-box");
  const cells = [{ question: "q", said: [{ unit: null, words: "Trafficking" }], citation: "", stands: "t" }];
  const other = { verdict: "other", source: { ...SOURCE, caseNumber: "4 K. 63/22" }, hidden: "unsettled", cells: [] };
  const rows = [{ verdict: SOURCE.verdict, source: SOURCE, hidden: null, cells }, other];
  const state = { kind: "comparison", questions: [{ id: "q", label: "Offence" }], rows, flags: [], now: null };
  box.shown = state as unknown as ComparisonState;
  box.canWrite = true;
  document.body.replaceChildren(box);
  await box.updateComplete;
  const notes = [...box.querySelectorAll("p.note")].map((note) => note.textContent.replace(/\s+/g, " ").trim());
  expect(notes[0]).toMatch(/^4 K\. 63\/22: The verdict is not settled/);
  expect(notes[1]).toMatch(/^They are read from the answers/);
});
