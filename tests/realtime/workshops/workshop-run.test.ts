import { expect, test } from "vitest";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { MemberId, newId } from "../../../schema/domain/ids.ts";
import { DEPUTY_WAITS_MS } from "../../../schema/domain/workshop/floor.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { WorkshopList, type WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import {
  aPassage,
  aPlan,
  aStep,
  makeWorkshop,
  openWorkshop,
  viewFrom,
  workshopOf,
} from "../../helpers/workshops/workshops.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { turnTo } from "../../helpers/workshops/silence.ts";
import { seen } from "../../helpers/browser/seen.ts";

const WORDS = "The court finds that she could go out to a shop.";

async function phase(server: TestServer, who: Person, view: WorkshopView, step: number, to: string): Promise<Response> {
  const { id, term, course } = view.workshop;
  return server.ask(who, "PUT", `/api/workshops/${id}/steps/${view.steps[step]?.id ?? ""}/phase`, {
    to,
    term,
    course,
  });
}

test("a plan names who may hold the floor and passages that are cleared, and is not written over unseen", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, reviewer, otherFacilitator } = server.people;
  const ask = async (plan: unknown): Promise<unknown> =>
    problemOf(await server.ask(facilitator, "POST", "/api/workshops", plan));
  expect(await ask(aPlan({ deputies: [reviewer.member.id] }))).toEqual([400, "bad-request"]);
  expect(await ask(aPlan({ deputies: [newId(MemberId)] }))).toEqual([400, "bad-request"]);
  expect(await ask(aPlan({ days: ["2026-12-02", "2026-12-01"] }))).toEqual([400, "bad-request"]);
  const { verdict: hidden } = await server.newVerdict(WORDS, { stage: "in-preparation" });
  const { verdict } = await server.newVerdict(WORDS);
  const withPassage = (id: typeof verdict.id, words: string) =>
    aPlan({ steps: [aStep({ kind: "code", passages: [aPassage(id, words)] })] });
  expect(await ask(withPassage(hidden.id, WORDS))).toEqual([400, "bad-request"]);
  expect(await ask(withPassage(verdict.id, `${WORDS} More.`))).toEqual([400, "bad-request"]);

  const made = await makeWorkshop(server, withPassage(verdict.id, WORDS));
  expect(made.steps[0]?.passages).toMatchObject([{ verdict: verdict.id }]);
  const path = `/api/workshops/${made.workshop.id}`;
  const plan = aPlan({ title: "Renamed" });
  const renamed = await viewFrom(server.ask(facilitator, "PUT", path, { course: 1, plan }));
  expect([renamed.workshop.title, renamed.workshop.course]).toEqual(["Renamed", 2]);
  expect(await problemOf(await server.ask(facilitator, "PUT", path, { course: 1, plan }))).toEqual([
    409,
    "workshop-moved",
  ]);
  // Whose workshop it is not reads it.
  const listed = WorkshopList.parse(await (await server.ask(otherFacilitator, "GET", "/api/workshops")).json());
  expect(listed.workshops).toMatchObject([{ id: made.workshop.id, title: "Renamed", state: "planned" }]);
  expect((await server.ask(facilitator, "DELETE", path)).status).toBe(204);
  expect((await server.ask(facilitator, "GET", path)).status).toBe(404);
});

