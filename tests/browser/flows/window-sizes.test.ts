import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { eventually, launch, Seat } from "../../helpers/browser.ts";
import { startTestServer } from "../../helpers/test-server.ts";

const TEXT = Array.from(
  { length: 40 },
  (_, i) => `Paragraph ${i + 1}. He took her passport and locked the door of the flat every night.`,
);

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ onTestFinished: afterAll });
});

/** Pairs of things in the top bar that lie over one another, and things that stick out of it. */
function collisions(seat: Seat): Promise<string[]> {
  return seat.page.evaluate(() => {
    const bar = document.querySelector(".verdict-bar");
    if (!bar) return ["no bar"];
    const edge = bar.getBoundingClientRect();
    const parts = [...bar.querySelectorAll(":scope > *, .crumb > *, .bar-actions > *")]
      .filter((part) => !part.matches(".crumb, .bar-actions, .grow"))
      .map((part) => ({ name: part.className || part.tagName, box: part.getBoundingClientRect() }))
      // What has wrapped out of the title's one line is not seen.
      .filter(({ box }) => box.width > 0 && box.top < edge.bottom - 8);
    const out: string[] = [];
    for (const [i, a] of parts.entries()) {
      if (a.box.left < edge.left - 1 || a.box.right > edge.right + 1) out.push(`${a.name} sticks out`);
      for (const b of parts.slice(i + 1))
        if (a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1) out.push(`${a.name} over ${b.name}`);
    }
    return out;
  });
}

test("the top bar holds in one line at every width, and nothing makes the page itself scroll", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const mira = await Seat.take(context, browser, server.url, { cookie: server.people.facilitator.cookie });
  await mira.openVerdict(verdict.id);
  for (const language of ["en", "mk", "sq"]) {
    await mira.page.evaluate((next) => localStorage.setItem("coram.language", next), language);
    await mira.page.reload();
    await mira.page.locator(".verdict-bar").waitFor();
    for (const width of [1440, 1280, 1210, 1100, 960, 900, 760, 704, 390]) {
      await mira.page.setViewportSize({ width, height: 700 });
      await eventually(async () => [language, width, await collisions(mira)]).toEqual([language, width, []]);
      // Focus on what is far down a list may scroll the list, never the page with its bar.
      const scrolled = await mira.page.evaluate(() => {
        for (const each of document.querySelectorAll(".verdict-left a, .verdict-left li")) each.scrollIntoView();
        return [scrollY, document.querySelector(".verdict-bar")?.getBoundingClientRect().top];
      });
      expect([width, ...scrolled]).toEqual([width, 0, 0]);
    }
  }
});

test("from 22 px up the left column is a drawer that takes the focus and gives it back, and the place is kept", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await Seat.take(context, browser, server.url, { cookie: server.people.lawyer.cookie });
  await ana.openVerdict(verdict.id);
  const { page } = ana;
  await page.setViewportSize({ width: 1440, height: 900 });
  const panels = page.getByRole("complementary", { name: "Outline and methodology" });
  await panels.waitFor();
  await page.locator("#main").evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight / 2));
  const where = page.locator(".reading-bar .where");
  const firstSeen = async (): Promise<number> => Number(/\d+/.exec(await where.innerText())?.[0] ?? 0);
  await eventually(firstSeen).toBeGreaterThan(8);
  const before = await firstSeen();
  await page.getByRole("button", { name: "Text size" }).click();
  await page.getByRole("menuitemradio", { name: "26" }).click();
  await panels.waitFor({ state: "hidden" });
  await eventually(async () => Math.abs((await firstSeen()) - before)).toBeLessThan(2);

  const open = page.getByRole("button", { name: "Outline and methodology" });
  await open.click();
  await panels.waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.closest(".verdict-left") !== null)).toBe(true);
  await page.keyboard.press("Escape");
  await panels.waitFor({ state: "hidden" });
  await eventually(() => open.evaluate((button) => button === document.activeElement)).toBe(true);
  await open.click();
  await panels.waitFor();
  await page.mouse.click(1200, 500);
  await panels.waitFor({ state: "hidden" });
});

/** Whether the line under a tag, its stripe and its tick are in the colour of the text. */
function forcedColours(): Record<string, boolean> {
  const look = (selector: string): CSSStyleDeclaration => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`No ${selector}`);
    return getComputedStyle(element);
  };
  const ink = look("body").color;
  return {
    line: look("coram-verdict-text .vt-hl").backgroundImage.includes(ink),
    stripe: look("coram-lanes .stripe").backgroundColor === ink,
    tick: look("coram-density .tick").fill === ink,
  };
}

test("only one category's tags are shown while the line above says so, until Esc", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT.slice(0, 3));
  const ana = await Seat.take(context, browser, server.url, { cookie: server.people.lawyer.cookie });
  await ana.openVerdict(verdict.id);
  await ana.tag("took her passport", 3);
  await eventually(async () => (await ana.painted()).length).toBe(1);
  await ana.page.keyboard.press("Escape");
  await ana.page.emulateMedia({ forcedColors: "active" });
  expect(await ana.page.evaluate(forcedColours)).toEqual({ line: true, stripe: true, tick: true });
  await ana.page.emulateMedia({ forcedColors: "none" });
  await ana.page.locator("coram-tree [role=treeitem]").first().click();
  await ana.page.getByText(/^Only tags of A, /).waitFor();
  await eventually(async () => (await ana.painted()).length).toBe(0);
  await ana.expectAccessible();
  // The first leaves the definition, which the pointer has opened.
  await ana.page.keyboard.press("Escape");
  await ana.page.keyboard.press("Escape");
  await ana.page.getByText(/^Only tags of A, /).waitFor({ state: "hidden" });
  await eventually(async () => (await ana.painted()).length).toBe(1);

  await ana.page.goto("/");
  await ana.page.emulateMedia({ forcedColors: "active" });
  const edges = await ana.page
    .locator(".nav a")
    .evaluateAll((links) => links.map((link) => getComputedStyle(link).borderBottomColor));
  expect(edges.length).toBeGreaterThan(2);
  expect(new Set(edges.slice(1)).size).toBe(1);
  expect(edges[0]).not.toBe(edges[1]);
});
