import { page as browser, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/outputs/open-points/coram-unrecorded.ts";
import { newId, OutputId } from "../../../../schema/domain/ids.ts";
import type { UnrecordedState } from "../../../../schema/protocol/http/parts/record-state.ts";
import { bodies, expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const record = (kind: string, words: string): UnrecordedState => ({
  of: `${kind}:${"a".repeat(22)}`,
  section: "agenda",
  pieces: [{ text: words, lang: null }],
});

it("names what happened in the workshop and stands nowhere in the minutes, and puts in one of it or all", async () => {
  const output = newId(OutputId);
  const path = `POST /api/outputs/${output}/records`;
  const records = [record("vote", "Vote on “Debt?”: 3 for."), record("parked", "“Who pays?” Nobody has taken it up.")];
  const gone = ["b".repeat(22)];
  const set = { output, records, gone, textLang: "en", canWrite: true };
  const { page, asked } = await mount<HTMLElementTagNameMap["coram-unrecorded"]>(
    "coram-unrecorded",
    null,
    { [path]: null },
    set,
  );
  const went: unknown[] = [];
  page.addEventListener("coram-recorded", () => went.push("recorded"));
  page.addEventListener("coram-output-block", ({ detail }) => went.push(detail));
  const region = browser.getByRole("region", { name: "Not in the minutes yet 2" });
  await expect.element(region).toBeVisible();
  await expectBothThemes();
  await userEvent.click(region.getByRole("button", { name: "Insert: Vote on “Debt?”: 3 for." }));
  await expect.poll(() => went).toEqual(["recorded"]);
  // Its row goes with its button: the list has the focus.
  page.records = records.slice(1);
  const left = browser.getByRole("region", { name: "Not in the minutes yet 1" });
  await expect.element(left).toHaveFocus();
  page.records = records;
  await userEvent.click(region.getByRole("button", { name: "Add all" }));
  await expect.poll(() => went).toHaveLength(2);
  expect(bodies(asked, path)).toEqual([{ records: [records[0]?.of] }, { records: records.map(({ of }) => of) }]);
  await userEvent.click(browser.getByRole("button", { name: /This line has no record behind it/u }));
  expect(went.at(-1)).toEqual({ block: gone[0] });
  page.canWrite = false;
  await page.updateComplete;
  expect(region.getByRole("button").elements()).toEqual([]);
});
