import { page } from "vitest/browser";
import { describe, expect, it } from "vitest";
import "../../../../client/outputs/tables/coram-facts-box.ts";
import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import type { ComparisonState, PartState, PersonRow, TrayAnswer } from "../../../../schema/protocol/http/quotes.ts";
import { idOf } from "../../../helpers/browser/output-nodes.ts";
import { openOutput, type OutputPage } from "../../../helpers/browser/outputs/output-page.ts";
import { node, paragraph, SOURCE, words } from "../../../helpers/network/an-output.ts";
import { expectAccessible } from "../../../helpers/browser/shell-page.ts";

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

it("the table stands in sight when the long list of its rows is closed", async () => {
  const actors: OutputNode = { ...node("actors", { verdict: SOURCE.verdict }), content: [] };
  const rows: PersonRow[] = Array.from({ length: 60 }, (_, i) => ({
    token: `[Witness ${i + 1}]`,
    role: "witness",
    facts: i === 0 ? ["Age: adult"] : [],
  }));
  const state = { kind: "actors", block: idOf(actors), source: SOURCE, rows, flags: [], now: null, hidden: null };
  const below = Array.from({ length: 30 }, (_, i) => paragraph(words(`Paragraph ${i}.`)));
  openOutput([paragraph(words("Before.")), actors, ...below], [state as PartState]);
  const change = page.getByRole("button", { name: "Change rows" });
  await change.click();
  const done = page.getByRole("button", { name: "Done" });
  done.element().scrollIntoView({ block: "end" });
  await done.click();
  await expect.element(change).toBeInViewport();
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

describe("who takes part", () => {
  const asked = ["q.def-sex", "q.def-outcome"] as never;
  const facts = ["Sex: male", "Outcome: convicted"];
  const ROWS: PersonRow[] = [
    { token: "[Defendant 1]", role: "defendant", facts, asked },
    { token: "[Person 3]", role: "other person", facts: [] },
    { token: "[Witness 2]", role: "witness", facts: [] },
  ];
  const answer = (question: string, label: string): TrayAnswer => {
    const of = { verdict: SOURCE.verdict, question: question as never, label, unit: "", words: "" };
    return { ...of, isUnsure: false, isSoFar: false, evidence: [] };
  };
  const answers = [answer("q.def-sex", "Sex"), answer("q.def-outcome", "Outcome"), answer("q.court", "Court")];

  function opened(): OutputPage {
    const actors = node("actors", { verdict: SOURCE.verdict });
    const state = {
      kind: "actors",
      block: idOf(actors),
      source: SOURCE,
      rows: ROWS,
      flags: [],
      now: null,
      hidden: null,
    };
    return openOutput([paragraph(words("Before.")), actors], [state as PartState], true, "en", [], [], answers);
  }
  const said = ({ text }: OutputPage): string[] =>
    [...text.querySelectorAll("tbody tr")].map((row) => row.textContent.replace(/\s+/g, " ").trim());

  it("those of whom nothing is known are left out in one press, and shown again in one", async () => {
    const open = opened();
    await expect.poll(() => said(open).length).toBe(3);
    await page.getByRole("button", { name: "Hide those of whom nothing is known" }).click();
    await expect.poll(() => said(open)).toEqual(["[Defendant 1] defendant Sex: male"]);
    expect(open.text.querySelector(".ev-hidden")?.textContent).toContain("2 rows are hidden.");
    await expectAccessible();
    await page.getByRole("button", { name: "Show those of whom nothing is known" }).click();
    await expect.poll(() => said(open).length).toBe(3);
    expect(open.room.document().content[1]?.content ?? []).toEqual([]);
  });

  it("what they are is shown of them, and the other answers as somebody chooses", async () => {
    const open = opened();
    await expect.poll(() => said(open)[0]).toBe("[Defendant 1] defendant Sex: male");
    await page.getByRole("button", { name: "Change rows" }).click();
    const choice = page.getByRole("group", { name: "What is shown of them" });
    await expect.element(choice.getByRole("checkbox", { name: "Sex" })).toBeChecked();
    await expect.element(choice.getByRole("checkbox", { name: "Court" })).not.toBeInTheDocument();
    await choice.getByRole("checkbox", { name: "Outcome" }).click();
    await expect.poll(() => said(open)[0]).toContain("Sex: maleOutcome: convicted");
    await choice.getByRole("checkbox", { name: "Sex" }).click();
    await expect.poll(() => said(open)[0]).toBe("[Defendant 1] defendant Outcome: convicted");
    await expectAccessible();
    // As it is by itself nothing is kept of it.
    await choice.getByRole("checkbox", { name: "Sex" }).click();
    await choice.getByRole("checkbox", { name: "Outcome" }).click();
    await expect.poll(() => said(open)[0]).toBe("[Defendant 1] defendant Sex: male");
    expect(open.room.document().content[1]?.content ?? []).toEqual([]);
  });
});
