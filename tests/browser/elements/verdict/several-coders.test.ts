import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import { sheetOf } from "../../../helpers/browser/verdict/sheet-alone.ts";
import { violationsOf } from "../../../helpers/browser/verdict-views.ts";

test("where each coder has their own answers and none stands, the sheet itself offers whose to show", async () => {
  const { sheet } = await sheetOf();
  const shown: string[] = [];
  sheet.answersOf = "none";
  sheet.coders = ["Ana Savić", "Elira Koçi"].map((name) => ({ name, show: () => void shown.push(name) }));
  await sheet.updateComplete;
  expect(sheet.textContent).toContain("Each coder has answers of their own");
  expect(await violationsOf(sheet)).toEqual([]);
  await userEvent.click(page.getByRole("button", { name: "Elira Koçi" }));
  expect(shown).toEqual(["Elira Koçi"]);
});
