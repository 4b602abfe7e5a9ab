import type { Browser } from "playwright";
import { beforeAll, expect, test, type TestContext } from "vitest";
import { DEPUTY_WAITS_MS } from "../../../../schema/domain/workshop/floor.ts";
import { ScreenView } from "../../../../schema/protocol/http/workshops/attending.ts";
import { BallotQuestion } from "../../../../schema/domain/workshop/ballot.ts";
import { BallotList } from "../../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../../schema/protocol/http/workshops/workshops.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";
import { aQuestion } from "../../../helpers/workshops/ballots.ts";
import { setDoor } from "../../../helpers/workshops/door.ts";
import { mark, openSlip, stepPath } from "../../../helpers/workshops/silence.ts";
import { aPassage, aStep, openWorkshop, viewFrom, workshopOf } from "../../../helpers/workshops/workshops.ts";

const WORDS = "She could go out to a shop. She had no other acceptable choice.";
const SECOND = { start: WORDS.indexOf("She had"), end: WORDS.length };

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** Who is in the room, each at a browser of their own: holder, deputy, nine lawyers, a guest on a phone, and the wall. */
interface Room {
  server: TestServer;
  of: WorkshopView;
  holder: Seat;
  deputy: Seat;
  lawyers: readonly Seat[];
  phone: Seat;
  wall: Seat;
  /** The nine, as the server knows them. */
  nine: readonly Person[];
}

/** An open workshop of one step, and everybody's page open on it. */
async function fill(context: TestContext): Promise<Room> {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const more = await Promise.all(
    Array.from({ length: 7 }, (_, i) => server.oneMoreLike(otherLawyer, `Lawyer ${String.fromCharCode(65 + i)}`)),
  );
  const nine = [otherLawyer, otherFacilitator, ...more];
  const step = aStep({ kind: "code", title: "Everybody codes ¶ 1", passages: [aPassage(verdict.id, WORDS)] });
  const prepared = { kind: "vote" as const, question: { ...BallotQuestion.parse(aQuestion()), wording: null } };
  const steps = [step, aStep({ kind: "vote", title: "Consent", prepared }), aStep({ kind: "break", title: "Break" })];
  const of = await openWorkshop(server, { deputies: [lawyer.member.id], steps });
  const path = `/api/workshops/${of.workshop.id}`;
  for (const who of [facilitator, lawyer, ...nine])
    await viewFrom(server.ask(who, "PUT", `${path}/seat`, { language: "en" }));
  const take = async ({ cookie }: Pick<Person, "cookie">): Promise<Seat> => {
    const seat = await Seat.take(context, browser, server.url, { cookie });
    await seat.page.goto(`/workshops/${of.workshop.id}`);
    return seat;
  };
  const [holder, deputy] = await Promise.all([take(facilitator), take(lawyer)]);
  const lawyers: Seat[] = [];
  // Three at once: what a browser does with nine is a matter of the machine.
  for (let i = 0; i < nine.length; i += 3) lawyers.push(...(await Promise.all(nine.slice(i, i + 3).map(take))));
  const [wall, phone] = await Promise.all([hang(context, server, of), comeByPhone(context, server, of)]);
  return { server, of, holder, deputy, lawyers, phone, wall, nine };
}

/** A browser on the wall, paired by the digits that it shows. */
async function hang(context: TestContext, server: TestServer, { workshop }: WorkshopView): Promise<Seat> {
  const wall = await Seat.take(context, browser, server.url, { hears: true });
  // Before it is paired, and once it is over, it is told that it is no screen.
  wall.mayLog(404);
  await wall.page.goto("/screen");
  await wall.page.getByRole("button", { name: "Show four digits" }).click();
  const digits = ((await wall.page.locator(".wall-digits").textContent()) ?? "").trim();
  expect(ScreenView.safeParse({ state: "pairing", digits, until: new Date().toISOString() }).success).toBe(true);
  const { facilitator } = server.people;
  await server.ask(facilitator, "POST", `/api/workshops/${workshop.id}/screens`, { digits });
  return wall;
}

async function comeByPhone(context: TestContext, server: TestServer, of: WorkshopView): Promise<Seat> {
  const phone = await Seat.take(context, browser, server.url, { phone: true, hears: true });
  await phone.page.goto("/j");
  await phone.page.getByLabel("Code").fill(await setDoor(server, of, "open"));
  await phone.page.keyboard.press("Enter");
  await phone.page.getByLabel("Name, as you want to be called here").fill("Valbona R.");
  await phone.page.getByRole("button", { name: "Come in" }).click();
  return phone;
}

