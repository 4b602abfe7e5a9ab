import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright";
import { CategoryId, LayerId, newId, RoomId, RoundId } from "../../../../schema/domain/ids.ts";
import { ExportJob } from "../../../../schema/protocol/http/exports.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { readCsv } from "../../../helpers/files/read-csv.ts";
import { readPdf } from "../../../helpers/files/read-pdf.ts";
import { readParts, readSheet } from "../../../helpers/files/read-xlsx.ts";
import { freezeWithOutputs, makeOutput } from "../../../helpers/network/outputs.ts";
import type { Person, TestServer } from "../../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const TEXT = Array.from(
  { length: 40 },
  (_, i) => `Paragraph ${i + 1} says what witness number ${i + 1} told the court.`,
);
const BLIND = "You code it blind. Counts, answers and quotes appear after the reveal.";
const PREPARED = "In preparation. It is counted once it is cleared.";
const UNTAGGED = "Nobody has tagged anything here yet.";

const seats = new KeptSeats();
let first: NewVerdict;
let second: NewVerdict;
beforeAll(async () => {
  ({ first, second } = await fillNetwork(seats.server));
});

async function tag(
  server: TestServer,
  by: Person,
  on: NewVerdict,
  tags: [category: string, words: string][],
): Promise<void> {
  await server.hub.write(on.rooms.layer, by.member.id, (doc) => {
    for (const [category, words] of tags) {
      const start = on.text.text.indexOf(words);
      const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
      new LayerRoom(doc).add({ category: CategoryId.parse(category), version: 1, anchor }, NOW);
    }
  });
}

/** Five verdicts: two that can be compared, one that the facilitator and the lawyer code blind, one in preparation, one that nobody has tagged. */
async function fillNetwork(server: TestServer): Promise<{ first: NewVerdict; second: NewVerdict }> {
  const { lawyer, otherLawyer, facilitator } = server.people;
  const first = await server.newVerdict(TEXT, { caseNumber: "K 1/25" });
  const second = await server.newVerdict(TEXT, { caseNumber: "K 2/25", country: "al", form: "individual" });
  const blind = await server.newVerdict(TEXT, { caseNumber: "K 3/25" });
  await server.newVerdict(TEXT, { caseNumber: "K 4/25", stage: "in-preparation" });
  await server.newVerdict(TEXT, { caseNumber: "K 5/25", country: "mk" });
  await tag(server, lawyer, first, [
    ["means.force", "witness number 30"],
    ["means.force", "witness number 7 "],
    ["means", "witness number 12"],
    ["act", "witness number 3 "],
  ]);
  await tag(server, otherLawyer, second, [["means.vulnerability", "witness number 9"]]);
  await tag(server, lawyer, blind, [["means", "witness number 20"]]);
  const coders = [lawyer, facilitator].map(({ member }) => {
    return { member: member.id, due: null, layer: newId(LayerId), room: newId(RoomId) };
  });
  await server.store.rounds.begin({
    verdict: blind.verdict.id,
    round: blind.round,
    next: newId(RoundId),
    coders,
    by: facilitator.member.id,
    at: NOW,
  });
  return { first, second };
}

/** The table as it is read: each row by its name, then what its cells say. */
function shown(page: Page): Promise<string[][]> {
  return page.evaluate(() => {
    const words = (element: Element | null): string => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
    return [...document.querySelectorAll("coram-matrix-table :is(tbody, tfoot) tr")].map((row) => {
      const [head, ...cells] = row.children;
      const name =
        head?.querySelector("a") ??
        [...(head?.childNodes ?? [])].find(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim());
      return [(name?.textContent ?? "").trim(), ...cells.map((cell) => words(cell.querySelector(".says") ?? cell))];
    });
  });
}

const cellOf = (page: Page, row: string, column: number) =>
  page
    .locator("coram-matrix-table tr", { has: page.getByText(row, { exact: true }) })
    .locator("td")
    .nth(column);

