import { page as browser, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/prepare/corrections/coram-block-tools.ts";
import type { CoramBlockTools } from "../../../../client/prepare/corrections/coram-block-tools.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import type { Block } from "../../../../schema/text/revision.ts";
import { FACILITATOR, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const TEXT = "Svedok je dao iskaz.";
const BLOCK: Block = {
  kind: "paragraph",
  start: 0,
  end: TEXT.length,
  page: null,
  level: null,
  cell: null,
  printed: null,
  number: "1",
  section: null,
};

it("asks before a correction of a text that others read names somebody to them, and saves nothing until then", async () => {
  const verdict = { ...VERDICTS.open, stage: "cleared" as const };
  const view = { verdict, revision: { number: 1, text: TEXT, blocks: [BLOCK] } } as unknown as VerdictView;
  const path = `POST /api/verdicts/${verdict.id}/edits`;
  const findings = [{ start: 14, end: 27, text: "0101990710006", kind: "jmbg" }];
  const answer = { touchedTags: 0, touchedThreads: 0, edits: [], revision: null, map: null };
  const set: Partial<CoramBlockTools> = {
    view,
    selection: [{ start: 0, end: 0 }],
    textLang: "sr-Latn",
    run: async (change) => {
      await change();
      return true;
    },
  };
  const answers: Record<string, unknown> = { [path]: { ...answer, findings } };
  const { asked } = await mount<CoramBlockTools>("coram-block-tools", FACILITATOR, answers, set);
  const isPreview = (): unknown[] =>
    bodies(asked, path).map((body) => (body as { preview?: boolean } | undefined)?.preview === true);
  await browser.getByRole("button", { name: /Correct the text/ }).click();
  await browser.getByRole("textbox").fill("Svedok 0101990710006 je dao iskaz.");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  const question = (): string => document.querySelector("coram-ask p")?.textContent ?? "";
  await expect.poll(question).toMatch(/^This may identify somebody: 0101990710006\. The verdict is cleared already/);
  await expectBothThemes();
  expect(isPreview()).not.toContain(false);
  await browser.getByRole("button", { name: "Back to the text" }).click();
  await expect.element(browser.getByRole("textbox")).toHaveValue("Svedok 0101990710006 je dao iskaz.");
  await browser.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(question).toContain("0101990710006");
  await browser.getByRole("button", { name: "Save all the same" }).click();
  await expect.poll(() => isPreview().filter((each) => !each)).toHaveLength(1);
  await expect.element(browser.getByRole("textbox")).not.toBeInTheDocument();
});
