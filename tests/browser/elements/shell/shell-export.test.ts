import { page as browser } from "vitest/browser";
import { expect, it } from "vitest";
import type { CoramExportPanel } from "../../../../client/network/coram-export-panel.ts";
import { LAWYER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { ANSWERS, onShellPage } from "../../../helpers/browser/shell-answers.ts";

onShellPage();

const job = { id: "job", state: "done", count: 12, done: 12, fileName: "coram-passages.xlsx", problem: null };

it("offers the whole verdict only where there is exactly one, tagged or not", async () => {
  await mount<CoramExportPanel>("coram-export-panel", LAWYER, { ...ANSWERS, "POST /api/exports": job });
  expect(document.querySelector('[value="docx-verdict"]')).toBeNull();
  const set: Partial<CoramExportPanel> = { verdict: VERDICTS.open.id };
  const none = { ...ANSWERS, "POST /api/exports": { ...job, count: 0 } };
  await mount<CoramExportPanel>("coram-export-panel", LAWYER, none, set);
  // Before anybody has tagged it, its text is there to be taken along.
  const make = browser.getByRole("button", { name: "Make the file" });
  await expect.element(browser.getByText("There is nothing in “What stands”. Choose something else.")).toBeVisible();
  await expect.element(make).toBeDisabled();
  await browser.getByRole("radio", { name: /Word, whole verdict/ }).click();
  await expect.element(browser.getByText("The plain text: nothing of what is chosen stands in it yet.")).toBeVisible();
  await expect.element(make).toBeEnabled();
});
