import { page as browser, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/verdict/page/dialogs/coram-edit-dialog.ts";
import type { CoramEditDialog } from "../../../../client/verdict/page/dialogs/coram-edit-dialog.ts";
import { covered } from "../../../../client/reader/erased/covered-words.ts";
import { applyEdits } from "../../../../schema/text/edits/edits.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { TEXT, REVISION, VERDICT, VIEW, EDITS, button, openPanel, sent, WRITE } from "./corrections-page.ts";

onShellPage();

it("words from which a name was erased meanwhile are corrected as they are now", async () => {
  const set = { verdict: VERDICT, editing: { range: { start: 0, end: 6 }, base: REVISION }, revision: REVISION };
  const { asked, page } = await mount<CoramEditDialog>("coram-edit-dialog", FACILITATOR, { [EDITS]: WRITE }, set);
  const field = browser.getByRole("textbox");
  await field.fill("Usmeno");
  const { number, text, blocks } = REVISION;
  const steps = [{ start: 0, removed: 6, inserted: 11, kind: "redact" as const }];
  page.revision = { number: number + 1, text: `[Witness A]${text.slice(6)}`, blocks };
  page.maps = [{ from: number, steps }];
  await expect.poll(() => document.querySelector("blockquote")?.textContent).toContain("[");
  await expect.element(field).toHaveValue("Usmeno");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => sent(asked)).toHaveLength(1);
  const corrected = { baseRevision: number + 1, kind: "correct", edits: [{ start: 0, end: 11, insert: "Usmeno" }] };
  expect(bodies(asked, EDITS).at(-1)).toMatchObject(corrected);
});

it("an erased name goes from what is typed over it, and the words beside it stay", async () => {
  const set = { verdict: VERDICT, editing: { range: { start: 0, end: 19 }, base: REVISION }, revision: REVISION };
  const { asked, page } = await mount<CoramEditDialog>("coram-edit-dialog", FACILITATOR, { [EDITS]: WRITE }, set);
  const field = browser.getByRole("textbox");
  await field.fill("Jedan svedok je usmeno dao iskaz");
  const { number, text, blocks } = REVISION;
  page.revision = { number, text: covered(text), blocks };
  // A letter of theirs stays in sight.
  await expect.element(field).toHaveValue("Jedan s····· ·· usmeno ··· ·····");
  // Typed on meanwhile, before the last word but one.
  await userEvent.keyboard("{Control>}{ArrowLeft}{ArrowLeft}{/Control}svoj ");
  await expect.element(field).toHaveValue("Jedan s····· ·· usmeno svoj ··· ·····");
  const steps = [{ start: 0, removed: 6, inserted: 11, kind: "redact" as const }];
  page.revision = { number: number + 1, text: `[Witness A]${text.slice(6)}`, blocks };
  page.maps = [{ from: number, steps }];
  await expect.element(field).toHaveValue("Jedan [Witness A] je usmeno svoj dao iskaz");
  // The caret is where it was.
  await userEvent.keyboard("i ");
  await expect.element(field).toHaveValue("Jedan [Witness A] je usmeno svoj i dao iskaz");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => sent(asked)).toHaveLength(1);
  const insert = "Jedan [Witness A] je usmeno svoj i dao iskaz";
  const corrected = { baseRevision: number + 1, kind: "correct", edits: [{ start: 0, end: 24, insert }] };
  expect(bodies(asked, EDITS).at(-1)).toMatchObject(corrected);
});

