import { approve } from "../../../helpers/network/outputs.ts";
import type { Locator } from "playwright";
import { expect, test } from "vitest";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { eventually, type Seat } from "../../../helpers/browser/browser.ts";
import { besideEachOther, keptBesideEachOther } from "../../../helpers/browser/outputs/beside-each-other.ts";
import { KeptSeats } from "../../../helpers/browser/kept-seats.ts";
import { readPdf } from "../../../helpers/files/read-pdf.ts";
import { WORD } from "../../../helpers/text/pasted-word.ts";
import { RawClient } from "../../../helpers/rooms/raw-client.ts";
import {
  atDesk,
  begin,
  block,
  goOn,
  lines,
  linkFarDown,
  open,
  started,
  toStart,
  type,
} from "../../../helpers/browser/outputs/output-flow.ts";

const seats = new KeptSeats();

const thread = (seat: Seat, words: string): Locator => seat.page.locator(".listed-thread").filter({ hasText: words });

async function comment(seat: Seat, about: string, body: string): Promise<void> {
  await block(seat, about).click();
  await seat.page.getByRole("button", { name: "Comment on this paragraph" }).click();
  await seat.page.locator(".output-begin").getByRole("textbox").fill(body);
  await seat.page.keyboard.press("Control+Enter");
  await thread(seat, body).waitFor();
  // It is about all of the paragraph: no words of it can be gone.
  expect(await thread(seat, body).textContent()).not.toContain("not in the text");
}

test("an output opens offline from this device after a reload, with its text and one's own unsent words, and both arrive", async (context) => {
  const { server, output } = await started(context);
  const { lawyer, otherLawyer } = server.people;
  const ana = await open(context, seats.browser, server, lawyer, output, { keepsProgram: true });
  const elira = await RawClient.joinAt(server, output.rooms.content.room, otherLawyer);
  context.onTestFinished(() => elira.close());
  ana.mayLog("a lost connection");
  await ana.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await type(ana, "", "The court decided the claim.");
  await comment(ana, "The court decided", "Is this all?");
  await ana.isSaved();
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toMatch(/^Offline/);
  await type(ana, "The court decided", " Written on a train.");
  await eventually(() => ana.savedWords()).toMatch(/kept on this device/);
  await ana.page.reload();
  await eventually(() => lines(ana)).toContain("The court decided the claim. Written on a train.");
  await ana.page.getByRole("tab", { name: "Comments" }).click();
  await thread(ana, "Is this all?").waitFor();
  await type(ana, "The court decided", " And after a reload.");
  await ana.context.setOffline(false);
  const whole = "The court decided the claim. Written on a train. And after a reload.";
  await eventually(() => lines(ana)).toContain(whole);
  // A colleague has them too.
  await eventually(() => JSON.stringify(new OutputRoom(elira.doc).document())).toContain(whole);
});

