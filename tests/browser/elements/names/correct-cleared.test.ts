import { page as browser, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/prepare/corrections/coram-corrections-panel.ts";
import type { CoramCorrectionsPanel } from "../../../../client/prepare/corrections/coram-corrections-panel.ts";
import "../../../../client/verdict/page/dialogs/coram-edit-dialog.ts";
import type { CoramEditDialog } from "../../../../client/verdict/page/dialogs/coram-edit-dialog.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { applyEdits } from "../../../../schema/text/edits/edits.ts";
import type { Block } from "../../../../schema/text/revision.ts";
import { covered } from "../../../../client/reader/erased/covered-words.ts";
import { FACILITATOR, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { alert, bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const LINES = ["Svedok je dao iskaz.", "Sud je iskaz prihvatio."];
const TEXT = LINES.join("\n");
const NAMED = "Svedok 0101990710006 je dao iskaz.";
const blockOf = (line: string, i: number): Block => ({
  kind: "paragraph",
  start: TEXT.indexOf(line),
  end: TEXT.indexOf(line) + line.length,
  page: null,
  level: null,
  cell: null,
  printed: null,
  number: String(i + 1),
  section: null,
});
const REVISION = { number: 2, text: TEXT, blocks: LINES.map(blockOf) };
const VERDICT = { ...VERDICTS.open, stage: "cleared" as const };
const VIEW = { verdict: VERDICT, revision: REVISION, maps: [], members: [] } as unknown as VerdictView;
const EDITS = `POST /api/verdicts/${VERDICT.id}/edits`;
const DONE = { touchedTags: 0, touchedThreads: 0, edits: [], revision: null, map: null };
const FINDINGS = [{ text: "0101990710006", kind: "jmbg" }];
const NAMES_COME = { status: 409, problem: { code: "names-come", params: { sure: "these" }, findings: FINDINGS } };

const question = (): string => document.querySelector("coram-ask p")?.textContent ?? "";
const button = (name: string) => browser.getByRole("button", { name, exact: true });

const openPanel = (answers: Record<string, unknown>) =>
  mount<CoramCorrectionsPanel>("coram-corrections-panel", FACILITATOR, answers, {
    view: VIEW,
    selection: [{ start: 0, end: 0 }],
  });

/** Commands that were sent to be written, each with what its writer was sure of. */
const sent = (asked: Awaited<ReturnType<typeof openPanel>>["asked"], what = EDITS): unknown[] =>
  (bodies(asked, what) as { preview?: boolean; sure?: string }[])
    .filter(({ preview }) => !preview)
    .map(({ sure }) => sure);

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

const WRITTEN = applyEdits(REVISION, [{ start: 0, end: 6, insert: "Veštak" }], [], "correct", []);
const WRITE = { ...DONE, revision: WRITTEN.revision, map: WRITTEN.map };

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
  await expect.element(field).toHaveValue("Jedan ······ ·· usmeno ··· ·····");
  // Typed on meanwhile, before the last word but one.
  await userEvent.keyboard("{Control>}{ArrowLeft}{ArrowLeft}{/Control}svoj ");
  await expect.element(field).toHaveValue("Jedan ······ ·· usmeno svoj ··· ·····");
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
