import { expect, test } from "vitest";
import { bcaInterval } from "../../../schema/agreement/bca.ts";
import { Draws } from "../../../schema/agreement/bootstrap.ts";
import { computeSample } from "../../../schema/agreement/samples.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import type { CalibrationWord } from "../../../schema/domain/workshop/calibration.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import { Calibration, KeyDistance } from "../../../schema/protocol/http/workshops/calibration.ts";
import { RESAMPLES } from "../../../server/agreement/compute.ts";
import { LATE_SLIPS_MS } from "../../../server/workshops/silence-ends.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { listen, problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { minutesOf } from "../../helpers/workshops/minutes-of.ts";
import { mark, openSlip, setHandedIn, slipsOf, stepPath, turnTo } from "../../helpers/workshops/silence.ts";
import { aPassage, aStep, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";

const WORDS = "She could go out to a shop.";
const [FORCE, VULNERABILITY] = ["means.force", "means.vulnerability"];
const range = { start: 0, end: WORDS.length };
const second = { start: WORDS.length + 1, end: 2 * WORDS.length + 1 };

/** A calibration on two paragraphs that is read, with everybody in it. */
async function calibration(context: Teardown) {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer, reader } = server.people;
  const { verdict } = await server.newVerdict([WORDS, WORDS]);
  const of = await begin(server, verdict.id);
  for (const who of [facilitator, lawyer, otherLawyer, otherFacilitator, reviewer, reader])
    await viewFrom(server.ask(who, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: "en" }));
  return { server, of };
}

async function begin(server: TestServer, verdict: VerdictId): Promise<WorkshopView> {
  const passages = [aPassage(verdict, WORDS), aPassage(verdict, WORDS)];
  if (passages[1]) passages[1].anchor = { revision: 1, ranges: [second] };
  const of = await openWorkshop(server, { steps: [aStep({ kind: "calibrate", passages })] });
  return turnTo(server, of, "read");
}

async function setKey(server: TestServer, of: WorkshopView, who: Person, ...by: Person[]): Promise<Response> {
  const { term } = (await workshopOf(server, who, of)).workshop;
  return server.ask(who, "PUT", stepPath(of, "key"), { term, members: by.map(({ member }) => member.id) });
}

const distanceOf = async (server: TestServer, of: WorkshopView, who: Person) =>
  server.ask(who, "GET", stepPath(of, "distance"));

/** What each marks on the first passage and on the second; all hand in. */
async function code(server: TestServer, of: WorkshopView, said: readonly (readonly [Person, string[], string[]])[]) {
  const opened = [];
  for (const [who, ...passages] of said) {
    const slip = await openSlip(server, of, who);
    for (const [i, categories] of passages.entries())
      for (const category of categories) await mark(slip, category, i === 0 ? range : second);
    opened.push(slip);
  }
  return opened;
}

