import { expect, test } from "vitest";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { newId, TableId } from "../../../schema/domain/ids.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { LATE_SLIPS_MS } from "../../../server/workshops/silence-ends.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { mark, openSlip, setHandedIn, slipsOf, stepPath, turnTo } from "../../helpers/workshops/silence.ts";
import {
  askTables,
  atTable,
  beginTables,
  decideAt,
  TABLE_WORDS,
  tableOf,
  turnTable,
} from "../../helpers/workshops/tables.ts";
import { comeAsGuest, setDoor } from "../../helpers/workshops/door.ts";
import { workshopOf } from "../../helpers/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";

const [FORCE, VULNERABILITY] = ["means.force", "means.vulnerability"];
const FIRST = { start: 0, end: TABLE_WORDS.length };

/** Two tables of two, the first with both passages and the second with the first alone; the facilitator leads and sits at none. */
async function tables(context: Teardown): Promise<{ server: TestServer; of: WorkshopView }> {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  const { verdict } = await server.newVerdict([TABLE_WORDS, TABLE_WORDS]);
  const of = await beginTables(server, verdict.id, [facilitator, lawyer, otherLawyer, otherFacilitator, reviewer]);
  const set = [
    { people: [lawyer, reviewer], name: "Ohrid", question: "Was she free?" },
    { people: [otherLawyer, otherFacilitator], passages: [0] },
  ];
  expect((await askTables(server, of, set)).status).toBe(200);
  return { server, of };
}

/** A table codes its first paragraph in silence, and it is revealed; each of the two shows theirs, as two would tell whose is whose. */
async function codeAt(server: TestServer, of: WorkshopView, place: number, people: readonly [Person, Person]) {
  const [chair] = people;
  for (const to of ["read", "silence"] as const satisfies StepPhase[]) await turnTable(server, of, chair, place, to);
  const at = atTable(of, await tableOf(server, of, chair, place));
  const slips = [];
  for (const who of people) {
    const slip = await openSlip(server, at, who);
    await mark(slip, FORCE, FIRST);
    await setHandedIn(server, at, who, true);
    slips.push(slip);
  }
  for (const to of ["closed", "revealed"] as const satisfies StepPhase[]) await turnTable(server, of, chair, place, to);
  for (const who of people) await server.ask(who, "PUT", stepPath(at, "slip/shown"), { pass: 1, shown: true });
  return { at, slips };
}

test("nothing crosses tables before the plenary, where what each decided stands beside the others", async (context) => {
  const { server, of } = await tables(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer, reader } = server.people;
  const outside = [facilitator, otherLawyer, otherFacilitator, reader];
  const heard = await Promise.all(outside.map((who) => listen(server, who)));
  const { at, slips } = await codeAt(server, of, 0, [lawyer, reviewer]);
  expect((await slipsOf(server, at, reviewer)).reveals[0]?.groups).toMatchObject([{ slips: 2, isWithheld: false }]);
  const decided = { categories: [FORCE], isOpen: false, words: "As the court says" };
  expect((await decideAt(server, of, lawyer, [0, 0], decided)).status).toBe(200);

  for (const who of outside) {
    const told = await workshopOf(server, who, of);
    expect(told.tables.map(({ work, decisions }) => [work.phase, decisions])[0]).toEqual(["revealed", null]);
    expect(JSON.stringify(told)).not.toContain("As the court says");
    for (const path of ["slips", "edition", "calibration"])
      expect((await server.ask(who, "GET", stepPath(at, path))).status).toBe(404);
    expect((await server.ask(who, "POST", stepPath(at, "slip"))).status).toBe(404);
    const room = slips[0]?.slip.rooms[0]?.room ?? "";
    // Its room is closed for good, and before that it was nobody else's.
    expect([CLOSE.noAccess, CLOSE.gone]).toContain(await (await RawClient.openAt(server, room, who)).closed);
  }
  expect(JSON.stringify(heard)).not.toContain(FORCE);
  expect((await tableOf(server, of, reviewer, 0)).decisions).toMatchObject([decided]);

  await codeAt(server, of, 1, [otherLawyer, otherFacilitator]);
  const open = { categories: [], isOpen: true, words: "Force or vulnerability?" };
  await decideAt(server, of, otherLawyer, [1, 0], open);
  await turnTo(server, of, "plenary");
  for (const who of [...outside, lawyer, reviewer]) {
    const { tables: shown, steps } = await workshopOf(server, who, of);
    expect(shown.map(({ decisions }) => decisions)).toMatchObject([[decided], [open]]);
    expect([steps[0]?.phase, steps[0]?.edition, shown.every(({ work }) => work.endedAt !== null)]).toEqual([
      "plenary",
      1,
      true,
    ]);
    // Slips stay at their table.
    const isAt = who === lawyer || who === reviewer;
    expect((await server.ask(who, "GET", stepPath(at, "slips"))).status).toBe(isAt ? 200 : 404);
  }
  expect(await problemOf(await decideAt(server, of, lawyer, [0, 0], null))).toEqual([409, "workshop-moved"]);
});

