import { expect, test } from "vitest";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { type HandCounts, PaperSlips, WorkshopPaper } from "../../../schema/protocol/http/workshops/paper.ts";
import { AttendanceList } from "../../../schema/protocol/http/workshops/door.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { practisedParagraphs } from "../../../server/access/practised.ts";
import { readPdf } from "../../helpers/files/read-pdf.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { beginBlind } from "../../helpers/network/blind-round.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { mark, openSlip, setHandedIn, slipsOf, stepPath, turnTo } from "../../helpers/workshops/silence.ts";
import { aPassage, aPlan, aStep, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";

const WORDS = "She could go out to a shop. She had no other acceptable choice.";
const [VULNERABLE, FORCE] = ["means.vulnerability", "means.force"].map((id) => CategoryId.parse(id));

/** An open workshop with a step that everybody codes, on a verdict that guests read; nothing of it has begun. */
async function planned(context: Teardown) {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(WORDS);
  await server.store.verdicts.setStage(verdict.id, "cleared-for-guests");
  const step = aStep({ kind: "code", title: "Everybody codes ¶ 1", passages: [aPassage(verdict.id, WORDS)] });
  const of = await openWorkshop(server, { steps: [step, aStep()] });
  return { server, verdict, of, step };
}

async function paperOf(server: TestServer, of: WorkshopView, who: Person): Promise<WorkshopPaper["steps"]> {
  const answer = await server.ask(who, "GET", `/api/workshops/${of.workshop.id}/paper`);
  return WorkshopPaper.parse(await answer.json()).steps;
}

const print = (server: TestServer, of: WorkshopView, languages = ["en"]): Promise<Response> =>
  server.ask(server.people.facilitator, "POST", stepPath(of, "paper"), { languages });

const count = (server: TestServer, of: WorkshopView, counts: HandCounts | null): Promise<Response> =>
  server.ask(server.people.facilitator, "PUT", stepPath(of, "paper"), { counts });

function counted(of: WorkshopView, slips: number): HandCounts {
  const passage = of.steps[0]?.passages[0]?.id;
  if (!passage || !VULNERABLE || !FORCE) throw new Error("no passage");
  const categories = [
    { category: VULNERABLE, slips: 4 },
    { category: FORCE, slips: 1 },
  ];
  return { slips, passages: [{ passage, categories }] };
}

/** The first step begins, and ends without a slip. */
async function endStep(server: TestServer, of: WorkshopView): Promise<void> {
  const { facilitator } = server.people;
  await turnTo(server, of, "read");
  const { workshop } = await workshopOf(server, facilitator, of);
  const { term, course } = workshop;
  await viewFrom(server.ask(facilitator, "PUT", stepPath(of, "phase"), { to: "ended", term, course }));
}

test("slips hold the words, the letters and boxes in each language, and neither case number, court nor a name", async (context) => {
  const { server, of, verdict } = await planned(context);
  const answer = await print(server, of, ["en", "mk"]);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  const said = (await readPdf(new Uint8Array(await answer.arrayBuffer()))).replaceAll(/\s+/gu, " ");
  for (const words of ["She had no other acceptable choice.", "B2", "None fits", "Ниедна не одговара", "¶ 1"])
    expect(said).toContain(words);
  const { caseNumber, court } = verdict;
  const names = Object.values(server.people).map(({ member }) => member.name);
  for (const untold of [caseNumber, court, ...names]) expect(said).not.toContain(untold);
});

test("what was counted by hand stands beside the reveal, and no count of slips, figure or layer has it", async (context) => {
  const { server, of, verdict } = await planned(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  expect((await count(server, of, counted(of, 5))).status).toBe(404);
  await print(server, of);
  const four = [lawyer, otherLawyer, otherFacilitator, reviewer];
  for (const who of four) await server.ask(who, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: "en" });
  await turnTo(server, of, "read");
  await turnTo(server, of, "silence");
  for (const who of four) {
    await mark(await openSlip(server, of, who), "means.force", { start: 0, end: 27 });
    await setHandedIn(server, of, who, true);
  }
  // What others marked is told before nobody.
  expect(await problemOf(await count(server, of, counted(of, 5)))).toEqual([409, "workshop-moved"]);
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  const before = await slipsOf(server, of, lawyer);
  expect([before.paper?.counts, before.paper?.edition]).toEqual([null, 1]);
  const kept = PaperSlips.parse(await (await count(server, of, counted(of, 5))).json());
  expect(kept.counts).toEqual(counted(of, 5));
  for (const who of [facilitator, lawyer, server.people.reader]) {
    const after = await slipsOf(server, of, who);
    expect(after.paper?.counts).toEqual(counted(of, 5));
    expect(after.reveals).toEqual(before.reveals);
  }
  const [shared] = await server.store.verdicts.layers(verdict.id);
  expect(await server.store.passages.tally(shared ? [shared.id] : [])).toEqual([]);
  // A second silence begins: what the first said on paper is not told meanwhile.
  await turnTo(server, of, "silence");
  expect((await slipsOf(server, of, lawyer)).paper?.counts).toBeNull();
});

test("of fewer than four slips only their number is kept, and no category is crossed on more than came back", async (context) => {
  const { server, of } = await planned(context);
  await print(server, of);
  await endStep(server, of);
  for (const slips of [3, 2]) expect((await count(server, of, counted(of, slips))).status).toBe(400);
  const [first] = counted(of, 5).passages;
  if (!first) throw new Error("no passage");
  expect((await count(server, of, { slips: 5, passages: [first, first] })).status).toBe(400);
  expect((await count(server, of, { slips: 3, passages: [] })).status).toBe(200);
  expect((await slipsOf(server, of, server.people.reader)).paper?.counts).toEqual({ slips: 3, passages: [] });
  expect((await count(server, of, null)).status).toBe(200);
  expect((await slipsOf(server, of, server.people.reader)).paper?.counts).toBeNull();
});

test("of a verdict that guests do not read nothing is printed, nor of one that is coded blind", async (context) => {
  const { server, of, verdict } = await planned(context);
  await server.store.verdicts.setStage(verdict.id, "cleared");
  expect((await print(server, of)).status).toBe(400);
  expect(await paperOf(server, of, server.people.facilitator)).toMatchObject([
    { mayPrint: false, mayCount: false, printed: null, passages: [{ isPrinted: false, number: null }] },
  ]);
  await server.store.verdicts.setStage(verdict.id, "cleared-for-guests");
  await beginBlind(server, verdict.id, [server.people.lawyer]);
  expect(await problemOf(await print(server, of))).toEqual([409, "coded-blind"]);
});

test("what is printed counts as practised, and a plan that is changed keeps the slips of its steps", async (context) => {
  const { server, of, verdict, step } = await planned(context);
  const { facilitator } = server.people;
  await print(server, of);
  const text = { revision: await server.store.verdicts.revision(verdict.id), maps: [] };
  if (!text.revision) throw new Error("no text");
  const later = new Date(Date.now() + 1000).toISOString();
  const practised = await practisedParagraphs(server.store, verdict.id, later, { ...text, revision: text.revision });
  expect(practised).toEqual([{ start: 0, end: WORDS.length }]);
  const change = async (steps: unknown[]): Promise<void> => {
    const { workshop } = await workshopOf(server, facilitator, of);
    const plan = { ...aPlan(), steps };
    await viewFrom(server.ask(facilitator, "PUT", `/api/workshops/${workshop.id}`, { course: workshop.course, plan }));
  };
  await change([aStep(), step]);
  expect(await paperOf(server, of, facilitator)).toMatchObject([{ step: step.id, printed: { edition: 1 } }]);
  await change([aStep()]);
  expect(await server.store.paper.of(of.workshop.id)).toEqual([]);
});

test("the list for signatures says until when the paper is kept, as the host's facilitators set it, after closing, too", async (context) => {
  const { server, of } = await planned(context);
  const { facilitator, otherFacilitator } = server.people;
  const path = `/api/workshops/${of.workshop.id}`;
  const { course } = of.workshop;
  const until = "2032-12-31";
  await viewFrom(server.ask(facilitator, "PUT", `${path}/state`, { course, to: "closed" }));
  expect((await server.ask(otherFacilitator, "PUT", `${path}/attendance/form`, { until })).status).toBe(403);
  await server.ask(facilitator, "PUT", `${path}/attendance/form`, { until });
  const list = AttendanceList.parse(await (await server.ask(facilitator, "GET", `${path}/attendance`)).json());
  expect(list.signedUntil).toBe(until);
  // Nothing is printed any more, and what came back is still typed in.
  expect(await problemOf(await print(server, of))).toEqual([409, "workshop-moved"]);
});