test("steps go from phase to phase by the server's clock, one after the other, and stand while it is paused", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const code = aStep({ kind: "code", title: "Everybody codes", passages: [aPassage(verdict.id, WORDS)] });
  const opened = await openWorkshop(server, { steps: [aStep(), code] });
  const heard = await listen(server, lawyer);
  const talking = await viewFrom(phase(server, facilitator, opened, 0, "on"));
  expect(talking.steps[0]).toMatchObject({ phase: "on", endedAt: null });
  expect(Date.parse(talking.steps[0]?.endsAt ?? "") - Date.parse(talking.now)).toBeCloseTo(20 * 60_000, -3);
  const { id, version, course, term } = talking.workshop;
  const told = {
    type: "workshop",
    workshop: id,
    version,
    course,
    state: "open",
    phase: "on",
    term,
    floor: facilitator.member.id,
  };
  await seen(() => expect(heard).toContainEqual(expect.objectContaining(told)));

  // Reading comes before silence, and what is not shown yet is not talked of.
  expect(await problemOf(await phase(server, facilitator, talking, 1, "silence"))).toEqual([409, "workshop-moved"]);
  let now = await viewFrom(phase(server, facilitator, talking, 1, "read"));
  expect(now.steps[0]?.endedAt).not.toBeNull();
  for (const to of ["silence", "closed", "revealed", "talk", "decide", "silence"])
    now = await viewFrom(phase(server, facilitator, now, 1, to));
  expect(now.steps[1]).toMatchObject({ phase: "silence", pass: 2 });
  // What was given on an old course changes nothing.
  expect(await problemOf(await phase(server, facilitator, talking, 1, "closed"))).toEqual([409, "workshop-moved"]);

  const path = `/api/workshops/${id}`;
  const pause = { course: now.workshop.course, to: "paused" };
  const paused = await viewFrom(server.ask(facilitator, "PUT", `${path}/state`, pause));
  expect(paused.steps[1]?.endsAt).toBeNull();
  server.advance(3_600_000);
  const goOn = { course: paused.workshop.course, to: "open" };
  const going = await viewFrom(server.ask(facilitator, "PUT", `${path}/state`, goOn));
  const left = Date.parse(going.steps[1]?.endsAt ?? "") - Date.parse(going.now);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(5 * 60_000);
  const more = { minutes: 1, term, course: going.workshop.course };
  const longer = await viewFrom(server.ask(facilitator, "POST", `${path}/steps/${code.id}/minutes`, more));
  expect(Date.parse(longer.steps[1]?.endsAt ?? "") - Date.parse(going.steps[1]?.endsAt ?? "")).toBe(60_000);
  const close = { course: longer.workshop.course, to: "closed" };
  const closed = await viewFrom(server.ask(facilitator, "PUT", `${path}/state`, close));
  expect(closed.steps[1]).toMatchObject({ endsAt: null });
  expect(closed.steps[1]?.endedAt).not.toBeNull();
  expect(closed.rights).toMatchObject({ plan: false, lead: false, takePart: false, takeFloorAfterMs: null });
});

test("one has the floor: commands under an old term are refused, and of two who take it one has it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const opened = await openWorkshop(server, { deputies: [lawyer.member.id, otherLawyer.member.id] });
  const path = `/api/workshops/${opened.workshop.id}`;
  // Her page is open.
  await listen(server, facilitator);
  const mine = async (who: Person): Promise<number | null> =>
    (await workshopOf(server, who, opened)).rights.takeFloorAfterMs;
  expect([await mine(facilitator), await mine(lawyer), await mine(otherLawyer), await mine(reviewer)]).toEqual([
    0,
    DEPUTY_WAITS_MS,
    2 * DEPUTY_WAITS_MS,
    null,
  ]);
  expect((await server.ask(lawyer, "POST", `${path}/floor/take`, { term: 1 })).status).toBe(403);
  const give = { term: 1, to: reviewer.member.id };
  expect((await server.ask(facilitator, "POST", `${path}/floor/give`, give)).status).toBe(400);
  const given = await viewFrom(
    server.ask(facilitator, "POST", `${path}/floor/give`, { term: 1, to: lawyer.member.id }),
  );
  expect(given.workshop).toMatchObject({ holder: lawyer.member.id, term: 2 });
  expect(await problemOf(await phase(server, facilitator, opened, 0, "on"))).toEqual([409, "floor-moved"]);
  expect((await phase(server, lawyer, given, 0, "on")).status).toBe(200);

  const both = [facilitator, facilitator].map((who) => server.ask(who, "POST", `${path}/floor/take`, { term: 2 }));
  const answers = await Promise.all(both);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect((await workshopOf(server, reviewer, opened)).workshop).toMatchObject({
    holder: facilitator.member.id,
    term: 3,
  });
});

