import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket, type ClientOptions } from "ws";
import { DEPUTY_WAITS_MS } from "../../../schema/domain/workshop/floor.ts";
import { newId, PassageId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { restarted } from "../../helpers/network/restarted.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { aQuestion } from "../../helpers/workshops/ballots.ts";
import { Browser, comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import {
  askTurn,
  beginSilence,
  mark,
  openSlip,
  setHandedIn,
  slipsOf,
  stepPath,
  turnTo,
} from "../../helpers/workshops/silence.ts";
import { LATE_SLIPS_MS } from "../../../server/workshops/silence-ends.ts";
import { aPassage, aStep, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";

/* Who goes away in a workshop: its holder, a phone, a screen. The table of failures stands before `workshop-fails.test.ts`. */

/** An answer that is owed no longer than a page takes to give it. */
const MOMENT_MS = 1_000;
const WORDS = "She could go out to a shop.";

/** An open page of somebody: the socket on which it is told what happens. */
async function openPage(server: TestServer, who: Person, options: ClientOptions = {}): Promise<WebSocket> {
  const headers = { cookie: who.cookie, origin: server.url };
  const socket = new WebSocket(`${server.url.replace(/^http/, "ws")}/api/events`, { ...options, headers });
  await once(socket, "message");
  return socket;
}

/** A workshop in silence with two deputies, and a slip of the first on which something is marked. */
async function silentWithDeputies(context: Teardown) {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const deputies = [lawyer.member.id, otherLawyer.member.id];
  const of = await openWorkshop(server, {
    deputies,
    steps: [aStep({ kind: "code", passages: [aPassage(verdict.id, WORDS)] })],
  });
  await viewFrom(server.ask(lawyer, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: "en" }));
  for (const to of ["read", "silence"] as const) await turnTo(server, of, to);
  const slip = await openSlip(server, of, lawyer);
  await mark(slip, "means.force", { start: 0, end: 9 });
  return { server, of, slip };
}

/** What taking the floor under this term is answered with. */
function takes(server: TestServer, of: WorkshopView, who: Person, term: number): Promise<Response> {
  return server.ask(who, "POST", `/api/workshops/${of.workshop.id}/floor/take`, { term });
}

const silentMs = async (server: TestServer, of: WorkshopView): Promise<number> =>
  (await workshopOf(server, server.people.reader, of)).holderSilentMs ?? -1;

test("of a holder whose browser is killed the first deputy has the floor ten seconds later; clock and slips stand, the old term leads nothing", async (context) => {
  const { server, of, slip } = await silentWithDeputies(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const page = await openPage(server, facilitator);
  const before = await workshopOf(server, lawyer, of);
  expect(before.holderSilentMs).toBeLessThan(MOMENT_MS);
  page.terminate();
  await seen(() => expect(server.hub.events.sessions.size).toBe(0));
  expect((await takes(server, of, lawyer, 1)).status).toBe(403);
  server.advance(DEPUTY_WAITS_MS);
  expect((await takes(server, of, otherLawyer, 1)).status).toBe(403);
  const taken = await viewFrom(takes(server, of, lawyer, 1));
  expect(taken.workshop).toMatchObject({ holder: lawyer.member.id, term: 2 });
  // What runs goes on as it was, to the same moment.
  expect(taken.steps[0]).toMatchObject({ phase: "silence", pass: 1, endsAt: before.steps[0]?.endsAt });

  // The holder's machine is back, and has not heard.
  const { course } = taken.workshop;
  const path = `/api/workshops/${of.workshop.id}`;
  const place = { n: 1, verdict: of.steps[0]?.passages[0]?.verdict, revision: 1, block: 0 };
  for (const [method, sub, body] of [
    ["PUT", stepPath(of, "phase"), { to: "closed", course }],
    ["POST", stepPath(of, "minutes"), { minutes: 1, course }],
    ["POST", `${path}/pointer`, place],
    ["POST", `${path}/call`, {}],
    ["POST", `${path}/ballots`, { step: null, question: aQuestion() }],
    ["POST", `${path}/floor/take`, {}],
  ] as const)
    expect([sub, await problemOf(await server.ask(facilitator, method, sub, { ...body, term: 1 }))]).toEqual([
      sub,
      [409, "floor-moved"],
    ]);

  const close = { to: "closed", term: 2, course };
  await viewFrom(server.ask(lawyer, "PUT", stepPath(of, "phase"), close));
  expect((await server.store.slips.tags([slip.slip.id])).map(({ category }) => category)).toEqual(["means.force"]);
  // Hers again, as the host's facilitator, at any time.
  const back = await viewFrom(takes(server, of, facilitator, 2));
  expect(back.workshop).toMatchObject({ holder: facilitator.member.id, term: 3 });
  // The deputy, who has not heard either, is told that it has moved, whatever they press.
  for (const [method, sub, body] of [
    ["PUT", "/state", { to: "paused", course: back.workshop.course }],
    ["POST", "/floor/give", { to: otherLawyer.member.id, term: 2 }],
  ] as const)
    expect(await problemOf(await server.ask(lawyer, method, path + sub, body))).toEqual([409, "floor-moved"]);
});

test("a machine that dies says no goodbye: whoever looks has it asked, and ten seconds without an answer are its silence", async (context) => {
  const { server, of } = await silentWithDeputies(context);
  const { facilitator, lawyer } = server.people;
  const dead = await openPage(server, facilitator, { autoPong: false });
  const alive = await openPage(server, facilitator);
  const asked = { dead: 0, alive: 0 };
  dead.on("ping", () => asked.dead++);
  alive.on("ping", () => asked.alive++);
  // Nobody has looked, and none of these has died yet.
  expect(await silentMs(server, of)).toBeLessThan(MOMENT_MS);
  await seen(() => expect(asked).toEqual({ dead: 1, alive: 1 }));
  server.advance(DEPUTY_WAITS_MS);
  // One page of hers answers.
  await seen(async () => expect(await silentMs(server, of)).toBeLessThan(MOMENT_MS));
  expect((await takes(server, of, lawyer, 1)).status).toBe(403);
  alive.terminate();
  await seen(async () => expect(await silentMs(server, of)).toBeGreaterThanOrEqual(DEPUTY_WAITS_MS));
  expect((await viewFrom(takes(server, of, lawyer, 1))).workshop.holder).toBe(lawyer.member.id);
  dead.terminate();
});

test("of two who take the floor at once one has it, however often", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const of = await openWorkshop(server, { deputies: [lawyer.member.id] });
  server.advance(DEPUTY_WAITS_MS);
  for (let term = 1; term <= 25; term++) {
    // Nobody has a page open: whoever holds it is silent.
    const answers = await Promise.all([facilitator, lawyer].map((who) => takes(server, of, who, term)));
    const held = answers.filter(({ status }) => status === 200);
    expect(held).toHaveLength(1);
    const [view] = await Promise.all(held.map((answer) => viewFrom(Promise.resolve(answer))));
    expect(view?.workshop.term).toBe(term + 1);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  }
});

test("of two who take the floor at once, a thousand times, one has it each time", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { workshops } = server.store;
  const { workshop } = await openWorkshop(server);
  const takers = [facilitator, lawyer].map(({ member }) => member.id);
  for (let { term } = workshop, tries = 0; tries < 1000; tries++, term++) {
    const took = await Promise.allSettled(takers.map((who) => workshops.giveFloor(workshop.id, term, who)));
    const [holder, ...others] = takers.filter((_, i) => took[i]?.status === "fulfilled");
    expect([others, await workshops.get(workshop.id)]).toMatchObject([[], { holder, term: term + 1 }]);
  }
});

test("a guest's phone sleeps through the end of a silence: what it had sent counts, and it wakes on the same seat", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, []);
  const phone = await comeAsGuest(server, await setDoor(server, of, "open"));
  const guest = await phone.person();
  const { seat } = await phone.attending();
  const page = await openPage(server, guest);
  const slip = await openSlip(server, of, guest);
  await mark(slip, "means.force", { start: 0, end: 9 });
  // As far as the server can tell: sockets end, and nobody asks.
  page.terminate();
  slip.client.close();
  server.advance(5 * 60_000 + LATE_SLIPS_MS);
  await seen(async () => expect((await workshopOf(server, facilitator, of)).steps[0]?.phase).toBe("closed"));
  server.advance(LATE_SLIPS_MS);
  // It is waited for no longer than for anybody.
  await turnTo(server, of, "revealed");

  const awake = await listen(server, guest);
  expect(awake[0]?.type).toBe("hello");
  expect(await phone.attending()).toMatchObject({ seat: { id: seat.id }, step: { phase: "revealed" } });
  const { own, reveals } = await slipsOf(server, of, guest);
  expect(own?.marks).toMatchObject([{ category: "means.force" }]);
  expect(reveals[0]?.groups).toMatchObject([{ group: "guests", slips: 1 }]);
  expect(await (await RawClient.openAt(server, slip.slip.rooms[0]?.room ?? "", guest)).closed).toBe(CLOSE.gone);
});

