import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { ATTENDANCE_DAYS, DOOR_OPEN_MS } from "../../../schema/domain/workshop/door.ts";
import { WRONG_CODES } from "../../../server/auth/attempts.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import { AttendanceList, Joined, JoinView } from "../../../schema/protocol/http/workshops/door.ts";
import {
  advanceTo,
  attendancePath,
  Browser,
  comeAsGuest,
  door,
  pairedScreen,
  setDoor,
  VALBONA,
} from "../../helpers/workshops/door.ts";
import { SessionView } from "../../../schema/protocol/http/people.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { startTestServer, TEST_PASSWORD } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import {
  beginSilence,
  mark,
  openSlip,
  setHandedIn,
  slipsOf,
  stepPath,
  turnTo,
} from "../../helpers/workshops/silence.ts";
import { aPassage, aStep, openWorkshop, workshopOf } from "../../helpers/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";

const WORDS = "She could go out to a shop.";
const DAY_MS = 24 * 3_600_000;

const joinedAs = async (answer: Promise<Response>): Promise<string> => Joined.parse(await (await answer).json()).as;

test("one comes in by an open door, knocks from a quarter of an hour on, and finds it shut", async (context) => {
  const server = await startTestServer(context);
  // At no midnight, where its code would be another.
  advanceTo(server, "08:00");
  const of = await openWorkshop(server);
  expect(await door(server, of, "GET", "door")).toMatchObject({ state: "shut", code: null });
  const code = await setDoor(server, of, "open");
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
  const guest = await comeAsGuest(server, ` ${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`);
  expect(await guest.attending()).toMatchObject({
    name: "Guest 1",
    seat: { language: "sq", handAt: null },
    step: null,
  });
  expect((await guest.ask("PUT", "/api/attending/hand", { up: true })).status).toBe(200);
  const { seats, members } = await workshopOf(server, server.people.lawyer, of);
  expect(seats.map(({ handAt }) => handAt !== null)).toEqual([true]);
  expect(members.filter(({ isGuest }) => isGuest).map(({ name }) => name)).toEqual(["Guest 1"]);

  server.advance(DOOR_OPEN_MS);
  const second = new Browser(server);
  expect(await joinedAs(second.join(code))).toBe("waiting");
  expect(await joinedAs(second.ask("POST", "/api/join/knock"))).toBe("waiting");
  const [knock] = (await door(server, of, "GET", "door")).knocks;
  expect(knock).toMatchObject({ name: VALBONA.name, organisation: VALBONA.organisation });
  await door(server, of, "POST", `door/knocks/${knock?.id ?? ""}`, { admit: true });
  expect(await joinedAs(second.ask("POST", "/api/join/knock"))).toBe("guest");
  expect((await second.attending()).name).toBe("Guest 2");
  const third = new Browser(server);
  await third.join(code);
  const [stranger] = (await door(server, of, "GET", "door")).knocks;
  await door(server, of, "POST", `door/knocks/${stranger?.id ?? ""}`, { admit: false });
  expect((await third.ask("POST", "/api/join/knock")).status).toBe(404);

  await setDoor(server, of, "shut");
  expect(await problemOf(await new Browser(server).join(code))).toEqual([409, "door-shut"]);
});

test("the next day's code wakes the same seat, the old one opens nothing, and members take their own", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const of = await openWorkshop(server);
  const code = await setDoor(server, of, "open");
  const guest = await comeAsGuest(server, code);
  const { seat } = await guest.attending();
  server.advance(DAY_MS);
  expect((await guest.ask("GET", "/api/attending")).status).toBe(401);
  expect((await guest.join(code)).status).toBe(404);
  const next = await setDoor(server, of, "knock");
  expect(next).not.toBe(code);
  const looked = await guest.ask("POST", "/api/join/look", { code: next });
  expect(JoinView.parse(await looked.json())).toMatchObject({ knownAs: "guest", state: "knock" });
  expect(
    await joinedAs(
      guest.ask("POST", "/api/join", { code: next, language: "sq", listed: false, named: false, remote: false }),
    ),
  ).toBe("guest");
  expect((await guest.attending()).seat.id).toBe(seat.id);
  expect((await guest.attending()).consents).toMatchObject({ listed: true });

  expect(await joinedAs(server.ask(lawyer, "POST", "/api/join", { ...VALBONA, code: next }))).toBe("member");
  expect((await workshopOf(server, lawyer, of)).seat).not.toBeNull();
});

