import type { Locator } from "playwright";
import { eventually, type Seat } from "./browser.ts";

export const row = (seat: Seat, name: string): Locator =>
  seat.page.locator("coram-draft-tree").getByRole("treeitem").filter({ hasText: name });

/** The tree as it is shown: a line a category, indented by its depth. */
export const treeOf = (seat: Seat): Promise<string[]> =>
  seat.page.locator("coram-draft-tree [role=treeitem]").evaluateAll((rows) =>
    rows.map((each) => {
      const text = `${each.querySelector(".code")?.textContent.trim()} ${each.querySelector(".name")?.textContent.trim()}`;
      return `${"  ".repeat(Number(each.ariaLevel) - 1)}${text}`;
    }),
  );

export const field = (seat: Seat, name: string): Locator => seat.page.getByRole("textbox", { name, exact: true });

/** Opens the picker on the selection, with the cursor in its field. */
export async function pickerOf(seat: Seat): Promise<void> {
  await eventually(() => seat.selected()).toHaveLength(1);
  await seat.page.keyboard.press("t");
  await seat.page.locator("coram-picker input[role=combobox]:focus").waitFor();
}

export async function write(seat: Seat, name: string, words: string): Promise<void> {
  await field(seat, name).fill(words);
  await field(seat, name).blur();
}

export const votes = (seat: Seat): Locator => seat.page.getByRole("group", { name: "Votes" });

/** From what waits for one on the home page right to the vote, and yes. */
export async function voteOnPhone(seat: Seat): Promise<void> {
  await seat.page.setViewportSize({ width: 390, height: 844 });
  await seat.follow("/");
  await seat.page.getByRole("link", { name: /^Vote: / }).click();
  const button = votes(seat).locator("button:focus");
  await button.waitFor();
  const isOnTop = (element: Element): boolean => {
    const { left, top } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + 8, top + 8));
  };
  await eventually(() => button.evaluate(isOnTop)).toBe(true);
  await seat.page.keyboard.press("Enter");
}
