import { expect, test } from "vitest";
import type { Page } from "playwright";
import { UI_LANGUAGES, type UiLanguage } from "../../../../schema/domain/language.ts";
import { Colleague } from "../../../helpers/browser/colleague.ts";
import { barFaults } from "../../../helpers/browser/bars.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { freezeWithOutputs, makeOutput } from "../../../helpers/network/outputs.ts";
import { revealedRound } from "../../../helpers/network/revealed-round.ts";

const TEXT = Array.from(
  { length: 40 },
  (_, i) => `Paragraph ${i + 1}. He took her passport and locked the door of the flat every night.`,
);

const seats = new KeptSeats();

const COURT = "Основен кривичен суд Скопје, Одделение за организиран криминал";
const BARS = ".top-bar, .reading-bar, .output-tools, coram-phone-bar nav, .choice";

/** Words as long as in a language whose words are 40 % longer; what is long already stays as it is. */
function lengthen(bars: string): void {
  const LONG = Symbol.for("long");
  for (const bar of document.querySelectorAll(bars)) {
    const texts = document.createTreeWalker(bar, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode as Text & { [LONG]?: string };
      const words = text.data.trim();
      if (words === "" || text[LONG] === text.data) continue;
      text.data += words.slice(0, Math.ceil(words.length * 0.4));
      text[LONG] = text.data;
    }
  }
}

/** One grid: what stands above a column begins and ends with it, and cards lie at most 20 pixels from the lanes. */
function offTheGrid(hasMargin: boolean): string[] {
  const box = (each: string): DOMRect => document.querySelector(each)?.getBoundingClientRect() ?? new DOMRect(-1);
  if (!hasMargin) return [];
  const faults = [
    box(".reading-tools").right === box("coram-verdict-text").right || "the tools end elsewhere than the text",
    box(".lane-heads").left === box("coram-lanes").left || "the names begin elsewhere than the lanes",
    box(".filters").left === box(".verdict-margin").left || "the filter begins elsewhere than the cards",
    box(".verdict-margin").left - box("coram-lanes").right <= 20 || "the cards are far from the lanes",
  ];
  return faults.filter((fault) => fault !== true).map(String);
}

/** The verdict's bars in long words; what stands beside the text keeps to its grid. */
async function longVerdict(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator(".presence button.here").first().waitFor({ state: "attached" });
  for (const width of [2560, 2240, 1920, 1440, 1200, 1190, 1024, 768, 710, 690, 390, 320]) {
    await page.setViewportSize({ width, height: 700 });
    await eventually(async () => {
      await page.evaluate(lengthen, "coram-verdict-bar .top-bar, coram-reading-bar, coram-phone-bar");
      return ["long", width, await barFaults(page, BARS)];
    }).toEqual(["long", width, []]);
    expect([width, ...(await page.evaluate(offTheGrid, width >= 1200))]).toEqual([width]);
    expect([width, await page.locator(".verdict-bar .case").isVisible()]).toEqual([width, true]);
    const less = (await page.locator(".verdict-bar").getAttribute("data-less"))?.split(" ") ?? [];
    expect([width, less.includes("home")]).toEqual([width, width < 700]);
  }
}

/** The main bar at its widths, those where its form changes too. */
async function mainBar(page: Page, language: string, target: number): Promise<void> {
  for (const width of [2560, 1440, 1024, 897, 895, 768, 689, 687, 390, 320]) {
    await page.setViewportSize({ width, height: 700 });
    await eventually(async () => [language, width, await barFaults(page, ".top-bar, .tab-bar", target)]).toEqual([
      language,
      width,
      [],
    ]);
    const shown = await page.evaluate(() =>
      [".nav > a:not(.second)", ".nav > a.second", ".nav > .more-pages", ".tab-bar > a"].map(
        (each) => [...document.querySelectorAll(each)].filter((one) => one.checkVisibility()).length,
      ),
    );
    // Seven pages: on a phone those that stay, and the rest under one tab.
    const bar = width < 688 ? [0, 0, 0, 4] : width <= 896 ? [6, 0, 1, 0] : [6, 1, 0, 0];
    expect([language, width, ...shown]).toEqual([language, width, ...bar]);
  }
}

