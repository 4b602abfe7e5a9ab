import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  browser = await launch({ onTestFinished: afterAll });
  server = await startTestServer({ onTestFinished: afterAll });
});

/** Takes a seat, does something there, and leaves it as the end of a test does. */
async function sitting<T>(act: (seat: Seat) => Promise<T>, options = {}): Promise<T> {
  const ends: (() => Promise<void>)[] = [];
  const seat = await Seat.take({ onTestFinished: (end) => ends.push(end) }, browser, server.url, options);
  const done = await act(seat);
  for (const end of ends.toReversed()) await end();
  return done;
}

/** A size and colours of which no other page waits here. */
const RARE = { phone: true, dark: true };

/** What is stored where a page is, the way back from it, and how it is shown. */
async function standing(): Promise<unknown[]> {
  const databases = await indexedDB.databases();
  const shown = ["(forced-colors: active)", "print"].map((media) => matchMedia(media).matches);
  const stores = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), await caches.keys()];
  return [...stores, databases.map(({ name }) => name), history.length, innerWidth, innerHeight, ...shown];
}

test("a page that serves another test has nothing of the one that it served before", async () => {
  const { cookie } = server.people.lawyer;
  const before = await sitting(
    async ({ page, context }) => {
      await page.goto("/icon.svg?looked-at");
      const fresh = await page.evaluate(standing);
      await page.goto("/icon.svg?left");
      await page.evaluate(async () => {
        localStorage.setItem("one", "1");
        sessionStorage.setItem("two", "2");
        await caches.open("three");
        await new Promise((resolve) => (indexedDB.open("four").onsuccess = resolve));
      });
      expect(await page.evaluate(standing)).not.toEqual(fresh);
      await page.emulateMedia({ forcedColors: "active", media: "print" });
      await page.setViewportSize({ width: 400, height: 500 });
      await context.setOffline(true);
      return { page, fresh };
    },
    { cookie, ...RARE },
  );
  await sitting(async ({ page, context }) => {
    expect(page === before.page).toBe(true);
    expect(context.pages()).toHaveLength(1);
    expect(await context.cookies()).toEqual([]);
    await page.goto("/icon.svg?looked-at");
    expect(await page.evaluate(standing)).toEqual(before.fresh);
  }, RARE);
});

test("a page that was changed for good, or was not the only one, serves no other test", async () => {
  const changes = [({ page }: Seat) => page.addInitScript(() => undefined), ({ context }: Seat) => context.newPage()];
  for (const change of changes) {
    const changed = await sitting(async (seat) => {
      await change(seat);
      return seat.page;
    });
    await sitting(async ({ page }) => {
      expect(page === changed).toBe(false);
      await page.goto("/icon.svg");
    });
  }
});
