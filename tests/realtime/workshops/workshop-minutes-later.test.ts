import { expect, test } from "vitest";
import { randomId, type OutputId } from "../../../schema/domain/ids.ts";
import { nodesOf, sectionsOf } from "../../../schema/editor/output-document.ts";
import { ApprovalView, OutputView } from "../../../schema/protocol/http/outputs.ts";
import { FileStates } from "../../../schema/protocol/http/parts/file-state.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { MinutesMade } from "../../../schema/protocol/http/workshops/minutes.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { castVote, closeBallot, openBallot, seat } from "../../helpers/workshops/ballots.ts";
import { aPassage, aStep, openWorkshop } from "../../helpers/workshops/workshops.ts";

const ASKED = "Who pays the representative?";
const WORDS = "She could go out to a shop.";
const VOTED = "Does B2 not cover this?";

/** Minutes in two languages, begun before a vote without a decision and a parked question. */
async function begun(context: Teardown) {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const of = await openWorkshop(server, {
    steps: [aStep({ title: "Talk" }), aStep({ kind: "break", title: "Lunch" })],
  });
  const path = `/api/workshops/${of.workshop.id}`;
  const made = await server.ask(facilitator, "POST", `${path}/minutes`, { languages: ["en", "mk"] });
  const { output } = MinutesMade.parse(await made.json());
  await voteAndPark(server, of);
  const { partner } = OutputView.parse(await (await server.ask(lawyer, "GET", `/api/outputs/${output}`)).json());
  if (!partner) throw new Error("no partner");
  return { server, of, output, partner, path };
}

async function voteAndPark(server: TestServer, of: WorkshopView): Promise<void> {
  const { facilitator, lawyer } = server.people;
  await seat(server, of, [facilitator, lawyer]);
  const ballot = await openBallot(server, of, { words: VOTED });
  await castVote(server, of, ballot, lawyer, "yes");
  await closeBallot(server, of, ballot);
  const parked = { words: ASKED, category: null, passage: null };
  await server.ask(lawyer, "POST", `/api/workshops/${of.workshop.id}/parked`, parked);
}

async function partsOf({ ask }: TestServer, who: Person, output: OutputId): Promise<OutputParts> {
  return OutputParts.parse(await (await ask(who, "GET", `/api/outputs/${output}/parts`)).json());
}

/** What stands nowhere, by its section and first words. */
async function missingFrom(server: TestServer, output: OutputId): Promise<string[][]> {
  const { unrecorded = [] } = await partsOf(server, server.people.reader, output);
  return unrecorded.map(({ section, pieces }) => [section, pieces.map(({ text }) => text).join("")]);
}

async function pointsOf({ ask, people }: TestServer, output: OutputId) {
  const answer = await ask(people.facilitator, "GET", `/api/outputs/${output}/approval`);
  const { points } = ApprovalView.parse(await answer.json());
  return points.flatMap(({ kind, at, output: of }) =>
    kind.startsWith("record") ? [[kind, of === output ? "here" : "there", Object.values(at ?? {})[0]]] : [],
  );
}

const MISSING = [
  ["agenda", `Vote on “${VOTED}”: 1 for, 0 against. Two thirds were needed: carried.`],
  ["open", `“${ASKED}” Nobody has taken it up.`],
];

test("what happened after minutes were begun is named, and is put into both languages at once", async (context) => {
  const { server, output, partner } = await begun(context);
  const { lawyer } = server.people;
  expect(await missingFrom(server, output)).toEqual(MISSING);
  expect(await pointsOf(server, output)).toEqual([
    ["record-missing", "here", "agenda"],
    ["record-missing", "here", "open"],
    ["record-missing", "there", "agenda"],
    ["record-missing", "there", "open"],
  ]);
  const { unrecorded = [] } = await partsOf(server, lawyer, output);
  // Who takes them out is told so.
  const lacking = async (): Promise<number[]> => {
    const states = await server.ask(lawyer, "GET", `/api/outputs/${output}/file`);
    return FileStates.parse(await states.json()).languages.map((each) => each.unrecorded);
  };
  expect(await lacking()).toEqual([2, 2]);
  const insert = async (of: typeof unrecorded) =>
    server.ask(lawyer, "POST", `/api/outputs/${output}/records`, { records: of.map((each) => each.of) });
  expect((await insert(unrecorded.slice(0, 1))).status).toBe(204);
  expect(await missingFrom(server, output)).toEqual(MISSING.slice(1));
  expect(await lacking()).toEqual([1, 1]);
  // Twice changes nothing.
  expect((await insert(unrecorded)).status).toBe(204);
  expect((await insert(unrecorded)).status).toBe(204);
  for (const each of [output, partner]) {
    expect(await missingFrom(server, each)).toEqual([]);
    expect(await placesIn(server, each)).toEqual([
      "held:held",
      "present:present",
      "present:named",
      "agenda:step",
      "agenda:step",
      "agenda:vote",
      "open:parked",
    ]);
  }
  expect(await pointsOf(server, output)).toEqual([]);
  // Beside each other, and nothing in between of which the second is behind.
  const { points } = ApprovalView.parse(
    await (await server.ask(lawyer, "GET", `/api/outputs/${output}/approval`)).json(),
  );
  expect(points.filter(({ kind }) => kind.startsWith("partner"))).toEqual([]);
});

