import { page as pageOf, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import type { CoramTranslateQuote } from "../../../../client/outputs/quotes/coram-translate-quote.ts";
import "../../../../client/outputs/quotes/coram-translate-quote.ts";
import { newId, VerdictId } from "../../../../schema/domain/ids.ts";
import { toAnchorText } from "../../../../schema/editor/output-nodes.ts";
import { LAWYER } from "../../../helpers/browser/shell-data.ts";
import { holdNetwork, mount } from "../../../helpers/browser/shell-page.ts";

test("where somebody was quicker the words and the translation of now are shown, and what was typed is kept by one more press", async () => {
  const verdict = newId(VerdictId);
  const anchor = { revision: 1, ranges: [{ start: 3, end: 9 }] };
  const path = `/api/verdicts/${verdict}/passage-translations`;
  const read = `GET ${path}?${new URLSearchParams({ language: "en", anchor: toAnchorText(anchor) })}`;
  const found = { revision: 1, words: "oduzeo pasoš", lang: "sr-Latn", own: "took", longer: [] };
  const answers: Record<string, unknown> = {
    [read]: found,
    [`POST ${path}`]: { status: 409, problem: { code: "translation-moved" } },
  };
  const of = { verdict, anchor, language: "en" as const, corrects: "took" };
  const { page, asked } = await mount<CoramTranslateQuote>("coram-translate-quote", LAWYER, answers, { of });
  const quoted = (): string[] => [...page.querySelectorAll("blockquote")].map((each) => each.textContent.trim());
  await expect.poll(quoted).toEqual(["oduzeo pasoš"]);
  await userEvent.fill(page.querySelector("textarea.translate-own") as Element, "seized her passport");
  answers[read] = { ...found, revision: 2, words: "oduzeo joj pasoš", own: "took it" };
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(quoted).toEqual(["oduzeo joj pasoš", "took it"]);
  expect(page.querySelector("[role=alert]")?.textContent).toContain("Look at both and choose");
  answers[`POST ${path}`] = {};
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  const sent = (): unknown => asked.findLast(({ what }) => what.startsWith("POST"))?.body;
  await expect.poll(sent).toMatchObject({ revision: 2, corrects: "took it", text: "seized her passport" });
});

test("words that are erased are covered in the open dialog, until they were asked for anew", async () => {
  const verdict = newId(VerdictId);
  const anchor = { revision: 1, ranges: [{ start: 3, end: 9 }] };
  const read = `GET /api/verdicts/${verdict}/passage-translations?${new URLSearchParams({ language: "en", anchor: toAnchorText(anchor) })}`;
  const longer = [
    { isOfEarlierWords: false, paragraph: "1", original: "Jelena je došla.", text: "Jelena came.", author: LAWYER.id },
  ];
  const found = { revision: 1, words: "Jelena", lang: "sr-Latn", own: "Jelena again", longer };
  const answers: Record<string, unknown> = { [read]: found };
  const of = { verdict, anchor, language: "en" as const, corrects: "Jelena again" };
  const { page, asked, events } = await mount<CoramTranslateQuote>("coram-translate-quote", LAWYER, answers, { of });
  const shown = (): string =>
    [page.textContent, ...[...page.querySelectorAll("textarea")].map(({ value }) => value)].join();
  await expect.poll(shown).toContain("Jelena came.");
  const release = holdNetwork();
  const own = page.querySelector<HTMLTextAreaElement>("textarea.translate-own");
  for (const hears of events["listeners"]) hears({ type: "revision", verdict, revision: 2, erases: "1" });
  await expect.poll(shown).not.toContain("Jelena");
  expect(shown()).toContain("······");
  // What is covered is kept nowhere.
  own?.focus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(asked.some(({ what }) => what.startsWith("POST"))).toBe(false);
  answers[read] = { ...found, revision: 2, words: "[Victim A]", own: "[Victim A] again", longer: [] };
  release();
  await expect.poll(shown).toContain("[Žrtva");
  await expect.poll(() => own?.value).toMatch(/^\[Victim\sA\] again$/);
});

test("the translation of before the words were corrected is taken whole by one press", async () => {
  const verdict = newId(VerdictId);
  const anchor = { revision: 1, ranges: [{ start: 3, end: 9 }] };
  const path = `/api/verdicts/${verdict}/passage-translations`;
  const words = "oduzeo joj pasoš";
  const earlier = {
    isOfEarlierWords: true,
    paragraph: "1",
    original: words,
    text: "took, her passport",
    author: LAWYER.id,
  };
  const answers: Record<string, unknown> = {
    [`GET ${path}?${new URLSearchParams({ language: "en", anchor: toAnchorText(anchor) })}`]: {
      revision: 2,
      words,
      lang: "sr-Latn",
      own: null,
      longer: [earlier],
    },
    [`POST ${path}`]: {},
  };
  const of = { verdict, anchor, language: "en" as const };
  const { page, asked } = await mount<CoramTranslateQuote>("coram-translate-quote", LAWYER, answers, { of });
  await expect.element(pageOf.getByLabelText("Translation of these words before they were corrected")).toBeVisible();
  await userEvent.click(pageOf.getByRole("button", { name: "Take it" }));
  await expect.poll(() => document.activeElement).toBe(page.querySelector("textarea.translate-own"));
  await userEvent.keyboard("{Backspace}t{Control>}{Enter}{/Control}");
  const sent = (): unknown => asked.findLast(({ what }) => what.startsWith("POST"))?.body;
  await expect.poll(sent).toMatchObject({ revision: 2, text: "took, her passport" });
});