test("thirty come from one address amid wrong codes, of which thirty a minute are answered at once, and sign-in is as open as before", async (context) => {
  const server = await startTestServer(context);
  const of = await openWorkshop(server);
  const code = await setDoor(server, of, "open");
  const wrong = Array.from({ length: 100 }, (_, i) => async (): Promise<number> => {
    const guess = `22222${"23456789AB"[i % 10] ?? "C"}`;
    const answer = await new Browser(server).ask("POST", "/api/join/look", { code: guess });
    await answer.arrayBuffer();
    return answer.status;
  });
  const joins = Array.from(
    { length: 30 },
    () => async (): Promise<number> => (await new Browser(server).join(code)).status,
  );
  const [guessed, joined] = await Promise.all([inTurns(wrong), inTurns(joins)]);
  expect(joined).toEqual(Array.from({ length: 30 }, () => 200));
  const answered = guessed.filter((status) => status === 404).length;
  expect(answered).toBeGreaterThanOrEqual(WRONG_CODES);
  expect(guessed.filter((status) => status === 429)).toHaveLength(100 - answered);
  expect(answered).toBeLessThan(100);
  expect((await workshopOf(server, server.people.reader, of)).seats).toHaveLength(30);
  const email = server.people.lawyer.email ?? "";
  expect((await server.ask(null, "POST", "/api/session", { email, password: TEST_PASSWORD })).status).toBe(200);
});

/** A few at once, as browsers at one address ask. */
async function inTurns(asks: (() => Promise<number>)[]): Promise<number[]> {
  const answers: number[] = [];
  while (asks.length > 0) answers.push(...(await Promise.all(asks.splice(0, 10).map((ask) => ask()))));
  return answers;
}

test("a guest reads the running step's passages and codes them, and nothing that they are sent holds a person, number or court", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict([WORDS, "She did not."], { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, [facilitator]);
  const browser = await comeAsGuest(server, await setDoor(server, of, "open"));
  const guest = await browser.person();
  const heard = await listen(server, guest);
  const { step } = await browser.attending();
  expect(step).toMatchObject({
    kind: "code",
    phase: "silence",
    passages: [{ verdict: verdict.id, lang: "sr-Latn", paragraphs: [{ number: "1", start: 0, text: WORDS }] }],
  });
  // They ask so often that what they code by, which is long, is not sent with it.
  expect(step?.edition).toEqual({ number: 1, named: [] });
  const slip = await openSlip(server, of, guest);
  await mark(slip, "means.force", { start: 0, end: 9 });
  expect((await setHandedIn(server, of, guest, true)).status).toBe(200);
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  const { reveals } = await slipsOf(server, of, guest);
  expect(reveals[0]?.groups).toMatchObject([{ group: "guests", slips: 1, isWithheld: true }]);
  await seen(() => expect(heard).toContainEqual(expect.objectContaining({ type: "workshop", phase: "revealed" })));

  // All that reached the browser, and what stands open to it beyond the workshop: nothing.
  const texts = await Promise.all(
    [stepPath(of, "slips"), "/api/attending", "/api/session"].map(async (path) =>
      (await browser.ask("GET", path)).text(),
    ),
  );
  const sent = [...texts, JSON.stringify(heard)].join("\n");
  for (const secret of ["K 12/25", "Viši sud", "She did not", VALBONA.name, facilitator.member.name])
    expect(sent).not.toContain(secret);
  for (const path of [
    `/api/verdicts/${verdict.id}`,
    "/api/members",
    `/api/workshops/${of.workshop.id}`,
    "/api/workshops",
  ])
    expect([403, 404]).toContain((await browser.ask("GET", path)).status);
  // Its rooms, too.
  const { rooms } = VerdictView.parse(
    await (await server.ask(facilitator, "GET", `/api/verdicts/${verdict.id}`)).json(),
  );
  for (const { room } of rooms) expect(await (await RawClient.openAt(server, room, guest)).closed).toBe(CLOSE.noAccess);
});