test("a key is what two people say alike, whom nobody counts; each coder alone learns how far they are from it", async (context) => {
  const { server, of } = await calibration(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer, reader } = server.people;
  expect((await setKey(server, of, facilitator, facilitator, otherFacilitator)).status).toBe(200);
  await turnTo(server, of, "silence");
  const everybody = [facilitator, otherFacilitator, lawyer, otherLawyer, reviewer];
  await code(server, of, [
    [facilitator, [FORCE], [FORCE]],
    [otherFacilitator, [FORCE], [VULNERABILITY]],
    [lawyer, [FORCE], []],
    [otherLawyer, [FORCE, VULNERABILITY], []],
    [reviewer, [VULNERABILITY], [FORCE]],
  ]);
  for (const who of everybody) await setHandedIn(server, of, who, true);
  for (const who of everybody) {
    expect((await distanceOf(server, of, who)).status).toBe(404);
    expect((await slipsOf(server, of, who)).keys).toEqual([]);
  }
  for (const to of ["closed", "revealed"] as const satisfies StepPhase[]) await turnTo(server, of, to);

  const distances = new Map<string, unknown>();
  for (const who of [lawyer, otherLawyer, reviewer]) {
    const { passages, of: all, distance, same } = KeyDistance.parse(await (await distanceOf(server, of, who)).json());
    distances.set(who.member.name, [passages, all, distance, same]);
  }
  // On the second passage they differ who set it: nothing is measured there. One more category is ⅔ of a half away: MASI.
  expect([...distances.values()]).toEqual([
    [1, 2, 0, 1],
    [1, 2, 1 - 1 / 3, 0],
    [1, 2, 1, 0],
  ]);
  for (const who of [facilitator, otherFacilitator, reader])
    expect((await distanceOf(server, of, who)).status).toBe(404);
  // Three slips are too few to be told of, until all show theirs; a key is never shown, nor counted.
  const show = async (who: Person) => server.ask(who, "PUT", stepPath(of, "slip/shown"), { pass: 1, shown: true });
  expect((await show(facilitator)).status).toBe(403);
  for (const who of [lawyer, otherLawyer, reviewer]) await show(who);
  const { reveals, key, keys } = await slipsOf(server, of, reader);
  // All read what the two say alike; where they differ nothing of either.
  expect(keys.map((each) => each.passages.map(({ categories }) => categories))).toEqual([[[FORCE], null]]);
  expect(reveals[0]?.groups).toMatchObject([{ slips: 3, isWithheld: false }]);
  expect(reveals[0]?.shown.map(({ member }) => member).sort()).toEqual(
    [lawyer, otherLawyer, reviewer].map(({ member }) => member.id).sort(),
  );
  expect(key.toSorted()).toEqual([facilitator.member.id, otherFacilitator.member.id].sort());
  const figures = await server.ask(reader, "GET", stepPath(of, "calibration"));
  expect(Calibration.parse(await figures.json())).toMatchObject({
    coders: 3,
    word: "not-known-yet" satisfies CalibrationWord,
  });
  const minutes = await minutesOf(server, of);
  expect(minutes).toContain("3 slips of members");
  expect(minutes).toContain("coded by 3 members");
  expect(minutes).toContain("a key was set by 2 others");
});

