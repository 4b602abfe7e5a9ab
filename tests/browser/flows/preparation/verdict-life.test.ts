import { readFile } from "node:fs/promises";
import { beforeAll, expect, test, type TestContext } from "vitest";
import type { Browser } from "playwright";
import { z } from "zod";
import { VerdictId } from "../../../../schema/domain/ids.ts";
import { ExportJob } from "../../../../schema/protocol/http/exports.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { filesWith, namesInBytes, namesInFolder } from "../../../helpers/files/byte-scan.ts";
import { clearByDialog } from "../../../helpers/browser/clear-by-dialog.ts";
import { drawScan } from "../../../helpers/files/draw-page.ts";
import { findOnDevice, isCopied } from "../../../helpers/browser/on-device.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

/** Short, so that it is soon read; the digit within a word is what no reader is sure of. */
const PAGE = [
  "МАРИНА ЧОЛАКОВИЋ, ЈМБГ 0206974789884, рођена у Трстенику, брани се са слободе;",
  "окривљени Радомир Чолаковић као организатор, као и Ненад Глувић, према коме је поступак окончан пресудом;",
  "окривљени Здравко Бојовић проналазио лица у тешком имовинском положају; Ненад Глувић изнајмљивао смештај и обилазио градилишта; окривљени Синиша Крајновски чувао и надзирао раднике;",
  "задржавањем личних исправа, силом и претњом врбовали оштећене и узели њихов но8ац.",
  "оштећеног Милутина Јаковца врбовао обећавајући му плату од 1.400 евра месечно, га држао у бараци, без исплате зараде;",
  "оштећеног Ферида Хасановића врбовао преко огласа на интернету.",
];

/** A page takes some seconds to read, and more on a machine that has other work. */
const READING_MS = 120_000;

/** Persons and a number of the page, who become tokens before anybody else reads it. */
const REPLACED = ["Чолаковић", "Čolaković", "Хасановић", "Јаковц", "0206974789884"];
/** The one who was overlooked, as the court, a note and a comment write him. */
const OVERLOOKED = ["Глувић", "Глувић".toLowerCase(), "Gluvić", "gluvić", "Ненад", "Nenad "];
const TOKEN = "[Person N]";

/** What each of nine lawyers tags, in the order of the text; the third has the name in it. */
const TAGGED = [
  "окончан пресудом",
  "у тешком имовинском положају",
  "Ненад Глувић изнајмљивао смештај и обилазио градилишта",
  "чувао и надзирао раднике",
  "задржавањем личних исправа",
  "плату од 1.400 евра месечно",
  "га држао у бараци",
  "без исплате зараде",
  "преко огласа на интернету",
];

/** The digits 1 to 4 are taken in turn. */
const CODES = ["A1", "A2", "B1", "B2"];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** Nine lawyers, three of each organisation, who have the verdict open. */
async function nineSeats(context: TestContext, server: TestServer, verdict: VerdictId): Promise<Seat[]> {
  const seats: Seat[] = [];
  for (const { id: organisation, country } of Object.values(server.organisations)) {
    const numbers = [1, 2, 3].map((each) => seats.length + each);
    // Three at a time: a page that waits for eight others to open would seem not to open at all.
    const three = numbers.map(async (number) => {
      const { cookie } = await server.oneMoreLike(server.people.lawyer, `Lawyer ${number}`, { organisation, country });
      const seat = await Seat.take(context, browser, server.url, { cookie, hears: true });
      await seat.openVerdict(verdict);
      return seat;
    });
    seats.push(...(await Promise.all(three)));
  }
  return seats;
}

/** One page of a scan becomes a verdict in preparation, and its uncertain words are looked at. */
async function scan(mira: Seat): Promise<VerdictId> {
  // What has no text of its own is refused as an import, and goes on as a scan.
  mira.mayLog(422);
  const file = { name: "scan.pdf", mimeType: "application/pdf", buffer: await drawScan([{ paragraphs: PAGE }]) };
  await mira.page.goto("/import");
  await mira.page.locator('input[type="file"]').setInputFiles([file]);
  await mira.page.getByLabel("Case number").waitFor({ timeout: READING_MS });
  await mira.page.getByLabel("Case number").fill("K 28/21");
  await mira.page.getByRole("textbox", { name: "Court", exact: true }).fill("Виши суд у Београду");
  await mira.page.getByLabel(/^Date/).fill("2024-11-22");
  await mira.page.getByRole("button", { name: "Confirm and add" }).click();
  await mira.page.waitForURL(/\/verdicts\/[^/]+\/prepare/);
  return VerdictId.parse(/verdicts\/([^/]+)/.exec(mira.page.url())?.[1]);
}

