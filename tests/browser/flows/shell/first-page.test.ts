import { readFileSync } from "node:fs";
import type { Browser } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { launch, Seat } from "../../../helpers/browser/browser.ts";
import { fileEnd } from "../../../helpers/runner/file-end.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

const LANGUAGES = ["en", "sr-Latn", "sr-Cyrl", "mk", "sq"];

const end = fileEnd();
let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  browser = await launch();
  server = await startTestServer(end);
});

/** What is said without the program, a language an item. */
const notice = (seat: Seat): Promise<[lang: string, words: string][]> =>
  seat.page
    .getByRole("alert")
    .locator("p")
    .evaluateAll((lines) => lines.map((line) => [(line as HTMLElement).lang, line.textContent]));

test("a browser that lacks something gets one sentence in five languages with the least versions, which README names too", async (context) => {
  const seat = await Seat.take(context, browser, server.url);
  const parts: string[] = [];
  seat.page.on("request", (request) => parts.push(new URL(request.url()).pathname));
  await seat.page.addInitScript(() => delete (HTMLElement.prototype as { popover?: unknown }).popover);
  await seat.page.goto("/");
  await seat.page.getByRole("alert").waitFor();
  const said = await notice(seat);
  expect(said.map(([lang]) => lang)).toEqual(LANGUAGES);
  const versions = said.map(([, words]) => words.match(/\d+/g)?.join());
  expect(new Set(versions).size).toBe(1);
  const readme = readFileSync(new URL("../../../../README.md", import.meta.url), "utf8");
  const named = /Chrome and Edge (\d+), Firefox (\d+), Safari (\d+)/.exec(readme)?.slice(1).join();
  expect(versions[0]).toBe(named);
  const kept = /what: "kept work".*safari: (\d+)/.exec(await (await fetch(`${server.url}/start.js`)).text())?.[1];
  expect(/kept on the device from Safari (\d+)/.exec(readme)?.[1]).toBe(kept);
  // The program has not begun.
  expect(await seat.page.locator("coram-app > *").count()).toBe(0);
  expect(parts.filter((path) => path.includes("coram-app"))).toEqual([]);
  await seat.expectAccessible();
});

test("what fails before the first page is said in one sentence in five languages; a locale that no browser should name is passed over", async (context) => {
  const seat = await Seat.take(context, browser, server.url);
  await seat.page.addInitScript(() =>
    Object.defineProperty(navigator, "languages", { value: ["C", "mk-MK"], configurable: true }),
  );
  seat.mayLog("a missing file", "a broken file", 404);
  const failures: [path: RegExp, status: number, body: string][] = [
    [/\/assets\/index-.*\.js$/, 404, "Not found.\n"],
    [/\/assets\/coram-app-.*\.js$/, 404, "Not found.\n"],
    [/\/assets\/coram-app-.*\.js$/, 200, "throw new Error('Broken by the test')"],
  ];
  for (const [path, status, body] of failures) {
    await seat.page.route(path, (route) => route.fulfill({ status, body, contentType: "text/javascript" }));
    await seat.page.goto("/");
    await seat.page.getByRole("alert").waitFor();
    expect((await notice(seat)).map(([lang]) => lang)).toEqual(LANGUAGES);
    await seat.page.unrouteAll({ behavior: "wait" });
  }
  // Nothing of it stays when the page comes.
  await seat.page.goto("/");
  await seat.page.getByRole("button", { name: "Најави се" }).waitFor();
  expect(await seat.page.getByRole("alert").count()).toBe(0);
});

test("home asks once for what a clearing has changed, for what it shows and for what is kept on the device", async (context) => {
  const { lawyer } = server.people;
  const seat = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  let asked = 0;
  seat.page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/network") asked++;
  });
  await seat.page.goto("/");
  const numbers = ["K 1/25", "K 2/25", "K 3/25", "K 4/25", "K 5/25"];
  for (const [i, caseNumber] of numbers.entries()) {
    const { verdict } = await server.newVerdict("The court finds.", { caseNumber });
    if (i === 1) asked = 0;
    server.hub.publish({ type: "verdict", verdict: verdict.id });
    await seat.page.getByRole("link", { name: caseNumber }).first().waitFor();
  }
  // One each, and the end of what was asked before.
  expect(asked).toBeLessThanOrEqual(numbers.length);
});
