// Takes docs/verdict.png anew: the demo's pseudonymised verdict in a real browser.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { createConfig } from "../server/config.ts";
import { makeDemo } from "../server/demo/demo.ts";
import { DEMO_PASSWORD } from "../server/demo/demo-people.ts";
import { startServer } from "../server/main.ts";
import { CHROMIUM_ARGS, findChromium } from "../tests/helpers/browser/programs/chromium.ts";

const out = fileURLToPath(new URL("../docs/verdict.png", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "coram-picture-"));
await makeDemo(folder, new Date());
const server = await startServer(createConfig({ dataFolder: folder, port: 0 }));
const browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_ARGS });
try {
  const verdict = (await server.store.verdicts.all()).find(({ caseNumber }) => caseNumber === "К-1184/23");
  if (!verdict) throw new Error("the demo has no such verdict");
  const open = async (email: string): Promise<import("playwright").Page> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.fill("input[type=email]", email);
    await page.fill("input[type=password]", DEMO_PASSWORD);
    await page.keyboard.press("Enter");
    await page.locator("coram-network-page").waitFor();
    await page.goto(`${server.url}/verdicts/${verdict.id}`);
    await page.locator("coram-verdict-text [data-ids]").first().waitFor({ state: "attached" });
    return page;
  };
  // Two colleagues read along, so that the picture shows who is where.
  for (const email of ["lawyer-mk@coram.example", "lawyer-al@coram.example"]) {
    const colleague = await open(email);
    await colleague.locator("coram-verdict-text [data-ids]").nth(10).scrollIntoViewIfNeeded();
  }
  const page = await open("facilitator@coram.example");
  await page.locator("coram-verdict-text", { hasText: "ВИНОВЕН" }).waitFor();
  await page.locator("coram-verdict-text [data-ids]").nth(14).scrollIntoViewIfNeeded();
  await page.locator("coram-verdict-text [data-ids]").nth(14).click({ modifiers: [] });
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: out });
  process.stdout.write(`${out}\n`);
} finally {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