/** Goes over what was read with doubt: all of it is as the page has it. */
async function lookAtWords({ page }: Seat): Promise<void> {
  const progress = page.locator(".scan-progress .label");
  await page.getByRole("tab", { name: "Scan" }).click();
  await progress.waitFor();
  await page.keyboard.press("j");
  for (let said = await progress.innerText(); !said.startsWith("All "); said = await progress.innerText()) {
    await page.keyboard.press("y");
    await eventually(() => progress.innerText()).not.toBe(said);
  }
}

/** Puts tokens in for all who were found, but for one person, and leaves what is no name. */
async function replaceNames(mira: Seat, but: string): Promise<void> {
  const { page } = mira;
  await page.getByRole("tab", { name: "Names" }).click();
  const left = page.locator("coram-names-list .name-row").filter({ hasText: but });
  await left.getByRole("button", { name: "Leave" }).click();
  await left.getByRole("button", { name: "Leave", pressed: true }).waitFor();
  const sure = page.getByRole("button", { name: /^Replace \d+ sure ones$/ });
  await sure.click();
  await sure.waitFor({ state: "detached" });
  await page.locator("coram-verdict-text .vt-text").focus();
  await page.keyboard.press("w");
  const card = page.locator("coram-names-walk .walk-card");
  const all = page.getByText("Everything is decided.");
  for (let said = ""; ;) {
    await eventually(async () => (await all.count()) > 0 || ((await card.allInnerTexts())[0] ?? said) !== said).toBe(
      true,
    );
    if ((await all.count()) > 0) break;
    said = await card.innerText();
    await page.keyboard.press("x");
  }
  await page.getByRole("button", { name: "Replace the names" }).click();
  await mira.dialog("Replace the names").getByRole("button", { name: "Replace the names" }).click();
  await page.getByText(/^The placeholders have been in the text since revision/).waitFor();
}

const Exported = z.object({
  verdicts: z.array(
    z.object({ passages: z.array(z.object({ id: z.string(), quote: z.string(), state: z.string() })) }),
  ),
});

/** All tags as a facilitator's file has them, and where that file is. */
async function exportTags(server: TestServer, verdict: VerdictId) {
  const { facilitator } = server.people;
  const command = { format: "json", filter: { verdicts: [verdict] }, withInternal: true };
  const { id } = ExportJob.parse(await (await server.ask(facilitator, "POST", "/api/exports", command)).json());
  const state = async () =>
    ExportJob.parse(await (await server.ask(facilitator, "GET", `/api/exports/${id}`)).json()).state;
  await eventually(state).toBe("done");
  const path = `/api/exports/${id}/file`;
  const file = await (await server.ask(facilitator, "GET", path)).text();
  const passages = Exported.parse(JSON.parse(file)).verdicts.flatMap((each) => each.passages);
  const quotes = Object.fromEntries(passages.map((passage) => [passage.id, passage.quote]));
  const redacted = passages.filter((passage) => passage.state === "redacted").map((passage) => passage.quote);
  return { path, file, quotes, redacted };
}

/** Erases a name by the dialog, and gives the certificate. */
async function erase(mira: Seat, forms: string, counts: Record<string, string>): Promise<Buffer> {
  await mira.page.getByRole("button", { name: "More for this verdict" }).click();
  await mira.page.getByRole("menuitem", { name: "Erase a name…" }).click();
  const dialog = mira.dialog("Erase a name for good");
  await dialog.getByRole("textbox", { name: "Names and numbers" }).fill(forms);
  await dialog.getByRole("combobox").selectOption("Person");
  await dialog.getByRole("textbox", { name: "Letter or number" }).fill("N");
  await dialog.getByRole("button", { name: "See where it stands" }).click();
  await dialog.locator("dt").first().waitFor();
  expect(await dialog.locator("dt, dd").allTextContents()).toEqual(Object.entries(counts).flat());
  await dialog.getByRole("checkbox", { name: "I know that nothing brings it back." }).check();
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await dialog.getByText("Erased. Entry 1 in the erasure ledger.").waitFor();
  const loading = mira.page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Certificate (PDF)" }).click();
  const certificate = await readFile(await (await loading).path());
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  return certificate;
}

/** Nine lawyers tag at the same moment; what all of them see is the answer. */
async function tagAtOnce(mira: Seat, seats: readonly Seat[]): Promise<string[]> {
  for (const [i, seat] of seats.entries()) {
    await seat.selectByMouse(TAGGED[i] ?? "");
    await eventually(() => seat.selected()).toEqual([TAGGED[i]]);
  }
  await Promise.all(seats.map((seat, i) => seat.page.keyboard.press(String((i % 4) + 1))));
  const before = TAGGED.map((words, i) => `${CODES[i % 4]}: ${words}`);
  for (const seat of [mira, ...seats]) await eventually(() => seat.paintedLines()).toEqual(before.toSorted());
  return before;
}

