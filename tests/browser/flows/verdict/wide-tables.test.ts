import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { newVerdict } from "../../../../server/actions/new-verdict.ts";
import type { Block } from "../../../../schema/text/revision.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { paragraphsOf, startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

const COLUMNS = 8;
const ROWS = 4;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** A verdict with two tables that no phone is wide enough for, between paragraphs. */
async function verdictWithTables(server: TestServer): Promise<string> {
  const table = Array.from({ length: ROWS * COLUMNS }, (_, i) => `Potvrda broj ${i + 1} o oduzetim predmetima`);
  const texts = ["Before the tables.", ...table, "Between the tables.", ...table, "After the tables."];
  const text = paragraphsOf(texts);
  let cells = 0;
  const blocks = text.blocks.map((block, i): Block => {
    if (!texts[i]?.startsWith("Potvrda")) return block;
    const index = cells++ % table.length;
    const place = { table: cells > table.length ? 1 : 0, row: Math.floor(index / COLUMNS), column: index % COLUMNS };
    return { ...block, kind: "table-cell", cell: place };
  });
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict("Another verdict.");
  const made = newVerdict(
    { ...verdict, caseNumber: "K 99/25" },
    server.organisations.rs.id,
    { text: text.text, blocks, pages: 1 },
    facilitator.member.id,
    new Date().toISOString(),
  );
  await server.store.verdicts.add(made);
  await server.store.verdicts.setStage(made.verdict.id, "cleared");
  return made.verdict.id;
}

const scrolledPage = ({ page }: Seat): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("on a phone a wide table scrolls by itself, with a name and within reach of a keyboard, and the page does not", async (context) => {
  const server = await startTestServer(context);
  const id = await verdictWithTables(server);
  const vera = await Seat.take(context, browser, server.url, { cookie: server.people.reviewer.cookie, phone: true });
  await vera.openVerdict(id);
  const regions = vera.page.locator("coram-verdict-text").getByRole("region");
  await eventually(() => regions.count()).toBe(2);
  const first = vera.page.getByRole("region", { name: "Table, ¶ 2", exact: true });
  expect(await first.getByRole("table").getByRole("row").count()).toBe(ROWS);
  await first.focus();
  await vera.page.keyboard.press("ArrowRight");
  await eventually(() => first.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  expect(await scrolledPage(vera)).toBe(0);
  await vera.page.keyboard.press("Tab");
  await eventually(() => vera.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
    `Table, ¶ ${2 + ROWS * COLUMNS + 1}`,
  );
  await vera.expectAccessible();

  await vera.page.setViewportSize({ width: 1024, height: 800 });
  await eventually(() => regions.count()).toBe(0);
});

test("in a narrow window with a caret a key puts it into the table that has the focus, and it brings the cells into view", async (context) => {
  const server = await startTestServer(context);
  const id = await verdictWithTables(server);
  const mira = await Seat.take(context, browser, server.url, { cookie: server.people.facilitator.cookie });
  await mira.page.setViewportSize({ width: 390, height: 844 });
  await mira.openVerdict(id);
  const table = mira.page.getByRole("region", { name: "Table, ¶ 2", exact: true });
  await table.focus();
  const scrolled = (): Promise<number> => table.evaluate((element) => element.scrollLeft);
  const cell = "Potvrda broj 1 o oduzetim predmetima".length;
  // Letter by letter through as many cells as it takes.
  for (let i = 0; i < 6 * cell && (i % cell > 0 || (await scrolled()) === 0); i++)
    await mira.page.keyboard.press("ArrowRight");
  await eventually(scrolled).toBeGreaterThan(0);
  expect(await scrolledPage(mira)).toBe(0);
  await mira.expectAccessible();
});

test("at 390 px no page is wider than the screen, and each is accessible", async (context) => {
  const server = await startTestServer(context);
  const id = await verdictWithTables(server);
  const mira = await Seat.take(context, browser, server.url, {
    cookie: server.people.facilitator.cookie,
    phone: true,
  });
  await mira.page.goto("/");
  const pages = [
    ["/", "coram-verdict-list a"],
    ["/methodology", "coram-methodology-page coram-code-chip"],
    ["/members", ".member-list li"],
    ["/import", ".drop-zone"],
    [`/verdicts/${id}`, "main .vt-block"],
  ] as const;
  for (const [path, ready] of pages) {
    await mira.follow(path);
    await mira.page.locator(ready).first().waitFor();
    await eventually(async () => [path, await scrolledPage(mira)]).toEqual([path, 0]);
    await mira.expectAccessible();
  }
});
