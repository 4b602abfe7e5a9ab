import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test, type TestContext } from "vitest";
import type { Browser } from "playwright";
import { createConfig } from "../../../../server/config.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { isInstalled } from "../../../helpers/browser/on-device.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** A build of the client that a test may replace by another version. */
async function ownBuild(context: TestContext): Promise<{ folder: string; replace(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "coram-client-"));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // Without the packed copies, which would be sent in the place of what is written below.
  const filter = (path: string): boolean => !/\.(?:br|gz)$/.test(path);
  await cp(createConfig({}).clientFolder, folder, { recursive: true, filter });
  return {
    folder,
    // What a build after a change does: the entry has another name, and so have page and service worker their contents.
    async replace() {
      const page = join(folder, "index.html");
      const worker = join(folder, "service-worker.js");
      const entry = /src="\/assets\/(index-[^"]+\.js)"/.exec(await readFile(page, "utf8"))?.[1];
      if (!entry) throw new Error("the page has no entry");
      await cp(join(folder, "assets", entry), join(folder, "assets", "index-newer.js"));
      await rm(join(folder, "assets", entry));
      for (const path of [page, worker])
        await writeFile(path, (await readFile(path, "utf8")).replaceAll(entry, "index-newer.js"));
      const version = /\b[0-9a-f]{16}\b/;
      await writeFile(worker, (await readFile(worker, "utf8")).replace(version, "0123456789abcdef"));
    },
  };
}

test("an open tab says that the program has been updated, the next load runs the new one, and it opens offline", async (context) => {
  const { folder, replace } = await ownBuild(context);
  const server = await startTestServer(context, { clientFolder: folder });
  const ana = await Seat.take(context, browser, server.url, {
    cookie: server.people.lawyer.cookie,
    keepsProgram: true,
  });
  const banner = ana.page.getByText("Coram has been updated: reload the page to go on.");
  await ana.page.goto("/");
  await isInstalled(ana);
  await ana.page.getByRole("button", { name: "Account of Ana Lawyer" }).waitFor();
  expect(await banner.count()).toBe(0);

  await replace();
  await ana.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await banner.waitFor();
  await ana.expectAccessible();
  // The tab itself goes on with the parts of its own version.
  await ana.page.getByRole("link", { name: "Members" }).first().click();
  await ana.page.locator("coram-members-page").waitFor();

  await ana.page.getByRole("button", { name: "Reload" }).click();
  await eventually(() => ana.page.locator('script[src="/assets/index-newer.js"]').count()).toBe(1);
  await ana.page.getByRole("button", { name: "Account of Ana Lawyer" }).waitFor();
  expect(await banner.count()).toBe(0);
  ana.mayLog("a lost connection");
  await ana.context.setOffline(true);
  await ana.page.reload();
  await ana.page.getByRole("button", { name: "Account of Ana Lawyer" }).waitFor();
  expect(await ana.page.locator('script[src="/assets/index-newer.js"]').count()).toBe(1);
});

test("only files of the program lie in its cache, and answers of the server do not", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict("A paragraph.");
  const ana = await Seat.take(context, browser, server.url, {
    cookie: server.people.lawyer.cookie,
    keepsProgram: true,
  });
  await ana.openVerdict(verdict.id);
  await ana.page.goto("/members");
  await isInstalled(ana);
  const cached = await ana.page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
    return paths.sort();
  });
  const built = await readdir(join(server.config.clientFolder, "assets"));
  expect(cached).toContain("/");
  expect(cached.filter((path) => !["/", "/icon.svg", "/start.js", "/theme.js"].includes(path))).toSatisfy(
    (paths: string[]) => paths.every((path) => built.includes(path.replace("/assets/", ""))),
  );
});

test("where nothing can be kept on the device the page says so and works; a part that is gone asks to reload instead of a blank page", async (context) => {
  const { folder, replace } = await ownBuild(context);
  const server = await startTestServer(context, { clientFolder: folder });
  const ana = await Seat.take(context, browser, server.url, {
    cookie: server.people.lawyer.cookie,
    keepsProgram: true,
  });
  // A page without https has no service workers.
  await ana.page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await ana.page.goto("/");
  await ana.page.getByText("This address has no https").waitFor();
  await ana.expectAccessible();
  await ana.page.getByRole("button", { name: "Understood" }).click();
  await eventually(() => ana.page.getByText("This address has no https").count()).toBe(0);
  expect(await ana.page.evaluate(() => caches.keys())).toEqual([]);

  ana.mayLog("a missing file", 404);
  await ana.page.route(/\/assets\/coram-members-page/, (route) => route.fulfill({ status: 404, body: "Not found.\n" }));
  await ana.page.getByRole("link", { name: "Members" }).first().click();
  await ana.page.getByText("Coram has been updated: reload the page to go on.").first().waitFor();
  await ana.page.unrouteAll({ behavior: "wait" });
  await ana.page.getByRole("button", { name: "Reload" }).first().click();
  await ana.page.locator("coram-members-page").waitFor();

  // A server that does not understand a page of before is asked for the program that it has now.
  const banner = ana.page.getByText("Coram has been updated: reload the page to go on.");
  expect(await banner.count()).toBe(0);
  await replace();
  ana.mayLog(400);
  const json = { code: "bad-request", params: { field: "course" } };
  await ana.page.route("**/api/members", (route) => route.fulfill({ status: 400, json }));
  await ana.page.getByRole("link", { name: "Coram", exact: true }).first().click();
  await ana.page.getByRole("link", { name: "Members" }).first().click();
  await banner.first().waitFor();
});
