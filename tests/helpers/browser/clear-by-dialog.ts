import type { Locator } from "playwright";
import { eventually, type Seat } from "./browser.ts";

/** The open checklist of a page. */
export function checklist(seat: Seat): Locator {
  return seat.page.locator("coram-clearing:visible");
}

/** Does something while the whole text is before one's eyes: what is only scrolled past was not read. */
export async function withAllInSight({ page }: Seat, act: () => Promise<void>): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 720 };
  const needed = await page.evaluate(() =>
    Math.max(...[...document.querySelectorAll("*")].map((each) => each.scrollHeight)),
  );
  await page.setViewportSize({ ...before, height: needed + before.height });
  // Room below a text grows with the window, so that what was scrolled before still is.
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("*")) each.scrollTop = 0;
  });
  await act();
  await page.setViewportSize(before);
}

/** Looks at all of the text, wherever its page stands, gives every group a reason and ticks what only a person can say. */
export async function fillChecklist(seat: Seat): Promise<void> {
  const list = checklist(seat);
  const sign = list.getByRole("button", { name: /^(Move to|Sign)/ });
  await sign.waitFor();
  for (const reason of await list.getByRole("combobox").all()) await reason.selectOption("no-person");
  const ticks = list.getByRole("group", { name: "What only a person can say" }).getByRole("checkbox");
  await withAllInSight(seat, async () => {
    for (const tick of await ticks.all()) await tick.check();
  });
  await eventually(() => sign.isEnabled()).toBe(true);
}

/** Takes the verdict that is open on the reading page to its next stage. `from` as the page calls it. */
export async function clearByDialog(seat: Seat, from: string): Promise<void> {
  const dialog = seat.dialog(`Stage: ${from}`);
  await seat.page.getByRole("button", { name: from, exact: true }).click();
  await fillChecklist(seat);
  await moveOn(seat);
  await dialog.waitFor({ state: "detached" });
}

/** Signs the list that is filled: one press asks, another does it. */
export async function moveOn(seat: Seat): Promise<void> {
  const list = checklist(seat);
  await list.getByRole("button", { name: /^(Move to .+|Sign)…$/ }).click();
  await list
    .getByRole("group", { name: /^(Move|Sign) it now\?$/ })
    .getByRole("button", { name: /^(Move to|Sign)/ })
    .click();
}