test("from a number to the words in two presses, and Back to the same place", async (context) => {
  const { server } = seats;
  const mira = await seats.at(context, server.people.facilitator, "/");
  const { page } = mira;
  await page.getByRole("navigation").getByRole("link", { name: "Matrix" }).click();
  await eventually(() => shown(page)).toEqual([
    ["Serbia", "1 (in 1 of 1)", "3 (in 1 of 1)"],
    ["K 1/25", "1", "3"],
    ["K 3/25", BLIND],
    ["K 4/25", PREPARED],
    ["North Macedonia", "–", "–"],
    ["K 5/25", UNTAGGED],
    ["Albania", "none (0 of 1)", "1 (in 1 of 1)"],
    ["K 2/25", "none", "1"],
    ["All verdicts", "1 (in 1 of 2)", "4 (in 2 of 2)"],
  ]);
  await page.getByText("2 of 5 can be compared").waitFor();
  await mira.expectAccessible();
  // On paper the heads stand on every page, with their names.
  const names = await page.locator("coram-matrix-table thead .name").allInnerTexts();
  const paper = await readPdf(await page.pdf({ width: "200mm", height: "80mm" }));
  const pages = paper.split("Verdict ").slice(1);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.map((words) => names.filter((name) => !words.includes(name)))).toEqual(pages.map(() => []));

  await page.getByRole("combobox", { name: "Rows" }).selectOption("form");
  await cellOf(page, "K 1/25", 1).click();
  const pane = page.locator("coram-matrix-pane");
  await pane.getByText("3 passages in 1 verdict").waitFor();
  expect(await pane.locator("blockquote").allTextContents()).toEqual([
    "witness number 7 ",
    "witness number 12",
    "witness number 30",
  ]);
  await mira.expectAccessible();
  await pane.locator(".passage", { hasText: "witness number 30" }).click();
  await page.waitForURL(/\/verdicts\/[^/]+\?tag=/);
  await page.locator(".vt-hl.vt-on", { hasText: "witness number 30" }).waitFor();

  await page.goBack();
  await page.locator("coram-matrix-pane").getByText("3 passages in 1 verdict").waitFor();
  expect(await page.getByRole("combobox", { name: "Rows" }).inputValue()).toBe("form");
  expect((await shown(page)).map(([name]) => name)).toContain("Organised");

  // On to writing: what stands behind the number goes along to a document.
  await freezeWithOutputs(server);
  await makeOutput(server, server.people.facilitator, { title: "What witnesses say" });
  await page.getByRole("button", { name: "Write from these" }).click();
  await mira.expectAccessible();
  await mira
    .dialog("Write from these")
    .getByRole("button", { name: /What witnesses say/ })
    .click();
  await page.getByText("3 passages to write from").waitFor();
  await page.getByRole("button", { name: "Insert", exact: true }).first().click();
  await eventually(() => page.locator("coram-quote").count()).toBe(3);
  expect(await page.getByText("3 passages to write from").count()).toBe(0);
});

test("numbers follow the tags, and so do the passages that are open", async (context) => {
  const { server } = seats;
  const mira = await seats.at(context, server.people.facilitator, "/matrix");
  const { page } = mira;
  await cellOf(page, "K 2/25", 1).click();
  await page.getByText("1 passage in 1 verdict").waitFor();
  await tag(server, server.people.lawyer, second, [["means.force", "witness number 21"]]);
  await page.getByText("2 passages in 1 verdict").waitFor();
  await eventually(async () => (await shown(page)).find(([name]) => name === "K 2/25")).toEqual([
    "K 2/25",
    "none",
    "2",
  ]);
  await eventually(async () => (await shown(page)).at(-1)).toEqual(["All verdicts", "1 (in 1 of 2)", "5 (in 2 of 2)"]);

  // Words of a quote: what they found is shown, marked, and told in the address by ids; what stood open beside it is closed.
  await page.getByRole("searchbox").fill("NUMBER 7");
  const names = async (): Promise<unknown> => (await shown(page)).map(([name]) => name);
  await eventually(names).toEqual(["Serbia", "K 1/25", "All verdicts"]);
  expect(await page.locator("coram-matrix-table .quote mark").allTextContents()).toEqual(["number 7"]);
  expect(await page.locator("coram-matrix-pane").count()).toBe(0);
  await eventually(() => page.url()).toContain("only=");
  const link = page.url();
  expect(link).not.toMatch(/number/i);
  await page.goto("/");
  await page.goto(link);
  await eventually(names).toEqual(["Serbia", "K 1/25", "All verdicts"]);
  await page.getByRole("button", { name: "Show everything" }).click();
  await eventually(async () => (await shown(page)).length).toBeGreaterThan(3);
});