test("a comment follows its paragraph through split, join, heading, wrap, cut and paste, and is never lost", async (context) => {
  const { lawyer, reviewer } = seats.server.people;
  const output = await begin(seats.server);
  const ana = await goOn(context, seats, lawyer, output);
  await type(ana, "", "The first sentence. The second sentence.");
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.type("Another paragraph.");
  const sanja = await goOn(context, seats, reviewer, output);
  await comment(sanja, "The first sentence", "Is this all?");
  await comment(sanja, "Another paragraph", "And this?");
  const about = (body: string): Locator => thread(ana, body).locator(".output-about");
  await eventually(() => about("Is this all?").textContent()).toContain("The first sentence. The second sentence.");

  // Split before, within and after.
  await atDesk(ana);
  await block(ana, "The first sentence").click();
  await toStart(ana);
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.press("End");
  for (let i = 0; i < " The second sentence.".length; i++) await ana.page.keyboard.press("ArrowLeft");
  await ana.page.keyboard.press("Enter");
  await eventually(() => about("Is this all?").textContent()).toMatch(/The (?:first|second) sentence\./);

  await ana.page.keyboard.press("Control+Alt+2");
  await eventually(() => about("Is this all?").count()).toBe(1);
  // Another paragraph is joined into the one before it.
  await block(ana, "Another paragraph").click();
  await toStart(ana);
  await ana.page.keyboard.press("Backspace");
  await eventually(() => about("And this?").textContent()).toContain("Another paragraph.");
  await ana.page.getByRole("button", { name: "Quotation", exact: true }).click();
  await eventually(() => ana.page.locator(".output-text blockquote").count()).toBe(1);
  await eventually(() => about("And this?").textContent()).toContain("Another paragraph.");

  // Cut away it is said of what is gone; pasted elsewhere it is there again.
  await ana.page.locator(".output-text").focus();
  await ana.page.keyboard.press("Control+a");
  await ana.page.keyboard.press("Control+x");
  const gone = ana.page.locator(".output-side").getByText("About text that is gone");
  await gone.waitFor();
  await thread(ana, "Is this all?").waitFor();
  await ana.page.keyboard.press("Control+v");
  await gone.waitFor({ state: "detached" });
  await eventually(() => about("Is this all?").textContent()).toMatch(/sentence\./);
  await eventually(() => about("And this?").textContent()).toContain("Another paragraph.");
});

/** Another wording for a paragraph, with its reason. */
async function propose({ page }: Seat, wording: string, why: string): Promise<void> {
  await page.getByRole("button", { name: "Comment on this paragraph" }).click();
  await page.getByRole("button", { name: "Propose a wording" }).click();
  // Without a click into the field: that is where one is.
  await page.keyboard.press("Control+a");
  await page.keyboard.type(wording);
  await page.locator("coram-comment-box").getByRole("textbox", { name: "Why" }).fill(why);
  await page.getByRole("button", { name: "Propose", exact: true }).click();
}

/** Where the first page leads for an answer to these words, one writes. */
async function replyFromHome(seat: Seat, words: string): Promise<void> {
  await seat.page.locator("a.wordmark").click();
  await seat.page.getByText(words).waitFor();
  await seat.page.getByRole("link", { name: "Reply:" }).click();
  await eventually(() => seat.focusIn("coram-comment-box.reply")).toBe(true);
}