/** Titles of documents that are cut on the first page. */
function cutTitles(): string[] {
  const titles = [...document.querySelectorAll(".home-outputs a")];
  return titles.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent);
}

/** Chooses each language in the network's bar, and goes from there to each page: its bars hold at every width. */
async function walk(
  seat: Seat,
  pages: readonly (readonly [path: string, ready: string])[],
  languages: readonly UiLanguage[],
  widths: readonly [number, ...number[]],
  target: number,
): Promise<void> {
  const { page } = seat;
  await page.goto("/");
  for (const language of languages) {
    await page.setViewportSize({ width: widths[0], height: 700 });
    await page.locator("coram-top-bar .account").click();
    await page.locator("[data-choice=language]").click();
    await page.locator(`[role=menuitemradio][lang=${language}]`).click();
    await page.locator(`html[lang=${language}]`).waitFor();
    await mainBar(page, language, target);
    // At the least width, where the bar was left.
    await page.locator(".home-outputs a").first().waitFor();
    expect([language, ...(await page.evaluate(cutTitles))]).toEqual([language]);
    for (const [path, ready] of pages) {
      await seat.follow(path);
      await page.locator(ready).first().waitFor({ state: "attached" });
      expect([path, await page.locator(".account").count()]).toEqual([path, 1]);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 700 });
        await eventually(async () => [path, language, width, await barFaults(page, BARS, target)]).toEqual([
          path,
          language,
          width,
          [],
        ]);
      }
    }
    await seat.follow("/");
  }
}

/** Pages speak this from the next one on, on whatever device. */
function speak(page: Page, language: UiLanguage): Promise<void> {
  return page.evaluate(async (language) => {
    await fetch("/api/account/looks", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ language }),
    });
  }, language);
}

/** What stands beside a document's text leaves its tools in sight, and coders' cards begin at one line below one another. */
async function beside(seat: Seat, output: string, reconcile: string): Promise<void> {
  const { page } = seat;
  await speak(page, "mk");
  // By itself it is open in a wide window alone; what somebody opened stays.
  await page.setViewportSize({ width: 1440, height: 1024 });
  await page.goto(output);
  await page.locator(".output-style").waitFor();
  await page.locator(".output-tabs [role=tab]").first().click();
  for (const width of [768, 1280, 1440]) {
    await page.setViewportSize({ width, height: 1024 });
    await eventually(async () => [width, ...(await barFaults(page, `${BARS}, .output-side-head`))]).toEqual([width]);
    const edges = await page.evaluate(() =>
      [".output-tools", ".output-side"].map((each) => document.querySelector(each)?.getBoundingClientRect()),
    );
    expect(edges[0]?.right).toBeLessThanOrEqual(edges[1]?.left ?? 0);
    const tabs = page.locator(".output-tabs [role=tab]");
    const tops = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
    expect([width, width > 1000 ? new Set(tops).size : 1]).toEqual([width, 1]);
  }
  await seat.goOn(reconcile);
  await page.setViewportSize({ width: 768, height: 1024 });
  expect(await page.locator("h1").innerText()).toMatch(/^Дали е тоа „[^“”]+“, „[^“”]+“ или „[^“”]+“\?$/);
  const marks = await page
    .locator(".side-extent q")
    .first()
    .evaluate((words) => getComputedStyle(words).quotes);
  expect(marks.slice(0, 7)).toBe('"„" "“"');
  const starts = page.locator(".side > header > :first-child");
  await eventually(() => starts.count()).toBe(3);
  const boxes = await starts.evaluateAll((each) => each.map((one) => one.getBoundingClientRect()));
  expect(boxes[2]?.top).toBeGreaterThan(boxes[0]?.bottom ?? 0);
  expect(boxes[2]?.left).toBe(boxes[0]?.left);
  await page.setViewportSize({ width: 2560, height: 1300 });
  await seat.goOn("/outputs");
  const lead = page.locator(".page-lead");
  await lead.getByRole("button").waitFor();
  const gap = await lead.evaluate(
    (head) => head.getBoundingClientRect().right - (head.querySelector("button")?.getBoundingClientRect().right ?? 0),
  );
  expect(Math.abs(gap)).toBeLessThan(2);
}

