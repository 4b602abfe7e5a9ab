import { page } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/outputs/tables/coram-facts-box.ts";
import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import type { ComparisonState, PartState, PersonRow } from "../../../../schema/protocol/http/quotes.ts";
import { idOf } from "../../../helpers/browser/output-nodes.ts";
import { openOutput } from "../../../helpers/browser/outputs/output-page.ts";
import { node, paragraph, SOURCE, words } from "../../../helpers/network/an-output.ts";

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

it("people stand in one order in the table, where its rows are changed and in files: of whom nothing is known, last", async () => {
  const entry = node("entry", { who: "A neighbour", role: "called the police" }, words("opened the door"));
  const actors: OutputNode = { ...node("actors", { verdict: SOURCE.verdict }), content: [entry] };
  const person = (token: string, role: string, ...facts: string[]): PersonRow => ({ token, role, facts });
  const rows = [
    person("[Victim A]", "victim", "Age: adult"),
    person("[Person 11]", "other person"),
    person("[Witness 2]", "witness"),
    person("[Person 3]", "other person"),
  ];
  const state = { kind: "actors", block: idOf(actors), source: SOURCE, rows, flags: [], now: null, hidden: null };
  openOutput([paragraph(words("Before.")), actors], [state as PartState]);
  const table = page.getByRole("table");
  await expect.element(table).toBeVisible();
  const who = (): string[] =>
    [...table.element().querySelectorAll("tbody td:first-child")].map((cell) =>
      cell.textContent.replace(/\s+/g, " ").trim(),
    );
  expect(who()).toEqual(["[Victim A]", "A neighbour", "[Person 3] [Person 11]", "[Witness 2]"]);
  await page.getByRole("button", { name: "Change rows" }).click();
  const lines = [...document.querySelectorAll("label.ev-row")].map((line) =>
    line.textContent.replace(/\s+/g, " ").trim(),
  );
  expect(lines).toEqual([
    "[Victim A], victim",
    "[Person 3], other person",
    "[Person 11], other person",
    "[Witness 2], witness",
  ]);
});