test("whoever takes part has a seat, and raises a hand", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, reader } = server.people;
  const opened = await openWorkshop(server);
  const path = `/api/workshops/${opened.workshop.id}`;
  const seated = await viewFrom(server.ask(lawyer, "PUT", `${path}/seat`, { language: "sq" }));
  const { id } = seated.seat ?? {};
  const again = await viewFrom(server.ask(lawyer, "PUT", `${path}/seat`, { language: "mk" }));
  expect(again.seat).toMatchObject({ id, language: "mk", handAt: null });
  await viewFrom(server.ask(reader, "PUT", `${path}/seat`, { language: "en" }));
  const raised = await viewFrom(server.ask(reader, "PUT", `${path}/seat/hand`, { up: true }));
  expect(raised.seats.map(({ member, handAt }) => [member, handAt !== null])).toEqual([
    [lawyer.member.id, false],
    [reader.member.id, true],
  ]);
  const down = await viewFrom(server.ask(reader, "PUT", `${path}/seat/hand`, { up: false }));
  expect(down.seat?.handAt).toBeNull();
});

test("followers are told where the holder is, the last place at once and whoever comes later, and nothing of it is kept", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict([WORDS, WORDS]);
  const opened = await openWorkshop(server, {
    steps: [aStep({ kind: "read", passages: [aPassage(verdict.id, `${WORDS} ${WORDS}`)] })],
  });
  await turnTo(server, opened, "on");
  const { workshop } = opened;
  const heard = await listen(server, lawyer);
  const path = `/api/workshops/${workshop.id}/pointer`;
  const place = { term: 1, verdict: verdict.id, revision: 1, block: 0 };
  const point = async (change: object, who = facilitator): Promise<Response> =>
    server.ask(who, "POST", path, { ...place, ...change });
  for (let n = 1; n <= 20; n++) expect((await point({ n, block: n % 2 })).status).toBe(204);
  // One that was overtaken on its way changes nothing.
  expect((await point({ n: 3, block: 1 })).status).toBe(204);
  expect(await problemOf(await point({ n: 21 }, lawyer))).toEqual([409, "floor-moved"]);
  expect(await problemOf(await point({ n: 21, term: 0 }))).toEqual([409, "floor-moved"]);
  const last = expect.objectContaining({ type: "pointer", workshop: workshop.id, n: 20, block: 0 });
  await seen(() => expect(heard).toContainEqual(last));
  expect(heard.filter(({ type }) => type === "pointer").at(-1)).toEqual(last);
  const later = await listen(server, otherLawyer);
  await seen(() => expect(later).toContainEqual(last));
  expect((await server.ask(facilitator, "POST", `/api/workshops/${workshop.id}/call`, { term: 1 })).status).toBe(204);
  await seen(() => expect(heard.some(({ type }) => type === "call")).toBe(true));

  const { workshop: now } = await workshopOf(server, facilitator, opened);
  const close = { course: now.course, to: "closed" };
  await server.ask(facilitator, "PUT", `/api/workshops/${workshop.id}/state`, close);
  expect((await listen(server, otherLawyer)).map(({ type }) => type)).toEqual(["hello"]);
});