test("a guest reads what a step is called without the number of its verdict, what comes when, and decides about their name anew", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  // Of this one guests read nothing, nor what a step is called that speaks of it.
  await server.newVerdict(WORDS, { stage: "cleared", caseNumber: "K 77/24" });
  const [title, said] = [`Reasoning on the means, ${verdict.caseNumber}`, "Reasoning on the means"];
  const steps = [
    aStep({ kind: "code", title, passages: [aPassage(verdict.id, WORDS)] }),
    aStep({ kind: "break", title: "Break", minutes: 15 }),
    aStep({ kind: "vote", title: "Vote on K-77/2024, the hotel", minutes: 10 }),
  ];
  const of = await openWorkshop(server, { steps });
  await turnTo(server, of, "read");
  const browser = await comeAsGuest(server, await setDoor(server, of, "open"));
  const { step, agenda, begins } = await browser.attending();
  expect([step?.title, begins]).toEqual([said, "09:00"]);
  expect(agenda.map((each) => [each.title, each.kind, each.minutes, each.isNow])).toEqual([
    [said, "code", 20, true],
    ["Break", "break", 15, false],
    [null, "vote", 10, false],
  ]);
  const consents = { listed: false, named: true, remote: true };
  await browser.ask("PUT", "/api/attending/consents", consents);
  expect((await browser.attending()).consents).toEqual(consents);
});

test("of a verdict that is only cleared a guest learns kind and minutes; one that is withdrawn is gone at once", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict: open } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, open.id, WORDS, []);
  const browser = await comeAsGuest(server, await setDoor(server, of, "open"));
  const guest = await browser.person();
  const slip = await openSlip(server, of, guest);
  const heard = await listen(server, guest);
  const before = heard.length;
  // Who leads is told which words the guests do not read.
  const closed = async () => (await workshopOf(server, facilitator, of)).closedToGuests;
  expect(await closed()).toEqual([]);
  await server.ask(facilitator, "POST", `/api/verdicts/${open.id}/stage`, { stage: "cleared" });
  expect(await closed()).toMatchObject([{ verdict: open.id, caseNumber: open.caseNumber, mayClear: true }]);
  expect(await slip.client.closed).toBe(CLOSE.noAccess);
  await seen(() => expect(heard.slice(before).some(({ type }) => type === "workshop")).toBe(true));
  const { step, agenda } = await browser.attending();
  expect(step).toMatchObject({ kind: "code", minutes: 20, title: null, passages: [], edition: null, groups: [] });
  expect(agenda).toMatchObject([{ kind: "code", minutes: 20, title: null, isNow: true }]);
  expect(await slipsOf(server, of, guest)).toMatchObject({ passages: [], reveals: [] });
  expect((await browser.ask("POST", stepPath(of, "slip"))).status).toBe(403);
});