async function joinTo(server: TestServer, output: OutputId): Promise<RawClient> {
  const { content } = await server.store.outputs.rooms(output);
  return RawClient.joinAt(server, content, server.people.facilitator);
}

/** The records of a document by section and kind. */
async function placesIn(server: TestServer, output: OutputId): Promise<string[]> {
  let section = "";
  const { doc } = await joinTo(server, output);
  return [...nodesOf(new OutputRoom(doc).document())].flatMap(({ node: { type, attrs } }) => {
    if (type === "heading") section = String(attrs?.["section"]);
    return type === "record" ? [`${section}:${String(attrs?.["of"]).split(":")[0]}`] : [];
  });
}

test("a line whose record is gone wants mending, and what was taken out of the minutes is named again", async (context) => {
  const { server, of, output } = await begun(context);
  const { facilitator } = server.people;
  const client = await joinTo(server, output);
  const gone = makeNode("record", { workshop: of.workshop.id, of: `parked:${randomId()}`, id: randomId() });
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    const { content: blocks, ...rest } = room.document();
    const kept = blocks.filter(
      ({ content: inner = [] }) => !inner.some(({ attrs }) => String(attrs?.["of"]).startsWith("held")),
    );
    room.replace({ ...rest, content: [...kept, makeNode("paragraph", { id: randomId() }, [gone])] });
  });
  const { parts } = await partsOf(server, facilitator, output);
  expect(parts.flatMap((part) => (part.kind === "record" && part.isGone ? [part.block] : []))).toEqual([
    gone.attrs?.["id"],
  ]);
  expect((await missingFrom(server, output)).map(([section]) => section)).toEqual(["held", "agenda", "open"]);
  expect(await pointsOf(server, output)).toContainEqual(["record-gone", "here", gone.attrs?.["id"]]);
});

test("a section that was taken out comes back where minutes have it", async (context) => {
  const { server, output } = await begun(context);
  const { facilitator } = server.people;
  const client = await joinTo(server, output);
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    const document = room.document();
    const kept = sectionsOf(document).filter(({ section }) => section !== "held");
    room.replace({ ...document, content: kept.flatMap(({ blocks }) => [...blocks]) });
  });
  const { unrecorded = [] } = await partsOf(server, facilitator, output);
  const records = unrecorded.flatMap(({ of, section }) => (section === "held" ? [of] : []));
  await server.ask(facilitator, "POST", `/api/outputs/${output}/records`, { records });
  expect((await placesIn(server, output)).slice(0, 2)).toEqual(["held:held", "present:present"]);
});

test("a question about a verdict that is taken back is not told to who may not read it, missing or in the minutes", async (context) => {
  const { server, output, partner, path } = await begun(context);
  const { lawyer, facilitator, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const real = "Was Ana Anić asked about this?";
  const { verdict: of, anchor } = aPassage(verdict.id, WORDS);
  await server.ask(lawyer, "POST", `${path}/parked`, { words: real, category: null, passage: { verdict: of, anchor } });
  const read = async (who: Person, from: OutputId): Promise<string> => JSON.stringify(await partsOf(server, who, from));
  expect(await read(otherLawyer, output)).toContain(real);
  await server.store.verdicts.setStage(verdict.id, "in-preparation");
  const closed = "A passage of a verdict that is not open here.";
  for (const from of [output, partner]) {
    expect(await read(otherLawyer, from)).not.toContain(real);
    expect(await read(facilitator, from)).toContain(real);
  }
  const { unrecorded = [] } = await partsOf(server, otherLawyer, output);
  expect(unrecorded.at(-1)?.pieces).toMatchObject([{ text: closed }]);
  const records = unrecorded.map((each) => each.of);
  expect((await server.ask(lawyer, "POST", `/api/outputs/${output}/records`, { records })).status).toBe(204);
  for (const from of [output, partner]) {
    const answer = await read(otherLawyer, from);
    expect([answer.includes(real), (await partsOf(server, otherLawyer, from)).unrecorded]).toEqual([false, undefined]);
    expect(await read(facilitator, from)).toContain(real);
  }
  expect(await read(otherLawyer, output)).toContain(closed);
});