/** Buttons of the phone's bar that are too narrow for their words. */
function wordsSpilt(mira: Seat): Promise<number> {
  return mira.page.locator("coram-phone-bar button").evaluateAll(
    (buttons) =>
      buttons.filter((button) => {
        const words = document.createRange();
        words.selectNodeContents(button);
        return words.getBoundingClientRect().width > button.getBoundingClientRect().width - 2;
      }).length,
  );
}

/** Between a phone and a margin the bar leads to the list of tags: beside the text in a small laptop's window, else over its foot. */
async function listsWithoutMargin(mira: Seat): Promise<void> {
  const { page } = mira;
  const box = async (each: string): Promise<DOMRect | undefined> =>
    page.evaluate(
      (each) => document.querySelector(each)?.getBoundingClientRect().toJSON() as DOMRect | undefined,
      each,
    );
  for (const width of [1024, 768]) {
    await page.setViewportSize({ width, height: 700 });
    await page
      .locator(".reading-tools")
      .getByRole("button", { name: /^\d.* tags$|^\d.* per coder$/ })
      .click();
    await page.locator("coram-bottom-sheet .card").first().waitFor();
    await eventually(async () => (await barFaults(page, BARS)).join()).toBe("");
    const [text, sheet] = await Promise.all([box("coram-verdict-text"), box("coram-bottom-sheet section")]);
    expect(sheet?.bottom).toBe(700);
    const isBeside = (text?.right ?? Infinity) <= (sheet?.left ?? 0);
    expect([width, isBeside, sheet?.left === 0]).toEqual([width, width === 1024, width === 768]);
    await mira.expectAccessible();
    await page.keyboard.press("Escape");
    await page.locator("coram-bottom-sheet section").waitFor({ state: "detached" });
    expect(await page.locator("coram-phone-bar").count()).toBe(1);
  }
}

test("bars hold in one line at every width in every language, and nothing makes the page itself scroll", async (context) => {
  const { server } = seats;
  await freezeWithOutputs(server);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  const data = { court: COURT, caseNumber: "09 КОК-31/22", country: "mk", language: "mk" } as const;
  const made = await server.newVerdict(TEXT.slice(0, 20), data);
  await revealedRound(server, made, [
    { who: lawyer, tags: [{ words: "He took her passport", category: "means.force" }] },
    { who: otherLawyer, tags: [{ words: "took her passport", category: "means.vulnerability" }] },
    { who: otherFacilitator, tags: [{ words: "took her passport", category: "means.control" }] },
  ]);
  const inPreparation = await server.newVerdict(TEXT.slice(0, 20), { ...data, stage: "in-preparation" });
  const title = "Препораки за обесштетување на жртвите на трговија со луѓе";
  const output = await makeOutput(server, facilitator, { title });
  (await Colleague.at(context, server, otherLawyer, made.verdict.id)).read();
  const [mira, touching] = await Promise.all(
    [false, true].map((phone) => Seat.take(context, seats.browser, server.url, { cookie: facilitator.cookie, phone })),
  );
  if (!mira || !touching) throw new Error("Nobody sits there");
  const at = `/verdicts/${made.verdict.id}`;
  const pages = [
    [at, ".presence button.here"],
    [`${at}/reconcile`, ".score-mark"],
    [`/outputs/${output.id}`, ".output-style"],
    [`/verdicts/${inPreparation.verdict.id}/prepare?panel=corrections`, "coram-corrections-panel .choice"],
  ] as const;
  await Promise.all([
    walk(mira, pages, UI_LANGUAGES, [1920, 1440, 1280, 1024, 768, 720, 320], 24),
    walk(touching, pages, ["mk", "sq"], [768, 390, 320], 44),
  ]);
  await mira.page.evaluate(lengthen, "coram-top-bar :is(.nav, .tab-bar)");
  await mainBar(mira.page, "long", 24);
  await longVerdict(mira.page, at);
  await beside(mira, `/outputs/${output.id}`, `${at}/reconcile`);

  // What has given way is under "More". Focus on what is far down a list may scroll the list, never the page with its bar.
  await speak(mira.page, "en");
  await mira.openVerdict(made.verdict.id);
  for (const width of [390, 1280]) {
    await mira.page.setViewportSize({ width, height: 700 });
    const scrolled = await mira.page.evaluate(() => {
      for (const each of document.querySelectorAll(".verdict-left a, .verdict-left li")) each.scrollIntoView();
      return [scrollY, document.querySelector(".verdict-bar")?.getBoundingClientRect().top];
    });
    expect([width, ...scrolled]).toEqual([width, 0, 0]);
  }
  await listsWithoutMargin(mira);
  await mira.page.setViewportSize({ width: 390, height: 700 });
  await eventually(() => wordsSpilt(mira)).toBe(0);
  await mira.page.getByRole("button", { name: "More for this verdict" }).click();
  // The chip has given way: what state it is in stands here.
  await mira.page.getByRole("menuitem", { name: "Revealed Cleared", disabled: true }).waitFor();
  await mira.page.getByRole("menuitem", { name: "Rounds" }).click();
  await mira.dialog("Rounds").getByRole("button", { name: "Close" }).click();
  // There is no translation yet, and one is brought in from there too.
  await mira.page.getByRole("button", { name: "Translation of this verdict" }).click();
  await mira.page.getByRole("menuitem", { name: "Translate" }).click();
  await mira.page.getByRole("dialog", { name: "Translate the whole verdict" }).waitFor();
});

