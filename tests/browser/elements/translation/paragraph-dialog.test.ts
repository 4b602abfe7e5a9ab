import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import "../../../../client/verdict/translation/coram-paragraph-dialog.ts";
import type { CoramParagraphDialog } from "../../../../client/verdict/translation/coram-paragraph-dialog.ts";
import { coveredText } from "../../../../client/verdict/model/covered-text.ts";
import type { EditMap } from "../../../../schema/text/revision.ts";
import { violationsOf, mount } from "../../../helpers/browser/verdict-views.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

const view = verdictOf("Jelena Marković je odvedena u Niš.\nBila je tučena.");
const PARAGRAPH = { number: "1", text: "Jelena was taken to Niš.", anchor: { revision: 1, ranges: [] }, version: 4 };
const edit = (from: number, removed: number, inserted: number, kind: "correct" | "redact"): EditMap => ({
  from,
  steps: [{ start: 0, removed, inserted, kind }],
});
const textOf = (number: number, text: string) => ({ ...verdictOf(text).revision, number });

async function open(): Promise<CoramParagraphDialog> {
  const dialog = mount(document.createElement("coram-paragraph-dialog"));
  const edited = { number: "1", paragraph: PARAGRAPH } as unknown as CoramParagraphDialog["edited"];
  Object.assign(dialog, {
    verdict: view.verdict.id,
    revision: view.revision,
    maps: [],
    edited,
    now: edited?.paragraph,
  });
  await dialog.updateComplete;
  return dialog;
}

/** What is sent is answered, and gathered. */
function gather(): unknown[] {
  const sent: unknown[] = [];
  window.fetch = (_, init) => {
    sent.push(JSON.parse(init?.body as string));
    return Promise.resolve(Response.json({ language: "en", version: 5 }));
  };
  return sent;
}

const quotes = (dialog: Element): string[] => [...dialog.querySelectorAll(".quote")].map((each) => each.textContent);
const field = (dialog: Element): HTMLTextAreaElement => dialog.querySelector("textarea") as HTMLTextAreaElement;

test("a paragraph is translated from the words that were shown as one began; what they are now is shown beside them", async () => {
  const [dialog, sent] = [await open(), gather()];
  await userEvent.fill(field(dialog), "Jelena was brought to Niš.");
  Object.assign(dialog, {
    revision: textOf(2, "J. M. je odvedena u Niš.\nBila je tučena."),
    maps: [edit(1, 15, 5, "correct")],
  });
  await dialog.updateComplete;
  expect(quotes(dialog).map((each) => each.trim())).toEqual([
    "Jelena Marković je odvedena u Niš.",
    "J. M. je odvedena u Niš.",
  ]);
  expect(dialog.textContent).toContain("The words were changed since");
  expect(await violationsOf(dialog)).toEqual([]);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(sent).toEqual([{ revision: 1, text: "Jelena was brought to Niš.", replaces: 4 }]);
});

test("words that are erased, and a translation that nobody has changed, are covered at once, and nothing is kept until the text is here", async () => {
  const [dialog, sent] = [await open(), gather()];
  dialog.revision = coveredText(view.revision, { revision: 2, paragraphs: "1" });
  await dialog.updateComplete;
  expect(dialog.textContent + field(dialog).value).not.toMatch(/Jelena|Niš/);
  field(dialog).focus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(sent).toEqual([]);
  const revision = textOf(2, "[Victim A] je odvedena u Niš.\nBila je tučena.");
  Object.assign(dialog, { revision, maps: [edit(1, 15, 10, "redact")], now: null });
  await dialog.updateComplete;
  expect([quotes(dialog).length, field(dialog).value]).toEqual([1, ""]);
  expect(quotes(dialog)[0]).toContain("je odvedena u Niš.");
  await userEvent.keyboard("She was taken to Niš.{Control>}{Enter}{/Control}");
  expect(sent).toEqual([{ revision: 2, text: "She was taken to Niš.", replaces: null }]);
});
