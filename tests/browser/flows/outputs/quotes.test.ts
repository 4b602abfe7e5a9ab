import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Locator } from "playwright";
import { expect, test } from "vitest";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import { TranslationsRoom } from "../../../../schema/rooms/translations-room.ts";
import { DATABASE_FILE } from "../../../../server/store/sqlite/file/open.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { beginBlind } from "../../../helpers/network/blind-round.ts";
import { freezeWithOutputs, makeOutput } from "../../../helpers/network/outputs.ts";
import { CATEGORY } from "../../../helpers/rooms/room-edits.ts";
import { readPdf } from "../../../helpers/files/read-pdf.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../../helpers/network/test-server.ts";

const seats = new KeptSeats();

const TEXT = [
  "Okrivljeni joj je oduzeo pasoš i zaključao vrata.",
  "Dugovala mu je novac za put, koji nikada nije mogla da vrati.",
  "Sud je odredio naknadu od 800.000 dinara.",
  "Oštećena Jelena je svedočila iz druge prostorije.",
].join("\n");
const QUOTES = ["oduzeo pasoš", "Dugovala mu je novac", "naknadu od 800.000 dinara", "Oštećena Jelena je svedočila"];

const place = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });

interface Started {
  server: TestServer;
  made: NewVerdict;
  output: OutputView;
}

/** A verdict whose four passages are tagged, and an empty summary about it; at a server of its own or the file's. */
async function started(server: TestServer): Promise<Started> {
  const { people, hub } = server;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  await hub.write(made.rooms.layer, people.lawyer.member.id, (doc) => {
    const layer = new LayerRoom(doc);
    for (const words of QUOTES)
      layer.add(
        { category: CATEGORY, version: 2, anchor: { revision: 1, ranges: [place(words)] }, note: "" },
        new Date().toISOString(),
      );
  });
  const scope = { kind: "verdicts" as const, verdicts: [made.verdict.id] };
  return { server, made, output: await makeOutput(server, people.lawyer, { title: "What the court found", scope }) };
}

/** Somebody at the document, who was at another one of the file's server before. */
async function open(context: Teardown, server: TestServer, who: Person, output: OutputView): Promise<Seat> {
  const path = `/outputs/${output.id}`;
  const seat =
    server === seats.server
      ? await seats.at(context, who, path)
      : await Seat.take(context, seats.browser, server.url, { cookie: who.cookie });
  if (server !== seats.server) await seat.page.goto(path);
  await seat.page.locator(".output-text p").first().waitFor();
  return seat;
}

const inTray = (seat: Seat, words: string): Locator =>
  seat.page.locator("coram-passages-tray .tray-item").filter({ hasText: words }).first();
const quote = (seat: Seat, words: string): Locator =>
  seat.page.locator(".output-text coram-quote").filter({ hasText: words });
const quoted = (seat: Seat): Promise<string[]> =>
  seat.page.locator(".output-text coram-quote :is(blockquote, .evi)").allInnerTexts();

async function edit(
  { ask, people, store }: TestServer,
  { verdict }: NewVerdict,
  words: string,
  insert: string,
  kind: "correct" | "redact",
): Promise<void> {
  const now = await store.verdicts.revision(verdict.id);
  const start = now?.text.indexOf(words) ?? -1;
  const body = { baseRevision: now?.number, kind, edits: [{ start, end: start + words.length, insert }] };
  expect((await ask(people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, body)).status).toBe(200);
}

