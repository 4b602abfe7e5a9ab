import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SlipId } from "../../../schema/domain/ids.ts";
import { SLIPS_DAYS } from "../../../schema/domain/workshop/door.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { Calibration } from "../../../schema/protocol/http/workshops/calibration.ts";
import { BallotList, BallotView, ParkedList } from "../../../schema/protocol/http/workshops/ballots.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import {
  beginSilence,
  mark,
  openSlip,
  setHandedIn,
  slipsOf,
  stepPath,
  turnTo,
} from "../../helpers/workshops/silence.ts";
import { aPlan, aStep, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";

const WORDS = "She could go out to a shop. She had no other acceptable choice.";
const FIRST = { start: 0, end: 27 };
const DAY_MS = 24 * 3_600_000;

async function close(server: TestServer, of: WorkshopView): Promise<void> {
  const { facilitator } = server.people;
  const { workshop } = await workshopOf(server, facilitator, of);
  const path = `/api/workshops/${workshop.id}/state`;
  await viewFrom(server.ask(facilitator, "PUT", path, { course: workshop.course, to: "closed" }));
}

/** A workshop that is closed: four slips of its first pass are revealed, one of the second never was. */
async function closedWorkshop(context: Teardown) {
  const server = await startTestServer(context, { upkeepMs: 50 });
  const { lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const four: Person[] = [lawyer, otherLawyer, otherFacilitator, reviewer];
  const of = await beginSilence(server, verdict.id, WORDS, four);
  const slips: SlipId[] = [];
  for (const who of four) {
    const opened = await openSlip(server, of, who);
    await mark(opened, who === lawyer ? "means.force" : "means.vulnerability", FIRST);
    await setHandedIn(server, of, who, true);
    slips.push(opened.slip.id);
  }
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  for (const who of four) await server.ask(who, "PUT", stepPath(of, "slip/shown"), { pass: 1, shown: true });
  await turnTo(server, of, "silence");
  const late = await openSlip(server, of, lawyer);
  await mark(late, "means.force", FIRST);
  slips.push(late.slip.id);
  await close(server, of);
  return { server, verdict, of, slips, late };
}

test("thirty days after closing slips are gone from rows, rooms and files, and what they said in numbers stays", async (context) => {
  const { server, of, slips, late } = await closedWorkshop(context);
  const figures = async (who: Person) =>
    Calibration.parse(await (await server.ask(who, "GET", stepPath(of, "calibration"))).json());
  const { lawyer: author } = server.people;
  const [before, agreed] = [await slipsOf(server, of, author), await figures(author)];
  expect(before.reveals).toMatchObject([{ pass: 1, groups: [{ slips: 4 }], shown: { length: 4 } }]);
  server.advance((SLIPS_DAYS - 1) * DAY_MS);
  await seen(async () => expect(await server.store.slips.kept()).toEqual([of.workshop.id]));

  server.advance(2 * DAY_MS);
  await seen(async () => expect(await server.store.slips.kept()).toEqual([]));
  expect(await late.client.closed).toBeGreaterThan(4000);
  const lawyer = await server.comeAgain(author);
  const after = await slipsOf(server, of, lawyer);
  expect(after.own).toBeNull();
  expect(after.reveals).toEqual(before.reveals.map((reveal) => ({ ...reveal, shown: [] })));
  expect(await figures(lawyer)).toEqual(agreed);
  await seen(async () => expect(await server.store.erasures.owesCleaning()).toBe(false));
  for (const slip of slips) expect(await filesWith(server.config.dataFolder, slip)).toEqual([]);
  const said = (await server.store.audit.list(100)).filter(({ action }) => action === "workshop.slips-gone");
  expect(said).toMatchObject([{ actor: null, subject: { workshop: of.workshop.id } }]);
  const report = await verifyStore(server.store, { project: projectAll, rebuild: true });
  expect([report.differences, report.auditBrokenAt]).toEqual([[], null]);
});

test("numbers of a verdict that is erased afterwards go with it", async (context) => {
  const { server, of, verdict } = await closedWorkshop(context);
  server.advance((SLIPS_DAYS + 1) * DAY_MS);
  await seen(async () => expect(await server.store.slips.kept()).toEqual([]));
  const facilitator = await server.comeAgain(server.people.facilitator);
  const { id, caseNumber } = verdict;
  expect((await server.ask(facilitator, "DELETE", `/api/verdicts/${id}`, { caseNumber })).ok).toBe(true);
  await seen(async () => expect(await server.store.verdicts.get(id)).toBeNull());
  expect((await slipsOf(server, of, facilitator)).reveals).toMatchObject([{ groups: [{ slips: 4, passages: [] }] }]);
});

test("of an erased member nothing is left of who came, their vote under way, their hand and what they showed", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const of = await beginSilence(server, verdict.id, WORDS, [facilitator, lawyer, otherLawyer]);
  const path = `/api/workshops/${of.workshop.id}`;
  for (const who of [lawyer, otherLawyer]) {
    const opened = await openSlip(server, of, who);
    await mark(opened, "means.force", FIRST);
    await setHandedIn(server, of, who, true);
  }
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  const ok = async (who: Person, method: string, sub: string, body: unknown): Promise<Response> => {
    const answer = await server.ask(who, method, sub, body);
    expect(answer.status, sub).toBeLessThan(300);
    return answer;
  };
  await ok(lawyer, "PUT", stepPath(of, "slip/shown"), { pass: 1, shown: true });
  await ok(lawyer, "PUT", `${path}/seat/hand`, { up: true });
  await ok(lawyer, "PUT", `${path}/attendance/own`, { listed: true, named: true, remote: false });
  const views = await Promise.all([lawyer, otherLawyer].map((who) => workshopOf(server, who, of)));
  expect(views.map(({ consents }) => consents)).toEqual([{ listed: true, named: true, remote: false }, null]);
  const { term } = (await workshopOf(server, facilitator, of)).workshop;
  const question = { words: "Is it force?", kind: "yes-no", by: "person", secret: false, share: null };
  const ballot = BallotView.parse(
    await (await ok(facilitator, "POST", `${path}/ballots`, { term, step: null, question })).json(),
  );
  await ok(lawyer, "PUT", `${path}/ballots/${ballot.id}/vote`, { vote: "yes" });
  const parked = ParkedList.parse(await (await ok(lawyer, "POST", `${path}/parked`, { words: "Later" })).json());
  await ok(facilitator, "PUT", `${path}/parked/${parked.parked[0]?.id ?? ""}`, { taker: lawyer.member.id });

  const { id, name } = lawyer.member;
  await ok(facilitator, "POST", `/api/members/${id}/erase`, { name });
  expect(await server.store.doors.attendance(of.workshop.id)).toEqual([]);
  const seat = (await server.store.workshops.everSeated(of.workshop.id)).find(({ member }) => member === id);
  expect(seat?.handAt).toBeNull();
  expect((await slipsOf(server, of, otherLawyer)).reveals[0]?.shown).toEqual([]);
  const ballots = BallotList.parse(await (await server.ask(facilitator, "GET", `${path}/ballots`)).json());
  expect(ballots.ballots).toMatchObject([{ voted: 0 }]);
  const left = ParkedList.parse(await (await server.ask(facilitator, "GET", `${path}/parked`)).json());
  expect(left.parked).toMatchObject([{ words: "Later", by: id, taker: null }]);
});

test("a plan does not bring back what was erased", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict("Marko Petrović was there.");
  const erase = { kind: "term", forms: ["Marko Petrović"], token: "[Victim A]" };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erase)).ok).toBe(true);
  for (const change of [{ title: "On Marko Petrović" }, { steps: [aStep({ title: "On Marko Petrović" })] }])
    expect(await problemOf(await server.ask(facilitator, "POST", "/api/workshops", aPlan(change)))).toEqual([
      409,
      "erased",
    ]);
});

/** Names of files below a folder in whose bytes something stands. */
async function filesWith(folder: string, words: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => ((await readFile(join(parentPath, name))).includes(words) ? [name] : [])),
  );
  return found.flat();
}
