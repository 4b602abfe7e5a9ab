import { beforeAll, expect, test, type TestContext } from "vitest";
import type { Browser } from "playwright";
import { LOCK } from "../../../../client/sync/offline/device-shelf.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { findOnDevice, isCopied, isInstalled, keptOnDevice } from "../../../helpers/browser/on-device.ts";
import { startTestServer, TEST_PASSWORD, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = ["The defendant took her passport and locked the door.", "A witness heard her call."];
const NOTE = "canary-of-ana";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

interface Table {
  server: TestServer;
  verdict: string;
  seat: Seat;
  /** Lets the sockets of rooms through again; until then work stays unsent while everything else works. */
  openRooms(): void;
}

/** Ana at a browser with copies, on the network page, with one comment that could not be sent. */
async function withUnsentWork(context: TestContext, keepsProgram = false): Promise<Table> {
  const server = await startTestServer(context);
  const { id: verdict } = (await server.newVerdict(TEXT)).verdict;
  const seat = await Seat.take(context, browser, server.url, {
    cookie: server.people.lawyer.cookie,
    keepsProgram,
    hears: true,
  });
  seat.mayLog("a lost connection", 401);
  let isShut = false;
  await seat.context.routeWebSocket(/\/sync\//, (socket) => {
    if (isShut) return void socket.close({ code: 1001 });
    socket.connectToServer();
  });
  await seat.openVerdict(verdict);
  await seat.tag("took her passport", 1);
  await isCopied(seat, 3, "act.recruitment");
  isShut = true;
  await seat.page.reload();
  await eventually(() => seat.savedWords()).toBe("Offline");
  await seat.comment("locked the door", NOTE);
  await eventually(() => seat.savedWords()).toContain("kept on this device");
  await seat.page.goto("/");
  await seat.page.locator("coram-network-page h1, coram-network-page h2").first().waitFor();
  return {
    server,
    verdict,
    seat,
    openRooms: () => (isShut = false),
  };
}

async function signOut(seat: Seat, person: Person): Promise<void> {
  await seat.page.getByRole("button", { name: `Account of ${person.member.name}` }).click();
  await seat.page.getByRole("menuitem", { name: "Sign out" }).click();
}

async function signIn(seat: Seat, person: Person): Promise<void> {
  await seat.page.getByLabel("E-mail").fill(person.email ?? "");
  await seat.page.getByLabel("Password").fill(TEST_PASSWORD);
  await seat.page.getByRole("button", { name: "Sign in" }).click();
  await seat.page.getByRole("button", { name: `Account of ${person.member.name}` }).waitFor();
}

/** Another tab of the browser has the keys to itself, as while it makes one; until the answer is called. */
async function holdDevice(seat: Seat): Promise<() => Promise<void>> {
  const tab = await seat.context.newPage();
  await tab.goto("/icon.svg");
  await tab.evaluate(
    (lock) => new Promise<void>((held) => void navigator.locks.request(lock, () => (held(), new Promise(() => null)))),
    LOCK,
  );
  return () => tab.close();
}

const question = (seat: Seat) => seat.dialog("Not everything of yours is on the server");

test("who signs out with unsent work is asked; staying changes nothing, discarding leaves nothing", async (context) => {
  const { server, seat } = await withUnsentWork(context);
  const { lawyer } = server.people;
  await signOut(seat, lawyer);
  await question(seat).getByText("1 change is only on this device").waitFor();
  await seat.expectAccessible();
  await question(seat).getByRole("button", { name: "Stay signed in" }).click();
  await eventually(() => question(seat).count()).toBe(0);
  expect(await keptOnDevice(seat.page)).toMatchObject({ members: 1, verdicts: 1, batches: 1 });

  // Also before the page has learnt what is kept: another tab holds the device.
  const letGo = await holdDevice(seat);
  await seat.page.reload();
  await signOut(seat, lawyer);
  await letGo();
  await question(seat).getByRole("button", { name: "Sign out and discard" }).click();
  await seat.page.getByRole("button", { name: "Sign in" }).waitFor();
  await eventually(() => keptOnDevice(seat.page)).toEqual({
    members: 0,
    networks: 0,
    outputs: 0,
    methodologies: 0,
    verdicts: 0,
    rooms: 0,
    batches: 0,
    drafts: 0,
  });
  expect(await findOnDevice(seat.page, NOTE)).toEqual([]);
});