/** Reading, then silence, by the key of who has the floor; all see it. */
async function fallSilent({ holder, lawyers, deputy, phone, wall }: Room): Promise<void> {
  const { page } = holder;
  await page.getByRole("button", { name: /^Begin: Everybody codes ¶ 1/ }).waitFor();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: /^Next: Silence/ }).waitFor();
  // Another key in between: it is no double press.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Space");
  // There is time left to read: it is asked.
  await page.getByRole("button", { name: "Not now" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const all = [deputy, ...lawyers, phone];
  await Promise.all(all.map((each) => each.page.getByRole("button", { name: "Hand in", exact: true }).waitFor()));
  await wall.page.getByText(/0 of 12 handed in/).waitFor();
}

/** In the middle of the silence the holder's browser is killed: her deputy goes on, and nobody's slip is lost. */
async function loseHolder({ server, of, holder, deputy }: Room): Promise<void> {
  const before = await workshopOf(server, server.people.lawyer, of);
  await holder.page.close();
  server.advance(DEPUTY_WAITS_MS);
  await deputy.page.getByRole("button", { name: "Take the floor" }).last().click();
  await deputy.page.getByText("You have the floor").first().waitFor();
  const after = await workshopOf(server, server.people.lawyer, of);
  expect(after.workshop).toMatchObject({ holder: server.people.lawyer.member.id, term: 2 });
  expect(after.steps[0]).toMatchObject({ phase: "silence", endsAt: before.steps[0]?.endsAt });
}

/** Eight of nine mark the second sentence, and everybody presses *Hand in*. */
async function codeAll({ server, of, lawyers, nine, deputy, phone, wall }: Room): Promise<void> {
  for (const [i, who] of nine.entries())
    await mark(await openSlip(server, of, who), i < 8 ? "means.vulnerability" : "means.force", SECOND);
  const press = (each: Seat): Promise<void> => each.page.getByRole("button", { name: "Hand in", exact: true }).click();
  await Promise.all([...lawyers, deputy, phone].map(press));
  await wall.page.getByText("11 of 12 handed in").waitFor();
}

/** Whoever has the floor skips the break, and opens by one press what was planned to be voted on. */
async function openPlanned({ page }: Seat): Promise<void> {
  await page.getByRole("button", { name: "Break: begin or skip" }).click();
  await page.getByRole("menuitem", { name: "Skip it" }).click();
  await page.getByText("skipped", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Consent: begin or skip" }).click();
  await page.getByRole("menuitem", { name: "Begin it now" }).click();
  // Talk and Decide of the step under way are to come.
  await page.getByRole("button", { name: "Not now" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Open the vote" }).click();
}

/** All vote on their own page, and the wall says what came of it. */
async function vote({ server, of, lawyers, deputy, phone, wall }: Room): Promise<void> {
  const { lawyer } = server.people;
  const path = `/api/workshops/${of.workshop.id}/ballots`;
  await openPlanned(deputy);
  const choose = (each: Seat, i: number): Promise<void> =>
    each.page.getByRole("radio", { name: i < 7 ? "For" : "Against", exact: true }).check();
  await Promise.all([...lawyers, deputy, phone].map(choose));
  await wall.page.getByText("10 of 11 members have voted").waitFor();
  // Of no tally before it is closed.
  expect(await wall.hasReceived('"counts":[')).toBe(false);
  const { ballots } = BallotList.parse(await (await server.ask(lawyer, "GET", path)).json());
  await server.ask(lawyer, "PUT", `${path}/${ballots[0]?.id ?? ""}/state`, { term: 2, to: "closed" });
  await wall.page.locator("coram-tally li", { hasText: "For" }).first().waitFor();
}

test("a whole day in a room: thirteen browsers come in, code in silence, lose their holder, read the reveal, vote and close", async (context) => {
  const room = await fill(context);
  const { server, of, deputy, lawyers, phone, wall } = room;
  const { facilitator, lawyer } = server.people;
  await fallSilent(room);
  await loseHolder(room);
  await codeAll(room);

  const turn = async (to: "closed" | "revealed"): Promise<void> => {
    const { workshop } = await workshopOf(server, lawyer, of);
    const { term, course } = workshop;
    await viewFrom(server.ask(lawyer, "PUT", stepPath(of, "phase"), { to, term, course }));
  };
  await turn("closed");
  server.advance(10_000);
  await turn("revealed");
  await wall.page.getByText("8 of 10", { exact: true }).waitFor();
  await Promise.all(lawyers.map(({ page }) => page.getByRole("button", { name: /8 of 10/ }).waitFor()));
  await phone.page.getByText("Nobody knows that it is yours.").waitFor();
  await vote(room);

  // The host's facilitator is back, and closes it: guests and the wall are out at once, members read on.
  const { workshop } = await workshopOf(server, facilitator, of);
  const close = { course: workshop.course, to: "closed" };
  await viewFrom(server.ask(facilitator, "PUT", `/api/workshops/${workshop.id}/state`, close));
  phone.mayLog(401, 403, 404, "a lost connection");
  await wall.page.getByText("This workshop is closed. Thank you for taking part.").waitFor();
  await eventually(() => phone.page.getByText(WORDS).count()).toBe(0);
  await phone.page.getByText("This workshop is closed. Thank you for taking part.").waitFor();
  await Promise.all(
    [deputy, ...lawyers].map(({ page }) => page.getByText("This workshop is closed.").first().waitFor()),
  );
  const { verdict } = of.steps[0]?.passages[0] ?? {};
  const { caseNumber = "", court = "" } = (verdict && (await server.store.verdicts.get(verdict))) ?? {};
  for (const seat of [phone, wall])
    for (const secret of [caseNumber, court, facilitator.member.name, lawyer.member.name])
      expect(await seat.hasReceived(secret)).toBe(false);
});
