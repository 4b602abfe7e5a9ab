import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import type { OutputId } from "../../../schema/domain/ids.ts";
import { ATTENDANCE_DAYS, wasThere } from "../../../schema/domain/workshop/door.ts";
import { ApprovalView } from "../../../schema/protocol/http/outputs.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { AttendanceList, type AttendanceRow, JoinView } from "../../../schema/protocol/http/workshops/door.ts";
import { MinutesMade } from "../../../schema/protocol/http/workshops/minutes.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { presentIn as presentThen } from "../../../server/workshops/attendance/attended.ts";
import { type Person, startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { seen } from "../../helpers/browser/seen.ts";
import { listen } from "../../helpers/rooms/coded-rounds.ts";
import { beHere, seat } from "../../helpers/workshops/ballots.ts";
import {
  advanceTo,
  attendancePath,
  Browser,
  comeAsGuest,
  door,
  setDoor,
  VALBONA,
} from "../../helpers/workshops/door.ts";
import { beginSilence, openSlip, setHandedIn, slipsOf, turnTo } from "../../helpers/workshops/silence.ts";
import { aStep, openWorkshop, workshopOf } from "../../helpers/workshops/workshops.ts";

const DAY_MS = 24 * 3_600_000;
const dayOf = (at: Date | number): string => wallTime("rs", at).day;
const TODAY = dayOf(new Date());
const WORDS = "She could go out to a shop.";
const VERA = { name: "Vera Vukmanović", organisation: "Sigurna kuća" };

async function listOf({ ask, people }: TestServer, { workshop }: WorkshopView): Promise<AttendanceList> {
  const answer = await ask(people.facilitator, "GET", attendancePath(workshop.id));
  return AttendanceList.parse(await answer.json());
}

const rowsOf = async (server: TestServer, of: WorkshopView): Promise<AttendanceRow[]> =>
  (await listOf(server, of)).rows;

test("who sat there while a step ran has a row, unnamed until they say so, and says so beside nobody else", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  const of = await openWorkshop(server, { days: [TODAY], steps: [aStep({ title: "Talk" })] });
  await seat(server, of, [facilitator, lawyer, otherLawyer]);
  // Before a step runs nobody was there, and who is away then was not.
  await beHere(server, of, [facilitator, lawyer, otherLawyer]);
  expect(await rowsOf(server, of)).toEqual([]);
  for (const who of [otherLawyer, reader]) await listen(server, who);
  await turnTo(server, of, "on");
  await beHere(server, of, [facilitator, lawyer]);
  const rows = await rowsOf(server, of);
  expect(new Map(rows.map(({ name, by, listed, named }) => [name, [by, listed, named]]))).toEqual(
    new Map([facilitator, lawyer].map(({ member }) => [member.name, ["sitting", false, false]])),
  );
  const own = { listed: true, named: true, remote: false };
  await server.ask(lawyer, "PUT", attendancePath(of.workshop.id, "/own"), own);
  const said = (await rowsOf(server, of)).find(({ name }) => name === lawyer.member.name);
  expect(said).toMatchObject({ by: "themselves", ...own });
  // Who is erased from it stays away on that day, though they sit on.
  for (const row of rows) await server.ask(facilitator, "DELETE", attendancePath(of.workshop.id, `/${row.seat}`));
  await beHere(server, of, [facilitator, lawyer]);
  expect(await rowsOf(server, of)).toEqual([]);
});

test("a seat of yesterday and a page elsewhere make nobody present; who comes in the middle of a phase is", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const of = await openWorkshop(server, { days: [TODAY], steps: [aStep(), aStep({ kind: "break" })] });
  await seat(server, of, [facilitator, lawyer, otherLawyer]);
  await turnTo(server, of, "on");
  await beHere(server, of, [facilitator, lawyer, otherLawyer]);
  server.advance(DAY_MS);
  // They read a verdict in the office, with pages of Coram open.
  for (const who of [lawyer, otherLawyer]) await listen(server, who);
  const { workshop, steps } = await workshopOf(server, facilitator, of);
  const turn = { to: "on", term: workshop.term, course: workshop.course };
  await server.ask(facilitator, "PUT", `/api/workshops/${workshop.id}/steps/${steps[1]?.id ?? ""}/phase`, turn);
  await beHere(server, of, [facilitator]);
  const { today, rows } = await listOf(server, of);
  const onSecondDay = (of: readonly AttendanceRow[]): string[] =>
    of.flatMap(({ day, name }) => (day === today ? [name] : []));
  expect(onSecondDay(rows)).toEqual([facilitator.member.name]);
  // Late, by a page that was never closed, and by taking the seat.
  await beHere(server, of, [lawyer]);
  await seat(server, of, [otherLawyer]);
  const late = [facilitator, lawyer, otherLawyer].map(({ member }) => member.name);
  expect(onSecondDay(await rowsOf(server, of)).toSorted()).toEqual(late.toSorted());
});