it("an erased name goes from a paragraph that is being corrected, too, which is saved then as it stands", async () => {
  const { asked, page } = await openPanel({ [EDITS]: WRITE });
  await browser.getByRole("button", { name: /Correct the text/ }).click();
  const field = browser.getByRole("textbox");
  await field.fill("Svedok je dao iskaz. Usmeno.");
  const { number, text, blocks } = REVISION;
  page.view = { ...VIEW, revision: { number, text: covered(text), blocks } };
  await expect.element(field).toHaveValue("······ ·· ··· ······ Usmeno.");
  // Typed on meanwhile, at the beginning.
  await userEvent.keyboard("{Control>}{Home}{/Control}Taj ");
  await expect.element(field).toHaveValue("Taj ······ ·· ··· ······ Usmeno.");
  const longer = blocks.map((each, i) => ({ ...each, start: each.start + i * 5, end: each.end + 5 }));
  const steps = [{ start: 0, removed: 6, inserted: 11, kind: "redact" as const }];
  const revision = { number: number + 1, text: `[Witness A]${text.slice(6)}`, blocks: longer };
  page.view = { ...VIEW, revision, maps: [{ from: number, steps }] };
  await expect.element(field).toHaveValue("Taj [Svedok\u00a0A] je dao iskaz. Usmeno.");
  await userEvent.keyboard("isti ");
  await expect.element(field).toHaveValue("Taj isti [Svedok\u00a0A] je dao iskaz. Usmeno.");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => sent(asked)).toHaveLength(1);
  expect(bodies(asked, EDITS).at(-1)).toMatchObject({
    baseRevision: number + 1,
    edits: [
      { start: 0, end: 0, insert: "Taj isti " },
      { start: 24, end: 24, insert: ". Usmeno" },
    ],
  });
});

it("what was typed over a paragraph and left stands there again and says so, with what a colleague has corrected since, until it is discarded", async () => {
  const { asked, page } = await openPanel({ [EDITS]: WRITE });
  const open = browser.getByRole("button", { name: /Correct the text/ });
  const field = browser.getByRole("textbox");
  const said = browser.getByText("You typed this here before and did not save it.");
  await open.click();
  await expect.element(said).not.toBeInTheDocument();
  await field.fill("Svedok je dao iskaz. Usmeno.");
  await button("Cancel").click();
  const line = "Svedok je dao opširan iskaz.";
  const at = TEXT.indexOf("iskaz");
  const { revision } = applyEdits(REVISION, [{ start: at, end: at, insert: "opširan " }], [], "correct", []);
  page.view = { ...VIEW, revision };
  const chosen = revision.text.indexOf("dao");
  page.selection = [{ start: chosen, end: chosen + 3 }];
  await open.click();
  await expect.element(field).toHaveValue(`${line} Usmeno.`);
  await expect.element(said).toBeVisible();
  await expect.poll(() => getSelection()?.toString()).toBe("dao");
  await expectBothThemes();
  await button("Discard").click();
  await expect.element(field).toHaveValue(line);
  await expect.element(field).toHaveFocus();
  await expect.element(said).not.toBeInTheDocument();
  await button("Cancel").click();
  await open.click();
  await expect.element(field).toHaveValue(line);
  expect(sent(asked)).toEqual([]);
});

it("a paragraph that is being corrected is covered, too, where a colleague has put something else into it as well", async () => {
  const { page } = await openPanel({});
  await browser.getByRole("button", { name: /Correct the text/ }).click();
  const said = (): string => document.querySelector("textarea")?.value ?? "";
  await browser.getByRole("textbox").fill("Svedok je dao iskaz. Usmeno.");
  const text = covered(TEXT.replace("Svedok je", "Svedok, on"));
  page.view = { ...VIEW, revision: { ...REVISION, number: 3, text } };
  await expect.poll(said).toBe("······ ·· ··· ······ Usmeno.");
});

