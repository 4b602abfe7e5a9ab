import { beforeAll, expect, test, type TestContext } from "vitest";
import type { Browser } from "playwright";
import { DATABASE } from "../../../../client/sync/offline/device-shelf.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { Colleague } from "../../../helpers/browser/colleague.ts";
import { findOnDevice, isCopied, isInstalled, keptOnDevice, openTab } from "../../../helpers/browser/on-device.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

const TEXT = [
  "The court heard both sides on the first day.",
  "The defendant took her passport and locked the door of the flat every night.",
];
const KEPT = "Offline, 1 change kept on this device";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

interface Table {
  verdict: string;
  ana: Seat;
  elira: Colleague;
}

/** Ana with a tag and a thread that are saved and copied, Elira beside her; then Ana's network goes away. */
async function goOffline(context: TestContext): Promise<Table> {
  const server = await startTestServer(context);
  const verdict = (await server.newVerdict(TEXT)).verdict.id;
  const ana = await Seat.take(context, browser, server.url, {
    cookie: server.people.lawyer.cookie,
    keepsProgram: true,
  });
  const elira = await Colleague.at(context, server, server.people.otherLawyer, verdict);
  ana.mayLog("a lost connection");
  await ana.openVerdict(verdict);
  await isInstalled(ana);
  await ana.tag("took her passport", 1);
  await ana.comment("both sides", "Who was heard?");
  await isCopied(ana, 3, "Who was heard?");
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toBe("Offline");
  return { verdict, ana, elira };
}

test("a verdict page that is loaded again offline shows text, tags, threads and the unsent tag, and sends it when the network is back", async (context) => {
  const { ana, elira, verdict } = await goOffline(context);
  await ana.tag("locked the door", 4);
  await eventually(() => ana.savedWords()).toBe(KEPT);

  await ana.page.reload();
  await ana.page.locator("coram-verdict-text .vt-block").first().waitFor();
  const both = ["A1: took her passport", "B2: locked the door"];
  await eventually(() => ana.paintedLines()).toEqual(both);
  expect((await ana.painted()).map(({ pending }) => pending)).toEqual([false, true]);
  await ana.threadCard("Who was heard?").waitFor();
  await eventually(() => ana.savedWords()).toBe(KEPT);
  // Also what the server knows only by its table of client ids.
  for (const code of ["A1", "B2"]) await ana.tagCard(code).locator('[title="Ana Lawyer"]').first().waitFor();
  await ana.expectAccessible();
  expect(elira.tagLines()).toEqual(["A1: took her passport"]);

  await ana.context.setOffline(false);
  await ana.isSaved();
  await eventually(() => elira.tagLines()).toEqual(both);
  expect(elira.authorOf("B2")?.name).toBe("Ana Lawyer");
  await eventually(() => keptOnDevice(ana.page)).toMatchObject({ batches: 0, drafts: 0 });
  await ana.page.goto("/");
  await ana.page.goto(`/verdicts/${verdict}`);
  await eventually(() => ana.paintedLines()).toEqual(both);
});

test("a tag made offline just before the tab crashes is there in the next tab, and is saved from a page that does not show it", async (context) => {
  const { ana, elira, verdict } = await goOffline(context);
  await ana.tag("locked the door", 4);
  await eventually(() => ana.savedWords()).toBe(KEPT);
  const tab = ana.page;
  const crashed = new Promise((resolve) => tab.once("crash", resolve));
  await tab.goto("chrome://crash").catch(() => undefined);
  await crashed;
  await tab.close();

  const page = await openTab(ana);
  await page.goto(`/verdicts/${verdict}`);
  await eventually(() => ana.paintedLines()).toEqual(["A1: took her passport", "B2: locked the door"]);
  // The way back to it is there too.
  await page.goto("/");
  await page.getByRole("link", { name: "K 12/25" }).click();
  await eventually(() => ana.paintedLines()).toEqual(["A1: took her passport", "B2: locked the door"]);
  await page.goto("/");
  await ana.context.setOffline(false);
  // The network page; the verdict is open nowhere here.
  await eventually(() => elira.tagLines()).toEqual(["A1: took her passport", "B2: locked the door"]);
  await eventually(() => keptOnDevice(page)).toMatchObject({ batches: 0 });
});

test("two tabs of one person offline lose nothing of each other's work", async (context) => {
  const { ana, elira, verdict } = await goOffline(context);
  const first = ana.page;
  await ana.tag("locked the door", 4);
  await eventually(() => ana.savedWords()).toBe(KEPT);
  const second = await openTab(ana);
  await second.goto(`/verdicts/${verdict}`);
  await eventually(() => ana.paintedLines()).toEqual(["A1: took her passport", "B2: locked the door"]);
  await ana.tag("every night", 3);
  await eventually(() => ana.savedWords()).toBe("Offline, 2 changes kept on this device");
  await eventually(() => keptOnDevice(second)).toMatchObject({ batches: 2 });
  await Promise.all([first.close(), second.close()]);

  await openTab(ana);
  await ana.page.goto(`/verdicts/${verdict}`);
  const all = ["A1: took her passport", "B1: every night", "B2: locked the door"];
  await eventually(() => ana.paintedLines()).toEqual(all);
  await ana.context.setOffline(false);
  await ana.isSaved();
  await eventually(() => elira.tagLines()).toEqual(all);
  await eventually(() => keptOnDevice(ana.page)).toMatchObject({ batches: 0, drafts: 0 });
});

test("copies out of touch with the server for fourteen days erase themselves, and unsent work stays and is sent", async (context) => {
  const { ana, elira, verdict } = await goOffline(context);
  await ana.tag("locked the door", 4);
  await eventually(() => ana.savedWords()).toBe(KEPT);
  expect(await findOnDevice(ana.page, "both sides")).not.toEqual([]);
  await ana.page.close();

  const page = await openTab(ana);
  await page.clock.setSystemTime(Date.now() + 15 * 86_400_000);
  await page.goto(`/verdicts/${verdict}`);
  await page.getByRole("alert").waitFor();
  expect(await keptOnDevice(page)).toMatchObject({ members: 0, verdicts: 0, rooms: 0, batches: 1 });
  expect(await findOnDevice(page, "both sides")).toEqual([]);

  await ana.context.setOffline(false);
  await page.goto("/");
  await eventually(() => elira.tagLines()).toEqual(["A1: took her passport", "B2: locked the door"]);
});

test("a copy that cannot be read is dropped, and the page opens from the server", async (context) => {
  const { ana, verdict } = await goOffline(context);
  await ana.page.goto("/theme.js");
  await ana.page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction(["rooms", "verdicts"], "readwrite");
    for (const name of ["rooms", "verdicts"]) {
      const store = transaction.objectStore(name);
      store.openCursor().onsuccess = function ({ target }) {
        const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
        if (!cursor) return;
        cursor.update({ ...cursor.value, bytes: new Uint8Array([7, 7, 7]) });
        cursor.continue();
      };
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
  }, DATABASE);
  await ana.page.goto(`/verdicts/${verdict}`);
  await ana.page.getByRole("alert").waitFor();
  await ana.context.setOffline(false);
  await ana.openVerdict(verdict);
  await eventually(() => ana.paintedLines()).toEqual(["A1: took her passport"]);
});