test("who is sent out sits there no more, is waited for by nobody, and was present only where the host says so", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const of = await beginSilence(server, verdict.id, WORDS, [facilitator, lawyer]);
  const code = await setDoor(server, of, "open");
  const [disturbs, stays] = [await comeAsGuest(server, code), await comeAsGuest(server, code)];
  for (const guest of [disturbs, stays]) await openSlip(server, of, await guest.person());
  const { seat: out } = await disturbs.attending();
  expect((await setHandedIn(server, of, await disturbs.person(), true)).status).toBe(200);
  await door(server, of, "POST", "dismiss", { seat: out.id });
  const view = await workshopOf(server, facilitator, of);
  expect([view.seats.length, view.waiting]).toEqual([3, 1]);
  expect(await slipsOf(server, of, facilitator)).toMatchObject({ handedIn: 0, seats: 3, whose: [] });
  expect(await stays.attending()).toMatchObject({ seats: 3, step: { handedIn: 0 } });
  // Whose slips are opened are in: nobody waits out the ten seconds.
  expect((await setHandedIn(server, of, await stays.person(), true)).status).toBe(200);
  for (const to of ["closed", "revealed"] as const) expect((await turnTo(server, of, to)).steps[0]?.phase).toBe(to);
  const { id } = of.workshop;
  const { rows } = await listOf(server, of);
  const absent = rows.flatMap((row) => (row.absent ? row.seat : []));
  expect([rows.length, absent]).toEqual([2, [out.id]]);
  await server.ask(facilitator, "PUT", attendancePath(id, "/confirmed"), {});
  expect((await presentThen(server.store, id)).guests).toBe(1);
  const { course } = (await workshopOf(server, facilitator, of)).workshop;
  await server.ask(facilitator, "PUT", `/api/workshops/${id}/state`, { course, to: "closed" });
  const { workshop, seats } = await workshopOf(server, facilitator, of);
  // Guests are gone as it closes, and sat there to its end.
  expect([workshop.state, seats.length]).toEqual(["closed", 3]);
  // It is of their seat still, for who asks for it.
  const day = rows[0]?.day ?? "";
  await server.ask(facilitator, "PUT", attendancePath(id, `/${out.id}`), { day, confirmed: true });
  expect((await presentThen(server.store, id)).guests).toBe(2);
});

test("who came without a device is written down, lies under the key, is counted unnamed, and goes on request and on day 91", async (context) => {
  const server = await startTestServer(context, { upkeepMs: 100 });
  const { facilitator } = server.people;
  const of = await openWorkshop(server, { days: [TODAY] });
  const { id } = of.workshop;
  const write = async (name: string) =>
    server.ask(facilitator, "POST", attendancePath(id, "/by-hand"), {
      day: TODAY,
      ...VERA,
      name,
      listed: true,
      named: true,
      remote: false,
    });
  expect((await write(VERA.name)).status).toBe(201);
  await write("Mila Milić");
  const rows = await rowsOf(server, of);
  expect(rows.find(({ name }) => name === VERA.name)).toMatchObject({
    ...VERA,
    by: "hand",
    listed: true,
    named: true,
  });
  expect(await filesWith(server.config.dataFolder, VERA.name)).toEqual([]);
  await server.ask(
    facilitator,
    "DELETE",
    attendancePath(id, `/${rows.find(({ name }) => name !== VERA.name)?.seat ?? ""}`),
  );
  expect((await rowsOf(server, of)).map(({ name }) => name)).toEqual([VERA.name]);
  const made = await server.ask(facilitator, "POST", `/api/workshops/${id}/minutes`, { languages: ["en"] });
  const { output } = MinutesMade.parse(await made.json());
  const parts = await (await server.ask(facilitator, "GET", `/api/outputs/${output}/parts`)).text();
  expect(OutputParts.parse(JSON.parse(parts)).parts).not.toEqual([]);
  expect(parts).toContain("1 guest");
  expect(parts).not.toContain(VERA.name);
  const { workshop } = await workshopOf(server, facilitator, of);
  await server.ask(facilitator, "PUT", `/api/workshops/${id}/state`, { course: workshop.course, to: "closed" });
  server.advance((ATTENDANCE_DAYS + 1) * DAY_MS);
  await seen(async () => expect(await server.store.doors.byHand(id)).toEqual([]));
  expect(await readdir(join(server.config.dataFolder, "keys", "workshops"))).toEqual([]);
});

