import { expect, test } from "vitest";
import "../../../../client/agreement/coram-agreement-places.ts";
import type { AgreementLabels } from "../../../../schema/agreement/words/labels.ts";
import { LAWYER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { holdNetwork, mount, type Answers } from "../../../helpers/browser/shell-page.ts";

test("what stands behind a figure is gone while words are erased, until it is read anew", async () => {
  const { id } = VERDICTS.open;
  const said = "Jelena left.";
  const mark = { coder: LAWYER.id, annotation: null, category: null, ranges: [], note: "Jelena says so.", value: said };
  const place = { verdict: id, kind: "answer", paragraph: null, quote: null, question: "q.who", subject: "verdict" };
  const found = (text: string, note: string): object => ({
    places: [
      {
        ...place,
        question: null,
        subject: null,
        kind: "missed",
        quote: { text, start: 0, end: 12 },
        marks: [],
        without: [],
      },
      { ...place, marks: [{ ...mark, note, value: text }], without: [] },
    ],
    left: 0,
  });
  const asks = `GET /api/agreement/places?${new URLSearchParams({ verdict: id })}`;
  const answers: Answers = { [asks]: found(said, mark.note) };
  const round = { verdict: id, round: "r", number: 1, language: "en", script: null };
  const view = { rounds: [round], people: [] };
  const labels = {
    coder: () => "Ana",
    question: () => "Who?",
    answer: (_: unknown, value: string) => value,
    unit: () => "",
  };
  const set = { query: { verdict: id }, view, labels: labels as unknown as AgreementLabels } as object;
  const { page, events } = await mount("coram-agreement-places", LAWYER, answers, set);
  await expect.poll(() => page.textContent).toContain("Jelena says so.");
  const release = holdNetwork();
  for (const hears of events["listeners"]) hears({ type: "revision", verdict: id, revision: 2, erases: "1" });
  await expect.poll(() => page.textContent).not.toContain("Jelena");
  answers[asks] = found("[Victim A] left.", "[Victim A] says so.");
  release();
  await expect.poll(() => page.textContent).toContain("says so.");
  expect(page.textContent).not.toContain("Jelena");
});
