import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { eventually, launch, Seat } from "../../helpers/browser.ts";
import { startTestServer } from "../../helpers/test-server.ts";

const TEXT = [
  "The court heard both sides on the first day.",
  "The defendant took her passport and locked the door of the flat every night.",
  "The court finds this proven.",
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ onTestFinished: afterAll });
});

test("two lawyers tag one sentence at once, one of them offline: both tags stand for both", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const { lawyer, otherLawyer } = server.people;
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  const elira = await Seat.take(context, browser, server.url, { cookie: otherLawyer.cookie });
  await Promise.all([ana.openVerdict(verdict.id), elira.openVerdict(verdict.id)]);

  elira.mayLog(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  await elira.context.setOffline(true);
  await eventually(() => elira.savedWords()).toBe("Offline");
  await Promise.all([
    ana.tag("took her passport and locked the door", 1),
    elira.tag("locked the door of the flat every night", 4),
  ]);
  await ana.isSaved();
  await eventually(() => elira.savedWords()).toBe("Offline, 1 change kept on this device");
  await eventually(() => elira.paintedLines()).toEqual(["B2: locked the door of the flat every night"]);
  expect(await ana.paintedLines()).toEqual(["A1: took her passport and locked the door"]);
  expect((await elira.painted())[0]?.pending).toBe(true);

  await elira.context.setOffline(false);
  await elira.isSaved();
  const both = ["A1: took her passport and locked the door", "B2: locked the door of the flat every night"];
  for (const seat of [ana, elira]) {
    await eventually(() => seat.paintedLines()).toEqual(both);
    await eventually(async () => (await seat.painted()).some(({ pending }) => pending)).toBe(false);
    // Where the two lie on each other both underlines are drawn.
    const shared = seat.page.locator(".vt-hl", { hasText: /^locked the door$/ });
    await eventually(() => shared.evaluate((element) => element.className)).toMatch(/\bvt-u0a vt-u1b\b/);
    await seat.tagCard("A1").locator(`[title="${lawyer.member.name}"]`).first().waitFor();
    await seat.tagCard("B2").locator(`[title="${otherLawyer.member.name}"]`).first().waitFor();
    await seat.expectAccessible();
  }
});