test("by keys alone: through the grid, a branch unfolded, a cell opened and closed", async (context) => {
  const { server } = seats;
  const mira = await seats.at(context, server.people.reader, "/matrix");
  const { page } = mira;
  const { keyboard } = page;
  await cellOf(page, "K 1/25", 1).waitFor();
  // One stop of the whole table is in the tab order.
  expect(await page.locator('coram-matrix-table [tabindex="0"]').count()).toBe(1);
  await page.locator('coram-matrix-table [tabindex="0"]').focus();
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement;
      return (element?.getAttribute("aria-label") ?? element?.textContent ?? "").replace(/\s+/g, " ").trim();
    });
  await keyboard.press("ArrowRight");
  expect(await focused()).toBe("Unfold act");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  expect(await focused()).toBe("Unfold means");
  await keyboard.press("Enter");
  await eventually(async () => (await shown(page))[1]).toEqual(["K 1/25", "1", "3", "2", "none"]);
  expect(await focused()).toBe("Fold means");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  expect(await focused()).toMatch(/^3/);
  await keyboard.press("Home");
  expect(await focused()).toBe("K 1/25");
  await keyboard.press("End");
  expect(await focused()).toBe("none");
  await keyboard.press("ArrowLeft");
  await keyboard.press("Enter");
  const pane = page.locator("coram-matrix-pane");
  await pane.getByText("2 passages in 1 verdict").waitFor();
  await keyboard.press("Escape");
  await pane.waitFor({ state: "detached" });
  expect(await focused()).toMatch(/^2/);
  await keyboard.press("Control+End");
  expect(await focused()).toMatch(/^1 \(in 1 of 3\)/);
});

/** The matrix as a file, made and fetched on its page. */
async function download(page: Page, format: string): Promise<Uint8Array> {
  await page.getByRole("button", { name: "Export the matrix" }).click();
  await page.getByRole("radio", { name: format }).check();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Make the file" }).click(),
  ]);
  const bytes = new Uint8Array(await readFile(await file.path()));
  await page.keyboard.press("Escape");
  return bytes;
}

/** Rows of the file in the form of `shown`, and its quotes. */
function read(rows: readonly (readonly (string | number)[])[]): { table: string[][]; quotes: string[] } {
  const all = rows.map((row) => row.map(String));
  const values = all.map((row) => {
    const cells = row.slice(4).filter((_, i) => i % 2 === 0);
    // Of a verdict that is not counted the page says why once, the file in every cell.
    const isOff = [BLIND, PREPARED, UNTAGGED].includes(cells[0] ?? "");
    const name = row[1]?.includes("can be compared") ? row[0] : row[1];
    return [name ?? "", ...(isOff ? cells.slice(0, 1) : cells)];
  });
  const found = all.flatMap((row) => row.slice(4).filter((cell, i) => i % 2 === 1 && cell !== ""));
  return { table: values, quotes: found.map((cell) => cell.replace(/ \(para\. .*\)$/, "")) };
}

/** The number of tags that a file of the first verdict says of itself. */
async function tagsInFile(server: TestServer): Promise<string> {
  const mine = await server.ask(server.people.facilitator, "POST", "/api/exports", {
    format: "xlsx",
    filter: { verdicts: [first.verdict.id] },
  });
  const { id } = ExportJob.parse(await mine.json());
  const job = async (): Promise<string> =>
    ExportJob.parse(await (await server.ask(server.people.facilitator, "GET", `/api/exports/${id}`)).json()).state;
  await eventually(job).toBe("done");
  const made = await server.ask(server.people.facilitator, "GET", `/api/exports/${id}/file`);
  const parts = readParts(new Uint8Array(await made.arrayBuffer()));
  const total = readSheet(parts, 3).rows.find(([, name]) => name === "All tags")?.[2];
  const said = readSheet(parts, 1).rows.find(([label]) => label === "Tags")?.[1];
  return said === total ? String(said) : `${said} and ${total}`;
}

