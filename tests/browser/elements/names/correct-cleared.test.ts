import { page as browser, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/verdict/page/dialogs/coram-edit-dialog.ts";
import type { CoramEditDialog } from "../../../../client/verdict/page/dialogs/coram-edit-dialog.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { alert, bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import {
  LINES,
  TEXT,
  REVISION,
  VERDICT,
  VIEW,
  EDITS,
  DONE,
  NAMES_COME,
  NAMED,
  question,
  button,
  openPanel,
  sent,
  WRITTEN,
  WRITE,
} from "./corrections-page.ts";

onShellPage();

it("asks before a correction names somebody to those who read the text, and sends it again once that is meant", async () => {
  const answers: Record<string, unknown> = { [EDITS]: NAMES_COME };
  const { asked } = await openPanel(answers);
  await browser.getByRole("button", { name: /Correct the text/ }).click();
  await browser.getByRole("textbox").fill(NAMED);
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(question).toMatch(/^This may identify somebody: 0101990710006\. The verdict is cleared already/);
  await expectBothThemes();
  await button("Back to the text").click();
  await expect.element(browser.getByRole("textbox")).toHaveValue(NAMED);
  await expect.element(browser.getByRole("textbox")).toHaveFocus();
  expect(document.querySelector("coram-ask")).toBeNull();
  await button("Save").click();
  await expect.poll(question).toContain("0101990710006");
  expect(sent(asked)).toEqual([undefined, undefined]);
  answers[EDITS] = DONE;
  await button("Save all the same").click();
  await expect.element(browser.getByRole("textbox")).not.toBeInTheDocument();
  expect(sent(asked)).toEqual([undefined, undefined, "these"]);
  await expect.element(browser.getByText("Saved.")).toBeVisible();
});

it("while names are looked for a correction is busy in sight, and whoever leaves it has not saved it", async () => {
  const answers: Record<string, unknown> = { [EDITS]: DONE };
  const { asked, page } = await openPanel(answers);
  await browser.getByRole("button", { name: /Correct the text/ }).click();
  const field = browser.getByRole("textbox");
  await field.fill(NAMED);
  const at = window.fetch;
  const signals: (AbortSignal | null | undefined)[] = [];
  window.fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      signals.push(init?.signal);
      init?.signal?.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
    });
  await userEvent.keyboard("{Control>}{Enter}{Enter}{/Control}");
  await expect.element(browser.getByText("Looking for names…")).toBeVisible();
  await expect.element(field).toHaveFocus();
  await expect.element(button("Save")).toBeDisabled();
  await expectBothThemes();
  expect(signals).toHaveLength(1);
  await button("Cancel").click();
  expect(signals[0]?.aborted).toBe(true);
  window.fetch = at;
  // The other paragraph is another matter.
  page.selection = [{ start: TEXT.indexOf("Sud"), end: TEXT.indexOf("Sud") }];
  await browser.getByRole("button", { name: /Correct the text/ }).click();
  await expect.element(field).toHaveValue(LINES[1]);
  await field.fill("Sud je iskaz odbio.");
  expect([sent(asked), question(), alert()]).toEqual([[], "", ""]);
  await button("Save").click();
  await expect.element(field).not.toBeInTheDocument();
  expect(sent(asked)).toEqual([undefined]);
});

it("asks in Replace too, and where it can not be looked for writes nothing and says so", async () => {
  const answers: Record<string, unknown> = { [EDITS]: { status: 500, problem: { code: "internal" } } };
  const { asked } = await openPanel(answers);
  await button("Replace").click();
  await browser.getByRole("searchbox").fill("iskaz");
  await browser.getByRole("textbox").fill("Petar Mladenov");
  await button("Replace in 2 places").click();
  await expect.poll(alert).not.toBe("");
  expect(sent(asked)).toEqual([]);
  const at = window.fetch;
  // The preview counts tags; what is written is refused.
  window.fetch = (input, init) => {
    const isPreview = typeof init?.body === "string" && init.body.includes('"preview":true');
    answers[EDITS] = isPreview ? { ...DONE, touchedTags: 3 } : NAMES_COME;
    return at(input, init);
  };
  await button("Replace in 2 places").click();
  await expect.poll(question).toContain("Touches 3 tags");
  await browser
    .elementLocator(document.querySelector("coram-ask") as Element)
    .getByRole("button", { name: "Replace in 2 places" })
    .click();
  await expect.poll(question).toContain("0101990710006");
  await button("Back to the text").click();
  await expect.element(button("Replace in 2 places")).toHaveFocus();
  expect(sent(asked)).toEqual([undefined]);
});

it("asks as a change is taken back", async () => {
  const undo = `POST /api/verdicts/${VERDICT.id}/undo`;
  const entry = { kind: "correct", by: FACILITATOR.id, at: "2026-11-30T10:00:00.000Z", places: 1, undoes: null };
  const revisions = [{ ...entry, number: 2, undoneBy: null, undo: "here" }];
  const answers: Record<string, unknown> = {
    [`GET /api/verdicts/${VERDICT.id}/revisions`]: { revisions },
    [undo]: NAMES_COME,
  };
  const { asked } = await openPanel(answers);
  await button("History").click();
  await button("Take back revision 2").click();
  await expect.poll(question).toContain("0101990710006");
  answers[undo] = { revision: null, map: null };
  await button("Save all the same").click();
  await expect.element(browser.getByText("Revision 2 is taken back.")).toBeVisible();
  expect(sent(asked, undo)).toEqual([undefined, "these"]);
});

