import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { Colleague } from "../../../helpers/browser/colleague.ts";
import { isCopied, keptOnDevice } from "../../../helpers/browser/on-device.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

const TEXT = ["The defendant took her passport.", "He locked the door every night."];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

test("work that cannot be saved is shown with its words and place on every page, outlives a reload, and can be tried again and discarded", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  const elira = await Colleague.at(context, server, otherLawyer, verdict.id);
  ana.mayLog("a lost connection");
  await ana.openVerdict(verdict.id);
  await ana.tag("locked the door", 1);
  await isCopied(ana, 3, "act.recruitment");
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toBe("Offline");
  await ana.tag("took her passport", 4);
  await ana.tag("every night", 3);
  await eventually(() => ana.savedWords()).toBe("Offline, 2 changes kept on this device");

  const setRole = async (role: string): Promise<void> => {
    expect((await server.ask(facilitator, "PATCH", `/api/members/${lawyer.member.id}`, { role })).status).toBe(200);
  };
  await setRole("reviewer");
  await ana.context.setOffline(false);
  const drafts = ana.page.locator("coram-drafts");
  await drafts.getByText("2 changes of yours could not be saved and are kept as drafts").waitFor();
  const first = drafts.getByRole("listitem").filter({ hasText: "took her passport" });
  await eventually(() => first.textContent()).toContain("Tag B2");
  await first.getByText("Nothing could be written there at that time.").waitFor();
  await ana.expectAccessible();
  await eventually(() => ana.paintedLines()).toEqual(["A1: locked the door"]);

  await ana.page.reload();
  await first.waitFor();
  await first.getByRole("button", { name: "Try again" }).click();
  await eventually(() => drafts.getByRole("listitem").count()).toBe(2);
  await ana.goOn("/");
  await ana.page.getByText("2 changes of yours could not be saved").waitFor();
  await ana.expectAccessible();

  await setRole("lawyer");
  await ana.goOn(`/verdicts/${verdict.id}`);
  await ana.page.locator("coram-verdict-text .vt-block").first().waitFor();
  await first.getByRole("button", { name: "Try again" }).click();
  await eventually(() => elira.tagLines()).toEqual(["A1: locked the door", "B2: took her passport"]);
  await eventually(() => drafts.getByRole("listitem").count()).toBe(1);
  await drafts.getByRole("button", { name: "Discard" }).click();
  // It is asked first: this is the only copy.
  await ana.page.locator("coram-dialog[open]").getByRole("button", { name: "Keep it" }).click();
  await ana.page.locator("coram-dialog[open]").waitFor({ state: "detached" });
  expect(await drafts.getByRole("listitem").count()).toBe(1);
  await ana.discard(drafts);
  await eventually(() => drafts.getByRole("listitem").count()).toBe(0);
  await eventually(() => keptOnDevice(ana.page)).toMatchObject({ batches: 0, drafts: 0 });
  expect(elira.tagLines()).toEqual(["A1: locked the door", "B2: took her passport"]);
});

test("a session that ends under an open page keeps unsent work, which goes when the same person has signed in again", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const { lawyer, otherLawyer } = server.people;
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  const elira = await Colleague.at(context, server, otherLawyer, verdict.id);
  ana.mayLog("a lost connection", 401);
  await ana.openVerdict(verdict.id);
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toBe("Offline");
  await ana.tag("took her passport", 1);
  await eventually(() => ana.savedWords()).toBe("Offline, 1 change kept on this device");
  expect((await server.ask(lawyer, "DELETE", "/api/session")).status).toBe(204);
  await ana.context.setOffline(false);
  await ana.page.getByLabel("E-mail").fill(lawyer.email ?? "");
  await ana.page.getByLabel("Password").fill("correct horse battery");
  await ana.page.getByRole("button", { name: "Sign in" }).click();
  await eventually(() => elira.tagLines()).toEqual(["A1: took her passport"]);
  await eventually(() => ana.paintedLines()).toEqual(["A1: took her passport"]);
  await ana.isSaved();
  await eventually(() => keptOnDevice(ana.page)).toMatchObject({ batches: 0, drafts: 0 });
});

test("what could not be saved in one tab is shown in the person's other tabs at once, and is discarded and tried again from any", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const { facilitator, lawyer } = server.people;
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  ana.mayLog("a lost connection");
  await ana.openVerdict(verdict.id);
  const list = await ana.context.newPage();
  await list.goto("/");
  await list.getByRole("link", { name: /K 12/ }).first().waitFor();
  await ana.page.bringToFront();
  await ana.context.setOffline(true);
  await eventually(() => ana.savedWords()).toBe("Offline");
  for (const [words, digit] of [
    ["took her passport", 4],
    ["every night", 3],
    ["locked the door", 1],
  ] as const)
    await ana.tag(words, digit);
  await eventually(() => ana.savedWords()).toBe("Offline, 3 changes kept on this device");
  const setRole = async (role: string): Promise<void> => {
    expect((await server.ask(facilitator, "PATCH", `/api/members/${lawyer.member.id}`, { role })).status).toBe(200);
  };
  await setRole("reviewer");
  await ana.context.setOffline(false);

  const here = ana.page.locator("coram-drafts").getByRole("listitem");
  const there = list.locator(".shell-drafts").getByRole("listitem");
  await eventually(() => here.count()).toBe(3);
  // All of them in one line, so that they stand in nobody's way; opened, of which verdict each is.
  await list.locator("summary").getByText("3 changes of yours could not be saved").waitFor();
  expect(await list.locator(".shell-drafts").evaluate((box) => box.getBoundingClientRect().height)).toBeLessThan(60);
  await list.locator(".shell-drafts summary").click();
  await eventually(() => there.count()).toBe(3);
  await eventually(() => list.getByRole("link", { name: /^To the verdict K 12/ }).count()).toBe(3);
  await ana.discard(there.first());
  await eventually(() => there.count()).toBe(2);
  await eventually(() => here.count()).toBe(2);
  await ana.discard(here.first());
  await eventually(() => there.count()).toBe(1);

  // Tried again before the page has learnt that it may write again: the press is not lost.
  let letGo = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => (letGo = resolve));
  await ana.page.route(/\/api\//, async (route) => {
    await isHeld;
    await route.continue();
  });
  await setRole("lawyer");
  const left = (await here.first().locator("q").textContent()) ?? "";
  await here.first().getByRole("button", { name: "Try again" }).click();
  letGo();
  await eventually(() => there.count()).toBe(0);
  await ana.isSaved();
  expect((await ana.paintedLines()).map((line) => line.slice(4))).toEqual([left]);
  await eventually(() => keptOnDevice(ana.page)).toMatchObject({ batches: 0, drafts: 0 });
});