test("who is dismissed is out within a second, with their hand, and the code is another", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, []);
  const code = await setDoor(server, of, "open");
  const browser = await comeAsGuest(server, code);
  await browser.ask("PUT", "/api/attending/hand", { up: true });
  const slip = await openSlip(server, of, await browser.person());
  const { seat } = await browser.attending();
  // As the page does: the moment its socket is closed.
  const asked = slip.client.closed.then(() => browser.ask("GET", "/api/session"));
  const after = await door(server, of, "POST", "dismiss", { seat: seat.id });
  // From the answer on: how long a busy machine takes for that is not asked.
  const began = performance.now();
  expect(await slip.client.closed).toBe(CLOSE.noAccess);
  expect(performance.now() - began).toBeLessThan(1000);
  expect(after.code).not.toBe(code);
  expect((await browser.ask("GET", "/api/attending")).status).toBe(401);
  expect((await workshopOf(server, server.people.lawyer, of)).seats).toEqual([]);
  // By whom they are told: the organisation, and no person.
  const told = await (await asked).text();
  const { facilitator } = server.people;
  const host = (await server.store.people.organisations()).find(({ id }) => id === facilitator.member.organisation);
  expect(SessionView.parse(JSON.parse(told)).workshopOver).toEqual({ title: of.workshop.title, by: host?.name });
  expect(told).not.toContain(facilitator.member.name);
  // The browser is a stranger's now: it knocks as everybody does.
  const knock = await setDoor(server, of, "knock");
  expect(await joinedAs(browser.join(knock))).toBe("waiting");
});

test("a new code is one command: the one that was photographed opens nothing, and who came by it stays", async (context) => {
  const server = await startTestServer(context);
  const of = await openWorkshop(server);
  const code = await setDoor(server, of, "open");
  const guest = await comeAsGuest(server, code);
  const renewed = await door(server, of, "POST", "door/code");
  expect(renewed.code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
  expect(renewed).toMatchObject({ state: "open", code: expect.not.stringContaining(code) });
  expect((await new Browser(server).join(code)).status).toBe(404);
  expect((await guest.attending()).name).toBe("Guest 1");
  expect(await joinedAs(new Browser(server).join(renewed.code ?? ""))).toBe("guest");
});

test("guests are gone when it closes and are told so, and screens say so for the rest of the day", async (context) => {
  const server = await startTestServer(context);
  const of = await openWorkshop(server);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const screen = await pairedScreen(server, of.workshop.id);
  const { workshop } = await workshopOf(server, server.people.facilitator, of);
  const close = { course: workshop.course, to: "closed" };
  expect(
    (await server.ask(server.people.facilitator, "PUT", `/api/workshops/${workshop.id}/state`, close)).status,
  ).toBe(200);
  expect((await guest.ask("GET", "/api/attending")).status).toBe(401);
  const { title } = workshop;
  const session = SessionView.parse(await (await guest.ask("GET", "/api/session")).json());
  expect(session).toMatchObject({ member: null, workshopOver: { title, by: null } });
  const shown = await (await screen.ask("GET", "/api/screens")).json();
  expect(shown).toEqual({ state: "closed", title });
  // Whoever led it leads no more; its host knows of the walls and takes them off.
  const path = `/api/workshops/${workshop.id}/screens`;
  expect((await server.ask(server.people.lawyer, "DELETE", path)).status).toBe(403);
  expect(await (await server.ask(server.people.facilitator, "GET", path)).json()).toEqual({ paired: 1 });
  server.advance(12 * 3_600_000 + 1);
  expect((await screen.ask("GET", "/api/screens")).status).toBe(404);
  expect(await (await server.ask(server.people.facilitator, "DELETE", path)).json()).toEqual({ paired: 0 });
  expect(await (await server.ask(server.people.facilitator, "GET", path)).json()).toEqual({ paired: 0 });
});

test("a screen is paired by four digits within two minutes, reads what guests read, and does nothing else", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const { verdict: cleared } = await server.newVerdict("Only members read this.");
  const of = await beginSilence(server, verdict.id, WORDS, []);
  const late = new Browser(server);
  const first = ScreenView.parse(await (await late.ask("POST", "/api/screens")).json());
  server.advance(2 * 60_000);
  const digits = first.state === "pairing" ? first.digits : "";
  const path = `/api/workshops/${of.workshop.id}/screens`;
  expect((await server.ask(server.people.facilitator, "POST", path, { digits })).status).toBe(404);
  expect((await late.ask("GET", "/api/screens")).status).toBe(404);

  const screen = await pairedScreen(server, of.workshop.id);
  const code = await setDoor(server, of, "open");
  const view = await (await screen.ask("GET", "/api/screens")).text();
  expect(ScreenView.parse(JSON.parse(view))).toMatchObject({
    state: "paired",
    shown: { step: { passages: [{ paragraphs: [{ text: WORDS }] }] } },
    door: { state: "open", code },
  });
  for (const secret of ["K 12/25", "Viši sud", server.people.facilitator.member.name])
    expect(view).not.toContain(secret);
  for (const other of ["/api/attending", `/api/verdicts/${verdict.id}`, "/api/workshops"])
    expect((await screen.ask("GET", other)).status).toBe(401);

  // A step on a verdict that is not open to guests.
  const hidden = await openWorkshop(server, {
    steps: [aStep({ kind: "code", passages: [aPassage(cleared.id, "Only")] })],
  });
  const wall = await pairedScreen(server, hidden.workshop.id);
  await turnTo(server, hidden, "read");
  const shown = await (await wall.ask("GET", "/api/screens")).text();
  expect(shown).not.toContain("Only");
  await server.ask(server.people.facilitator, "DELETE", `/api/workshops/${hidden.workshop.id}/screens`);
  expect((await wall.ask("GET", "/api/screens")).status).toBe(404);
});

