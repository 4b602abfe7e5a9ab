import type { Browser } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import type { WorkshopView } from "../../../../schema/protocol/http/workshops/workshops.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";
import { closeBallot, lead, openBallot, seat } from "../../../helpers/workshops/ballots.ts";
import { setDoor } from "../../../helpers/workshops/door.ts";
import { beginSilence, slipsOf, turnTo } from "../../../helpers/workshops/silence.ts";

const WORDS = "She could go out to a shop. She had no other acceptable choice.";
const MACEDONIAN = "Можеше да излезе до продавница. Немаше друг прифатлив избор.";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** By a code that is typed, without an account. */
async function comeIn(guest: Seat, code: string): Promise<void> {
  const { page } = guest;
  await page.goto(`${guest.url}/j`);
  await page.getByLabel("Code").fill(code);
  await page.keyboard.press("Enter");
  await page.getByLabel("Name, as you want to be called here").fill("Valbona R.");
  await guest.expectAccessible();
  // The server is slow: no white page stands for it.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/session", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Come in" }).click();
  await page.waitForURL(`${guest.url}/j`);
  await page.getByText("Coming in…").waitFor();
  release();
  await page.getByRole("heading", { name: "Everybody codes ¶ 1" }).waitFor();
}

/** As members do: words, a category by the picker, without the network too, in and out again. */
async function codeOnPhone(guest: Seat): Promise<void> {
  const { page } = guest;
  await page.getByText("Select words, then choose a category.").waitFor();
  await guest.selectByMouse("She could go out to a shop.");
  await page.getByText("¶ 1, 7 words").waitFor();
  const choice = page.locator(".slip-offered").getByRole("checkbox").first();
  await choice.click();
  await eventually(() => choice.getAttribute("aria-checked")).toBe("true");
  await guest.expectAccessible();
  guest.mayLog("a lost connection");
  await guest.context.setOffline(true);
  await page.getByText("No connection. Your slip stays on this device.").waitFor();
  await guest.selectByMouse("She had no other acceptable choice.");
  await page.keyboard.press("t");
  const picker = page.getByRole("dialog", { name: "Put on your slip" });
  await picker.getByRole("combobox").fill("vulnerab");
  await picker.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.getByText("waits to be sent").waitFor();
  await page.getByRole("button", { name: "Hand in when the connection is back" }).click();
  await guest.context.setOffline(false);
  await page.getByText("Handed in", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Hand in", exact: true }).click();
  await page.getByText("Handed in", { exact: true }).waitFor();
}

/** Votes, hand and question, by key where there is one. */
async function askAndAdvise(server: TestServer, of: WorkshopView, guest: Seat): Promise<void> {
  const { page } = guest;
  const ballot = await openBallot(server, of);
  await page.getByRole("radio", { name: "Against" }).check();
  await page.getByText("Your vote advises and is counted apart.").waitFor();
  await eventually(async () => (await server.store.ballots.replies(ballot.id)).length).toBe(1);
  await closeBallot(server, of, ballot);
  // It was of no step: what came of it is told in the room.
  await page.getByRole("radio", { name: "Against" }).waitFor({ state: "detached" });
  await page.keyboard.press("h");
  await page.getByRole("button", { name: "Take your hand down" }).waitFor();
  await page.keyboard.press("g");
  await page.getByLabel("Question for later").fill("Who pays the representative?");
  await page.getByRole("button", { name: "Park it" }).click();
  await page.getByText("Waits for who leads").waitFor();
  await guest.expectAccessible();
}

test("a guest on a phone reads, codes without the wifi too, advises, asks and puts a question off", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict([WORDS, "No other words."], { stage: "cleared-for-guests" });
  const paragraphs = [{ number: "1", text: MACEDONIAN }];
  const path = `/api/verdicts/${verdict.id}/translations/mk`;
  expect((await server.ask(lawyer, "PUT", path, { revision: 1, replaces: null, paragraphs })).status).toBe(200);
  const of = await beginSilence(server, verdict.id, WORDS, []);
  await seat(server, of, [facilitator, lawyer]);
  const guest = await Seat.take(context, browser, server.url, { hears: true });
  const { page } = guest;
  await page.setViewportSize({ width: 390, height: 844 });
  await comeIn(guest, await setDoor(server, of, "open"));
  await page.getByRole("button", { name: "Македонски" }).click();
  await page.getByText(MACEDONIAN).waitFor();
  await codeOnPhone(guest);
  expect(await slipsOf(server, of, facilitator)).toMatchObject({ handedIn: 1, seats: 3 });
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  await page.getByText("Nobody knows that it is yours.").waitFor();
  await guest.expectAccessible();

  // Of who leads they are told where they are.
  const words = { start: WORDS.indexOf("She had"), end: WORDS.length };
  const pointer = { n: 1, verdict: verdict.id, revision: 1, block: 0, ...words };
  expect((await lead(server, of, "POST", "pointer", pointer)).status).toBe(204);
  await page.getByText("The presenter is at ¶ 1").waitFor();
  await page.keyboard.press("f");
  await page.getByText("You follow the presenter, ¶ 1").waitFor();
  await eventually(() => page.locator(".vt-mark-pointed").allTextContents()).toEqual([WORDS.slice(words.start)]);

  await askAndAdvise(server, of, guest);
  for (const secret of [verdict.caseNumber, verdict.court, facilitator.member.name, "No other words"])
    expect(await guest.hasReceived(secret)).toBe(false);
});