test("a proposed wording is applied to its paragraph, keeps what is bold in it, and takes away nothing that was written since unasked", async (context) => {
  const { lawyer, reviewer } = seats.server.people;
  const output = await begin(seats.server);
  const ana = await goOn(context, seats, lawyer, output);
  await type(ana, "", "The court ");
  await ana.page.keyboard.press("Control+b");
  await ana.page.keyboard.type("decided");
  await ana.page.keyboard.press("Control+b");
  await ana.page.keyboard.type(" late.");
  const sanja = await goOn(context, seats, reviewer, output);
  await block(sanja, "The court decided late.").click();
  await propose(sanja, "The court decided at once.", "It took a day.");
  await eventually(() => thread(ana, "It took a day.").locator("del").allTextContents()).toEqual(["late"]);
  await thread(ana, "It took a day.").getByRole("button", { name: "Apply" }).click();
  await eventually(() => lines(sanja)).toContain("The court decided at once.");
  await eventually(() => sanja.page.locator(".output-text strong").textContent()).toBe("decided");
  await sanja.page.getByText("1 resolved").click();
  await sanja.page.getByText("Applied", { exact: true }).waitFor();

  // Where one presses Reply, one writes.
  await comment(sanja, "The court decided at once.", "And the costs?");
  await thread(ana, "And the costs?").getByRole("button", { name: "Reply" }).click();
  await eventually(() => ana.focusIn("coram-comment-box.reply")).toBe(true);
  await ana.page.keyboard.type("In the next one.");
  await ana.page.keyboard.press("Control+Enter");
  await thread(sanja, "In the next one.").waitFor();
  await replyFromHome(sanja, "In the next one.");

  // Written beside what is proposed: both changes are shown first, and go in together.
  await block(sanja, "The court decided at once.").click();
  await propose(sanja, "The first court decided at once.", "Which court?");
  const which = thread(ana, "Which court?");
  await which.getByRole("button", { name: "Apply" }).waitFor();
  await type(ana, "The court decided at once.", " She appealed.");
  await which.getByRole("button", { name: "Apply" }).click();
  await which.getByText("The paragraph has changed since this was proposed.").waitFor();
  await which.getByText("Both changes are in it.").waitFor();
  await eventually(() => ana.focusIn(".output-asking")).toBe(true);
  await ana.expectAccessible();
  expect(await lines(sanja)).toContain("The court decided at once. She appealed.");
  await which.getByRole("button", { name: "Apply this" }).click();
  await eventually(() => lines(sanja)).toContain("The first court decided at once. She appealed.");
  await sanja.page.getByText("2 resolved").waitFor();

  // Written over the same words: one sees what would go, and it stays.
  await block(sanja, "She appealed.").click();
  await propose(sanja, "The first court decided at once. She appealed!", "Too early.");
  const early = thread(ana, "Too early.");
  await early.getByRole("button", { name: "Apply" }).waitFor();
  await type(ana, "She appealed.", " Yes.");
  await early.getByRole("button", { name: "Apply" }).click();
  await early.getByText("What is struck through would go.").waitFor();
  await eventually(() => early.locator(".output-asking del").allTextContents()).not.toEqual([]);
  await early.getByRole("button", { name: "Cancel" }).click();
  await early.getByRole("button", { name: "Apply" }).waitFor();
  expect(await lines(sanja)).toContain("The first court decided at once. She appealed. Yes.");
});

test("a version is kept, compared and brought back; an approved document is for reading until it is opened again", async (context) => {
  const { lawyer, facilitator } = seats.server.people;
  const output = await begin(seats.server);
  const ana = await goOn(context, seats, lawyer, output);
  await type(ana, "", "The first words.");
  await ana.page.getByRole("button", { name: "Versions" }).click();
  await ana.page.getByPlaceholder("Name of the version").fill("For the workshop");
  await ana.page.getByRole("button", { name: "Keep a version" }).click();
  await ana.page.getByText("For the workshop").waitFor();
  await type(ana, "The first words.", " And more.");
  await ana.isSaved();
  await ana.page.getByRole("button", { name: "Compare with now" }).click();
  await eventually(() => ana.page.locator(".output-diff ins").allTextContents()).toEqual([" And more."]);
  // Keys go on from what was asked for, there and back.
  await eventually(() => ana.focusIn(".output-compare-title")).toBe(true);
  await ana.page.keyboard.press("Shift+Tab");
  await ana.page.keyboard.press("Enter");
  await eventually(() => ana.focusIn(".output-versions [data-version]")).toBe(true);
  await ana.page.keyboard.press("Enter");
  await eventually(() => ana.focusIn(".output-compare-title")).toBe(true);
  await ana.expectAccessible();
  await ana.page.getByRole("button", { name: "Bring back" }).click();
  await eventually(() => lines(ana)).toContain("The first words.");
  await ana.page.getByText("Before another version was brought back").waitFor();

  const mira = await goOn(context, seats, facilitator, output);
  await mira.page.getByRole("button", { name: "Draft" }).click();
  await mira.page.getByRole("heading", { name: /^Correct first/ }).waitFor();
  await mira.page.getByRole("button", { name: "Ask for signatures", disabled: true }).waitFor();
  await mira.expectAccessible();
  await ana.page.getByText("The first words.").click();
  await approve(seats.server, facilitator, output.id);
  await eventually(() => ana.page.locator(".output-text").getAttribute("contenteditable")).toBe("false");
  // Whoever writes on is told that it is not taken, and can copy it.
  await ana.page.keyboard.type("more of it");
  await ana.page.locator(".output-foot .output-drafts", { hasText: "more of it" }).waitFor();
  await ana.page.getByText("Approved by Mira Facilitator").waitFor();
  await ana.expectAccessible();
  expect(await ana.page.locator(".shell-drafts").count()).toBe(0);
  await ana.discard(ana.page.locator(".output-drafts", { hasText: "more of it" }));
  await eventually(() => ana.page.getByRole("toolbar").getByRole("button", { name: "Bold" }).count()).toBe(0);
  await mira.page.getByRole("button", { name: "Open again" }).click();
  const why = mira.page.getByRole("textbox", { name: "Why is it opened again?" });
  await why.fill("A word is wrong.");
  await why.press("Control+Enter");
  await eventually(() => ana.page.locator(".output-text").getAttribute("contenteditable")).toBe("true");
  await type(ana, "The first words.", " Written after.");
  await eventually(() => lines(mira)).toContain("The first words. Written after.");
  await besideEachOther(ana, mira);
  // Printed they stand below both titles on the first page, and on no other where they fit.
  const printed = await readPdf(await ana.page.pdf({ format: "A4" }));
  expect(printed).toMatch(/Compensation\s+Првиот\s+наслов\s.*The first words\. .*Првите\s+зборови/s);
  expect(printed).not.toContain("2 Draft, not approved");
  await keptBesideEachOther(ana, () => approve(seats.server, facilitator, output.id));
});