it("words that are being erased are covered whatever else was corrected there, and nothing is sent until it is known what is left", async () => {
  const set = { verdict: VERDICT, editing: { range: { start: 0, end: 24 }, base: REVISION }, revision: REVISION };
  const { asked, page } = await mount<CoramEditDialog>("coram-edit-dialog", FACILITATOR, { [EDITS]: WRITE }, set);
  const field = browser.getByRole("textbox");
  const words = (): string => document.querySelector("blockquote")?.textContent ?? "";
  await field.fill("Jedan svedok je dao iskaz. Sud");
  const { number, blocks } = REVISION;
  // A colleague has put a comma there; of the two paragraphs one is erased from.
  const text = TEXT.replace("dao", "dao,");
  const steps = [{ start: 14, removed: 3, inserted: 4, kind: "correct" as const }];
  page.maps = [{ from: number, steps }];
  page.revision = { number: number + 1, text: covered(text.slice(0, 21)) + text.slice(21), blocks };
  await expect.poll(words).toMatch(/^······ ·· ···· ······\sSud$/);
  await expect.element(button("Correct")).toBeDisabled();
  await userEvent.keyboard("{Enter}");
  expect(sent(asked)).toEqual([]);
  page.maps = [...page.maps, { from: number + 1, steps: [{ start: 0, removed: 6, inserted: 11, kind: "redact" }] }];
  page.revision = { number: number + 2, text: `[Witness A]${text.slice(6)}`, blocks };
  await expect.poll(words).toMatch(/A\].* je dao, iskaz\.\sSud$/);
  await expect.element(button("Correct")).toBeEnabled();
});

it("what is typed in Correct stands there again on its words, whatever was corrected elsewhere meanwhile", async () => {
  const at = TEXT.indexOf("prihvatio");
  const set = { verdict: VERDICT, editing: { range: { start: at, end: at + 9 }, base: REVISION }, revision: REVISION };
  const open = (over: Partial<CoramEditDialog>) =>
    mount<CoramEditDialog>("coram-edit-dialog", FACILITATOR, { [EDITS]: WRITE }, { ...set, ...over });
  await open({});
  await browser.getByRole("textbox").fill("u celosti prihvatio");
  await open({});
  await expect.element(browser.getByRole("textbox")).toHaveValue("u celosti prihvatio");
  await expect.element(browser.getByText("You typed this here before and did not save it.")).toBeVisible();
  const revision = { ...REVISION, number: 3, text: `Svedokinja${TEXT.slice(6)}` };
  const maps = [{ from: 2, steps: [{ start: 0, removed: 6, inserted: 10, kind: "correct" as const }] }];
  const range = { start: at + 4, end: at + 13 };
  const { asked } = await open({ editing: { range, base: revision }, revision, maps });
  await expect.element(browser.getByRole("textbox")).toHaveValue("u celosti prihvatio");
  await button("Correct").click();
  await expect.poll(() => sent(asked)).toHaveLength(1);
  expect(bodies(asked, EDITS).at(-1)).toMatchObject({ baseRevision: 3, edits: [{ ...range }] });
  // Once it is sent nothing of it is kept.
  await open({});
  await expect.element(browser.getByRole("textbox")).toHaveValue("prihvatio");
});

it("what is left in Correct by Cancel stands there again on its words, without a name that was erased from them since", async () => {
  const set = { verdict: VERDICT, editing: { range: { start: 0, end: 19 }, base: REVISION }, revision: REVISION };
  const open = (over: Partial<CoramEditDialog>) =>
    mount<CoramEditDialog>("coram-edit-dialog", FACILITATOR, { [EDITS]: WRITE }, { ...set, ...over });
  await open({});
  await browser.getByRole("textbox").fill("Svedok je usmeno dao iskaz");
  await button("Cancel").click();
  const { number, text, blocks } = REVISION;
  const revision = { number: number + 1, text: `[Witness A]${text.slice(6)}`, blocks };
  const maps = [{ from: number, steps: [{ start: 0, removed: 6, inserted: 11, kind: "redact" as const }] }];
  const { asked } = await open({ editing: { range: { start: 0, end: 24 }, base: revision }, revision, maps });
  const field = browser.getByRole("textbox");
  await expect.element(field).toHaveValue("[Witness A] je usmeno dao iskaz");
  await expect.element(browser.getByText("You typed this here before and did not save it.")).toBeVisible();
  await button("Correct").click();
  await expect.poll(() => sent(asked)).toHaveLength(1);
  const insert = "[Witness A] je usmeno dao iskaz";
  expect(bodies(asked, EDITS).at(-1)).toMatchObject({ baseRevision: 3, edits: [{ start: 0, end: 24, insert }] });
});
