import { chromium, type Browser, type BrowserContext, type Page } from "playwright";
import { CHROMIUM_ARGS, findChromium } from "../../helpers/browser/programs/chromium.ts";
import type {} from "../../../client/verdict/text/coram-verdict-text.ts";
import { Child } from "../child.ts";
import { TAGS } from "../documents/network.ts";
import { median, percentile, say, type Row } from "../report.ts";
import { installProbe } from "./page-probe.ts";
import { profiled } from "./profiled.ts";
import type { LongServer } from "./verdict-server.ts";

const PART = "Chromium: 300 pages, 750,000 characters, 5,000 tags of nine lawyers";
const SLOW_FRAME_MS = 50;

async function seat(browser: Browser, server: LongServer, who: number): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: server.url,
    locale: "en-GB",
  });
  const [name = "", value = ""] = (server.cookies[who] ?? "").split("=");
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
  await context.addInitScript(installProbe, TAGS);
  return context;
}

interface Opened {
  text: number;
  highlights: number;
  /** ms of processor time of the page's own thread, whatever else the machine was doing. */
  cpu: number;
}

/** Opens the verdict in a page and waits until all is painted and saved. */
async function open(page: Page, server: LongServer): Promise<Opened> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const used = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  const before = await used();
  await page.goto(`/verdicts/${server.verdict}`);
  await page.waitForFunction(() => probe.highlights !== null, null, { timeout: 60_000 });
  await page.waitForFunction(() => document.querySelector("coram-saved")?.textContent?.trim().startsWith("Saved"));
  // The count of what is painted may still have grown after the first thousands.
  await page.waitForTimeout(700);
  const cpu = (await used()) - before;
  await session.detach();
  return page.evaluate(
    (ms) => ({ text: probe.text ?? Number.NaN, highlights: probe.highlights ?? Number.NaN, cpu: ms }),
    cpu,
  );
}

/** Selects some words on the screen as a mouse does, away from others' tags' edges. */
async function selectWords(page: Page, line: number): Promise<void> {
  // Asked by place: measuring every block would lay out the whole text.
  const box = await page.evaluate((n) => {
    const column = document.querySelector("coram-verdict-text")?.getBoundingClientRect() ?? new DOMRect();
    for (let y = 200 + ((n * 90) % 500); y < innerHeight; y += 10) {
      const block = document.elementFromPoint(column.left + 100, y)?.closest(".vt-block");
      if (block && block.textContent.length > 60) return { left: column.left, top: block.getBoundingClientRect().top };
    }
    throw new Error("no words in view");
  }, line);
  await page.mouse.move(box.left + 30, box.top + 14);
  await page.mouse.down();
  await page.mouse.move(box.left + 120, box.top + 14, { steps: 3 });
  await page.mouse.move(box.left + 260, box.top + 14, { steps: 3 });
  await page.mouse.up();
  // A locator by role would look at every element of the text while the page is being measured.
  await page.waitForFunction(() => (document.querySelector("coram-verdict-text")?.selectedRanges.length ?? 0) > 0);
}

interface Tagging {
  own: number[];
  colleague: number[];
  saved: number[];
}

/** Tags with a digit, in the middle of the verdict, with a colleague looking at the same place. */
async function tagging(mine: Page, theirs: Page, count: number): Promise<Tagging> {
  const result: Tagging = { own: [], colleague: [], saved: [] };
  for (const page of [mine, theirs])
    await page.evaluate(() => {
      const scroller = document.querySelector("main.verdict-read");
      if (scroller) scroller.scrollTop = scroller.scrollHeight / 2;
      probe.watchTags();
    });
  await mine.waitForTimeout(500);
  for (let i = 0; i < count; i++) {
    const before = await mine.evaluate(() => probe.painted.size);
    await selectWords(mine, i);
    await mine.waitForTimeout(150);
    await mine.keyboard.press(String((i % 5) + 1));
    await mine.waitForFunction((seen) => probe.painted.size > seen, before, { polling: 20 });
    const own = await mine.evaluate(() => ({
      key: probe.key,
      painted: [...probe.painted].at(-1) ?? (["", 0] as const),
    }));
    const [id, at] = own.painted;
    await theirs.waitForFunction((tag) => probe.painted.has(tag), id, { polling: 20 });
    const theirAt = await theirs.evaluate((tag) => probe.painted.get(tag) ?? Number.NaN, id);
    // The first is a warm-up: the server meets this browser's Yjs client for the first time.
    if (i === 0) {
      say(`first tag: own ${(at - own.key).toFixed(0)} ms, colleague ${(theirAt - own.key).toFixed(0)} ms`);
      continue;
    }
    result.own.push(at - own.key);
    result.colleague.push(theirAt - own.key);
  }
  return result;
}

async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  return (metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? Number.NaN) / 2 ** 20;
}

/** The reading view in a real browser. */
export async function browserPart(isQuick: boolean): Promise<Row[]> {
  say("a verdict of 300 pages in Chromium");
  const child = Child.start("browser/verdict-server.ts");
  const browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_ARGS });
  try {
    const server = await child.ask<LongServer>("start", process.env["CORAM_BENCH_CLIENT"] ?? null);
    const context = await seat(browser, server, 1);
    const page = await context.newPage();
    const first = await open(page, server);
    const opened: Opened[] = [];
    for (let i = 0; i < (isQuick ? 1 : 5); i++)
      opened.push(i === 0 ? await profiled(page, "open", () => open(page, server)) : await open(page, server));
    say("scrolling");
    const frames = await profiled(page, "scroll", () =>
      page.evaluate((isFast) => probe.scroll(isFast ? 900 : 450), isQuick),
    );
    say("tagging with a colleague");
    const other = await seat(browser, server, 2);
    const theirs = await other.newPage();
    await open(theirs, server);
    const tags = await profiled(theirs, "tag-colleague", () =>
      profiled(page, "tag", () => tagging(page, theirs, isQuick ? 6 : 16)),
    );
    const used = await heap(page);
    const row = (what: string, unit: string, coram: number, more: Partial<Row> = {}): Row => ({
      part: PART,
      what,
      unit,
      coram,
      ...more,
    });
    return [
      row("first visit: text painted", "ms", first.text, { note: "nothing in the browser's cache" }),
      row("first visit: all highlights painted", "ms", first.highlights),
      row("open: text painted", "ms", median(opened.map(({ text }) => text)), { aim: 1000 }),
      row("open: all highlights painted", "ms", median(opened.map(({ highlights }) => highlights)), { aim: 1000 }),
      row("open: processor time of the page's thread", "ms", median(opened.map(({ cpu }) => cpu))),
      row("key to own tag painted p50", "ms", median(tags.own), { aim: 50 }),
      row("key to own tag painted p95", "ms", percentile(tags.own, 95), { aim: 50 }),
      row("key to a colleague's page painted p50", "ms", median(tags.colleague), { aim: 100 }),
      row("key to a colleague's page painted p95", "ms", percentile(tags.colleague, 95), { aim: 100 }),
      row("scroll through: frames", "", frames.length),
      row("scroll through: frames over 50 ms", "", frames.filter((ms) => ms > SLOW_FRAME_MS).length, { aim: 0 }),
      row("scroll through: frame p50", "ms", percentile(frames, 50)),
      row("scroll through: frame p95", "ms", percentile(frames, 95)),
      row("scroll through: longest frame", "ms", Math.max(...frames)),
      row("JavaScript heap", "MiB", used),
    ];
  } finally {
    await browser.close();
    await child.stop();
  }
}
