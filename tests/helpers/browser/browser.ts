import {
  chromium,
  devices,
  firefox,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
  type Response,
} from "playwright";
import { expect } from "vitest";
import type { CoramVerdictText } from "../../../client/verdict/text/coram-verdict-text.ts";
import type { CoramSaved } from "../../../client/verdict/bars/coram-saved.ts";
import { type Look, violationsOn } from "./axe.ts";
import { furnish, leavePlace, type Place, takePlace } from "./places.ts";
import { CHROMIUM_ARGS, findChromium, findHeadless, SHORT_LIVED } from "./programs/chromium.ts";
import { FIREFOX_PREFERENCES, FIREFOX_PROGRAM, findFirefox, isFirefox } from "./programs/firefox.ts";
import { type PaintedTag, paintedTags, readableWords } from "./in-page.ts";
import { keepPorts, type Teardown } from "../network/test-server.ts";

/** How long a flow waits for an event that must come: only a failure takes so long. */
export const PATIENCE_MS = 20_000;

/**
 * Polls a value until what follows holds: `await eventually(() => …).toBe(…)`. Each look is an evaluation in a page; more often
 * than this, they took a tenth of the processor's time from what was waited for.
 */
export function eventually<T>(read: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: PATIENCE_MS, interval: 100 });
}

const started: { browser?: Promise<Browser> } = {};

/** A real browser without a window, the same for all flows of a worker, which it ends with. */
export async function launch(): Promise<Browser> {
  keepPorts();
  started.browser ??= isFirefox()
    ? firefox.launch({
        channel: "moz-firefox",
        executablePath: FIREFOX_PROGRAM,
        env: { ...process.env, FIREFOX_PATH: findFirefox() ?? "firefox-esr" },
        firefoxUserPrefs: FIREFOX_PREFERENCES,
      })
    : chromium.launch({ executablePath: findHeadless() ?? "chromium", args: [...CHROMIUM_ARGS, ...SHORT_LIVED] });
  return started.browser;
}

/** What browsers write into their console of one thing; Firefox writes nothing of an answer's status. */
const LOGGED = {
  "a lost connection":
    /ERR_(?:INTERNET_DISCONNECTED|CONNECTION_\w+|EMPTY_RESPONSE)|WebSocket|connection to (?:the server at )?wss?:|download failed/,
  "a broken file": /Broken by the test/,
  "a missing file": /Failed to fetch dynamically imported module|error loading dynamically imported module/,
} as const;

interface SeatOptions {
  /** Value of a Cookie header, `name=secret`; nobody is signed in without. */
  cookie?: string;
  /** A phone of 390 × 844 with a finger. */
  phone?: boolean;
  dark?: boolean;
  /** The program is kept by the browser, to be opened offline; it is a second load of every file, and left out otherwise. */
  keepsProgram?: boolean;
  /** Answers of the server are read for `hasReceived`: each a second time, which costs some hundredths of a page. */
  hears?: boolean;
}

function contextOptions(url: string, options: SeatOptions): BrowserContextOptions {
  return {
    ...(options.phone
      ? { ...devices["iPhone 13"], viewport: { width: 390, height: 844 } }
      : { viewport: { width: 1440, height: 900 } }),
    baseURL: url,
    locale: "en-GB",
    timezoneId: "Europe/Belgrade",
    colorScheme: options.dark ? "dark" : "light",
    reducedMotion: "reduce",
    serviceWorkers: options.keepsProgram ? "allow" : "block",
    // Firefox takes no such permission; a preference gives it.
    ...(isFirefox() ? {} : { permissions: ["clipboard-read", "clipboard-write"] }),
  };
}

/**
 * A person at a browser of their own. When the test ends every request has gone to the server under test and nothing
 * else, and the page has logged no error that the test did not announce with `mayLog`.
 */
