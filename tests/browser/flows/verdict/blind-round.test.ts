import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import type { Browser, Locator, Page } from "playwright";
import type { VerdictId } from "../../../../schema/domain/ids.ts";
import { command, ownRoom } from "../../../helpers/network/blind-round.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { findOnDevice, isCopied } from "../../../helpers/browser/on-device.ts";
import {
  addLawyer,
  canary,
  expectNothingOfOthers,
  handIn,
  isInSight,
  leaveTraces,
  writeNote,
} from "../../../helpers/browser/verdict/blind-steps.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

const TEXT = readFileSync(new URL("../../../fixtures/verdicts/rs-individual.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "");
/** What each of the eight tags, and with which digit. */
const PASSAGES = [
  ["dovođenjem u zabludu", 4],
  ["zadržavanjem ličnih isprava", 3],
  ["vrbovao, prevezao i držao", 1],
  ["obećao joj posao konobarice", 1],
  ["putničkim vozilom marke", 2],
  ["udarao je otvorenom šakom", 3],
  ["bila bez zaposlenja", 4],
  ["živela sa teško obolelom majkom", 4],
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** Assigned in one dialog, which asks first, and says what it changes for whom. */
async function assign(coders: readonly Person[], mira: Seat, dialog: Locator): Promise<void> {
  // Nobody is chosen beforehand.
  expect(await dialog.getByRole("checkbox", { checked: true }).count()).toBe(0);
  // Who has tagged it with the others comes to it less alone.
  expect(await dialog.getByText("knows this text from coding together").count()).toBe(1);
  for (const { member } of coders) await dialog.getByRole("checkbox", { name: member.name }).check();
  // One day for all.
  await dialog.getByLabel("Until, for all").fill("2030-05-04");
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Begin the round…" }).click();
  // It asks first, and says what it changes for whom.
  await dialog.getByRole("heading", { name: "Begin round 1?" }).waitFor();
  // Of the round that is there nothing is said above it.
  expect(await dialog.getByRole("heading", { name: "Round 1", exact: true }).count()).toBe(0);
  await dialog.getByText("goes on seeing what stands").waitFor();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Begin the round" }).click();
  await eventually(() => dialog.getByText("Not begun").count()).toBe(8);
}

/** She is told where she is, and hands in from there; no place is gone to, nor counted as read, below all that stays in sight. */
async function readWhereOneIs(ana: Seat, scroller: Locator): Promise<void> {
  // She is told where she is, and hands in from there.
  const told = ana.page.getByRole("alert").filter({ hasText: "Round 1 has begun, and you are one of its coders" });
  for (const at of [told, ana.page.getByRole("button", { name: "Hand in" })])
    await eventually(() => isInSight(at)).toBe(true);
  await ana.expectAccessible();
  // The page waits for her answer: until then nothing is written.
  await ana.selectByMouse("REPUBLIKA");
  await ana.page.keyboard.press("1");
  expect([await ana.painted(), await ana.page.getByRole("button", { name: /^Tag as/ }).count()]).toEqual([[], 0]);
  await told.getByRole("button", { name: "Go on, alone" }).click();
  await told.waitFor({ state: "detached" });
  await scroller.evaluate((at) => at.scrollTo({ top: at.scrollHeight }));
  await eventually(() => isInSight(ana.page.getByRole("button", { name: "Hand in" }))).toBe(true);
  // No place is gone to, nor counted as read, below all that stays in sight.
  await eventually(() =>
    scroller.evaluate((at) => {
      const { bottom } = at.querySelector(".verdict-stays")?.getBoundingClientRect() ?? new DOMRect();
      return Math.round(
        parseFloat(getComputedStyle(at).getPropertyValue("--covered")) - bottom + at.getBoundingClientRect().top,
      );
    }),
  ).toBe(0);
  await scroller.evaluate((at) => at.scrollTo({ top: 0 }));
  await ana.page.getByText("You code alone.", { exact: true }).waitFor();
  await ana.page.getByText("Until 4 May 2030", { exact: true }).waitFor();
}

/** Each tags; a file is of what one can see: of what stands there is nothing, and that is what is said. */
async function codeAlone({
  server,
  id,
  coders,
  ana,
  seats,
}: {
  server: TestServer;
  id: VerdictId;
  coders: readonly Person[];
  ana: Seat;
  seats: readonly Seat[];
}): Promise<void> {
  // What was on the screen is known on the server: another device goes on from there.
  const seen = async (): Promise<string | undefined> =>
    (await server.store.rounds.of(id)).at(-1)?.coders.find(({ member }) => member === coders[0]?.member.id)?.seen;
  await eventually(seen).toMatch(/^1(-|$)/);
  await Promise.all(
    seats.map(async (seat, i) => {
      const [words, digit] = PASSAGES[i] ?? ["", 0];
      await seat.tag(words, digit);
      await seat.isSaved();
      const who = coders[i];
      if (who) await writeNote(server, who, await ownRoom(server, id, who), canary(i));
      await eventually(async () => (await seat.painted()).length).toBe(2);
    }),
  );
  await ana.expectAccessible();
  // A file is of what she can see; of what stands there is nothing for her, and that is what is said.
  await ana.page.getByRole("button", { name: "Export" }).click();
  const file = ana.dialog("Export");
  await file.getByText("2 passages").waitFor();
  await file.getByLabel("What to export").selectOption({ label: "What stands" });
  await file.getByText("There is nothing in “What stands”. Choose something else.").waitFor();
  await ana.page.keyboard.press("Escape");
  // Half way she is told on the first page how far she is, and goes on at what she has not seen.
  await ana.follow("/");
  const waits = ana.page.locator("coram-waiting-list li", { hasText: /\d+ of \d+ paragraphs/ });
  await waits.getByRole("link", { name: /^Code/ }).click();
  await ana.page.waitForURL(`**/verdicts/${id}?go-on`);
  await eventually(() => ana.page.locator("#main").evaluate((at) => at.scrollTop)).toBeGreaterThan(300);
}

/** Handed in by the page; by the last one elsewhere, while this browser is away with work that was not sent. One takes back and hands in again. */
async function handAllIn({
  server,
  id,
  coders,
  ana,
  seats,
  elira,
  last,
  expectBlind,
}: {
  server: TestServer;
  id: VerdictId;
  coders: readonly Person[];
  ana: Seat;
  seats: readonly Seat[];
  elira: Seat;
  last: Seat;
  expectBlind: () => Promise<unknown>;
}): Promise<void> {
  // Handed in by the page; by the last one elsewhere, while this browser is away with work that was not sent.
  last.mayLog("a lost connection");
  await last.context.setOffline(true);
  await eventually(() => last.savedWords()).toMatch(/^Offline/);
  await last.tag("pretio da će fotografije poslati", 3);
  const round = (await server.store.verdicts.currentRound(id)).id;
  const lastCoder = coders.at(-1);
  if (lastCoder) await command(server, lastCoder, "POST", `/api/verdicts/${id}/rounds/${round}/hand-in`);
  // Elira has read to the end on another device.
  const [, reader] = coders;
  if (reader) await server.ask(reader, "POST", `/api/verdicts/${id}/rounds/${round}/seen`, { paragraphs: "1-9999" });
  await Promise.all(seats.slice(0, -1).map((seat) => handIn(seat, "Yours: 2 tags, 0 answers")));
  // That opens nothing: whoever may take back may not have read.
  await ana.page.getByText("Until the reveal you still see only your own work").waitFor();
  await expectBlind();
  // Taken back, changed, and handed in again.
  await elira.page.getByRole("button", { name: "Take back" }).click();
  await elira.page.getByText("You code alone.").waitFor();
  await elira.page.getByText(/^(\d+) of \1 paragraphs seen$/).waitFor();
  await elira.isSaved();
  await elira.tag("ugovarao susrete oštećene", 1);
  await elira.isSaved();
  await handIn(elira, "Yours: 3 tags, 0 answers");

  await last.context.setOffline(false);
  const draft = last.page
    .locator("coram-drafts")
    .getByText("The round that it was written for is no longer open to you.");
  await draft.first().waitFor();
}

/** Holds what is asked at these addresses until the returned function is called. */
async function held(page: Page, addresses: string): Promise<() => void> {
  let arrives = (): void => undefined;
  const gate = new Promise<void>((resolve) => (arrives = resolve));
  await page.route(addresses, async (route) => {
    await gate;
    await route.continue();
  });
  return arrives;
}

/** The first page says that it is time, and leads to the question; nothing is revealed by going there. */
async function reveal(
  server: TestServer,
  last: { path: string; coder: Person },
  mira: Seat,
  ana: Seat,
  dialog: Locator,
  expectBlind: () => Promise<unknown>,
): Promise<void> {
  // One action.
  await eventually(() => dialog.getByText("Handed in").count()).toBe(8);
  await dialog.getByRole("button", { name: "Close" }).click();
  await mira.page.getByRole("status").getByRole("button", { name: "Reveal…" }).waitFor();
  // The first page says that it is time, and leads to the question; nothing is revealed by going there.
  await mira.follow("/");
  // First steps say it too.
  const waiting = mira.page.locator("coram-waiting-list");
  await waiting.getByText("All coders have handed in: the round can be revealed").waitFor();
  await waiting.getByRole("link", { name: /^Reveal…/ }).click();
  await dialog.getByRole("heading", { name: "Reveal round 1?" }).waitFor();
  await dialog.getByText("It cannot be undone. From then on everybody who reads this verdict sees").waitFor();
  await mira.expectAccessible();
  await dialog.getByRole("button", { name: "Back" }).click();
  await eventually(() => mira.page.evaluate(() => document.activeElement?.textContent.trim())).toBe("Reveal…");
  expect(await dialog.locator(".button-primary").allInnerTexts()).toEqual(["Reveal…"]);
  await expectBlind();
  await mira.page.keyboard.press("Enter");
  await eventually(() => mira.page.evaluate(() => document.activeElement?.textContent.trim())).toBe("Back");
  // What has changed since it was asked is not confirmed by who was asked before.
  const { path, coder } = last;
  await command(server, coder, "DELETE", path);
  await dialog.getByRole("alert").getByText(`No longer handed in: ${coder.member.name}.`).waitFor();
  expect(await dialog.getByRole("button", { name: /^Reveal/ }).count()).toBe(0);
  await dialog.getByRole("button", { name: "Look again" }).click();
  await dialog.getByRole("button", { name: "Reveal without waiting for them" }).waitFor();
  await dialog.getByRole("button", { name: "Wait, and remind them" }).click();
  await dialog.getByText(/^Begun · .*reminded \d/).waitFor();
  await mira.page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Wait", exact: true }).waitFor();
  await mira.expectAccessible();
  await command(server, coder, "POST", path);
  await dialog.getByRole("alert").getByText(`Handed in now: ${coder.member.name}.`).waitFor();
  await expectBlind();
  await dialog.getByRole("button", { name: "Look again" }).click();
  const arrives = await held(ana.page, "**/layers/*");
  await dialog.getByRole("button", { name: "Reveal", exact: true }).click();
  await dialog.getByText("A further round").waitFor();
  // What is on its way is not said to be nothing; the discussion may be there before the tags are.
  await ana.page.getByRole("button", { name: "Tags and comments: All …" }).waitFor();
  expect(await ana.page.getByText("No tags or comments yet.").count()).toBe(0);
  arrives();
  // What comes next is ruling: the coders of a further round are folded away.
  expect(await dialog.getByRole("group", { name: "Who codes" }).isVisible()).toBe(false);
  await dialog.getByText(/^\d+ disagreements? still waits? for a ruling\.$/).waitFor();
  await eventually(() => dialog.locator(".button-primary").allInnerTexts()).toEqual(["Disagreements"]);
}

/** To who did not code, what was tagged together; who coded goes on seeing what was coded, and is told so. */
async function seeAll({
  people,
  ask,
  id,
  ana,
  scroller,
  mira,
  dialog,
  seats,
}: {
  people: TestServer["people"];
  ask: TestServer["ask"];
  id: VerdictId;
  ana: Seat;
  scroller: Locator;
  mira: Seat;
  dialog: Locator;
  seats: readonly Seat[];
}): Promise<void> {
  await dialog.getByRole("button", { name: "Close" }).click();
  // The address asked for it once.
  await eventually(() => new URL(mira.page.url()).search).toBe("");
  // Who revealed it sees what was coded, too; what was tagged together stands until the round is marked as settled, and is a choice away.
  await eventually(async () => (await mira.painted()).length).toBe(17);
  await mira.page.getByRole("button", { name: "Show what stands" }).click();
  await mira.page.getByText("Tags shown: Tagged together (stands).").waitFor();
  await eventually(async () => (await mira.painted()).length).toBe(1);
  await mira.page.getByRole("button", { name: "Show all coders’ tags" }).click();
  await mira.page.getByRole("button", { name: /^Tags and comments: All [\d–]+ per coder$/ }).waitFor();
  // Who coded goes on seeing what was coded, and is told so; the choice is at hand wherever one reads.
  await scroller.evaluate((at) => at.scrollTo({ top: at.scrollHeight / 2 }));
  const revealed = ana.page.getByRole("alert").filter({ hasText: "Round 1 is revealed" });
  await ana.page.getByText("Tags shown: All coders.").waitFor();
  for (const at of [revealed.getByRole("link", { name: "Disagreements" }), ana.page.getByLabel("Tags shown")])
    await eventually(() => isInSight(at)).toBe(true);
  await ana.expectAccessible();
  await revealed.getByRole("button", { name: "Go on" }).click();
  for (const seat of [mira, ...seats]) {
    // Eight tags, the one that was taken up again, and the eight notes.
    await eventually(async () => (await seat.painted()).length).toBe(17);
    for (const [i] of seats.entries()) expect(await seat.hasReceived(canary(i))).toBe(true);
    // The discussion is there too, on pages that were open all the while.
    await eventually(() => seat.hasReceived(canary("discussion"))).toBe(true);
  }
  await ana.page.getByLabel("Tags shown").selectOption({ label: people.otherLawyer.member.name });
  await eventually(async () => (await ana.paintedLines()).filter((line) => !line.includes("REPUBLIKA"))).toEqual([
    "A1: ugovarao susrete oštećene",
    "B1: zadržavanjem ličnih isprava",
  ]);
  await ana.expectAccessible();
  expect((await ask(people.reader, "GET", `/api/verdicts/${id}/rounds`)).status).toBe(200);
}

/** A second round, in which again each sees only their own. */
async function codeAgain({
  coders,
  ana,
  openRounds,
  dialog,
  elira,
}: {
  coders: readonly Person[];
  ana: Seat;
  openRounds: () => Promise<void>;
  dialog: Locator;
  elira: Seat;
}): Promise<void> {
  // A second round, in which again each sees only their own.
  await openRounds();
  await dialog.getByText("A further round").click();
  await dialog.getByRole("group", { name: "Who codes" }).waitFor();
  for (const { member } of coders.slice(0, 2)) await dialog.getByRole("checkbox", { name: member.name }).check();
  await dialog.getByRole("button", { name: "Begin the round…" }).click();
  await dialog.getByRole("button", { name: "Begin the round" }).click();
  await dialog.getByRole("heading", { name: "Round 2" }).waitFor();
  for (const seat of [ana, elira]) {
    await seat.page.getByText("You code alone.").waitFor();
    await seat.isSaved();
    // Of the first round one's own is still there to be looked at; of the second there is nothing yet.
    await eventually(async () => (await seat.painted()).length).toBe(0);
    const offered = seat.page.getByLabel("Tags shown").locator("option");
    expect((await offered.allInnerTexts()).map((each) => each.trim())).toEqual(["Your tags", "Your tags of round 1"]);
  }
  // What is counted is what one hands in, whatever one looks at.
  await ana.page.getByLabel("Tags shown").selectOption({ label: "Your tags of round 1" });
  await eventually(async () => (await ana.painted()).length).toBe(2);
  await ana.page.getByRole("button", { name: "Hand in" }).click();
  await ana.dialog("Hand in your work?").getByText("Yours: 0 tags, 0 answers").waitFor();
}

test("nine at nine browsers: eight code blind and are sent nothing of each other, one reveal shows all, a second round begins", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  const { verdict, rooms } = await server.newVerdict(TEXT);
  const { id } = verdict;
  const coders = [people.lawyer, people.otherLawyer];
  for (let n = 3; n <= 8; n++) coders.push(await addLawyer(server, n));
  await leaveTraces(server, people, rooms);

  // One of them reads it, and has a copy of all that on the device.
  const ana = await Seat.take(context, browser, server.url, { cookie: people.lawyer.cookie, hears: true });
  await ana.openVerdict(id);
  await isCopied(ana);
  for (const what of ["shared", "discussion"].map(canary)) expect(await findOnDevice(ana.page, what)).not.toEqual([]);

  // She reads on in the middle of it.
  const scroller = ana.page.locator("#main");
  await scroller.evaluate((at) => at.scrollTo({ top: at.scrollHeight / 2 }));

  // Assigned in one dialog.
  const mira = await Seat.take(context, browser, server.url, { cookie: people.facilitator.cookie, hears: true });
  await mira.openVerdict(id);
  const openRounds = (): Promise<void> => mira.fromState("Rounds");
  await openRounds();
  const dialog = mira.dialog("Rounds");
  await dialog.getByRole("group", { name: "Who codes" }).waitFor();
  await assign(coders, mira, dialog);

  // Each alone. The others were never here before, so that all that was sent to them is of this round.
  const seats = [
    ana,
    ...(await Promise.all(
      coders.slice(1).map(({ cookie }) => Seat.take(context, browser, server.url, { cookie, hears: true })),
    )),
  ];
  const [, elira] = seats;
  const last = seats.at(-1);
  if (!elira || !last) throw new Error("nobody there");
  // A few at a time: that all come at once is no part of it.
  for (let i = 1; i < seats.length; i += 3)
    await Promise.all(seats.slice(i, i + 3).map((seat) => seat.openVerdict(id)));
  await readWhereOneIs(ana, scroller);
  await codeAlone({ server, id, coders, ana, seats });

  const expectBlind = () => expectNothingOfOthers(seats, ana);
  await expectBlind();
  await handAllIn({ server, id, coders, ana, seats, elira, last, expectBlind });
  const lastCoder = coders.at(-1);
  if (!lastCoder) throw new Error("nobody codes");
  const { id: round } = await server.store.verdicts.currentRound(id);
  const toTurn = { coder: lastCoder, path: `/api/verdicts/${id}/rounds/${round}/hand-in` };
  await reveal(server, toTurn, mira, ana, dialog, expectBlind);
  await seeAll({ people, ask, id, ana, scroller, mira, dialog, seats });
  await codeAgain({ coders, ana, openRounds, dialog, elira });
}, 240_000);
