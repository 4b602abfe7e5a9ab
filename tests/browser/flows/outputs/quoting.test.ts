import type { Browser, Locator, Page } from "playwright";
import { beforeAll, expect, test } from "vitest";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { inTray, place, quote, quoted, started } from "../../../helpers/browser/outputs/quotes-page.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { beginBlind } from "../../../helpers/network/blind-round.ts";
import { readPdf } from "../../../helpers/files/read-pdf.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../../helpers/network/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** Somebody at the document. */
async function open(context: Teardown, server: TestServer, who: Person, output: OutputView): Promise<Seat> {
  const seat = await Seat.take(context, browser, server.url, { cookie: who.cookie });
  await seat.page.goto(`/outputs/${output.id}`);
  await seat.page.locator(".output-text p").first().waitFor();
  return seat;
}

/** Found without diacritics, in the other script, by the beginning of a word; and by its button, which takes no focus either. One goes on in the text. */
async function quoteByKeyAndButton(ana: Seat): Promise<void> {
  const { page } = ana;
  await page.keyboard.press("Control+Alt+e");
  await page.keyboard.type("пасо");
  await eventually(() => page.locator("coram-passages-tray .tray-item").count()).toBe(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await eventually(() => quoted(ana)).toEqual(["„oduzeo pasoš“"]);
  await inTray(ana, "oduzeo pasoš").getByRole("button", { name: "in § 1" }).waitFor();
  // One goes on in the text: ten spaces and a word stand behind the quote and quote nothing again.
  await page.keyboard.type(`${" ".repeat(10)}He kept it.`);
  await page.locator(".output-text p", { hasText: /^\s{10}He kept it\.$/ }).waitFor();
  expect(await quoted(ana)).toEqual(["„oduzeo pasoš“"]);
  await ana.page.getByRole("searchbox").fill("");
  await page.keyboard.press("Enter");
  await inTray(ana, "svedočila").getByRole("button", { name: "Insert", exact: true }).dblclick();
  await page.keyboard.type("   She did.");
  await eventually(() => quoted(ana)).toEqual(["„oduzeo pasoš“", "„Oštećena Jelena je svedočila“"]);
  await page.locator(".output-text p", { hasText: /^\s{3}She did\.$/ }).waitFor();
}

/** Quoted from the search into a sentence it is a note, and one goes on with the sentence. */
async function quoteInSentence(ana: Seat): Promise<void> {
  const { page } = ana;
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
}

/** The passage is opened by its link, which leads back, and by keys from the menu of the quote. */
async function openPassageAndBack(ana: Seat, made: NewVerdict): Promise<void> {
  const { page } = ana;
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
}

test("passages are quoted by key, by drag and as a footnote; ten spaces and a word typed on quote nothing again; a colleague sees them, and each opens its passage and leads back", async (context) => {
  const { server, output, made } = await started(await startTestServer(context));
  const { lawyer, otherLawyer } = server.people;
  const ana = await open(context, server, lawyer, output);
  const elira = await open(context, server, otherLawyer, output);
  const { page } = ana;
  await page.locator(".output-text p").first().click();
  await page.keyboard.insertText("The court found control of documents.");
  await quoteByKeyAndButton(ana);
  await inTray(ana, "Dugovala").locator(".tray-quote").dragTo(page.locator(".output-text p").last());
  await eventually(() => quoted(ana)).toHaveLength(3);
  await quoteInSentence(ana);

  await eventually(() => quoted(elira)).toEqual(expect.arrayContaining(["„oduzeo pasoš“", "„Dugovala mu je novac“"]));
  await elira.page.locator(".ev-sign").click();
  await quote(elira, "naknadu od 800.000 dinara").getByRole("link", { name: "Open the passage" }).waitFor();
  await ana.isSaved();
  await ana.expectAccessible();
  // On paper a note stands where it is called.
  const paper = await page.pdf({ format: "A4" });
  expect((await readPdf(paper)).replace(/\s/g, "")).toContain("documents.1[„naknaduod800.000dinara“,K12/25");

  await openPassageAndBack(ana, made);
});

/** Where the caret's line stands in the window: from below the tools to the foot. */
const caretIsInSight = ({ page }: Seat): Promise<boolean> =>
  page.evaluate(() => {
    const { focusNode } = getSelection() ?? {};
    const line = focusNode instanceof Element ? focusNode : focusNode?.parentElement;
    const tools = document.querySelector("coram-coverage-strip")?.getBoundingClientRect();
    const { top = -1, bottom = -1 } = line?.closest(".output-text > *")?.getBoundingClientRect() ?? {};
    return top >= (tools?.bottom ?? 0) && bottom <= innerHeight;
  });

test("whoever quotes far down stays there: the menu moves nothing, and the quote and the caret behind it are in sight", async (context) => {
  const { server, output } = await started(await startTestServer(context));
  const ana = await open(context, server, server.people.lawyer, output);
  const { page } = ana;
  const scrolled = (): Promise<number> => page.locator(".output-doc").evaluate((doc) => doc.scrollTop);
  await page.locator(".output-text p").last().click();
  for (let line = 0; line < 40; line++)
    await page.keyboard.insertText(`Line ${line}.`).then(() => page.keyboard.press("Enter"));
  const before = await scrolled();
  expect(before).toBeGreaterThan(400);
  // By the mouse alone: a click by the browser's driver would bring the button into sight.
  for (const pressed of [page.locator(".output-insert"), page.getByRole("menuitem", { name: /A passage/ })]) {
    const { x = 0, y = 0, width = 0, height = 0 } = (await pressed.boundingBox()) ?? {};
    await page.mouse.click(x + width / 2, y + height / 2);
  }
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
  expect(await scrolled()).toBe(before);
  // Away from where one wrote, and by its button, which takes no focus.
  await page.locator(".output-doc").evaluate((doc) => (doc.scrollTop = 0));
  await inTray(ana, "oduzeo pasoš").getByRole("button", { name: "Insert", exact: true }).click();
  await quote(ana, "oduzeo pasoš").locator(".ev-source").waitFor();
  await eventually(() => caretIsInSight(ana)).toBe(true);
  await page.keyboard.type("She said so.");
  await page.locator(".output-text p", { hasText: "She said so." }).waitFor();
  // From the list by key, too, where one stays in it.
  await page.locator(".output-doc").evaluate((doc) => (doc.scrollTop = 0));
  await inTray(ana, "svedočila").locator(".tray-quote").focus();
  await page.keyboard.press("Shift+Enter");
  await eventually(() =>
    quote(ana, "svedočila").evaluate((each) => each.getBoundingClientRect().bottom <= innerHeight),
  ).toBe(true);
});

/** Copies a word that is chosen by two clicks, by the clipboard and, as without https a page has none of its own, by the old way: both copy the same, and so what no browser selects. */
async function copyWords(verdict: Page, other: Page): Promise<string> {
  const word = await verdict
    .locator("coram-verdict-text")
    .evaluate((text: CoramVerdictText, range) => text.rectOf([range])?.toJSON() as DOMRect, place("zaključao"));
  await verdict.mouse.dblclick(word.x + word.width / 2, word.y + word.height / 2);
  await verdict.locator("coram-verdict-text .vt-sel").waitFor();
  await verdict.keyboard.press("y");
  await eventually(() => verdict.evaluate(() => navigator.clipboard.readText())).toMatch(/^„.+“ \(.+K 12\/25/);
  const words = /^„(.+)“/.exec(await verdict.evaluate(() => navigator.clipboard.readText()))?.[1] ?? "";
  const copied = (): Promise<string[]> =>
    other.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return Promise.all(["text/plain", "text/html"].map(async (type) => (await item?.getType(type))?.text() ?? ""));
    });
  await other.bringToFront();
  const before = await copied();
  await other.evaluate(() => navigator.clipboard.writeText(""));
  await verdict.bringToFront();
  await verdict.evaluate(() => Reflect.deleteProperty(Navigator.prototype, "clipboard"));
  await verdict.keyboard.press("y");
  await verdict.locator("#coram-live", { hasText: "Copied with its reference" }).waitFor();
  await other.bringToFront();
  expect(await copied()).toEqual(before);
  return words;
}

/** Words that no tag shows are underlined where they are quoted, and lead there by a press, by keys from a selection too. */
async function expectUnderlined(verdict: Page, bare: Locator): Promise<void> {
  await verdict.reload();
  expect(await bare.getAttribute("title")).toBe("Quoted in: What the court found");
  await bare.click();
  await verdict.locator("coram-quoted-list").getByRole("link", { name: "What the court found" }).waitFor();
  await verdict.keyboard.press("Escape");
  await bare.dblclick();
  const bar = verdict.locator("coram-selection-bar");
  await bar.getByRole("button", { name: "Quoted in" }).click();
  await bar.getByRole("menuitem", { name: "What the court found" }).press("Escape");
  await verdict.keyboard.press("Escape");
}

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
  const words = await copyWords(verdict, ana.page);
  await ana.page.locator(".output-text p").last().click();
  await ana.page.keyboard.press("Control+v");
  await eventually(() => quoted(ana)).toContain(`„${words}“`);
  await ana.isSaved();
  expect(await ana.page.locator(".output-text").textContent()).not.toContain("K 12/25)");

  const bare = verdict.locator(".vt-quoted", { hasText: words });
  await expectUnderlined(verdict, bare);

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