test("another account on the same browser finds unsent work sealed and copies gone, and the author's work goes when they sign in again", async (context) => {
  const { server, seat, openRooms, verdict } = await withUnsentWork(context, true);
  await isInstalled(seat);
  const { lawyer, otherLawyer } = server.people;
  // Out of reach of the server, on a computer that others use next.
  await seat.context.setOffline(true);
  await signOut(seat, lawyer);
  await question(seat).getByRole("button", { name: "Sign out, keep it sealed" }).click();
  await seat.page.getByText("You are signed out on this device").waitFor();
  await seat.expectAccessible();
  // Who comes next begins to type.
  await seat.page.locator("[name=email]:focus").waitFor();
  await seat.page.getByRole("button", { name: "Sign in" }).waitFor();
  await eventually(() => keptOnDevice(seat.page)).toEqual({
    members: 0,
    networks: 0,
    outputs: 0,
    methodologies: 0,
    verdicts: 0,
    rooms: 0,
    batches: 1,
    drafts: 0,
  });
  // Nor by another page or a reload, whoever still has the cookie.
  await seat.page.goto(`/verdicts/${verdict}`);
  await seat.page.getByText("You are signed out on this device").waitFor();
  expect(await seat.domText()).not.toContain(NOTE);
  await seat.context.setOffline(false);
  await seat.page.getByText("You are signed out on this device").waitFor({ state: "detached" });
  expect(await seat.context.cookies()).toEqual([]);
  openRooms();

  await signIn(seat, otherLawyer);
  await seat.openVerdict(verdict);
  await eventually(() => seat.paintedLines()).toEqual(["A1: took her passport"]);
  await isSealed(seat);
  expect(await seat.domText()).not.toContain(NOTE);
  expect(await seat.hasReceived(NOTE)).toBe(false);
  await seat.page.goto("/");
  await signOut(seat, otherLawyer);
  await seat.page.getByRole("button", { name: "Sign in" }).waitFor();

  await signIn(seat, lawyer);
  await eventually(() => keptOnDevice(seat.page)).toMatchObject({ batches: 0, drafts: 0 });
  await seat.openVerdict(verdict);
  // Under their own name.
  await seat.threadCard(NOTE).locator(".who", { hasText: "You" }).waitFor();
});

async function isSealed(seat: Seat): Promise<void> {
  await eventually(() => keptOnDevice(seat.page)).toMatchObject({ members: 1, batches: 1 });
}

test("an account that takes over the browser in another tab writes nothing of the first one's", async (context) => {
  const { server, seat, openRooms, verdict } = await withUnsentWork(context);
  // As if Elira had signed in elsewhere on this browser while Ana's page was asleep.
  const [name = "", value = ""] = server.people.otherLawyer.cookie.split("=");
  await seat.page.goto(`/verdicts/${verdict}`);
  await seat.threadCard(NOTE).waitFor();
  await seat.context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: "Lax" }]);
  openRooms();
  await eventually(() => seat.domText()).not.toContain(NOTE);
  await seat.page.goto("/");
  await seat.page.getByRole("button", { name: "Account of Elira Lawyer" }).waitFor();
  await eventually(() => findOnDevice(seat.page, "heard her call")).toEqual([]);
  await eventually(() => keptOnDevice(seat.page)).toMatchObject({ members: 1, verdicts: 0, batches: 1 });
  const elira = await Seat.take(context, browser, server.url, {
    cookie: server.people.otherLawyer.cookie,
    hears: true,
  });
  await elira.openVerdict(verdict);
  expect(await elira.hasReceived(NOTE)).toBe(false);
});