test("the pointer stays in the passages of the step, with the words that it marks", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict([WORDS, WORDS]);
  const passage = aPassage(verdict.id, WORDS);
  const steps = [aStep({ kind: "read", passages: [passage] }), aStep()];
  const opened = await openWorkshop(server, { steps });
  const heard = await listen(server, lawyer);
  let n = 0;
  const point = async (change: object): Promise<number> => {
    const place = { term: 1, verdict: verdict.id, revision: 1, block: 0, n: ++n, ...change };
    return (await server.ask(facilitator, "POST", `/api/workshops/${opened.workshop.id}/pointer`, place)).status;
  };
  // No step is under way.
  expect(await point({})).toBe(400);
  await turnTo(server, opened, "on");
  expect(await point({ block: 1 })).toBe(400);
  expect(await point({ block: 9 })).toBe(400);
  expect(await point({ start: 4, end: WORDS.length + 5, within: 0.25 })).toBe(204);
  const told = { type: "pointer", block: 0, start: 4, end: WORDS.length, within: 0.25 };
  await seen(() => expect(heard).toContainEqual(expect.objectContaining(told)));
  expect(heard.filter(({ type }) => type === "pointer")).toHaveLength(1);

  // In another step nobody is told where the holder was in this one.
  const { workshop } = await workshopOf(server, facilitator, opened);
  const { term, course } = workshop;
  const path = `/api/workshops/${workshop.id}/steps/${steps[1]?.id ?? ""}/phase`;
  expect((await server.ask(facilitator, "PUT", path, { to: "on", term, course })).status).toBe(200);
  expect((await listen(server, lawyer)).map(({ type }) => type)).toEqual(["hello"]);
});

test("in silence nobody is told where who leads is, nor was: what they select goes onto a slip", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const opened = await openWorkshop(server, {
    steps: [aStep({ kind: "code", passages: [aPassage(verdict.id, WORDS)] })],
  });
  const heard = await listen(server, lawyer);
  let n = 0;
  const point = async (start: number): Promise<void> => {
    const place = { term: 1, verdict: verdict.id, revision: 1, block: 0, n: ++n, start, end: start + 3 };
    const path = `/api/workshops/${opened.workshop.id}/pointer`;
    expect((await server.ask(facilitator, "POST", path, place)).status).toBe(204);
  };
  const pointed = (to: typeof heard) => to.filter(({ type }) => type === "pointer");
  await turnTo(server, opened, "read");
  await point(4);
  await seen(() => expect(pointed(heard)).toMatchObject([{ n: 1, start: 4, end: 7 }]));
  await turnTo(server, opened, "silence");
  await point(8);
  // Nor is whoever comes later told of words that were selected before, which may be tagged now.
  expect(pointed(await listen(server, lawyer))).toEqual([]);
  await turnTo(server, opened, "closed");
  await point(12);
  await turnTo(server, opened, "revealed");
  await point(16);
  await seen(() => expect(pointed(heard)).toHaveLength(2));
  expect(pointed(heard)).toMatchObject([{ n: 1 }, { n: 4 }]);
});

test("members say whether they come, which the first page counts; it goes with who is removed and with the plan", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reader } = server.people;
  const today = wallTime("rs", new Date()).day;
  const { workshop } = await makeWorkshop(server, { days: [today] });
  await makeWorkshop(server, { title: "A later one", days: ["2999-01-01"] });
  const path = `/api/workshops/${workshop.id}`;
  const next = async (who: Person) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).workshop;
  expect(await next(reader)).toMatchObject({ id: workshop.id, coming: { yes: 0, no: 0, own: null } });
  for (const [who, coming] of [
    [lawyer, true],
    [reader, true],
    [facilitator, false],
    [facilitator, true],
    [facilitator, null],
  ] as const)
    expect((await server.ask(who, "PUT", `${path}/coming`, { coming })).status).toBe(200);
  expect((await next(lawyer))?.coming).toEqual({ yes: 2, no: 0, own: true });
  await server.store.people.removeMember(reader.member.id, new Date().toISOString());
  expect((await next(facilitator))?.coming).toEqual({ yes: 1, no: 0, own: null });
  expect((await server.ask(facilitator, "DELETE", path)).status).toBe(204);
  expect((await next(lawyer))?.title).toBe("A later one");
});