it("saves on the verdict's own page by Ctrl+Enter, and no key acts on the page below while names are looked for", async () => {
  const set = { verdict: VERDICT, editing: { range: { start: 0, end: 6 }, base: REVISION }, revision: REVISION };
  await mount<CoramEditDialog>("coram-edit-dialog", FACILITATOR, {}, set);
  const at = window.fetch;
  let asked = 0;
  window.fetch = () => {
    asked++;
    return new Promise(() => undefined);
  };
  const below: string[] = [];
  const onKey = ({ key }: KeyboardEvent): number => below.push(key);
  const field = browser.getByRole("textbox");
  await field.fill("Petar Mladenov");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(button("Correct")).toBeDisabled();
  expect(asked).toBe(1);
  // As where the button that was pressed is switched off.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  expect(document.activeElement).toBe(document.body);
  document.addEventListener("keydown", onKey, { capture: true });
  await userEvent.keyboard("tx3 {Enter}");
  document.removeEventListener("keydown", onKey, { capture: true });
  window.fetch = at;
  expect(below).toEqual([]);
});

/** Answers to corrections wait until what comes back is called. */
function holdEdits(): () => void {
  const at = window.fetch;
  let release = (): void => undefined;
  const released = new Promise<void>((then) => (release = then));
  window.fetch = (input, init) => released.then(() => at(input, init));
  return release;
}

it("what is typed on while a paragraph is being saved stays in its field, for the next time", async () => {
  const { asked, page } = await openPanel({ [EDITS]: WRITE });
  await browser.getByRole("button", { name: /Correct the text/ }).click();
  const field = browser.getByRole("textbox");
  await field.fill("Veštak je dao iskaz.");
  const release = holdEdits();
  await userEvent.keyboard("{Control>}{Enter}{/Control} Usmeno.");
  release();
  await expect.element(browser.getByText("Saved.")).toBeVisible();
  page.view = { ...VIEW, revision: WRITTEN.revision };
  await expect.element(field).toHaveValue("Veštak je dao iskaz. Usmeno.");
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => sent(asked)).toHaveLength(2);
  expect(bodies(asked, EDITS).at(-1)).toMatchObject({
    baseRevision: 3,
    edits: [{ insert: expect.stringContaining("Usmeno.") as string }],
  });
});

it("what is typed on while a correction of the verdict's page is on its way stays in its field, with what was saved", async () => {
  const set = { verdict: VERDICT, editing: { range: { start: 0, end: 6 }, base: REVISION }, revision: REVISION };
  const { asked, page } = await mount<CoramEditDialog>("coram-edit-dialog", FACILITATOR, { [EDITS]: WRITE }, set);
  page.addEventListener("coram-edited", ({ detail }) => {
    if (detail.goOn) Object.assign(page, { editing: detail.goOn, revision: WRITTEN.revision, maps: [WRITTEN.map] });
  });
  const field = browser.getByRole("textbox");
  await field.fill("Veštak");
  const release = holdEdits();
  await userEvent.keyboard("{Control>}{Enter}{/Control} usmeno");
  release();
  await expect.poll(() => document.querySelector("blockquote")?.textContent).toBe("Veštak");
  await expect.element(field).toHaveValue("Veštak usmeno");
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => sent(asked)).toHaveLength(2);
  const second = { baseRevision: 3, kind: "correct", edits: [{ start: 0, end: 6, insert: "Veštak usmeno" }] };
  expect(bodies(asked, EDITS).at(-1)).toMatchObject(second);
});

it("asks on the verdict's own page, keeps what is typed, and says what went wrong", async () => {
  const answers: Record<string, unknown> = { [EDITS]: NAMES_COME };
  const set = { verdict: VERDICT, editing: { range: { start: 0, end: 6 }, base: REVISION }, revision: REVISION };
  const { asked, page } = await mount<CoramEditDialog>("coram-edit-dialog", FACILITATOR, answers, set);
  const done: unknown[] = [];
  page.addEventListener("coram-edited", () => done.push(1));
  await expect.element(browser.getByText("Enter corrects. Shift Enter begins a new paragraph.")).toBeVisible();
  // From the start on the server has what it looks for names with at hand.
  const opened = { baseRevision: 2, kind: "correct", edits: [{ start: 0, end: 6, insert: "" }], preview: true };
  await expect.poll(() => bodies(asked, EDITS)).toEqual([opened]);
  await browser.getByRole("textbox").fill("Petar Mladenov");
  await button("Correct").click();
  await expect.poll(question).toContain("0101990710006");
  await expectBothThemes();
  await button("Back to the text").click();
  await expect.element(browser.getByRole("textbox")).toHaveValue("Petar Mladenov");
  answers[EDITS] = { status: 500, problem: { code: "internal" } };
  await button("Correct").click();
  await expect.poll(alert).not.toBe("");
  answers[EDITS] = NAMES_COME;
  await button("Correct").click();
  await expect.poll(question).toContain("0101990710006");
  answers[EDITS] = DONE;
  await button("Save all the same").click();
  await expect.poll(() => done).toHaveLength(1);
  expect(sent(asked)).toEqual([undefined, undefined, undefined, "these"]);
});