test("there is no key where one of the two tagged nothing and handed nothing in", async (context) => {
  const { server, of } = await calibration(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  await setKey(server, of, facilitator, facilitator, otherFacilitator);
  await turnTo(server, of, "silence");
  await code(server, of, [
    [facilitator, [FORCE], [FORCE]],
    // A page that is open has begun a slip.
    [otherFacilitator, [], []],
    [lawyer, [FORCE], []],
  ]);
  for (const who of [facilitator, lawyer, otherLawyer]) await setHandedIn(server, of, who, true);
  await turnTo(server, of, "closed");
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  expect((await slipsOf(server, of, lawyer)).keys).toEqual([]);
  expect((await distanceOf(server, of, lawyer)).status).toBe(404);
});

test("who tagged nothing and handed nothing in is no way from the key; an empty slip that was handed in is", async (context) => {
  const { server, of } = await calibration(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  await setKey(server, of, facilitator, facilitator, otherFacilitator);
  await turnTo(server, of, "silence");
  await code(server, of, [
    [facilitator, [FORCE], []],
    [otherFacilitator, [FORCE], []],
    [lawyer, [], []],
    [otherLawyer, [], []],
  ]);
  for (const who of [facilitator, otherFacilitator, otherLawyer]) await setHandedIn(server, of, who, true);
  await turnTo(server, of, "closed");
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  expect((await distanceOf(server, of, lawyer)).status).toBe(404);
  expect(KeyDistance.parse(await (await distanceOf(server, of, otherLawyer)).json())).toMatchObject({ same: 1, of: 2 });
});

test("before the reveal nobody learns anything of a key, whoever they are", async (context) => {
  const { server, of } = await calibration(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer, reader } = server.people;
  await setKey(server, of, facilitator, lawyer, otherLawyer);
  await turnTo(server, of, "silence");
  const heard = await Promise.all([facilitator, reviewer, reader].map((who) => listen(server, who)));
  const [one] = await code(server, of, [
    [lawyer, [FORCE], [FORCE]],
    [otherLawyer, [FORCE], [FORCE]],
  ]);
  // Neither of the two reads what the other sets, nor who leads.
  for (const who of [otherLawyer, facilitator, otherFacilitator, reviewer, reader])
    expect(await (await RawClient.openAt(server, one?.slip.rooms[0]?.room ?? "", who)).closed).toBe(CLOSE.noAccess);
  for (const who of [otherLawyer, facilitator, reader]) {
    const told = await slipsOf(server, of, who);
    expect([told.reveals, JSON.stringify(told).includes(FORCE)]).toEqual([[], false]);
  }
  expect(JSON.stringify(heard)).not.toContain(FORCE);
});

test("who leads says who sets a key, two lawyers, before anybody has coded", async (context) => {
  const { server, of } = await calibration(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  expect(await problemOf(await setKey(server, of, lawyer, lawyer, otherLawyer))).toEqual([409, "floor-moved"]);
  for (const wrong of [[lawyer], [lawyer, lawyer], [lawyer, reviewer]])
    expect((await setKey(server, of, facilitator, ...wrong)).status).toBe(400);
  expect((await setKey(server, of, facilitator, lawyer, otherLawyer)).status).toBe(200);
  expect((await setKey(server, of, facilitator)).status).toBe(200);
  expect((await slipsOf(server, of, lawyer)).key).toEqual([]);
  await turnTo(server, of, "silence");
  expect(await problemOf(await setKey(server, of, facilitator, lawyer, otherLawyer))).toEqual([409, "workshop-moved"]);
});

test("what a calibration says is what `coram agreement` computes of the members' slips alone", async (context) => {
  const { server, of } = await calibration(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  await setKey(server, of, facilitator, facilitator, otherFacilitator);
  await turnTo(server, of, "silence");
  await code(server, of, [
    [facilitator, [FORCE], [FORCE]],
    [otherFacilitator, [FORCE], [FORCE]],
  ]);
  const [half, whole] = [{ start: 0, end: 9 }, range];
  const rest = { start: 9, end: WORDS.length };
  const said: readonly (readonly [Person, string, typeof range])[] = [
    [lawyer, FORCE, whole],
    [lawyer, VULNERABILITY, second],
    [otherLawyer, FORCE, half],
    [otherLawyer, VULNERABILITY, rest],
    [otherLawyer, VULNERABILITY, second],
    [reviewer, FORCE, whole],
  ];
  const coders = [lawyer, otherLawyer, reviewer];
  for (const who of coders) {
    const slip = await openSlip(server, of, who);
    for (const [by, category, words] of said) if (by === who) await mark(slip, category, words);
  }
  for (const who of [facilitator, otherFacilitator, ...coders]) await setHandedIn(server, of, who, true);
  for (const to of ["closed", "revealed"] as const satisfies StepPhase[]) await turnTo(server, of, to);
  for (const who of coders) await server.ask(who, "PUT", stepPath(of, "slip/shown"), { pass: 1, shown: true });
  const figures = Calibration.parse(await (await server.ask(lawyer, "GET", stepPath(of, "calibration"))).json());

  const setOf = (who: Person, { start, end }: typeof range) =>
    said.flatMap(([by, category, words]) => (by === who && start <= words.start && words.end <= end ? [category] : []));
  const rows = [range, second].map((words) => ({ n: 1, v: coders.map((who) => setOf(who, words)) }));
  const data = { form: "ratings", rows };
  const category = computeSample({ id: "c", metric: "krippendorff_alpha", variant: "masi", data });
  // All passages together are one text, one behind the other.
  const units = said.map(([who, named, { start, end }]) => {
    const before = start < second.start ? 0 : 1;
    return { coder: who.member.id, category: named, start: start - before, end: end - before };
  });
  const continuum = { form: "continuum", start: 0, length: 2 * WORDS.length, units };
  const place = computeSample({ id: "p", metric: "unitizing_u_alpha", data: continuum });
  expect([category.error, place.error]).toEqual([undefined, undefined]);
  expect([figures.coders, category.value === null, place.value === null]).toEqual([3, false, false]);
  expect(figures.category.value).toBeCloseTo(category.value ?? NaN, 12);
  expect(figures.place.value).toBeCloseTo(place.value ?? NaN, 12);
});

test("the interval that a calibration is read by is a bootstrap of its passages, computed a second time", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, reviewer } = server.people;
  const { verdict } = await server.newVerdict(Array.from({ length: 6 }, () => WORDS));
  const ranges = Array.from({ length: 6 }, (_, i) => {
    const start = i * (WORDS.length + 1);
    return { start, end: start + WORDS.length };
  });
  const passages = ranges.map((each) => ({
    ...aPassage(verdict.id, WORDS),
    anchor: { revision: 1, ranges: [each] },
  }));
  const of = await openWorkshop(server, { steps: [aStep({ kind: "calibrate", passages })] });
  for (const who of [facilitator, lawyer, otherLawyer, reviewer])
    await viewFrom(server.ask(who, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: "en" }));
  for (const to of ["read", "silence"] as const) await turnTo(server, of, to);
  // Three who agree on some passages, and not on others.
  const said = new Map([
    [lawyer, [[FORCE], [FORCE], [VULNERABILITY], [FORCE], [VULNERABILITY], [FORCE]]],
    [otherLawyer, [[FORCE], [FORCE], [VULNERABILITY], [VULNERABILITY], [VULNERABILITY], [FORCE, VULNERABILITY]]],
    [reviewer, [[FORCE], [VULNERABILITY], [VULNERABILITY], [FORCE], [VULNERABILITY], [FORCE]]],
  ]);
  for (const [who, sets] of said) {
    const slip = await openSlip(server, of, who);
    for (const [i, categories] of sets.entries())
      for (const category of categories) await mark(slip, category, ranges[i] ?? range);
    await setHandedIn(server, of, who, true);
  }
  await turnTo(server, of, "closed");
  server.advance(LATE_SLIPS_MS);
  await turnTo(server, of, "revealed");
  for (const who of said.keys()) await server.ask(who, "PUT", stepPath(of, "slip/shown"), { pass: 1, shown: true });
  const figures = Calibration.parse(await (await server.ask(lawyer, "GET", stepPath(of, "calibration"))).json());

  const rows = ranges.map((_, i) => [...said.values()].map((sets) => sets[i] ?? []));
  const alphaOf = (drawn: typeof rows): number | null => {
    const data = { form: "ratings", rows: drawn.map((v) => ({ n: 1, v })) };
    return computeSample({ id: "c", metric: "krippendorff_alpha", variant: "masi", data }).value;
  };
  const times = new Draws({ resamples: RESAMPLES, seed: 1 }).times(rows.length);
  const drawn = Array.from({ length: RESAMPLES }, (_, resample) =>
    alphaOf(rows.flatMap((row, i) => Array.from({ length: times[resample * rows.length + i] ?? 0 }, () => row))),
  ).filter((value) => value !== null);
  const value = alphaOf(rows) ?? NaN;
  const without = rows.map((_, i) => alphaOf(rows.toSpliced(i, 1)));
  const interval = bcaInterval(value, Float64Array.from(drawn).sort(), without) ?? [NaN, NaN];
  expect(interval[0]).toBeLessThan(value);
  expect(figures.category.value).toBeCloseTo(value, 12);
  expect(figures.category.interval?.map((end) => end.toFixed(9))).toEqual(interval.map((end) => end.toFixed(9)));
});
