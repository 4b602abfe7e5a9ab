import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/quotes/coram-translate-quote.ts";
import { flagWords } from "../../../../client/outputs/quotes/quote-words.ts";
import { newId, VerdictId } from "../../../../schema/domain/ids.ts";
import { quoteState } from "../../../helpers/network/an-output.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

test("takes words from the moment it opens, and keeps them when what they translate comes", async () => {
  const verdict = newId(VerdictId);
  const { page: dialog } = await mount<HTMLElementTagNameMap["coram-translate-quote"]>(
    "coram-translate-quote",
    null,
    {},
  );
  // Held until somebody has begun to write.
  let answer: (response: Response) => void = () => {};
  window.fetch = () => new Promise((resolve) => (answer = resolve));
  const anchor = { revision: 1, ranges: [{ start: 0, end: 8 }] };
  dialog.of = { verdict, anchor, language: "en", fromLonger: true } as never;
  await expect.element(page.getByRole("status")).toBeVisible();
  await userEvent.keyboard("testified behind ");
  answer(Response.json({ revision: 1, words: "svedočila iza paravana", lang: "sr-Latn", own: null, longer: [] }));
  await expect.element(page.getByText("svedočila iza paravana")).toBeVisible();
  await userEvent.keyboard("a screen");
  await expect
    .element(page.getByRole("textbox", { name: "Translation of the quoted words" }))
    .toHaveValue("testified behind a screen");
  await expectAccessible();
});

test("opens with the translation that is to be corrected, tokens as they are read, and sends what it was", async () => {
  const { page: dialog } = await mount<HTMLElementTagNameMap["coram-translate-quote"]>(
    "coram-translate-quote",
    null,
    {},
  );
  const sent: unknown[] = [];
  let answer = (): void => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method === "GET")
      return Response.json({ revision: 1, words: "svedočila [Žrtva B]", lang: "sr-Latn", own: null, longer: [] });
    sent.push(await request.json());
    await answered;
    return Response.json({});
  };
  const anchor = { revision: 1, ranges: [{ start: 0, end: 8 }] };
  const kept: unknown[] = [];
  dialog.addEventListener("coram-quote-translated", ({ detail }) => kept.push(detail));
  dialog.of = { verdict: newId(VerdictId), anchor, language: "mk", corrects: "сведочела [Victim B]" } as never;
  const field = page.getByRole("textbox", { name: "Translation of the quoted words" });
  await expect.element(field).toHaveValue("сведочела [Жртва\u00a0B]");
  await expect.element(page.getByText(/svedočila/u)).toBeVisible();
  await userEvent.click(field);
  await userEvent.keyboard("{End} тогаш");
  await userEvent.click(page.getByRole("button", { name: "Keep" }));
  const text = "сведочела [Victim B] тогаш";
  await expect.poll(() => sent).toMatchObject([{ text, corrects: "сведочела [Victim B]" }]);
  // The server has not answered yet: what is typed meanwhile is meant for the document.
  await userEvent.keyboard(" And");
  answer();
  await expect.poll(() => kept).toEqual([{ words: text, typedOn: " And" }]);
});

test("of a translation that is not there any more it is not said that it is old, too", () => {
  const translation = { text: "She was taken.", isStale: true, now: "" };
  const flags = ["translation", "translated"] as const;
  const said = (now: string): string[] => {
    const state = quoteState(newId(VerdictId), { flags: [...flags], translation: { ...translation, now } as never });
    return flags.map((flag) => flagWords(flag, state)).filter(Boolean);
  };
  expect(said("")).toEqual(["The translation is not there any more."]);
  expect(said("She was brought.")).toEqual([
    "The translation was made before the words changed.",
    "The translation says something else now.",
  ]);
});
