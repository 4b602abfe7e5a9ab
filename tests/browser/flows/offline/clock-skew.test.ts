import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import type { VerdictId } from "../../../../schema/domain/ids.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { Colleague } from "../../../helpers/browser/colleague.ts";
import { isCopied, isInstalled } from "../../../helpers/browser/on-device.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = ["The defendant took her passport.", "He locked the door every night."];
const TWO_DAYS_MS = 2 * 86_400_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** The device's clock is out by so much from the next page on. */
async function setClock(seat: Seat, outMs: number): Promise<void> {
  await seat.context.addInitScript((ms) => {
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...given: [number]) {
        if (given.length > 0) super(...given);
        else super(Right.now() + ms);
      }
      static override now(): number {
        return Right.now() + ms;
      }
    } as DateConstructor;
  }, outMs);
}

/** When tags, threads and comments of a verdict were made, as the server has it, in milliseconds. */
async function timesOf({ store }: TestServer, verdict: VerdictId): Promise<number[]> {
  const layers = (await store.verdicts.layers(verdict)).map(({ id }) => id);
  const { passages } = store;
  const rows = [
    ...(await passages.annotations(layers)),
    ...(await passages.threads(verdict, ["internal", "review"])),
    ...(await passages.comments(verdict, ["internal", "review"])),
  ];
  return rows.map(({ createdAt }) => Date.parse(createdAt));
}

/** Between the test's beginning and now, give or take what the client lets pass as right. */
function isNow(at: number, began: number): boolean {
  return at > began - 60_000 && at < Date.now() + 60_000;
}

for (const { which, outMs } of [
  { which: "ahead", outMs: TWO_DAYS_MS },
  { which: "behind", outMs: -TWO_DAYS_MS },
])
  test(`what somebody does whose clock is two days ${which} reaches colleagues, with the server's time`, async (context) => {
    const began = Date.now();
    const server = await startTestServer(context);
    const { verdict } = await server.newVerdict(TEXT);
    const ana = await Seat.take(context, browser, server.url, { cookie: server.people.lawyer.cookie });
    const elira = await Colleague.at(context, server, server.people.otherLawyer, verdict.id);
    await setClock(ana, outMs);
    await ana.openVerdict(verdict.id);
    expect(isNow(await ana.page.evaluate(() => Date.now()), began)).toBe(false);

    await ana.tag("locked the door", 1);
    await ana.comment("took her passport", "Where was it kept?");
    await ana.isSaved();
    await eventually(() => elira.tagLines()).toEqual(["A1: locked the door"]);
    await eventually(() => elira.comments()).toEqual(["Where was it kept?"]);
    expect(await ana.page.locator("coram-drafts li").count()).toBe(0);
    const times = await timesOf(server, verdict.id);
    expect(times).toHaveLength(3);
    expect(times.filter((at) => !isNow(at, began))).toEqual([]);
    // What was made just now is of today, not of another day.
    await eventually(() => ana.threadCard("Where was it kept?").textContent()).toMatch(/\d\d:\d\d/);
  });

test("what was tagged offline with a clock two days ahead, before the server could put it right, is saved and no draft", async (context) => {
  const began = Date.now();
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await Seat.take(context, browser, server.url, {
    cookie: server.people.lawyer.cookie,
    keepsProgram: true,
  });
  ana.mayLog("a lost connection");
  await setClock(ana, TWO_DAYS_MS);
  await ana.openVerdict(verdict.id);
  await isInstalled(ana);
  await isCopied(ana);
  await ana.context.setOffline(true);
  await ana.page.reload();
  await ana.page.locator("coram-verdict-text .vt-block").first().waitFor();
  await ana.tag("locked the door", 1);
  await eventually(() => ana.savedWords()).toBe("Offline, 1 change kept on this device");

  await ana.context.setOffline(false);
  await ana.isSaved();
  await eventually(() => ana.paintedLines()).toEqual(["A1: locked the door"]);
  expect(await ana.page.locator("coram-drafts li").count()).toBe(0);
  const times = await timesOf(server, verdict.id);
  expect(times).toHaveLength(1);
  expect(times.filter((at) => !isNow(at, began))).toEqual([]);
});
