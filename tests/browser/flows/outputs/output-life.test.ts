import { approve } from "../../../helpers/network/outputs.ts";
import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright";
import { beforeAll, expect, test } from "vitest";
import type { VerdictId } from "../../../../schema/domain/ids.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { readDocx, type DocxRead } from "../../../helpers/files/read-docx.ts";
import { readPdf } from "../../../helpers/files/read-pdf.ts";
import { named, readXml, textOfXml } from "../../../helpers/files/read-xml.ts";
import {
  REFERENCE_PASSAGES,
  tagReference,
  type ReferencePassage,
} from "../../../helpers/network/verdicts/reference-verdict.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

const { facts, qualification, evidence, compensation } = REFERENCE_PASSAGES;
const BLOCKS: ReferencePassage[] = [...facts, ...qualification, ...evidence];
const [AS_NOTE] = compensation;
/** What notes call the verdict, which the list of verdicts names in full. */
const SOURCE = "RS-1";
const VERDICT = `${SOURCE}: Viši sud u Nišu, 4 K. 63/22, 19 June 2024`;

/** Puts the cursor into the paragraph under a section's heading. The editor learns of it with the browser's next event. */
async function goUnder(page: Page, heading: string): Promise<void> {
  const title = page.locator(".output-text :is(h1, h2, h3)", { hasText: heading });
  await title.locator("xpath=following-sibling::p[1]").click();
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

/** Footnotes of a Word file, in their order. */
function footnotesOf({ parts }: DocxRead): string[] {
  const notes = named(readXml(parts.get("word/footnotes.xml") ?? ""), "w:footnote");
  return notes.map((note) => plain(named(note, "w:t").map(textOfXml).join("")).trim()).filter(Boolean);
}

/** Where a line may not end is the file's own affair. */
const plain = (text: string): string => text.replaceAll("\u00a0", " ");
/** Lines of a page end anywhere: words are compared without what stands between them. */
const packed = (text: string): string => text.replace(/[\s\u00ad\u2010-]/g, "");

/** Marks within a quote are the inner ones of its language, and where its sentence goes on in the verdict is marked. */
const letters = (text: string): string => text.replaceAll(/[„“”«»"’‘]|\s?\[…\]\s?/gu, "");

async function fileAs(page: Page, format: string): Promise<Uint8Array> {
  await page.getByRole("radio", { name: format }).check();
  const download = page.waitForEvent("download", { timeout: 60_000 });
  await page.getByRole("button", { name: "Make the file" }).click();
  return new Uint8Array(await readFile(await (await download).path()));
}
/** Both files, each with ten quotes and the right place in the note of each. */
async function filesWith(seat: Seat, change: (words: string) => string): Promise<{ words: string; pdf: string }> {
  const { page } = seat;
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const docx = readDocx(await fileAs(page, "Word (DOCX)"));
  const texts = docx.paragraphs.map(({ text }) => plain(text));
  const notes = footnotesOf(docx);
  expect(texts).toContain(VERDICT);
  // The verdict's reference stands left of each.
  const quotedIn = texts.flatMap((text) => /^RS-1(„.+)$/s.exec(text)?.[1] ?? []).map(letters);
  for (const { words, citation } of BLOCKS)
    expect(notes[quotedIn.indexOf(letters(change(words)))]).toContain(`${SOURCE}, ${citation}`);
  expect(notes.join("\n")).toContain(`${AS_NOTE.words}“, ${SOURCE}, ${AS_NOTE.citation}`);
  const pdf = packed(await readPdf(await fileAs(page, "PDF")));
  for (const { words, citation } of BLOCKS) {
    expect(letters(pdf)).toContain(letters(packed(change(words))));
    expect(pdf).toContain(packed(`${SOURCE}, ${citation}`));
  }
  expect(pdf).toContain(packed(`${AS_NOTE.words}“, ${SOURCE}, ${AS_NOTE.citation}`));
  for (const text of [packed(texts.join()), pdf])
    expect(text).toContain(packed("Deception was found in 1 of 1 verdict"));
  await seat.expectAccessible();
  await page.keyboard.press("Escape");
  return { words: [...docx.parts.values()].join(), pdf };
}

/** Edits words of the verdict as its facilitator does; gives how. */
const editorOf =
  (server: TestServer, verdict: VerdictId) =>
  async (within: string, words: string, insert: string, kind: "correct" | "redact"): Promise<void> => {
    const now = await server.store.verdicts.revision(verdict);
    const start = (now?.text.indexOf(within) ?? -1) + within.indexOf(words);
    const edits = [{ start, end: start + words.length, insert }];
    const body = { baseRevision: now?.number, kind, edits };
    expect((await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict}/edits`, body)).status).toBe(
      200,
    );
  };

/** Begins a document about one verdict; it is there to be written in. */
async function beginDocument(page: Page): Promise<void> {
  await page.goto("/outputs");
  await page.getByRole("button", { name: "New document" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Create" }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "New document" }).click();
  await page.getByRole("checkbox").first().check();
  await page.locator("[name=title]").fill("What the court found");
  await page.locator("[name=title]").press("Enter");
  // A new document is there to be written in: whoever types on writes in it, however long it takes.
  for (const word of ["She was ", "sold.", "\nTwice", "."]) {
    await page.keyboard.type(word);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  await page.locator(".output-text .ProseMirror-focused, .ProseMirror-focused.output-text").waitFor();
  const written = page.locator(".output-text > p", { hasText: /She was|Twice/ });
  await eventually(() => written.allInnerTexts()).toEqual(["She was sold.", "Twice."]);
}

/** Puts ten quotes under their headings, the last as a note, and gives the quotes. */
async function fillWithQuotes(page: Page) {
  const tray = page.locator("coram-passages-tray");
  const find = async (words: string): Promise<void> => {
    await tray.getByRole("searchbox").fill(words);
    await eventually(() => tray.locator(".tray-item").count()).toBe(1);
    await tray.locator(".tray-quote").focus();
  };
  const quotes = page.locator(".output-text coram-quote:not([data-form=note])");
  let count = 0;
  for (const [heading, passages] of [
    ["Facts established by the court", facts],
    ["Legal qualification", qualification],
    ["Evidence and its assessment", evidence],
  ] as const) {
    await goUnder(page, heading);
    for (const { words } of passages) {
      await find(words);
      await page.keyboard.press("Enter");
      await eventually(() => quotes.count()).toBe(++count);
    }
  }
  await goUnder(page, "Compensation");
  await page.keyboard.type("The victims were sent to the civil court.");
  await find(AS_NOTE.words);
  await page.keyboard.press("Alt+Enter");
  await eventually(() => page.locator(".output-text coram-quote[data-form=note]").count()).toBe(1);
  await eventually(() => page.locator(".tray-count").textContent()).toContain("10 passages, 10 used");
  return quotes;
}

/** Puts in a figure, and a recommendation with its fields. */
async function addFigureAndRecommendation(seat: Seat, page: Page): Promise<void> {
  await goUnder(page, "Position of the victim");
  await page.keyboard.type("Deception was found in ");
  await page.keyboard.press("Control+Alt+n");
  const dialog = seat.dialog("What the figure counts");
  await dialog.getByRole("combobox", { name: "Question" }).selectOption({ label: "Means found proved" });
  await dialog.getByRole("checkbox", { name: "deception" }).check();
  await dialog.getByRole("button", { name: "Insert" }).click();
  await eventually(() => page.locator("coram-figure .ev-figure").innerText()).toBe("1 of 1 verdict");

  await goUnder(page, "Key findings");
  await page.locator(".output-insert").click();
  // What cannot be put in is said, and one writes on where one wrote.
  await page.getByRole("menuitem", { name: "A comparison" }).click();
  await page.keyboard.type("She was alone.");
  await page.locator(".output-text > p", { hasText: "She was alone." }).waitFor();
  await page.locator(".output-insert").click();
  await page.getByRole("menuitem", { name: "A recommendation" }).click();
  await page.getByText("Say whom it addresses.").waitFor();
  await page.getByRole("button", { name: "Edit fields" }).click();
  await page.getByLabel("Addressee").fill("Higher courts");
  await page.getByRole("combobox", { name: "Finding" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText("Say whom it addresses.").waitFor({ state: "detached" });
}

async function lookAtCoverage(seat: Seat, page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Coverage" }).click();
  await page.getByRole("heading", { name: /Sections without quotes \d/ }).waitFor();
  await seat.isSaved();
  await seat.expectAccessible();
}

/** A redaction changes the quote in the draft, in the approved document and in its files; a correction does not, once approved. */
async function redactAndApprove({
  server,
  verdict,
  seat,
  page,
  quotes,
}: {
  server: TestServer;
  verdict: VerdictId;
  seat: Seat;
  page: Page;
  quotes: Locator;
}): Promise<void> {
  const edit = editorOf(server, verdict);
  await edit("iskazu oštećene Jovane Stamenove", "Jovane Stamenove", "[Victim A]", "redact");
  await quotes.filter({ hasText: "iskazu oštećene [Žrtva A]." }).waitFor();
  await page.getByRole("button", { name: "Draft", exact: true }).click();
  await page.getByRole("heading", { name: /^Correct first/ }).waitFor();
  const [output] = await server.store.outputs.all();
  await approve(server, server.people.facilitator, output?.id ?? "");
  await page.getByRole("button", { name: "Open again" }).first().waitFor();
  await edit("Goran joj je pokazao", "Goran", "[Defendant 1]", "redact");
  await edit("posao konobarice", "konobarice", "kuvarice", "correct");
  await quotes.filter({ hasText: "[Okrivljeni 1] joj je pokazao" }).waitFor();
  const after = await filesWith(seat, (words) =>
    words.replace("Jovane Stamenove", "[Žrtva A]").replace("Goran", "[Okrivljeni 1]"),
  );
  for (const text of Object.values(after)) expect(text).not.toMatch(/Stamenov|Goran|kuvaric/);
  expect(await seat.domText()).not.toMatch(/Stamenov|Goran/);
}

async function findInRegister(seat: Seat, page: Page): Promise<void> {
  await seat.follow("/recommendations");
  await page.getByRole("heading", { name: "Higher courts" }).waitFor();
  await seat.expectAccessible();
}

test("from nothing to a summary of a real verdict with ten quotes in Word and PDF: the coverage leads, a recommendation is in the register", async (context) => {
  const server = await startTestServer(context);
  const { people } = server;
  const { verdict } = await tagReference(server);
  const seat = await Seat.take(context, browser, server.url, { cookie: people.facilitator.cookie });
  const { page } = seat;
  await beginDocument(page);
  const quotes = await fillWithQuotes(page);
  await addFigureAndRecommendation(seat, page);
  await lookAtCoverage(seat, page);

  const before = await filesWith(seat, (words) => words);
  for (const text of Object.values(before)) expect(text).toContain("Stamenove");
  await redactAndApprove({ server, verdict, seat, page, quotes });
  await findInRegister(seat, page);
});