export class Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  /** Everything that the server has sent to a seat that hears: websocket frames and answers of `/api/`. */
  private readonly received: Buffer[] = [];
  private readonly hears: boolean;
  private readonly errors: string[] = [];
  private readonly strangers: string[] = [];
  private readonly allowed: RegExp[] = [];
  private readonly reading = new Set<Promise<void>>();

  private constructor({ context, page }: Place, url: string, hears: boolean) {
    this.hears = hears;
    this.context = context;
    this.page = page;
    this.url = url;
    page.setDefaultTimeout(PATIENCE_MS);
    context.on("request", (request) => this.note(request.url()));
    if (hears) context.on("response", (response) => this.read(response));
    page.on("websocket", (socket) => {
      this.note(socket.url());
      if (hears) socket.on("framereceived", ({ payload }) => this.received.push(Buffer.from(payload)));
    });
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(`${message.text()} (${message.location().url})`);
    });
  }

  /** Takes a seat at the server's pages. */
  static async take(test: Teardown, browser: Browser, url: string, options: SeatOptions = {}): Promise<Seat> {
    return Seat.sit(test, await takePlace(browser, contextOptions(url, options)), url, options);
  }

  /** The same at a browser whose profile lies in a folder and outlives it; `context.close()` ends that browser. */
  static async takeProfile(test: Teardown, folder: string, url: string, options: SeatOptions = {}): Promise<Seat> {
    const context = await chromium.launchPersistentContext(folder, {
      ...contextOptions(url, { ...options, keepsProgram: true }),
      executablePath: findChromium() ?? "chromium",
      args: CHROMIUM_ARGS,
      // As people have it: pages that were left are kept for the way back.
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
    return Seat.sit(test, await furnish(context), url, options);
  }

  private static async sit(test: Teardown, place: Place, url: string, options: SeatOptions): Promise<Seat> {
    if (options.cookie) {
      const [name = "", value = ""] = options.cookie.split("=");
      await place.context.addCookies([{ name, value, url, httpOnly: true, sameSite: "Lax" }]);
    }
    const seat = new Seat(place, url, options.hears === true);
    test.onTestFinished(() => seat.leave());
    return seat;
  }

  private read(response: Response): void {
    if (!new URL(response.url()).pathname.startsWith("/api/")) return;
    const read = response
      .body()
      .then((body) => void this.received.push(body))
      // A redirect or an answer that the page did not wait for has no body any more.
      .catch(() => undefined)
      .finally(() => this.reading.delete(read));
    this.reading.add(read);
  }

  private note(url: string): void {
    const { protocol, host } = new URL(url);
    const isOurs = host === new URL(this.url).host && /^(https?|wss?):$/.test(protocol);
    if (!isOurs && protocol !== "blob:" && url !== "about:blank") this.strangers.push(url);
  }

  /** Such errors are part of the flow: a lost connection, or a refusal of this status that the page explains. */
  mayLog(...foreseen: (keyof typeof LOGGED | number)[]): void {
    for (const each of foreseen)
      this.allowed.push(typeof each === "number" ? new RegExp(`status of ${each}\\b`) : LOGGED[each]);
  }

  /** Whether the server has ever sent these words here, in a frame or an answer: of a seat that was taken to hear. */
  async hasReceived(words: string): Promise<boolean> {
    if (!this.hears) throw new Error("This seat does not hear what the server sends");
    await Promise.all(this.reading);
    return this.received.some((bytes) => bytes.includes(words));
  }

  private async leave(): Promise<void> {
    await leavePlace(this.context);
    this.rest();
  }

  /** The end of a test whose page goes on in the next: what was logged, or is foreseen, counts for this one. */
  rest(): void {
    const unforeseen = this.errors.filter((error) => !this.allowed.some((pattern) => pattern.test(error)));
    const asked = this.strangers.map((url) => `asked ${url}`);
    for (const each of [this.errors, this.strangers, this.allowed, this.received]) each.length = 0;
    expectNone([...asked, ...unforeseen]);
  }

  /** No violation of WCAG 2.2 AA that axe can see on the page as it is; asked in one browser, of which the page's tree does not depend. */
  async expectAccessible(look: Look = "all"): Promise<void> {
    if (!isFirefox()) expectNone(await violationsOn(this.page, look));
  }

  /** Goes where a link of the page would lead: the program stays, while `page.goto` reads and starts it anew at twice the cost. */
  async follow(path: string): Promise<void> {
    await this.page.evaluate((href) => {
      const link = document.createElement("a");
      link.href = href;
      document.body.append(link);
      link.click();
      link.remove();
    }, path);
  }

  /** Goes on to another page of the program that is open, by way of nowhere: nothing of the page before is taken for what is waited for. */
  async goOn(path: string): Promise<void> {
    await this.follow("/nowhere");
    await this.page.locator("coram-not-found-page").waitFor();
    await this.follow(path);
    await this.page.locator("coram-not-found-page").waitFor({ state: "detached" });
  }

  /** As `goOn`, to a verdict with its text and all its rooms. */
  async goOnToVerdict(id: string, query = ""): Promise<void> {
    await this.goOn(`/verdicts/${id}${query}`);
    await this.page.locator("coram-verdict-text .vt-block").first().waitFor();
    await this.isSaved();
  }

  /** Whether what has the focus is in this part of the page. */
  focusIn(part: string): Promise<boolean> {
    return this.page.evaluate((name) => document.querySelector(name)?.contains(document.activeElement) ?? false, part);
  }

  // The verdict page ---------------------------------------------------------------------------------------------------

  /** Opens a verdict, and waits for its text and for all its rooms. */
  async openVerdict(id: string, query = ""): Promise<void> {
    await this.page.goto(`/verdicts/${id}${query}`);
    await this.page.locator("coram-verdict-text .vt-block").first().waitFor();
    await this.isSaved();
  }

  /** Throws away what is kept in it, which is asked first. */
  async discard(within: Locator): Promise<void> {
    await within.getByRole("button", { name: "Discard" }).click();
    await within.page().locator("coram-dialog[open]").getByRole("button", { name: "Discard" }).click();
  }

  /** Waits until everything done here is on the server's disk. */
  async isSaved(): Promise<void> {
    const isIt = (): boolean => {
      const element = document.querySelector<CoramSaved>("coram-saved");
      return element?.saved.state === "saved" && element.textContent.trim().startsWith("Saved");
    };
    // Not at each frame, which would have to be drawn for it.
    await this.page.waitForFunction(isIt, undefined, { polling: 50 });
  }

  /** What the page says about its state of saving. */
  async savedWords(): Promise<string> {
    return ((await this.page.locator("coram-saved").textContent()) ?? "").trim();
  }

  /** Selects words of the text with the mouse, dragging from their first letter to their last. `add` holds Ctrl. */
  async selectByMouse(words: string, { add = false } = {}): Promise<void> {
    const { mouse, keyboard } = this.page;
    const place = await this.placeOf(words);
    if (add) await keyboard.down("Control");
    await mouse.move(place.from.x, place.from.y);
    await mouse.down();
    await mouse.move(place.to.x, place.to.y, { steps: 2 });
    await mouse.up();
    if (add) await keyboard.up("Control");
  }

  /** Clicks in the middle of the first letter of words. */
  async clickWords(words: string): Promise<void> {
    const { from } = await this.placeOf(words);
    await this.page.mouse.click(from.x + 2, from.y);
  }

  /** Brings words into view, and says where their first and last letter are once the layout has come to rest. */
  async placeOf(words: string): Promise<{ from: { x: number; y: number }; to: { x: number; y: number } }> {
    return this.page.evaluate(async (wanted) => {
      const text = document.querySelector<CoramVerdictText>("coram-verdict-text");
      const start = text?.revision?.text.indexOf(wanted) ?? -1;
      if (!text || start < 0) throw new Error(`"${wanted}" is not in the text`);
      const end = start + wanted.length;
      let before = "";
      for (;;) {
        text.scrollToOffset(start);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const first = text.rectOf([{ start, end: start + 1 }]);
        const last = text.rectOf([{ start: end - 1, end }]);
        if (!first || !last) continue;
        const place = {
          from: { x: first.left + 1, y: first.top + first.height / 2 },
          to: { x: last.right - 1, y: last.top + last.height / 2 },
        };
        if (JSON.stringify(place) === before) return place;
        before = JSON.stringify(place);
      }
    }, words);
  }

  /** The words that are selected now, a range an item. */
  selected(): Promise<string[]> {
    return this.page.evaluate(() => {
      const text = document.querySelector<CoramVerdictText>("coram-verdict-text");
      return (text?.selectedRanges ?? []).map(({ start, end }) => text?.revision?.text.slice(start, end) ?? "");
    });
  }

  /** Selects words with the mouse and tags them with the category of a digit. */
  async tag(words: string, digit: number): Promise<void> {
    await this.selectByMouse(words);
    await eventually(() => this.selected()).toEqual([words]);
    await this.page.keyboard.press(String(digit));
  }

  /** The tags that are painted, in the order of their words; parts of a passage are joined by " … ". */
  painted(): Promise<PaintedTag[]> {
    return this.page.evaluate(paintedTags);
  }

  /** `code: words` of the painted tags, sorted. */
  async paintedLines(): Promise<string[]> {
    return (await this.painted()).map(({ code, words }) => `${code}: ${words}`).sort();
  }

  /** Everything a person or a script could read out of the page, fields and what CSS draws from attributes included. */
  domText(): Promise<string> {
    return this.page.evaluate(readableWords);
  }

  /** The open dialog of a name, with what is slotted into it. */
  dialog(name: string): Locator {
    return this.page.locator("coram-dialog[open]", { has: this.page.getByRole("dialog", { name }) });
  }

  /** Opens the rounds or the stage from the chip in the verdict's bar that says which they are. */
  async fromState(name: "Rounds" | RegExp): Promise<void> {
    await this.page.locator("coram-verdict-bar .state-chip").click();
    await this.page.locator("coram-verdict-bar .state-menu").getByRole("menuitem", { name }).click();
  }

  /** Presses a button of the bar beside the selection. */
  async act(name: string): Promise<void> {
    const bar = this.page.getByRole("toolbar", { name: "Selected passage" }).locator(".selection-acts");
    await bar.getByRole("button", { name }).click();
  }

  /** Selects words with the mouse and writes a comment on them, to the first audience there is. */
  async comment(words: string, body: string): Promise<void> {
    await this.selectByMouse(words);
    await this.act("Comment");
    await this.page.locator("coram-margin").getByRole("textbox", { name: "Comment" }).fill(body);
    await this.page.keyboard.press("Control+Enter");
    await this.threadCard(body).waitFor();
  }

  tagCard(code: string): Locator {
    return this.page.locator("coram-tag-card").filter({ has: this.page.locator(`coram-code-chip[code="${code}"]`) });
  }

  threadCard(words: string): Locator {
    return this.page.locator("coram-thread-card").filter({ hasText: words });
  }
}

/** What is found stands in the first line of the failure, which is all that a summary of the run keeps. */
function expectNone(found: readonly string[]): void {
  expect(found, found.join("; ").replaceAll(/\s+/g, " ")).toEqual([]);
}