/** The list of verdicts and the verdict's own page count the same; of a filter it is said that it is one. */
async function expectFourOnPages(mira: Seat): Promise<void> {
  const { page } = mira;
  await mira.follow("/");
  const home = page.locator("coram-verdict-list tr.verdict", { hasText: "K 1/25" });
  await eventually(() => home.locator("td[data-label=Tags]").textContent()).toMatch(/^\s*4\s*$/);
  await home.getByRole("link", { name: "K 1/25" }).click();
  const bar = page.locator("coram-margin-filter");
  await bar.getByRole("button", { name: "Tags and comments: All 4", exact: true }).waitFor();
  const tree = page.locator("coram-tree [role=treeitem] .n");
  await eventually(async () =>
    (await tree.allTextContents()).reduce((sum, words) => sum + (Number(words) || 0), 0),
  ).toBe(4);
  // Of a filter it is said that it is one; every paragraph is counted.
  await page.locator("coram-tree [role=treeitem]", { hasText: "means" }).first().click();
  await bar.getByRole("button", { name: "Tags and comments: All 3 shown", exact: true }).waitFor();
  await page.locator("coram-outline .head", { hasText: "40 paragraphs" }).waitFor();
}

test("its files hold what the page shows, and a verdict has one number of tags everywhere", async (context) => {
  const { server } = seats;
  // What somebody else tags alike counts once.
  await tag(server, server.people.otherLawyer, first, [
    ["means.force", "witness number 30"],
    ["means", "witness number 12"],
  ]);
  const mira = await seats.at(context, server.people.facilitator, "/matrix?open=means&children=no");
  const { page } = mira;
  await cellOf(page, "K 1/25", 1).waitFor();
  // What is in preparation goes into no file.
  const table = (await shown(page)).filter(([, says]) => says !== PREPARED);
  const quotes = await page.locator("coram-matrix-table td .quote").allTextContents();
  expect(quotes.length).toBeGreaterThan(2);

  const sheet = readSheet(readParts(await download(page, "Excel")), 1);
  const [header = [], ...rows] = sheet.rows;
  expect(header.filter((_, i) => i < 4 || i % 2 === 0)).toEqual([
    "Country",
    "Case number",
    "Court",
    "Date",
    "A act",
    "B means",
    "B1 means.force",
    "B2 means.vulnerability",
  ]);
  expect(read(rows)).toEqual({ table, quotes });
  const csv = readCsv(new TextDecoder().decode(await download(page, "CSV")));
  expect(read(csv.slice(1))).toEqual({ table, quotes });

  const row = table.find(([name]) => name === "K 1/25") ?? [];
  const inMatrix = row.slice(1).reduce((sum, cell) => sum + (Number(cell) || 0), 0);
  expect(inMatrix).toBe(4);
  expect(await tagsInFile(server)).toBe("4");

  await expectFourOnPages(mira);
});

test("on a phone the first column stays, passages lie over the table, and no guest gets here", async (context) => {
  const { server } = seats;
  await server.store.verdicts.setStage(first.verdict.id, "cleared-for-guests");
  const ana = await Seat.take(context, seats.browser, server.url, { cookie: server.people.lawyer.cookie, phone: true });
  const { page } = ana;
  await page.goto("/matrix");
  await cellOf(page, "K 1/25", 1).waitFor();
  await page.locator(".matrix-scroll").evaluate((scroller) => scroller.scrollTo(120, 0));
  const head = await page.getByRole("link", { name: "K 1/25" }).boundingBox();
  expect(head?.x).toBeGreaterThanOrEqual(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await ana.expectAccessible();
  await cellOf(page, "K 1/25", 1).tap();
  await page.getByText("3 passages in 1 verdict").waitFor();
  await ana.expectAccessible();
  // Only facilitators may take everybody's numbers with them.
  expect(await page.getByRole("button", { name: "Export the matrix" }).count()).toBe(0);

  const guest = await Seat.take(context, seats.browser, server.url, {
    cookie: (await server.guestOf(first.verdict.id)).cookie,
  });
  await guest.page.goto("/matrix");
  await guest.page.locator("coram-not-found-page").waitFor();
  expect(await guest.page.getByRole("link", { name: "Matrix" }).count()).toBe(0);
});
