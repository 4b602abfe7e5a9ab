import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { askQuestions } from "../../../helpers/network/case-sheet.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

const TEXT = Array.from(
  { length: 80 },
  (_, i) => `Paragraph ${i + 1} says what witness number ${i + 1} told the court.`,
);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

function tagIds({ page }: Seat): Promise<string[]> {
  return page.evaluate(() =>
    (document.querySelector<CoramVerdictText>("coram-verdict-text")?.tags ?? [])
      .toSorted((a, b) => (a.ranges[0]?.start ?? 0) - (b.ranges[0]?.start ?? 0))
      .map(({ id }) => id),
  );
}

/** The words of the active tag, if they are inside the window. */
async function activeInView({ page }: Seat): Promise<string | null> {
  return page.evaluate(() => {
    const on = document.querySelector(".vt-hl.vt-on");
    const box = on?.getBoundingClientRect();
    return box && box.top >= 0 && box.bottom <= innerHeight ? (on?.textContent ?? null) : null;
  });
}

test("a link to a tag opens its passage, Back returns to where one was, and a reload keeps the place", async (context) => {
  const server = await startTestServer(context);
  await askQuestions(server);
  const { verdict } = await server.newVerdict(TEXT);
  const { verdict: other } = await server.newVerdict("Another court heard nobody.", { caseNumber: "K 2/24" });
  const ana = await Seat.take(context, browser, server.url, { cookie: server.people.lawyer.cookie });
  await ana.openVerdict(verdict.id);
  await ana.tag("witness number 30", 1);
  await ana.tag("witness number 70", 4);
  await ana.isSaved();
  const [early, late] = await tagIds(ana);

  const elira = await Seat.take(context, browser, server.url, { cookie: server.people.otherLawyer.cookie });
  await elira.page.goto("/");
  await elira.page.getByRole("table").getByRole("link", { name: verdict.caseNumber }).waitFor();
  await elira.openVerdict(verdict.id, `?tag=${late}`);
  await eventually(() => activeInView(elira)).toBe("witness number 70");
  await elira.page.locator("coram-tag-card .card-active", { hasText: "B2" }).waitFor();

  await elira.page.goBack();
  await elira.page.getByRole("table").getByRole("link", { name: verdict.caseNumber }).waitFor();
  expect(new URL(elira.page.url()).pathname).toBe("/");
  await elira.page.goForward();
  await eventually(() => activeInView(elira)).toBe("witness number 70");
  await elira.page.reload();
  await eventually(() => activeInView(elira)).toBe("witness number 70");

  // What one looks at is what the address says, so that it can be sent to a colleague.
  await elira.clickWords("witness number 30");
  await elira.page.waitForURL(`**/verdicts/${verdict.id}?tag=${early}`);
  await elira.page.reload();
  await eventually(() => activeInView(elira)).toBe("witness number 30");
  await elira.page.getByRole("link", { name: "Coram" }).click();
  await elira.page.getByRole("table").getByRole("link", { name: verdict.caseNumber }).waitFor();
  await elira.page.goBack();
  await eventually(() => activeInView(elira)).toBe("witness number 30");

  await followLinkOnTheSamePage(elira, late);

  // Two steps back from another verdict: nothing that one had in hand there goes along.
  await elira.page.getByRole("link", { name: "Coram" }).click();
  await elira.page.getByRole("link", { name: other.caseNumber }).click();
  await elira.page.getByText("Another court heard nobody.").waitFor();
  await elira.selectByMouse("heard nobody");
  await elira.act("Comment");
  const box = elira.page.locator("coram-margin").getByRole("textbox", { name: "Comment" });
  await box.fill("Nobody at all?");
  await elira.page.evaluate(() => history.go(-2));
  await eventually(() => activeInView(elira)).toBe("witness number 30");
  expect(await box.count()).toBe(0);
  await elira.page.evaluate(() => history.go(2));
  await elira.page.getByText("Another court heard nobody.").waitFor();
  // Folded to one line, so that it covers nothing of the text.
  await elira.page.locator("coram-drafts summary").click();
  await elira.page.getByText("Nobody at all?").waitFor();

  await comesBackTo(elira, verdict, early);
});

/** A line that passes by, or a notice, may name another place of the page that one is on; Back comes back from it. */
async function followLinkOnTheSamePage(seat: Seat, tag: string | undefined): Promise<void> {
  const { page } = seat;
  const follow = async (search: string): Promise<void> => {
    await page.evaluate((href) => {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = "Another place";
      link.style.cssText = "position: fixed; bottom: 0; left: 0; z-index: 99";
      document.body.append(link);
    }, search);
    await page.getByRole("link", { name: "Another place" }).click();
    await page.getByRole("link", { name: "Another place" }).evaluate((link) => link.remove());
  };
  await follow(`?tag=${tag}`);
  await eventually(() => activeInView(seat)).toBe("witness number 70");
  await page.goBack();
  await eventually(() => activeInView(seat)).toBe("witness number 30");
  await follow("?answer");
  await page.locator("coram-case-sheet :focus").waitFor();
  await page.goBack();
  await eventually(() => activeInView(seat)).toBe("witness number 30");
  await page.getByRole("radio", { name: "Outline" }).click();
}

/** Opened from home, or anew: where one read, with the case sheet that stood there. Who signs out leaves nothing of it. */
async function comesBackTo({ page }: Seat, verdict: { id: string; caseNumber: string }, tag?: string): Promise<void> {
  const atTop = (): Promise<string | undefined> => page.locator("coram-reading-bar .where").innerText();
  const fromHome = async (): Promise<void> => {
    await page.getByRole("link", { name: "Coram" }).click();
    await page.getByRole("table").getByRole("link", { name: verdict.caseNumber }).click();
    await page.waitForURL(`**/verdicts/${verdict.id}`);
  };
  const isOpen = (): Promise<string | null> =>
    page.getByRole("radio", { name: "Case sheet" }).getAttribute("aria-checked");
  await fromHome();
  await page.getByRole("radio", { name: "Case sheet" }).click();
  await page.locator("main.verdict-read").evaluate((text) => text.scrollTo(0, text.scrollHeight / 2));
  await eventually(atTop).toMatch(/¶ [3-5]\d /);
  const where = await atTop();
  const readOn = async (): Promise<void> => {
    // The address names a tag that one has gone on from.
    await page.evaluate((tag) => history.replaceState(history.state, "", `?tag=${tag}`), tag);
    await page.reload();
  };
  for (const come of [fromHome, () => page.reload(), readOn]) {
    await come();
    await eventually(async () => [await atTop(), await isOpen()]).toEqual([where, "true"]);
  }
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain(verdict.id);
  await page.getByRole("button", { name: "Account of" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out, keep it sealed" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  // What is unsent is brought away first.
  await eventually(() => page.evaluate(() => JSON.stringify(localStorage))).not.toContain(verdict.id);
}