/** Two of them write the name down, in a note and in a comment, and a third one reads both. */
async function writeNameDown(seats: readonly Seat[]): Promise<void> {
  const [third, fourth, fifth] = seats.slice(2);
  await fourth?.clickWords("надзирао");
  await fourth?.page.getByRole("button", { name: "Add a note" }).click();
  await fourth?.page.keyboard.type("Са Глувићем, в. пресуду против њега");
  await fourth?.page.keyboard.press("Control+Enter");
  await fifth?.comment("силом и претњом", "Gluvićev brat? Nenad Gluvić je već osuđen.");
  await third?.threadCard("Gluvićev brat?").waitFor();
  await third?.page.getByText("Са Глувићем").first().waitFor();
}

/** Nothing moved, and no file has it: not the old export, which is gone, nor a new one, nor the data folder. */
async function expectNothingMoved(
  server: TestServer,
  verdict: VerdictId,
  exported: Awaited<ReturnType<typeof exportTags>>,
): Promise<void> {
  expect((await server.ask(server.people.facilitator, "GET", exported.path)).status).toBe(410);
  const anew = await exportTags(server, verdict);
  const wanted = Object.entries(exported.quotes).map(([id, quote]) => [id, quote.replace("Ненад Глувић", TOKEN)]);
  expect(anew.quotes).toEqual(Object.fromEntries(wanted));
  expect(anew.redacted).toEqual([`${TOKEN} изнајмљивао смештај и обилазио градилишта`]);
  expect(namesInBytes(Buffer.from(anew.file), OVERLOOKED)).toEqual([]);
  expect(namesInFolder(server.config.dataFolder, OVERLOOKED)).toEqual([]);
}

test(
  "a scan becomes a cleared verdict that nine lawyers tag; a name that was overlooked is erased, and no tag moves",
  { timeout: 300_000 },
  async (context) => {
    const server = await startTestServer(context);
    const { facilitator } = server.people;
    const folder = server.config.dataFolder;
    const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });

    // The scan becomes text, and the text loses its names.
    const verdict = await scan(mira);
    await lookAtWords(mira);
    await replaceNames(mira, "Ненад Глувић");
    const image = (): Promise<Response> => server.ask(facilitator, "GET", `/api/verdicts/${verdict}/scan/pages/1`);
    const picture = Buffer.from(await (await image()).arrayBuffer()).subarray(1000, 1064);
    expect(filesWith(folder, picture)).not.toEqual([]);
    expect(namesInFolder(folder, REPLACED.slice(0, 1))).not.toEqual([]);

    // Cleared: the picture and the names are gone from the server.
    await mira.goOnToVerdict(verdict);
    await clearByDialog(mira, "In preparation");
    await mira.page.getByRole("button", { name: /Cleared$/ }).waitFor();
    expect((await image()).status).toBe(404);
    expect(filesWith(folder, picture)).toEqual([]);
    expect(namesInFolder(folder, REPLACED)).toEqual([]);

    // Nine lawyers tag at the same moment, each at a browser of their own; two write the name down.
    const seats = await nineSeats(context, server, verdict);
    const before = await tagAtOnce(mira, seats);
    await writeNameDown(seats);
    for (const seat of seats) {
      await isCopied(seat);
      expect(await findOnDevice(seat.page, "Глувић")).not.toEqual([]);
      for (const name of REPLACED) expect(await seat.hasReceived(name), name).toBe(false);
    }
    const exported = await exportTags(server, verdict);
    expect(Object.values(exported.quotes).toSorted()).toEqual(TAGGED.toSorted());

    // Erased.
    const certificate = await erase(mira, "Ненад Глувић\nГлувић", {
      "Places in the text": "2",
      "Notes of tags": "1",
      Comments: "1",
      "Shared spaces (tags, comments, answers) rebuilt": "3",
      "Files made for download": "1",
    });
    expect(certificate.subarray(0, 5).toString()).toBe("%PDF-");
    expect(namesInBytes(certificate, OVERLOOKED)).toEqual([]);
    const after = before.map((line) => line.replace("Ненад Глувић", TOKEN));
    for (const seat of [mira, ...seats]) {
      await eventually(() => seat.paintedLines()).toEqual(after.toSorted());
      await seat.threadCard("brat? [Лице N] je već osuđen.").waitFor();
      await eventually(() => seat.domText()).not.toMatch(/Глувић|Gluvić|Ненад|Nenad/i);
    }
    for (const seat of seats) await eventually(() => findOnDevice(seat.page, ...OVERLOOKED)).toEqual([]);

    await expectNothingMoved(server, verdict, exported);
  },
);
