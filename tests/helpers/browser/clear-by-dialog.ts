import type { Locator } from "playwright";
import { eventually, type Seat } from "./browser.ts";

/** The open checklist of a page. */
export function checklist(seat: Seat): Locator {
  return seat.page.locator("coram-clearing:visible");
}

/** Brings the whole text before one's eyes, a screen at a time. */
export async function readAll({ page }: Seat): Promise<void> {
  await page.locator("coram-verdict-text").evaluate(async (text) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    let scroller = text.parentElement;
    while (
      scroller &&
      !(/auto|scroll/.test(getComputedStyle(scroller).overflowY) && scroller.scrollHeight > scroller.clientHeight)
    )
      scroller = scroller.parentElement;
    if (!scroller) return;
    scroller.scrollTop = 0;
    for (let top = -1; top !== scroller.scrollTop;) {
      top = scroller.scrollTop;
      for (let i = 0; i < 3; i++) await frame();
      scroller.scrollTop += scroller.clientHeight / 2;
    }
  });
}

/** Gives every group a reason and ticks what only a person can say, as one does who has looked at all of it. */
export async function fillChecklist(seat: Seat): Promise<void> {
  const list = checklist(seat);
  const sign = list.getByRole("button", { name: /^(Move to|Sign)/ });
  await sign.waitFor();
  for (const reason of await list.getByRole("combobox").all()) await reason.selectOption("no-person");
  for (const box of await list.getByRole("group", { name: "What only a person can say" }).getByRole("checkbox").all())
    await box.check();
  await eventually(() => sign.isEnabled()).toBe(true);
}

/** Takes the verdict that is open on the reading page to its next stage. `from` as the page calls it. */
export async function clearByDialog(seat: Seat, from: string): Promise<void> {
  await readAll(seat);
  await seat.page.getByRole("button", { name: from, exact: true }).click();
  const dialog = seat.dialog(`Stage: ${from}`);
  await fillChecklist(seat);
  await moveOn(seat);
  await dialog.waitFor({ state: "detached" });
}

/** Signs the list that is filled: one press asks, another does it. */
export async function moveOn(seat: Seat): Promise<void> {
  const list = checklist(seat);
  await list.getByRole("button", { name: /^(Move to .+|Sign) …$/ }).click();
  await list
    .getByRole("group", { name: /^(Move|Sign) it now\?$/ })
    .getByRole("button", { name: /^(Move to|Sign)/ })
    .click();
}
