import { expect, test } from "vitest";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { openSlip, setHandedIn, stepPath, turnTo } from "../../helpers/workshops/silence.ts";
import { askTables, beginTables, decideAt, TABLE_WORDS, turnTable } from "../../helpers/workshops/tables.ts";
import { aPassage, aPlan, aStep, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";

const WORDS = "She could go out to a shop.";

/** A command of who has the floor, given on what they saw. */
const commands = (server: TestServer, seen: WorkshopView) => {
  const { facilitator } = server.people;
  const { id, term, course } = seen.workshop;
  const on = { term, course };
  const put = (sub: string, body: object) => server.ask(facilitator, "PUT", `/api/workshops/${id}${sub}`, body);
  return {
    turn: (to: StepPhase | "ended") => server.ask(facilitator, "PUT", stepPath(seen, "phase"), { ...on, to }),
    more: () => server.ask(facilitator, "POST", stepPath(seen, "minutes"), { ...on, minutes: 1 }),
    state: (to: string) => put("/state", { ...on, to }),
    plan: (title: string) => put("", { ...on, plan: aPlan({ title, steps: seen.steps }) }),
  };
};

test("who sits down, raises a hand or hands in meanwhile keeps nobody who has the floor from going on", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reader, reviewer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const step = aStep({ kind: "code", passages: [aPassage(verdict.id, WORDS)] });
  const of = await openWorkshop(server, { steps: [step] });
  const path = `/api/workshops/${of.workshop.id}`;
  const sit = (who = lawyer, language = "en") => server.ask(who, "PUT", `${path}/seat`, { language });
  const hand = (up: boolean) => server.ask(lawyer, "PUT", `${path}/seat/hand`, { up });
  const give = { term: of.workshop.term, to: lawyer.member.id };
  // Each command is on its way when the other thing happens.
  const cases: [meanwhile: () => Promise<Response>, command: (on: ReturnType<typeof commands>) => Promise<Response>][] =
    [
      [() => sit(), (on) => on.turn("read")],
      [() => hand(true), (on) => on.turn("silence")],
      [() => sit(lawyer, "sq"), (on) => on.more()],
      [() => sit(reviewer), (on) => on.state("paused")],
      [() => hand(false), (on) => on.plan("Renamed")],
      [() => sit(reader), (on) => on.state("open")],
      [() => setHandedIn(server, of, lawyer, true), (on) => on.turn("closed")],
      [() => server.ask(facilitator, "POST", `${path}/floor/give`, give), (on) => on.state("closed")],
    ];
  const answers: number[][] = [];
  for (const [meanwhile, command] of cases) {
    const seen = await workshopOf(server, facilitator, of);
    if (seen.steps[0]?.phase === "silence") await openSlip(server, of, lawyer);
    answers.push([(await meanwhile()).status, (await command(commands(server, seen))).status]);
  }
  expect(answers).toEqual(cases.map(() => [200, 200]));
});

test("what was given on another course is refused: the phase, the clock, the plan or the floor has gone on", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const of = await openWorkshop(server);
  const moved = [409, "workshop-moved"];
  const before = commands(server, of);
  expect((await before.turn("on")).status).toBe(200);
  expect(await problemOf(await before.turn("ended"))).toEqual(moved);
  expect(await problemOf(await before.more())).toEqual(moved);
  expect(await problemOf(await before.state("closed"))).toEqual(moved);
  expect(await problemOf(await before.plan("Renamed"))).toEqual(moved);
  const begun = commands(server, await workshopOf(server, facilitator, of));
  expect((await begun.more()).status).toBe(200);
  expect(await problemOf(await begun.more())).toEqual(moved);
});

test("tables go on by themselves: none waits for another, and the holder for none of them", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  const { verdict } = await server.newVerdict([TABLE_WORDS, TABLE_WORDS]);
  const chairs = [lawyer, otherLawyer, otherFacilitator];
  const of = await beginTables(server, verdict.id, chairs);
  expect(
    (
      await askTables(
        server,
        of,
        chairs.map((chair) => ({ people: [chair] })),
      )
    ).status,
  ).toBe(200);
  const all = async (to: StepPhase) =>
    (await Promise.all(chairs.map((chair, place) => turnTable(server, of, chair, place, to)))).map(
      ({ status }) => status,
    );
  for (const to of ["read", "silence", "closed", "revealed"] as const)
    expect([to, await all(to)]).toEqual([to, [200, 200, 200]]);
  const seen = await workshopOf(server, facilitator, of);
  const decided = { categories: ["means.force"], isOpen: false, words: "" };
  expect((await decideAt(server, of, lawyer, [0, 0], decided)).status).toBe(200);
  expect((await turnTable(server, of, otherLawyer, 1, "talk")).status).toBe(200);
  const plenary = await viewFrom(commands(server, seen).turn("plenary"));
  // What went on meanwhile ends with the rest.
  expect(plenary.tables.map(({ work }) => [work.phase, work.endedAt !== null])).toEqual([
    ["revealed", true],
    ["talk", true],
    ["revealed", true],
  ]);
  expect(await problemOf(await turnTable(server, of, lawyer, 0, "talk"))).toEqual([409, "workshop-moved"]);
  await turnTo(server, of, "tables");
});