test("what comes from Word is clean: lists, tables and footnotes stay, styles and pictures do not; it is printed on as many pages as it takes, alone", async (context) => {
  const ana = await goOn(context, seats, seats.server.people.lawyer, await begin(seats.server));
  await block(ana, "").click();
  // By the clipboard itself: Firefox gives a paste that a script made nothing to hold.
  const paste = async (pasted: string): Promise<void> => {
    await ana.page.evaluate((html) => {
      const copy = (event: ClipboardEvent): void => {
        event.clipboardData?.setData("text/html", html);
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      window.addEventListener("copy", copy, { capture: true, once: true });
    }, pasted);
    await ana.page.keyboard.press("Control+c");
    await ana.page.keyboard.press("Control+v");
  };
  await paste(WORD);
  await eventually(() => ana.page.locator(".output-text ol > li").allTextContents()).toEqual([
    "First item",
    "Second item",
  ]);
  expect(await ana.page.locator(".output-text li li").allTextContents()).toEqual([]);
  expect(await ana.page.locator(".output-text td").allTextContents()).toEqual(["Court", "Amount"]);
  expect(await ana.page.locator(".output-text .footnote").allTextContents()).toEqual(["See the judgment.\u2060"]);
  expect(await ana.page.locator(".output-text strong").allTextContents()).toEqual(["never"]);
  expect(await ana.page.locator(".output-text :is(img, [style], [class^=Mso])").count()).toBe(0);
  await ana.isSaved();

  await paste(Array.from({ length: 90 }, (_, i) => `<p>Paragraph ${i + 1} of many that fill pages.</p>`).join(""));
  await block(ana, "Paragraph 90 of many").waitFor();
  await linkFarDown(ana);
  const printed = await ana.page.pdf({ format: "A4" });
  const words = await readPdf(printed);
  // Its title first below what is printed on each page, and then its text; no tool, panel or button of the page.
  expect(words).toMatch(/^1 Draft, not approved\s+Compensation /);
  for (const said of ["Section facts", "Paragraph 1 of many", "Paragraph 90 of many"]) expect(words).toContain(said);
  // The heading of a section without words is left out, as in files.
  expect(words).not.toContain("Section findings");
  for (const said of ["Paragraph style", "Undo", "Comments", "Sections", "Export"]) expect(words).not.toContain(said);
});
