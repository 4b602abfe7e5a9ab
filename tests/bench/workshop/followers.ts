import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { CHROMIUM_ARGS, findChromium } from "../../helpers/browser/programs/chromium.ts";
import type { Person, TestServer } from "../../helpers/network/test-server.ts";

/** How followers look at the words: on a phone, at 200 %, and with a translation beside them. */
const WINDOWS: readonly BrowserContextOptions[] = [
  { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 },
  { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
  { viewport: { width: 1440, height: 900 } },
];
const APART_MS = 400;

/** Milliseconds from where a holder goes until each of three browsers that follow has painted another part of the words. */
export async function pressToPaint(
  server: TestServer,
  of: WorkshopView,
  { people, points, press }: { people: readonly Person[]; points: number; press: (n: number) => Promise<void> },
): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_ARGS });
  try {
    const pages: Page[] = [];
    for (const [i, window] of WINDOWS.entries()) pages.push(await follower(browser, server, of, people[i], window));
    const delays: number[] = [];
    for (let n = 1; n <= points; n++) {
      const next = performance.now() + APART_MS;
      const sent = performance.timeOrigin + performance.now();
      await press(n);
      const painted = await Promise.all(pages.map((page) => paintedAfter(page, sent)));
      // The first place is where some are already.
      if (n > 1) delays.push(...painted.map((at) => at - sent));
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
    }
    return delays;
  } finally {
    await browser.close();
  }
}

async function follower(
  browser: Browser,
  server: TestServer,
  { workshop }: WorkshopView,
  who: Person | undefined,
  window: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ ...window, baseURL: server.url, serviceWorkers: "block" });
  const [name = "", value = ""] = (who?.cookie ?? "").split("=");
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
  await context.addInitScript(() => {
    const painted: number[] = [];
    Object.assign(globalThis, { painted });
    const note = (): void => void painted.push(performance.timeOrigin + performance.now());
    // Behind the frame that is drawn with it.
    const drawn = (): void => void requestAnimationFrame(() => setTimeout(note));
    document.addEventListener("scroll", drawn, { capture: true, passive: true });
  });
  const page = await context.newPage();
  await page.goto(`/workshops/${workshop.id}`);
  await page.locator("coram-follow-bar button").first().waitFor();
  await page.keyboard.press("f");
  return page;
}

/** When a page painted first after a moment; it stays where it is for a second where it is there already. */
function paintedAfter(page: Page, sent: number): Promise<number> {
  return page.evaluate(async (after) => {
    const { painted } = globalThis as unknown as { painted: readonly number[] };
    const until = performance.now() + 1000;
    for (;;) {
      const found = painted.find((at) => at > after);
      if (found !== undefined || performance.now() > until) return found ?? Infinity;
      await new Promise(requestAnimationFrame);
    }
  }, sent);
}