test("from 22 px up the left column is a drawer that takes the focus and gives it back, and the place is kept", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await seats.atVerdict(context, server.people.lawyer, verdict.id);
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

/** Whether the line under a tag, its stripe and its tick are in the colour of the text, and the tag's code stands there. */
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
    code: /^"[A-Z]\d*"$/.test(getComputedStyle(document.querySelector(".vt-code") ?? document.body, "::after").content),
  };
}

test("only one category's tags are shown while the line above says so, until Esc", async (context) => {
  const { server } = seats;
  const { verdict } = await server.newVerdict(TEXT.slice(0, 3));
  const ana = await seats.atVerdict(context, server.people.otherLawyer, verdict.id);
  await ana.tag("took her passport", 3);
  await eventually(async () => (await ana.painted()).length).toBe(1);
  await ana.page.keyboard.press("Escape");
  // However wide the window, a card stays beside its words, and its category is named in full.
  await ana.page.setViewportSize({ width: 2560, height: 1300 });
  const [lanes, card] = await Promise.all(
    ["coram-lanes", ".verdict-margin"].map((each) => ana.page.locator(each).boundingBox()),
  );
  expect((card?.x ?? 1e4) - (lanes?.x ?? 0) - (lanes?.width ?? 0)).toBeLessThanOrEqual(20);
  await ana.page.setViewportSize({ width: 1280, height: 800 });
  const cut = await ana.page
    .locator(":is(coram-tree, .card) .name")
    .evaluateAll((names) =>
      names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
    );
  expect(cut).toEqual([]);
  await ana.page.emulateMedia({ forcedColors: "active" });
  expect(await ana.page.evaluate(forcedColours)).toEqual({ line: true, stripe: true, tick: true, code: true });
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

  await ana.follow("/");
  await ana.page.locator(".nav a").nth(2).waitFor();
  await ana.page.emulateMedia({ forcedColors: "active" });
  const edges = await ana.page
    .locator(".nav a")
    .evaluateAll((links) => links.map((link) => getComputedStyle(link).borderBottomColor));
  expect(edges.length).toBeGreaterThan(2);
  expect(new Set(edges.slice(1)).size).toBe(1);
  expect(edges[0]).not.toBe(edges[1]);
});