test("where a chair is, those at the table are told and nobody else, until others sit there or tables are over", async (context) => {
  const { server, of } = await tables(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  const { id, work } = await tableOf(server, of, lawyer, 0);
  const path = `/api/workshops/${of.workshop.id}/tables/${id}/pointer`;
  const place = { verdict: work.passages[0]?.verdict, revision: 1 };
  let n = 0;
  const point = (who: Person, block = 0): Promise<Response> =>
    server.ask(who, "POST", path, { ...place, n: ++n, block });
  const [inside, ...outside] = await Promise.all(
    [reviewer, facilitator, otherLawyer, otherFacilitator].map((who) => listen(server, who)),
  );
  const pointed = (heard: readonly { type: string }[] = []) => heard.filter(({ type }) => type === "pointer");
  expect(await problemOf(await point(lawyer))).toEqual([409, "workshop-moved"]);
  await turnTable(server, of, lawyer, 0, "read");
  // Who has the floor runs the table, and is at none.
  expect(await problemOf(await point(facilitator))).toEqual([409, "floor-moved"]);
  for (const who of [reviewer, otherLawyer]) expect((await point(who)).status).toBe(403);
  expect((await point(lawyer, 9)).status).toBe(400);
  expect((await point(lawyer, 1)).status).toBe(204);
  const told = expect.objectContaining({ type: "pointer", table: id, block: 1 });
  await seen(() => expect(pointed(inside)).toEqual([told]));
  // The holder's place goes to all, at whatever table.
  const all = { ...place, term: of.workshop.term, n: 1, block: 0 };
  expect((await server.ask(facilitator, "POST", `/api/workshops/${of.workshop.id}/pointer`, all)).status).toBe(204);
  await seen(() => expect(outside.map((heard) => pointed(heard).length)).toEqual([1, 1, 1]));
  expect(JSON.stringify(outside)).not.toContain(id);
  expect(pointed(await listen(server, reviewer))).toContainEqual(told);
  // In silence nobody follows, at a table either.
  await turnTable(server, of, lawyer, 0, "silence");
  expect((await point(lawyer, 1)).status).toBe(204);
  expect(pointed(await listen(server, reviewer))).toEqual([expect.not.objectContaining({ table: id })]);
  await turnTable(server, of, lawyer, 0, "closed");
  await turnTable(server, of, lawyer, 0, "revealed");
  expect((await point(lawyer, 1)).status).toBe(204);
  await seen(() => expect(pointed(inside)).toHaveLength(3));

  await turnTo(server, of, "plenary");
  expect(await problemOf(await point(lawyer))).toEqual([409, "workshop-moved"]);
  expect(JSON.stringify(await listen(server, reviewer))).not.toContain(id);
});

test("a table is run by its chair and by who has the floor, and decides only what it has seen", async (context) => {
  const { server, of } = await tables(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  for (const who of [otherLawyer, reviewer]) expect((await turnTable(server, of, who, 0, "read")).status).toBe(403);
  expect((await turnTable(server, of, lawyer, 0, "silence")).status).toBe(409);
  expect((await turnTable(server, of, facilitator, 0, "read")).status).toBe(200);
  const { id } = await tableOf(server, of, lawyer, 0);
  const path = `/api/workshops/${of.workshop.id}/tables/${id}/phase`;
  // Pressed twice, or by two at once: it goes on once.
  expect(await problemOf(await server.ask(lawyer, "PUT", path, { from: null, to: "read" }))).toEqual([
    409,
    "workshop-moved",
  ]);
  const decided = { categories: [VULNERABILITY], isOpen: false, words: "" };
  expect(await problemOf(await decideAt(server, of, lawyer, [0, 0], decided))).toEqual([409, "workshop-moved"]);
  const { at } = await codeAt(server, of, 1, [otherLawyer, server.people.otherFacilitator]);
  // Who leads sits elsewhere, and decides nothing unseen; nor does the agenda's command turn what a table works on.
  expect((await decideAt(server, of, facilitator, [1, 0], decided)).status).toBe(403);
  const agenda = { to: "talk", ...(await workshopOf(server, facilitator, of)).workshop };
  expect((await server.ask(facilitator, "PUT", stepPath(at, "phase"), agenda)).status).toBe(404);
  for (const wrong of [
    { ...decided, categories: ["no.such"] },
    { categories: [FORCE], isOpen: true, words: "" },
  ])
    expect((await decideAt(server, of, otherLawyer, [1, 0], wrong)).status).toBe(400);
  expect((await decideAt(server, of, otherLawyer, [1, 0], decided)).status).toBe(200);
  expect((await decideAt(server, of, otherLawyer, [1, 0], null)).status).toBe(200);
  expect((await tableOf(server, of, otherLawyer, 1)).decisions).toEqual([]);
});

test("each table has a clock of its own, which stands while the workshop does", async (context) => {
  const { server, of } = await tables(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  for (const to of ["read", "silence"] as const) await turnTable(server, of, lawyer, 0, to);
  await turnTable(server, of, otherLawyer, 1, "read");
  server.advance(60_000);
  const state = async (to: "open" | "paused") => {
    const { course } = (await workshopOf(server, facilitator, of)).workshop;
    await server.ask(facilitator, "PUT", `/api/workshops/${of.workshop.id}/state`, { course, to });
  };
  await state("paused");
  const { work, leftMs } = await tableOf(server, of, lawyer, 0);
  expect([work.endsAt, Math.round((leftMs ?? 0) / 60_000)]).toEqual([null, 4]);
  server.advance(600_000);
  expect(await problemOf(await turnTable(server, of, lawyer, 0, "closed"))).toEqual([409, "workshop-moved"]);
  await state("open");
  expect((await tableOf(server, of, lawyer, 0)).work.phase).toBe("silence");
  server.advance(4 * 60_000 + 1000);
  await seen(async () => expect((await tableOf(server, of, lawyer, 0)).work.phase).toBe("closed"));
  expect((await tableOf(server, of, otherLawyer, 1)).work.phase).toBe("read");
  server.advance(LATE_SLIPS_MS);
  expect((await turnTable(server, of, lawyer, 0, "revealed")).status).toBe(200);
});

test("a guest works at a table, and in the plenary reads with the screen what tables decided, of no person", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reviewer } = server.people;
  const { verdict } = await server.newVerdict([TABLE_WORDS, TABLE_WORDS], { stage: "cleared-for-guests" });
  const of = await beginTables(server, verdict.id, [facilitator, lawyer, reviewer]);
  const guest = await comeAsGuest(server, await setDoor(server, of, "open"));
  const person = await guest.person();
  expect((await guest.attending()).step).toMatchObject({ kind: "tables", phase: "tables" });
  await askTables(server, of, [
    { people: [lawyer, person], passages: [1] },
    { people: [facilitator, reviewer], name: `With ${lawyer.member.name}`, question: "Was she free?" },
  ]);
  await codeAt(server, of, 1, [facilitator, reviewer]);
  // Their table has not begun: the time that all tables have is theirs.
  const ends = (await workshopOf(server, lawyer, of)).steps[0]?.endsAt;
  expect(ends).toEqual(expect.any(String));
  expect((await guest.attending()).step).toMatchObject({ phase: null, endsAt: ends });
  for (const to of ["read", "silence"] as const) await turnTable(server, of, lawyer, 0, to);
  const [one, two] = of.steps[0]?.passages.map(({ id }) => id) ?? [];
  expect((await guest.attending()).atWork).toEqual([
    { number: 1, name: null, question: null, given: [two], seats: 2, phase: "silence" },
    { number: 2, name: null, question: "Was she free?", given: [one, two], seats: 2, phase: "revealed" },
  ]);
  const table = await tableOf(server, of, lawyer, 0);
  const other = await tableOf(server, of, facilitator, 1);
  expect(await guest.attending()).toMatchObject({
    seats: 2,
    table: { number: 1, name: null },
    step: { id: table.work.id, phase: "silence", kind: "code" },
  });
  // Of their own table alone.
  expect((await guest.ask("POST", stepPath(atTable(of, table), "slip"))).status).toBe(200);
  expect((await guest.ask("GET", stepPath(atTable(of, other), "slips"))).status).toBe(404);
  await decideAt(server, of, facilitator, [1, 0], { categories: [FORCE], isOpen: false, words: "By all" });
  await decideAt(server, of, facilitator, [1, 1], { categories: [], isOpen: true, words: `Ask ${lawyer.member.name}` });
  expect(JSON.stringify(await guest.attending())).not.toContain("By all");
  await turnTo(server, of, "plenary");
  const { step, tables: shown, atWork } = await guest.attending();
  expect(atWork).toBeNull();
  const [first, second] = of.steps[0]?.passages ?? [];
  expect(step).toMatchObject({ kind: "tables", phase: "plenary", edition: { number: 1 } });
  expect(shown).toEqual([
    { number: 1, name: null, question: null, given: [second?.id], decisions: [], votes: [] },
    {
      number: 2,
      name: null,
      question: "Was she free?",
      given: [first?.id, second?.id],
      decisions: [
        { passage: first?.id, categories: [FORCE], isOpen: false, words: "By all" },
        { passage: second?.id, categories: [], isOpen: true, words: null },
      ],
      votes: [],
    },
  ]);
});

test("who leads seats each at one table under a chair who may lead, and what has begun keeps its passages", async (context) => {
  const { server, of } = await tables(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  for (const wrong of [
    [{ people: [lawyer, reviewer] }, { people: [otherLawyer, reviewer] }],
    [{ people: [reviewer, lawyer] }],
    [{ people: [lawyer], passages: [] }],
  ])
    expect((await askTables(server, of, wrong)).status).toBe(400);
  const [one, two] = (await workshopOf(server, facilitator, of)).tables;
  await turnTable(server, of, lawyer, 0, "read");
  expect((await askTables(server, of, [{ people: [otherLawyer], id: newId(TableId) }])).status).toBe(409);
  // Somebody who comes late sits down where it has begun.
  const moved = [
    { people: [lawyer, reviewer, otherFacilitator], id: one?.id ?? newId(TableId), name: "Skopje", passages: [0] },
    { people: [otherLawyer], id: two?.id ?? newId(TableId), passages: [1] },
  ];
  expect((await askTables(server, of, moved)).status).toBe(200);
  const [first, second] = (await workshopOf(server, otherFacilitator, of)).tables;
  expect([first?.name, first?.work.passages, first?.decisions]).toEqual(["Skopje", one?.work.passages, []]);
  // As from a page of before tables were asked anything.
  expect(first?.question).toBe("Was she free?");
  expect(second?.work.passages.map(({ anchor }) => anchor)).toEqual([of.steps[0]?.passages[1]?.anchor]);
  await turnTo(server, of, "plenary");
  expect(await problemOf(await askTables(server, of, moved))).toEqual([409, "workshop-moved"]);
});
