import { readFile } from "node:fs/promises";
import { approve } from "../../../helpers/network/outputs.ts";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Locator, Page } from "playwright";
import { expect, test } from "vitest";
import { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { TranslationsRoom } from "../../../../schema/rooms/translations-room.ts";
import { DATABASE_FILE } from "../../../../server/store/sqlite/file/open.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { inTray, place, quote, quoted, started, TEXT } from "../../../helpers/browser/outputs/quotes-page.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { readPdf } from "../../../helpers/files/read-pdf.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../../helpers/network/test-server.ts";

const seats = new KeptSeats();

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
  await one.getByRole("button", { name: "Take it from that of ¶ 1…" }).click();
  const dialog = ana.dialog("Translate the quoted words into English");
  const longer = dialog.getByRole("textbox", { name: "Translation of a longer passage, ¶ 1" });
  await eventually(() => longer.inputValue()).toBe("The defendant took her passport and locked the door.");
  // That is where one goes on.
  await eventually(() => longer.evaluate((field) => field === document.activeElement)).toBe(true);
  await ana.expectAccessible();
  // Marked by keys: from the third word, three of them.
  await longer.press("Control+Home");
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"])
    await longer.press(key.replace("Arrow", "Control+Arrow"));
  await dialog.getByRole("button", { name: "Take the selected words" }).click();
  const own = dialog.getByRole("textbox", { name: "Translation of the quoted words" });
  await eventually(() => own.inputValue()).toBe("took her passport");
  // Enter begins a line, with Ctrl it keeps the words; who types on at once, at any speed and on a slow machine, loses no letter.
  await slowWhereFocusComesBack(page);
  await own.press("Control+Enter");
  await page.keyboard.type("Thereafter the court wrote on. ");
  await eventually(() => one.locator("blockquote").innerText()).toBe("“took her passport”");
  expect(await one.locator(".ev-second").innerText()).toContain("„oduzeo pasoš“");
  await eventually(() => dialog.count()).toBe(0);
  // Of words that were redacted since it is out of date, and is written anew from beside it.
  await edit(server, made, "pasoš", "[Document A]", "redact");
  const redacted = ana.page.locator(".output-text coram-quote");
  await redacted.getByText("The translation was made before the words changed.").waitFor();
  await redacted.locator(".ev-acts").getByRole("button", { name: "Translate these words…" }).click();
  await eventually(() => page.evaluate(() => document.activeElement?.className)).toBe("field translate-own");
  await page.keyboard.type("took her papers");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.type("Second words, typed on at once. ", { delay: 45 });
  await eventually(() => redacted.locator("blockquote").innerText()).toBe("“took her papers”");
  await redacted.getByRole("button", { name: "What to do with this quote" }).click();
  await page.getByRole("menuitem", { name: "Correct the translation…" }).click();
  await page.locator(".translate-own").fill("took all her papers");
  await ana.dialog("Correct the translation into English").getByRole("button", { name: "Keep" }).click();
  await page.keyboard.type("Thirdly these words.", { delay: 70 });
  await eventually(() => redacted.locator("blockquote").innerText()).toBe("“took all her papers”");
  const after = page.locator(".output-text > p").filter({ hasText: /\w/u });
  await eventually(() => after.allInnerTexts()).toEqual([
    "Thirdly these words.",
    "Second words, typed on at once. ",
    "Thereafter the court wrote on. ",
  ]);
});

/** A page that is busy for a while as the focus comes into the text: keys that are pressed then are there before anything else. */
function slowWhereFocusComesBack(page: Page): Promise<void> {
  return page.locator(".output-text").evaluate((text) =>
    text.addEventListener("focusin", () => {
      const until = performance.now() + 150;
      while (performance.now() < until);
    }),
  );
}

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
  await ana.goOn(`/verdicts/${made.verdict.id}`);
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
  await approve(server, facilitator, output.id);
  await ana.page.getByText(/Approved by/).waitFor();
  await edit(server, made, "800.000", "900.000", "correct");
  await ana.page.locator("coram-quote-notice").getByText("1 quote, figure or table has changed").waitFor();
  await eventually(() => quoted(ana)).toEqual(["„naknadu od 800.000 dinara“"]);
  expect(await quote(ana, "naknadu").getByRole("button").count()).toBe(0);
  await ana.expectAccessible();
  await ana.page.getByRole("button", { name: "Open again" }).first().click();
  const why = ana.page.getByRole("textbox", { name: "Why is it opened again?" });
  await why.fill("The court corrected its sum.");
  await why.press("Control+Enter");
  await quote(ana, "900.000").getByRole("button", { name: "Use the corrected text" }).click();
  await eventually(() => quoted(ana)).toEqual(["„naknadu od 900.000 dinara“"]);
});

/** From what stands beside the text one comes back into it: after a comment, by Esc and by F6; on a phone it closes once a passage is in. */
async function backIntoText(ana: Seat): Promise<void> {
  const { page } = ana;
  await page.locator(".output-text p").first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Control+Alt+m");
  await eventually(() => ana.focusIn("coram-comment-box")).toBe(true);
  await page.keyboard.type("Is it so?");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.type(" After it.");
  for (const key of ["Escape", "F6"]) {
    await page.keyboard.press("F6");
    await eventually(() => ana.focusIn("#output-tab-comments")).toBe(true);
    await page.keyboard.press(key);
    await eventually(() => ana.focusIn(".output-text")).toBe(true);
  }
  await page.keyboard.type(" And on.");
  await page.locator(".output-text p", { hasText: "After it. And on." }).waitFor();
  const wide = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("tab", { name: "Passages" }).click();
  await page.locator(".tray-quote").first().focus();
  await page.keyboard.press("Enter");
  await eventually(() => page.locator(".output-side").count()).toBe(0);
  await eventually(() => ana.focusIn(".output-text")).toBe(true);
  await page.setViewportSize(wide);
}

test("a figure counts what is chosen in the dialog, is approved as first seen, and opens what it counts", async (context) => {
  const { server, output } = await started(seats.server);
  const ana = await open(context, server, server.people.lawyer, output);
  const { page } = ana;
  await page.locator(".output-text p").first().click();
  await page.keyboard.insertText("Control of documents was found in ");
  await backIntoText(ana);
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
  const pdf = ana.page.getByRole("button", { name: "PDF", exact: true });
  const [saved] = await Promise.all([ana.page.waitForEvent("download"), pdf.click()]);
  expect(saved.suggestedFilename()).toMatch(/^[a-z0-9-]+_[a-z0-9-]+_en_draft-1\.pdf$/);
  await ana.page.locator(".output-text p").first().click();
  // Printed is that file, in a tab of its own, and not the page around the text.
  const [paper] = await Promise.all([ana.page.waitForEvent("popup"), ana.page.keyboard.press("Control+p")]);
  // A browser without a window has no viewer: it saves what such a tab is shown.
  const shown = await paper.waitForEvent("download");
  expect((await readFile(await shown.path())).subarray(0, 5).toString()).toBe("%PDF-");
  await ana.page.keyboard.insertText("JMBG 3112899710014, says the file.");
  await ana.isSaved();
  // What may not go out as it is opens the choices, where it can be answered for.
  await pdf.click();
  await ana.page.locator("coram-output-files").getByRole("radio", { name: "PDF" }).waitFor();
  await ana.page.keyboard.press("Escape");
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