test("passages are quoted by key, by drag and as a footnote; a colleague sees them, and each opens its passage and leads back", async (context) => {
  const { server, output, made } = await started(await startTestServer(context));
  const { lawyer, otherLawyer } = server.people;
  const ana = await open(context, server, lawyer, output);
  const elira = await open(context, server, otherLawyer, output);
  const { page } = ana;
  await page.locator(".output-text p").first().click();
  await page.keyboard.insertText("The court found control of documents.");
  // Found without diacritics, in the other script, by the beginning of a word.
  await page.keyboard.press("Control+Alt+e");
  await page.keyboard.type("пасо");
  await eventually(() => page.locator("coram-passages-tray .tray-item").count()).toBe(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await eventually(() => quoted(ana)).toEqual(["„oduzeo pasoš“"]);
  await inTray(ana, "oduzeo pasoš").getByRole("button", { name: "used" }).waitFor();
  // One goes on in the text: spaces and words stand behind the quote and quote nothing again.
  await page.keyboard.type("          He kept it.");
  await page.locator(".output-text p", { hasText: /^\s{10}He kept it\.$/ }).waitFor();
  expect(await quoted(ana)).toEqual(["„oduzeo pasoš“"]);
  await ana.page.getByRole("searchbox").fill("");
  // Its button takes no focus either.
  await page.keyboard.press("Enter");
  await inTray(ana, "svedočila").getByRole("button", { name: "Insert", exact: true }).dblclick();
  await page.keyboard.type("   She did.");
  await eventually(() => quoted(ana)).toEqual(["„oduzeo pasoš“", "„Oštećena Jelena je svedočila“"]);
  await page.locator(".output-text p", { hasText: /^\s{3}She did\.$/ }).waitFor();
  await inTray(ana, "Dugovala").locator(".tray-quote").dragTo(page.locator(".output-text p").last());
  await eventually(() => quoted(ana)).toHaveLength(3);
  await page.locator(".output-text p").first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Control+Alt+e");
  // With nothing looked for Enter goes to the first passage and quotes none; from there one comes back to the search.
  await page.keyboard.press("Enter");
  await eventually(() => page.evaluate(() => document.activeElement?.className)).toBe("tray-quote");
  expect(await quoted(ana)).toHaveLength(3);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("naknadu");
  await eventually(() => page.locator("coram-passages-tray .tray-item").count()).toBe(1);
  // The first that was found is quoted from the search.
  await page.keyboard.press("Alt+Enter");
  await eventually(() => page.locator("coram-quote[data-form=note]").count()).toBe(1);
  // Who quotes within a sentence goes on with it.
  await page.keyboard.type(" And more.");
  await page.locator(".output-text p", { hasText: "documents. And more." }).waitFor();
  await page.getByRole("searchbox").fill("");
  await eventually(() => page.locator(".tray-count").textContent()).toContain("4 passages, 4 used");

  await eventually(() => quoted(elira)).toEqual(expect.arrayContaining(["„oduzeo pasoš“", "„Dugovala mu je novac“"]));
  await elira.page.locator(".ev-sign").click();
  await quote(elira, "naknadu od 800.000 dinara").getByRole("link", { name: "Open the passage" }).waitFor();
  await ana.isSaved();
  await ana.expectAccessible();
  // On paper a note stands where it is called.
  const paper = await page.pdf({ format: "A4" });
  expect((await readPdf(paper)).replace(/\s/g, "")).toContain("documents.[„naknaduod800.000dinara“,K12/25");

  await quote(ana, "oduzeo pasoš").getByRole("link", { name: "Open the passage" }).click();
  await page.locator("coram-verdict-text .vt-block").first().waitFor();
  expect(new URL(page.url()).pathname).toBe(`/verdicts/${made.verdict.id}`);
  await page.goBack();
  await quote(ana, "oduzeo pasoš").waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#[\w-]{22}$/);
  // By keys, from its menu.
  await quote(ana, "oduzeo pasoš").locator(".ev-source").click();
  await page.keyboard.press("Alt+Enter");
  await page.getByRole("menuitem", { name: "Open the passage" }).press("Enter");
  await page.locator("coram-verdict-text .vt-block").first().waitFor();
});

test("a correction flags the quote with what it was and is, and approving takes the new words; a redaction takes the name away everywhere", async (context) => {
  const { server, output, made } = await started(seats.server);
  const ana = await open(context, server, server.people.lawyer, output);
  const { page } = ana;
  for (const words of ["naknadu", "Jelena"]) {
    await inTray(ana, words).locator(".tray-quote").focus();
    await page.keyboard.press("Enter");
    await quote(ana, words).waitFor();
  }
  await ana.isSaved();
  await edit(server, made, "800.000", "900.000", "correct");
  const changed = quote(ana, "900.000");
  await changed.getByText("The source has changed since you quoted it.").waitFor();
  expect(await changed.locator("del").allInnerTexts()).toEqual(["800"]);
  expect(await changed.locator("ins").allInnerTexts()).toEqual(["900"]);
  await page.locator("coram-quote-notice").getByText("1 quote, figure or table is out of date.").waitFor();
  await ana.expectAccessible();

  // Kept with a remark it stays as it is, and says so; the corrected words are taken by key.
  await changed.getByRole("button", { name: "Keep, with a remark" }).click();
  await page.getByRole("textbox", { name: "Remark" }).fill("The scan reads 800.000.");
  await page.keyboard.press("Control+Enter");
  await changed.getByText("Differs from the source, with a remark.").waitFor();
  await page.keyboard.press("Alt+Enter");
  await page.getByRole("menuitem", { name: "Approve as it is now" }).press("Enter");
  await eventually(() => page.locator(".ev-alert").count()).toBe(0);
  expect(await quoted(ana)).toContain("„naknadu od 900.000 dinara“");

  await edit(server, made, "Jelena", "[Victim A]", "redact");
  await eventually(() => quoted(ana)).toContain("„Oštećena [Žrtva\u00a0A] je svedočila“");
  expect(await ana.domText()).not.toContain("Jelena");
});

test("a quote without a translation of its own takes the words that one marks in that of the sentence, and nothing by itself", async (context) => {
  const { server, output, made } = await started(seats.server);
  const sentence = TEXT.split("\n")[0] ?? "";
  await server.hub.write(made.rooms.internal, server.people.lawyer.member.id, (doc) => {
    const anchor = { revision: 1, ranges: [place(sentence)] };
    const body = "The defendant took her passport and locked the door.";
    new TranslationsRoom(doc).add({ anchor, language: "en", body }, new Date().toISOString());
  });
  const ana = await open(context, server, server.people.lawyer, output);
  const { page } = ana;
  await inTray(ana, "oduzeo pasoš").locator(".tray-quote").focus();
  await page.keyboard.press("Enter");
  const one = quote(ana, "oduzeo pasoš");
  await one.getByText("These words are not translated into English yet.").waitFor();
  await ana.isSaved();
  expect(await one.innerText()).not.toContain("The defendant");
  await one.getByRole("button", { name: "Take the words from a longer translation…" }).click();
  const dialog = ana.dialog("Translate the quoted words into English");
  const longer = dialog.getByRole("textbox", { name: "Translation of a longer passage, ¶ 1" });
  await eventually(() => longer.inputValue()).toBe("The defendant took her passport and locked the door.");
  // What is typed at once is the translation.
  await eventually(() => page.evaluate(() => document.activeElement?.className)).toBe("field translate-own");
  await ana.expectAccessible();
  // Marked by keys: from the third word, three of them.
  await longer.press("Control+Home");
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"])
    await longer.press(key.replace("Arrow", "Control+Arrow"));
  await dialog.getByRole("button", { name: "Take the marked words" }).click();
  const own = dialog.getByRole("textbox", { name: "Translation of the quoted words" });
  await eventually(() => own.inputValue()).toBe("took her passport");
  // Enter begins a line, with Ctrl it keeps the words.
  await own.press("Control+Enter");
  await eventually(() => one.locator(".ev-translation").innerText()).toBe("took her passport");
  await eventually(() => dialog.count()).toBe(0);
  // Of words that were redacted since it is out of date, and is written anew from beside it.
  await edit(server, made, "pasoš", "[Document A]", "redact");
  const redacted = ana.page.locator(".output-text coram-quote");
  await redacted.getByText("The translation was made before the words changed.").waitFor();
  await redacted.locator(".ev-acts").getByRole("button", { name: "Translate these words…" }).click();
  await eventually(() => page.evaluate(() => document.activeElement?.className)).toBe("field translate-own");
  await page.keyboard.type("took her papers");
  await page.keyboard.press("Control+Enter");
  await eventually(() => redacted.locator(".ev-translation").innerText()).toBe("took her papers");
});

test("what of a verdict cannot be told for damage is told as a failure, by its page and by the file of a document", async (context) => {
  const { server, output, made } = await started(await startTestServer(context));
  const ana = await open(context, server, server.people.lawyer, output);
  await inTray(ana, "naknadu").locator(".tray-quote").focus();
  await ana.page.keyboard.press("Enter");
  await quote(ana, "naknadu").waitFor();
  await ana.isSaved();
  await edit(server, made, "800.000", "900.000", "correct");
  await quote(ana, "900.000").waitFor();
  const files = ana.page.locator("coram-output-files");
  await ana.page.getByRole("button", { name: "Export", exact: true }).click();
  await files.getByText("1 quote or figure has changed since it was approved.").waitFor();

  ana.mayLog(500);
  const database = new Sqlite(join(server.config.dataFolder, DATABASE_FILE));
  database.exec("DELETE FROM edit_maps");
  database.close();
  await ana.page.reload();
  await ana.page.locator(".output-text p").first().waitFor();
  await ana.page.getByText("The passages could not be fetched.").waitFor();
  await ana.page.getByRole("button", { name: "Export", exact: true }).click();
  await files.getByRole("button", { name: "Make the file" }).click();
  await files.getByText("Something went wrong on the server.").waitFor();
  expect(await files.innerText()).not.toContain("Every quote stands");
  await ana.page.goto(`/verdicts/${made.verdict.id}`);
  await ana.page.getByText("Something went wrong on the server.").waitFor();
});

test("an approved document keeps its words while the text changes, says what has changed, and is opened again to mend it", async (context) => {
  const { server, output, made } = await started(seats.server);
  const { facilitator } = server.people;
  const ana = await open(context, server, facilitator, output);
  await inTray(ana, "naknadu").locator(".tray-quote").focus();
  await ana.page.keyboard.press("Enter");
  await quote(ana, "naknadu").waitFor();
  await ana.isSaved();
  const { number } = OutputView.parse(await (await server.ask(facilitator, "GET", `/api/outputs/${output.id}`)).json());
  const command = { status: "approved", number };
  expect((await server.ask(facilitator, "POST", `/api/outputs/${output.id}/status`, command)).status).toBe(200);
  await ana.page.getByText(/Approved by/).waitFor();
  await edit(server, made, "800.000", "900.000", "correct");
  await ana.page.locator("coram-quote-notice").getByText("1 quote, figure or table has changed").waitFor();
  await eventually(() => quoted(ana)).toEqual(["„naknadu od 800.000 dinara“"]);
  expect(await quote(ana, "naknadu").getByRole("button").count()).toBe(0);
  await ana.expectAccessible();
  await ana.page.getByRole("button", { name: "Open again" }).first().click();
  await quote(ana, "900.000").getByRole("button", { name: "Use the corrected text" }).click();
  await eventually(() => quoted(ana)).toEqual(["„naknadu od 900.000 dinara“"]);
});

test("words that nobody tagged are copied in the verdict and pasted as a quote, and the verdict says where its passages are quoted", async (context) => {
  const { server, output, made } = await started(await startTestServer(context));
  const ana = await open(context, server, server.people.lawyer, output);
  await inTray(ana, "oduzeo pasoš").locator(".tray-quote").focus();
  await ana.page.keyboard.press("Enter");
  await quote(ana, "oduzeo pasoš").waitFor();
  await ana.isSaved();

  const verdict = await ana.context.newPage();
  await verdict.goto(`/verdicts/${made.verdict.id}`);
  await verdict.locator("coram-verdict-text .vt-block").first().waitFor();
  // The text is there before its tags are.
  await verdict.locator("coram-saved", { hasText: /^\s*Saved/ }).waitFor();
  await verdict.getByText("oduzeo pasoš").first().click();
  await verdict.locator("coram-quoted-in").getByRole("link", { name: "What the court found" }).waitFor();
  const word = await verdict
    .locator("coram-verdict-text")
    .evaluate((text: CoramVerdictText, range) => text.rectOf([range])?.toJSON() as DOMRect, place("zaključao"));
  await verdict.mouse.dblclick(word.x + word.width / 2, word.y + word.height / 2);
  await verdict.locator("coram-verdict-text .vt-sel").waitFor();
  await verdict.keyboard.press("y");
  await eventually(() => verdict.evaluate(() => navigator.clipboard.readText())).toMatch(/^„.+“ \(.+K 12\/25/);
  const words = /^„(.+)“/.exec(await verdict.evaluate(() => navigator.clipboard.readText()))?.[1] ?? "";
  // Without https a page has no clipboard of its own: the old way copies the same, and so what no browser selects.
  const copied = (): Promise<string[]> =>
    ana.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return Promise.all(["text/plain", "text/html"].map(async (type) => (await item?.getType(type))?.text() ?? ""));
    });
  await ana.page.bringToFront();
  const before = await copied();
  await ana.page.evaluate(() => navigator.clipboard.writeText(""));
  await verdict.bringToFront();
  await verdict.evaluate(() => Reflect.deleteProperty(Navigator.prototype, "clipboard"));
  await verdict.keyboard.press("y");
  await verdict.locator("#coram-live", { hasText: "Copied with its citation" }).waitFor();
  await ana.page.bringToFront();
  expect(await copied()).toEqual(before);
  await ana.page.locator(".output-text p").last().click();
  await ana.page.keyboard.press("Control+v");
  await eventually(() => quoted(ana)).toContain(`„${words}“`);
  await ana.isSaved();
  expect(await ana.page.locator(".output-text").textContent()).not.toContain("K 12/25)");

  // Words that no tag shows are underlined where they are quoted, and lead there by a press, by keys from a selection too.
  await verdict.reload();
  const bare = verdict.locator(".vt-quoted", { hasText: words });
  expect(await bare.getAttribute("title")).toBe("Quoted in: What the court found");
  await bare.click();
  await verdict.locator("coram-quoted-list").getByRole("link", { name: "What the court found" }).waitFor();
  await verdict.keyboard.press("Escape");
  await bare.dblclick();
  const bar = verdict.locator("coram-selection-bar");
  await bar.getByRole("button", { name: "Quoted in" }).click();
  await bar.getByRole("menuitem", { name: "What the court found" }).press("Escape");
  await verdict.keyboard.press("Escape");

  // Printed it says what it is before its first words.
  const printed = await verdict.pdf({ format: "A4" });
  // A reader of PDFs parts letters that are drawn apart.
  const bareWords = (await readPdf(printed)).replace(/\s/g, "");
  expect(bareWords).toMatch(/^K12\/25invented.*VišisuduNišu,Serbia3November2025.*Okrivljenijojje/);
  expect(bareWords).toMatch(/izdrugeprostorije\./);

  await bare.click();
  await verdict.locator("coram-quoted-list a").click();
  await verdict.locator(".output-text coram-quote").first().waitFor();

  // Who becomes a coder of a blind round sees no more what others found worth quoting, also on a page that is open.
  await verdict.goBack();
  await bare.waitFor();
  // The document in the other tab is closed to them as well.
  ana.mayLog(404);
  await beginBlind(server, made.verdict.id, [server.people.lawyer]);
  await bare.waitFor({ state: "detached" });
});

