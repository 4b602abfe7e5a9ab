import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import {
  asksBeforeItGoes,
  findOnDevice,
  isCopied,
  isInstalled,
  keptOnDevice,
} from "../../../helpers/browser/on-device.ts";
import { asPerson, clearVerdict } from "../../../helpers/network/clear-verdict.ts";
import { type Person, startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";

const CANARY = "canary-in-the-text";
const TEXT = [`He took her passport, ${CANARY}.`, "The court finds this proven."];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

test("a guest's browser keeps nothing of what they read, and of what they write only what is not sent", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  const member = await Seat.take(context, browser, server.url, {
    cookie: server.people.lawyer.cookie,
    keepsProgram: true,
  });
  await member.openVerdict(verdict.id);
  await isCopied(member);
  // What is looked for is found where it may be.
  expect(await findOnDevice(member.page, CANARY)).not.toEqual([]);

  const vera = await server.guestOf(verdict.id);
  const guest = await Seat.take(context, browser, server.url, { cookie: vera.cookie, keepsProgram: true });
  await guest.openVerdict(verdict.id);
  await guest.comment("her passport", "canary-in-a-comment");
  await guest.isSaved();
  await isInstalled(guest);
  guest.mayLog("a lost connection");
  await guest.context.setOffline(true);
  await eventually(() => guest.savedWords()).toBe("Offline");
  await guest.comment("finds this proven", "canary-unsent");
  await eventually(() => guest.savedWords()).toMatch(/kept on this device$/);
  // Who they are lies there sealed, so that the unsent words are theirs alone.
  const all = [CANARY, "canary-in-a-comment", verdict.caseNumber];
  expect(await findOnDevice(guest.page, ...all)).toEqual([]);
  expect(await keptOnDevice(guest.page)).toMatchObject({ members: 1, verdicts: 0, rooms: 0 });
  await guest.expectAccessible();
  await guest.context.setOffline(false);
  await guest.isSaved();
  await guest.threadCard("canary-in-a-comment").getByRole("button", { name: "Reply" }).click();
  await guest.page.keyboard.type("canary-being-typed");
  await end(server, guest, vera);
});

/** Whoever is sent out as they write reads what they had not sent, once: it is in the page alone. */
async function end(server: TestServer, guest: Seat, { member }: Person): Promise<void> {
  guest.mayLog(401, 403, 404);
  expect((await server.ask(server.people.facilitator, "DELETE", `/api/members/${member.id}`)).status).toBe(204);
  const gate = guest.page.locator(".gate");
  await gate.getByText("Mira Facilitator, Organisation rs, has ended it.").waitFor();
  await eventually(() => gate.getByRole("textbox").inputValue()).toContain("canary-being-typed");
  expect(await gate.getByRole("button", { name: "Copy" }).count()).toBe(1);
  await guest.expectAccessible();
  await eventually(() => findOnDevice(guest.page, "canary-being-typed")).toEqual([]);
  expect(await asksBeforeItGoes(guest.page)).toBe(true);
}

test("a text in preparation is never on a device, and one that goes back to preparation leaves it", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT, { stage: "in-preparation" });
  const { facilitator, lawyer } = server.people;
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie, keepsProgram: true });
  await mira.openVerdict(verdict.id);
  await mira.tag("took her passport", 1);
  await mira.isSaved();
  await eventually(() => keptOnDevice(mira.page)).toMatchObject({
    members: 1,
    verdicts: 0,
    rooms: 0,
    batches: 0,
    drafts: 0,
  });
  expect(await findOnDevice(mira.page, CANARY)).toEqual([]);

  await clearVerdict(asPerson(server, facilitator), verdict.id);
  await isCopied(mira);
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie, keepsProgram: true });
  ana.mayLog("a lost connection", 403, 404);
  await ana.openVerdict(verdict.id);
  await isCopied(ana);
  expect(await findOnDevice(ana.page, CANARY)).not.toEqual([]);
  // Closed meanwhile: the next connection finds it.
  await ana.page.goto("/theme.js");
  const back = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "in-preparation" });
  expect(back.status).toBe(200);
  await ana.page.goto("/");
  for (const seat of [mira, ana]) {
    await eventually(() => findOnDevice(seat.page, CANARY)).toEqual([]);
    expect(await keptOnDevice(seat.page)).toMatchObject({ verdicts: 0, rooms: 0 });
  }
});

test("a correction reaches the copies of whoever does not have the page open", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const ana = await Seat.take(context, browser, server.url, {
    cookie: server.people.lawyer.cookie,
    keepsProgram: true,
  });
  ana.mayLog(404);
  await ana.openVerdict(verdict.id);
  await isCopied(ana);
  await ana.page.goto("/theme.js");
  const start = TEXT[0]?.indexOf(CANARY) ?? 0;
  const edits = [{ start, end: start + CANARY.length, insert: "[Victim A]" }];
  const reply = await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, {
    baseRevision: 1,
    kind: "redact",
    edits,
  });
  expect(reply.status).toBe(200);
  expect(await findOnDevice(ana.page, CANARY)).not.toEqual([]);
  await ana.page.goto("/");
  await eventually(() => findOnDevice(ana.page, CANARY)).toEqual([]);
  await eventually(() => findOnDevice(ana.page, "[Victim A]")).not.toEqual([]);
});