test("names in attendance are read by the host alone, go on request, and on day 91 nothing yields one", async (context) => {
  const server = await startTestServer(context, { upkeepMs: 100 });
  const { facilitator, otherFacilitator } = server.people;
  const of = await openWorkshop(server, { days: [wallTime("rs", new Date()).day] });
  const { id } = of.workshop;
  const code = await setDoor(server, of, "open");
  const guest = await comeAsGuest(server, code);
  const other = await comeAsGuest(server, code);
  await guest.ask("PUT", "/api/attending/consents", { listed: true, named: true, remote: true });
  expect((await server.ask(otherFacilitator, "GET", attendancePath(id))).status).toBe(403);
  const list = async (): Promise<AttendanceList> =>
    AttendanceList.parse(await (await server.ask(facilitator, "GET", attendancePath(id))).json());
  const { seat } = await guest.attending();
  const day = (await list()).today;
  await server.ask(facilitator, "PUT", attendancePath(id, `/${seat.id}`), { day, confirmed: true });
  const row = (await list()).rows.find((each) => each.seat === seat.id);
  expect(row).toMatchObject({
    name: VALBONA.name,
    organisation: VALBONA.organisation,
    listed: true,
    named: true,
    remote: true,
  });
  expect(row?.confirmedAt).not.toBeNull();
  await server.ask(facilitator, "DELETE", attendancePath(id, `/${(await other.attending()).seat.id}`));
  expect((await list()).rows).toHaveLength(1);
  // Nothing on the disk has the name in clear, a copy of the database neither.
  expect(await filesWith(server.config.dataFolder, VALBONA.name)).toEqual([]);
  const { workshop } = await workshopOf(server, facilitator, of);
  await server.ask(facilitator, "PUT", `/api/workshops/${id}/state`, { course: workshop.course, to: "closed" });
  expect((await list()).rows[0]?.name).toBe(VALBONA.name);

  server.advance((ATTENDANCE_DAYS + 1) * DAY_MS);
  const keys = join(server.config.dataFolder, "keys", "workshops");
  await seen(async () => expect(await readdir(keys)).toEqual([]));
  await seen(async () => expect(await server.store.doors.attendance(id)).toEqual([]));
});

/** Names of files below a folder in whose bytes some words stand. */
async function filesWith(folder: string, words: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => ((await readFile(join(parentPath, name))).includes(words) ? [name] : [])),
  );
  return found.flat();
}