test("a figure counts what is chosen in the dialog, is approved as first seen, and opens what it counts", async (context) => {
  const { server, output } = await started(seats.server);
  const ana = await open(context, server, server.people.lawyer, output);
  const { page } = ana;
  await page.locator(".output-text p").first().click();
  await page.keyboard.insertText("Control of documents was found in ");
  await page.keyboard.press("Control+Alt+n");
  const dialog = ana.dialog("What the figure counts");
  await dialog.getByRole("radio", { name: "A category" }).check();
  await ana.expectAccessible();
  await dialog.getByRole("button", { name: "Insert" }).click();
  const figure = page.locator("coram-figure .ev-figure");
  await eventually(() => figure.innerText()).toMatch(/^\d of 1 verdict$/);
  await ana.isSaved();
  expect(await page.locator("coram-figure .ev-alert").count()).toBe(0);
  const printed = await readPdf(await page.pdf({ format: "A4" }));
  expect(printed.replace(/\s/g, "")).toMatch(/\dof1verdict/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Alt+Enter");
  // The text that the figure stands in keeps spaces and line ends; its menu has none between what it offers.
  const offered = page.getByRole("menuitem", { name: /what it counts|as it is now/ });
  const tops = await offered.evaluateAll((items) => items.map((item) => item.getBoundingClientRect().top));
  expect((tops[1] ?? 0) - (tops[0] ?? 0)).toBeLessThan(60);
  await page.getByRole("menuitem", { name: "Open what it counts" }).press("Enter");
  await eventually(() => page.url()).toContain("/matrix?column=");
});

test("a file of a document that holds somebody's number is kept back: a lawyer is told whom to ask, a facilitator answers for it with a reason", async (context) => {
  const { server, output } = await started(seats.server);
  const { lawyer, facilitator } = server.people;
  const ana = await open(context, server, lawyer, output);
  await ana.page.locator(".output-text p").first().click();
  await ana.page.keyboard.insertText("JMBG 3112899710014, says the file.");
  await ana.isSaved();
  const exported = async ({ page }: Seat): Promise<Locator> => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const panel = page.locator("coram-output-files");
    await panel.getByRole("radio", { name: "Word (DOCX)" }).check();
    await panel.getByRole("button", { name: "Make the file" }).click();
    await panel.getByText(/1 place looks like a person's data/).waitFor();
    expect(await panel.innerText()).not.toContain("3112899710014");
    return panel;
  };
  const own = await exported(ana);
  await own.getByText(/Ask a facilitator/).waitFor();
  expect(await own.getByRole("button", { name: /answer for it/ }).count()).toBe(0);

  const mira = await open(context, server, facilitator, output);
  const panel = await exported(mira);
  await mira.expectAccessible();
  const pass = panel.getByRole("button", { name: /answer for it/ });
  expect(await pass.isDisabled()).toBe(true);
  await panel.getByRole("combobox", { name: "Why may these stay?" }).selectOption("no-person");
  await pass.click();
  await panel.getByRole("link", { name: "Download" }).waitFor({ timeout: 60_000 });
  await panel.getByText(/Made despite 1 place/).waitFor();
  const [entry] = (await server.store.audit.list(20)).filter(({ action }) => action === "export.made");
  expect(entry?.subject).toMatchObject({ leaks: 1, passed: "no-person" });
});