test("the first names of a workshop, written down at the same moment, are all kept", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const of = await openWorkshop(server, { days: [TODAY] });
  const names = Array.from({ length: 24 }, (_, i) => `Vera ${i}`);
  const row = { ...VERA, day: TODAY, listed: true, remote: false };
  const path = attendancePath(of.workshop.id, "/by-hand");
  await Promise.all(names.map((name) => server.ask(facilitator, "POST", path, { ...row, name })));
  expect((await rowsOf(server, of)).map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});

/** What the minutes say of who was present, and which points of theirs are about it. */
async function presentIn({ ask, people }: TestServer, output: OutputId) {
  const answer = await ask(people.facilitator, "GET", `/api/outputs/${output}/parts`);
  const { parts } = OutputParts.parse(await answer.json());
  const lines = parts.flatMap((part) =>
    part.kind === "record"
      ? [
          part.pieces
            .map(({ text }) => text)
            .join("")
            .replaceAll("\u00a0", " "),
        ]
      : [],
  );
  const approval = await ask(people.facilitator, "GET", `/api/outputs/${output}/approval`);
  const { points } = ApprovalView.parse(await approval.json());
  return {
    said: lines.find((words) => words.startsWith("Present")),
    points: points.flatMap(({ kind }) => (kind === "attendance-waits" ? [kind] : [])),
  };
}

test("list, minutes and what waits for the host are one count; whoever waits is confirmed by one press; the count outlives the names", async (context) => {
  const server = await startTestServer(context, { upkeepMs: 100 });
  const { facilitator, lawyer, otherLawyer } = server.people;
  const of = await openWorkshop(server, { days: [TODAY], steps: [aStep()] });
  const { id } = of.workshop;
  // Another took a seat, and was not there when a step ran.
  await seat(server, of, [facilitator, lawyer, otherLawyer]);
  const code = await setDoor(server, of, "open");
  for (let i = 0; i < 2; i++) await comeAsGuest(server, code);
  await turnTo(server, of, "on");
  await beHere(server, of, [facilitator, lawyer]);
  const made = await server.ask(facilitator, "POST", `/api/workshops/${id}/minutes`, { languages: ["en"] });
  const { output } = MinutesMade.parse(await made.json());
  const members = "2 members: Organisation rs 2";
  const waiting = async (who: Person): Promise<number | null> => (await workshopOf(server, who, of)).waiting;
  expect([await waiting(facilitator), await waiting(lawyer)]).toEqual([2, null]);
  expect(await presentIn(server, output)).toEqual({
    said: `Present: 2 people (${members}).`,
    points: ["attendance-waits"],
  });
  const there = (rows: readonly AttendanceRow[]): number => rows.filter(wasThere).length;
  expect(there(await rowsOf(server, of))).toBe(2);
  const confirmed = await server.ask(facilitator, "PUT", attendancePath(id, "/confirmed"), { day: TODAY });
  expect(there(AttendanceList.parse(await confirmed.json()).rows)).toBe(4);
  expect(await waiting(facilitator)).toBe(0);
  expect(await presentIn(server, output)).toEqual({ said: `Present: 4 people (${members}; 2 guests).`, points: [] });
  const { workshop } = await workshopOf(server, facilitator, of);
  await server.ask(facilitator, "PUT", `/api/workshops/${id}/state`, { course: workshop.course, to: "closed" });
  server.advance((ATTENDANCE_DAYS + 1) * DAY_MS);
  await seen(async () => expect(await server.store.doors.presence(id)).toEqual([]));
  // As minutes read it from then on.
  expect(await presentThen(server.store, id)).toMatchObject({ members: [{ count: 2 }], guests: 2 });
});