test("of thirty phones two sleep: the others wait ten seconds for them, and what all thirty sent counts on each of five passages", async (context) => {
  const server = await startTestServer(context);
  const lines = Array.from({ length: 5 }, (_, i) => `Reason ${i + 1} of the court.`);
  const { verdict } = await server.newVerdict(lines, { stage: "cleared-for-guests" });
  const ranges = lines.map((line, i) => ({ start: i * (line.length + 1), end: i * (line.length + 1) + line.length }));
  const passages = ranges.map((range) => {
    const anchor = { revision: 1, ranges: [range] };
    return { id: newId(PassageId), verdict: verdict.id, anchor };
  });
  const of = await openWorkshop(server, { steps: [aStep({ kind: "code", passages })] });
  for (const to of ["read", "silence"] as const) await turnTo(server, of, to);
  const code = await setDoor(server, of, "open");
  const slips: Awaited<ReturnType<typeof openSlip>>[] = [];
  const codeOn = async (hands: boolean): Promise<void> => {
    const guest = await (await comeAsGuest(server, code)).person();
    const slip = await openSlip(server, of, guest);
    await mark(slip, "means.force", ...ranges);
    if (hands) await setHandedIn(server, of, guest, true);
    else slip.client.close();
    slips.push(slip);
  };
  for (let ten = 0; ten < 3; ten++) await Promise.all(Array.from({ length: 10 }, (_, i) => codeOn(ten > 0 || i > 1)));
  expect(await slipsOf(server, of, server.people.facilitator)).toMatchObject({ handedIn: 28, seats: 30 });
  await turnTo(server, of, "closed");
  expect(await problemOf(await askTurn(server, of, "revealed"))).toEqual([409, "slips-on-their-way"]);
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  const { reveals } = await slipsOf(server, of, server.people.facilitator);
  const counted = passages.map(({ id }, i) => ({
    passage: id,
    categories: [{ category: "means.force", slips: 30, words: [{ ...ranges[i], slips: 30 }] }],
  }));
  expect(reveals[0]?.groups).toEqual([{ group: "guests", slips: 30, isWithheld: false, passages: counted }]);
});

test("a screen that was switched off, or its server, shows what it showed; one that forgot who it is gets four digits anew", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, []);
  const path = `/api/workshops/${of.workshop.id}/screens`;
  const pair = async (screen: Browser): Promise<void> => {
    const shown = ScreenView.parse(await (await screen.ask("POST", "/api/screens")).json());
    const digits = shown.state === "pairing" ? shown.digits : "";
    expect((await server.ask(facilitator, "POST", path, { digits })).status).toBe(200);
  };
  const screen = new Browser(server);
  await pair(screen);
  const again = await restarted(context, server.config.dataFolder);
  const later = await fetch(`${again.url}/api/screens`, { headers: { cookie: screen.cookie } });
  expect(ScreenView.parse(await later.json())).toMatchObject({
    state: "paired",
    shown: { step: { phase: "silence", passages: [{ paragraphs: [{ text: WORDS }] }] } },
  });
  const forgetful = new Browser(server);
  expect((await forgetful.ask("GET", "/api/screens")).status).toBe(404);
  await pair(forgetful);
  // What was taken away goes with all of them: nobody need find it first.
  await server.ask(facilitator, "DELETE", path);
  for (const each of [screen, forgetful]) expect((await each.ask("GET", "/api/screens")).status).toBe(404);
});
