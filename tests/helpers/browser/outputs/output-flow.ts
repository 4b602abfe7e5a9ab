import type { Browser, Locator, Page } from "playwright";
import { expect } from "vitest";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { eventually, Seat } from "../browser.ts";
import type { KeptSeats } from "../kept-seats.ts";
import { freezeWithOutputs, makeOutput } from "../../network/outputs.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../network/test-server.ts";

/** A server, and a document in it that nobody has written in. */
export async function started(context: Teardown): Promise<{ server: TestServer; output: OutputView }> {
  const server = await startTestServer(context);
  return { server, output: await begin(server) };
}

/** A document that nobody has written in. */
export async function begin(server: TestServer): Promise<OutputView> {
  await freezeWithOutputs(server);
  return makeOutput(server, server.people.lawyer, { title: "Compensation" });
}

/** Somebody at the document, with its comments beside it. */
export async function open(
  context: Teardown,
  browser: Browser,
  server: TestServer,
  who: Person,
  output: OutputView,
  options = {},
): Promise<Seat> {
  const seat = await Seat.take(context, browser, server.url, { cookie: who.cookie, ...options });
  await seat.page.goto(`/outputs/${output.id}`);
  return seeComments(seat);
}

/** Somebody at the document who was at another one of the file's server before, with its comments beside it. */
export async function goOn(context: Teardown, seats: KeptSeats, who: Person, output: OutputView): Promise<Seat> {
  const seat = await seeComments(await seats.at(context, who, `/outputs/${output.id}`));
  // What others did in documents of before may be told for half a minute, over what is pressed next: it is put away as it comes, and the
  // caret stays where it is.
  const told = seat.page.locator("coram-passing .passing-away").first();
  await seat.page.removeLocatorHandler(told);
  await seat.page.addLocatorHandler(told, (away) => away.dispatchEvent("click"), { noWaitAfter: true });
  return seat;
}

async function seeComments(seat: Seat): Promise<Seat> {
  await seat.page.locator(".output-text p").first().waitFor();
  await seat.page.getByRole("tab", { name: "Comments" }).click();
  return seat;
}

/** A block of the text by its words; "" is the first empty line. */
export const block = (seat: Seat, words: string): Locator =>
  words === ""
    ? seat.page.locator(".output-text p:has(br.ProseMirror-trailingBreak)").first()
    : seat.page.locator(".output-text :is(p, h2, h3, li p)").filter({ hasText: words }).last();

/** Blocks of the text as they read, empty ones and what the page draws into them left out. */
export const lines = (seat: Seat): Promise<string[]> =>
  seat.page.locator(".output-text :is(h2, h3, h4, h5, p)").evaluateAll((blocks) =>
    blocks.flatMap((each) => {
      const copy = each.cloneNode(true) as HTMLElement;
      for (const drawn of copy.querySelectorAll(".output-caret, .output-talk")) drawn.remove();
      const words = copy.textContent.replaceAll("\u2060", "").trim();
      return words ? [words] : [];
    }),
  );

/** Words come into the text at once, as they do from an input method: each key of so many draws the page anew. */
export async function type(seat: Seat, into: string, words: string): Promise<void> {
  await atDesk(seat);
  await block(seat, into).click();
  await toEnd(seat);
  await seat.page.keyboard.insertText(words);
}

/** Brings somebody's window to the front: in Firefox keys like Home and End go to no other, as those of a real keyboard. */
export const atDesk = (seat: Seat): Promise<void> => seat.page.bringToFront();

/** To the start of the line. */
export const toStart = (seat: Pick<Seat, "page">): Promise<void> => press(seat, "Home");

/** To the end of the line. */
export const toEnd = (seat: Pick<Seat, "page">): Promise<void> => press(seat, "End");

/** The editor learns where the cursor is with the browser's next event, which a key pressed at once would be ahead of. */
async function press(seat: Pick<Seat, "page">, key: "Home" | "End"): Promise<void> {
  await seat.page.keyboard.press(key);
  await seat.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

/** On a slow machine too, what is typed right after a press on what waits for words stands where that put the caret, from its first letter on. */
export async function beginSlowly(page: Page, of: string, words: string): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  const begin = page.getByRole("button", { name: `Begin: ${of}` });
  const place = page.locator(".pair-note").filter({ has: begin });
  await place.scrollIntoViewIfNeeded();
  const at = await place.boundingBox();
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.mouse.click((at?.x ?? 0) + 5, (at?.y ?? 0) + 5);
  await page.keyboard.type(words);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.getByText("Nothing is behind or missing.").waitFor();
  const written = page.locator("[data-side=other] .output-text p").filter({ hasText: "пасус" });
  expect(await written.allTextContents()).toEqual(["Вториот пасус.", "Третиот пасус.", words]);
}

/** A link is set by the words, some screens down, where the page stays; one writes on behind it. */
export async function linkFarDown(ana: Seat): Promise<void> {
  const { page } = ana;
  await block(ana, "Paragraph 60 of many").click();
  await toEnd(ana);
  await page.keyboard.type(" See ");
  const top = (): Promise<number> => page.locator(".output-doc").evaluate((doc) => doc.scrollTop);
  const before = await top();
  // By the mouse itself: what presses for a test would scroll to the button first.
  const button = await page.getByRole("button", { name: "Link", exact: true }).boundingBox();
  await page.mouse.click((button?.x ?? 0) + 5, (button?.y ?? 0) + 5);
  await eventually(() => ana.focusIn("#output-href")).toBe(true);
  const [field, line] = [
    await page.locator("#output-href").boundingBox(),
    await block(ana, "Paragraph 60").boundingBox(),
  ];
  expect(Math.abs((field?.y ?? 0) - (line?.y ?? 0))).toBeLessThan(120);
  expect([before > 300, await top()]).toEqual([true, before]);
  await ana.expectAccessible();
  await page.keyboard.type("https://a.example/x");
  await page.keyboard.press("Enter");
  await page.keyboard.type(" and on.");
  await eventually(() => lines(ana)).toContain("Paragraph 60 of many that fill pages. See https://a.example/x and on.");
  expect(await page.locator(".output-text a").allTextContents()).toEqual(["https://a.example/x"]);
}