test("a guest who may be named stands so in attendance; minutes say of members that none agreed, and hold no guest's name", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const of = await openWorkshop(server, { days: [TODAY] });
  await seat(server, of, [facilitator]);
  const guest = new Browser(server);
  await guest.join(await setDoor(server, of, "open"), { named: true });
  await server.ask(facilitator, "PUT", attendancePath(of.workshop.id, "/confirmed"), {});
  const row = (await rowsOf(server, of)).find(({ isGuest }) => isGuest);
  expect(row).toMatchObject({ name: VALBONA.name, named: true });
  const made = await server.ask(facilitator, "POST", `/api/workshops/${of.workshop.id}/minutes`, { languages: ["en"] });
  const { output } = MinutesMade.parse(await made.json());
  const said = await (await server.ask(facilitator, "GET", `/api/outputs/${output}/parts`)).text();
  expect(said).toContain("No member is named: none agreed to it.");
  expect(said).not.toContain(VALBONA.name);
});

test("somebody is written down for a day on which the workshop was open already", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const of = await openWorkshop(server, { days: [TODAY] });
  const path = attendancePath(of.workshop.id, "/by-hand");
  const inDays = (days: number): string => dayOf(Date.now() + days * DAY_MS);
  for (const [day, status] of [
    [inDays(-1), 400],
    [inDays(1), 400],
    [TODAY, 201],
  ] as const) {
    const answer = await server.ask(facilitator, "POST", path, { ...VERA, day, listed: true, remote: false });
    expect([day, answer.status]).toEqual([day, status]);
  }
});

/** Names of files below a folder in whose bytes some words stand. */
async function filesWith(folder: string, words: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => ((await readFile(join(parentPath, name))).includes(words) ? [name] : [])),
  );
  return found.flat();
}

test("whom the host said were not there wait no more and are confirmed with nobody, until they are said to have been", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const of = await openWorkshop(server, { days: [TODAY] });
  const code = await setDoor(server, of, "open");
  for (let i = 0; i < 2; i++) await comeAsGuest(server, code);
  const [one] = await rowsOf(server, of);
  const say = (sub: string, body: object): Promise<Response> =>
    server.ask(facilitator, "PUT", attendancePath(of.workshop.id, sub), body);
  const confirm = (confirmed: boolean) => say(`/${one?.seat ?? ""}`, { day: TODAY, confirmed });
  await confirm(true);
  await confirm(false);
  expect((await workshopOf(server, facilitator, of)).waiting).toBe(1);
  await say("/confirmed", {});
  const there = async () => new Map((await rowsOf(server, of)).map((row) => [row.seat === one?.seat, wasThere(row)]));
  // Of the two each by whether it is the one.
  expect((await there()).get(true)).toBe(false);
  expect((await there()).get(false)).toBe(true);
  await confirm(true);
  expect((await there()).get(true)).toBe(true);
});

test("the day of a workshop, its code and who was there are of the wall where its host is, past midnight elsewhere", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  // Half past eleven in London is the next morning in Belgrade.
  const day = new Date(advanceTo(server, "23:30") + DAY_MS).toISOString().slice(0, 10);
  const of = await openWorkshop(server, { days: [day], steps: [aStep()] });
  await seat(server, of, [facilitator, lawyer]);
  const code = await setDoor(server, of, "open");
  await turnTo(server, of, "on");
  await beHere(server, of, [lawyer]);
  const list = await listOf(server, of);
  expect([list.today, ...list.rows.map((row) => row.day)]).toEqual([day, day]);
  server.advance(3_600_000);
  const looked = await new Browser(server).ask("POST", "/api/join/look", { code });
  expect(JoinView.parse(await looked.json())).toMatchObject({ day: 1, days: 1 });
});
