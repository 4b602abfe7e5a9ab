import { expect, test } from "vitest";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { type RecordState } from "../../../schema/protocol/http/parts/record-state.ts";
import type { OutputId } from "../../../schema/domain/ids.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { MinutesMade } from "../../../schema/protocol/http/workshops/minutes.ts";
import { ParkedList } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { presentIn } from "../../../server/workshops/attendance/attended.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { named, textOfXml } from "../../helpers/files/read-xml.ts";
import { approve } from "../../helpers/network/outputs.ts";
import { beginBlind } from "../../helpers/network/blind-round.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { beHere, castVote, closeBallot, lead, openBallot, seat } from "../../helpers/workshops/ballots.ts";
import { mark, openSlip, setHandedIn, turnTo } from "../../helpers/workshops/silence.ts";
import { aPassage, aStep, openWorkshop, viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";

const WORDS = "She could go out to a shop. She had no other acceptable choice.";
const FIRST = { start: 0, end: 27 };
const BEFORE = "What means.vulnerability is";
const AFTER = "No real choice but to submit, as the court itself finds.";
const ASKED = "Is fear of institutions a category of its own?";
const LATER = "Who pays the representative?";

/** A workshop of one calibration with a secret vote, a decision on it, and two parked questions; the lawyer agreed to be named. */
async function held(context: Teardown) {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  const { verdict } = await server.newVerdict(WORDS);
  const step = aStep({ kind: "calibrate", title: "Calibration 1", passages: [aPassage(verdict.id, WORDS)] });
  const of = await openWorkshop(server, { steps: [step] });
  const path = `/api/workshops/${of.workshop.id}`;
  const coders = [facilitator, lawyer, otherLawyer, otherFacilitator];
  for (const who of [...coders, reviewer]) await viewFrom(server.ask(who, "PUT", `${path}/seat`, { language: "en" }));
  const consents = { listed: true, remote: false };
  await server.ask(lawyer, "PUT", `${path}/attendance/own`, { ...consents, named: true });
  await server.ask(otherLawyer, "PUT", `${path}/attendance/own`, { ...consents, named: false });
  await turnTo(server, of, "read");
  await beHere(server, of, [...coders, reviewer]);
  await turnTo(server, of, "silence");
  for (const [i, who] of coders.entries()) {
    await mark(await openSlip(server, of, who), i === 3 ? "means.force" : "means.vulnerability", FIRST);
    await setHandedIn(server, of, who, true);
  }
  await turnTo(server, of, "closed");
  await turnTo(server, of, "revealed");
  await decideAndPark(server, of, coders);
  return { server, of, verdict, path };
}

async function decideAndPark(server: TestServer, of: WorkshopView, voters: readonly Person[]): Promise<void> {
  const { lawyer, otherLawyer } = server.people;
  const wording = { category: "means.vulnerability", part: "definition", language: "en", before: BEFORE, after: AFTER };
  const ballot = await openBallot(server, of, { words: "Shall B2 say so?", secret: true });
  for (const [i, who] of voters.entries()) await castVote(server, of, ballot, who, i === 0 ? "no" : "yes");
  await closeBallot(server, of, ballot);
  const decided = {
    kind: "wording",
    wording,
    effect: "clarified",
    waits: [{ language: "mk", member: otherLawyer.member.id }],
  };
  const done = await lead(server, of, "POST", "decisions", { step: null, ballot: ballot.id, decided });
  expect([done.status, await done.text()]).toEqual([200, expect.any(String)]);
  const path = `/api/workshops/${of.workshop.id}/parked`;
  for (const [words, taker] of [
    [ASKED, lawyer],
    [LATER, otherLawyer],
  ] as const) {
    const put = await server.ask(lawyer, "POST", path, { words, category: null, passage: null });
    const parked = ParkedList.parse(await put.json()).parked.find((each) => each.words === words);
    await lead(server, of, "PUT", `parked/${parked?.id ?? ""}`, { taker: taker.member.id, due: "2026-12-12" });
  }
}

async function close(server: TestServer, of: WorkshopView): Promise<void> {
  const { facilitator } = server.people;
  const { workshop } = await workshopOf(server, facilitator, of);
  const path = `/api/workshops/${workshop.id}/state`;
  await viewFrom(server.ask(facilitator, "PUT", path, { course: workshop.course, to: "closed" }));
}

async function minutesOf(server: TestServer, path: string): Promise<OutputView> {
  const { facilitator } = server.people;
  const made = await server.ask(facilitator, "POST", `${path}/minutes`, { languages: ["en", "mk"] });
  expect(made.status).toBe(201);
  return viewOf(server, facilitator, MinutesMade.parse(await made.json()).output);
}

async function viewOf(server: TestServer, who: Person, id: OutputId): Promise<OutputView> {
  return OutputView.parse(await (await server.ask(who, "GET", `/api/outputs/${id}`)).json());
}

/** What its records say, in their order. */
async function saidIn(server: TestServer, who: Person, output: OutputId): Promise<string[]> {
  const { parts } = OutputParts.parse(await (await server.ask(who, "GET", `/api/outputs/${output}/parts`)).json());
  const records = parts.filter((part): part is RecordState => part.kind === "record");
  expect(records).toHaveLength(parts.length);
  // By the clock on the wall, whose time is the test's.
  return records.map(({ pieces }) =>
    pieces
      .map(({ text }) => text)
      .join("")
      .replace(/\b\d\d:\d\d–\d\d:\d\d\b/u, "00:00–00:00"),
  );
}

/** What the rows of `held` come to. `verdict`: the number of its verdict. */
function rowsSay(verdict: string): string[] {
  return [
    "1 December 2026. Host: Organisation rs.",
    "Present: 5 people (5 members: Organisation mk 2, Organisation rs 3).",
    "Named are the members who agreed to it: Ana Lawyer.",
    `B2, definition, was changed. Before: “${BEFORE}” Now: “${AFTER}” The meaning is the same: earlier tags stand. Recorded by a member.`,
    "Vote on “Shall B2 say so?”: 3 for, 1 against. Secret vote. Two thirds were needed: carried.",
    "Calibration 1 (calibration, 00:00–00:00, 1 minute).",
    `${verdict}, para. 1, p. 1, reasoning: 4 slips of members: B2 3, B1 1.`,
    "Agreement over 1 passage, coded by 4 members: α 0.00 (no range), asked for 0.67; too few passages to be sure.",
    `“${ASKED}” Taken up by Ana Lawyer, until 12 December 2026.`,
    `“${LATER}” Taken up by a member, until 12 December 2026.`,
  ];
}

test("minutes tell points of a scale from the votes on them", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const of = await openWorkshop(server, { steps: [aStep()] });
  await seat(server, of, [facilitator, lawyer, otherLawyer]);
  const ballot = await openBallot(server, of, { words: "How sure are we?", kind: "scale", share: null });
  for (const [who, vote] of [
    [facilitator, 3],
    [lawyer, 4],
    [otherLawyer, 4],
  ] as const)
    await castVote(server, of, ballot, who, vote);
  await closeBallot(server, of, ballot);
  const minutes = await minutesOf(server, `/api/workshops/${of.workshop.id}`);
  const said = "Vote on “How sure are we?”: 1 – 0 votes, 2 – 0 votes, 3 – 1 vote, 4 – 2 votes, 5 – 0 votes.";
  expect(await saidIn(server, facilitator, minutes.id)).toContain(said);
});

test("minutes say what the rows say, open in Word in both languages, and name nobody unasked", async (context) => {
  const { server, of, verdict, path } = await held(context);
  const { facilitator, otherLawyer, reader } = server.people;
  await close(server, of);
  const minutes = await minutesOf(server, path);
  expect([minutes.title, minutes.languages.length]).toEqual(["Minutes: Methodology workshop 1", 2]);
  const said = await saidIn(server, reader, minutes.id);
  expect(said).toEqual(rowsSay(verdict.caseNumber));
  const { partner } = minutes;
  if (!partner) throw new Error("no partner");
  const inMacedonian = await saidIn(server, reader, partner);
  // Organisations stand in one order in both.
  expect(inMacedonian[1]).toContain("Organisation mk 2, Organisation rs 3");
  expect(inMacedonian[3]).toBe(
    `B2, дефиниција, е изменето. Порано: „${BEFORE}“ Сега: „${AFTER}“ Значењето е исто: порановите ознаки остануваат. Сѐ уште не е напишано на македонски. Запишал/а: еден член.`,
  );
  expect(inMacedonian[4]).toBe(
    "Гласање за „Shall B2 say so?“: 3 за, 1 против. Таен глас. Потребни беа две третини: усвоено.",
  );
  const file = await mustExport(server, facilitator, {
    format: "output-docx",
    output: { output: partner, also: [minutes.id], sideBySide: true },
  });
  // What says the same stands beside it, whichever of the two it was asked of.
  const rows = named(readDocx(file).document, "w:tr").map((row) =>
    named(row, "w:tc").map((cell) => textOfXml(cell).replaceAll("\u00a0", " ")),
  );
  expect(rows).toContainEqual([said.slice(3, 5).join(" "), inMacedonian.slice(3, 5).join(" ")]);
  expect(rows).toContainEqual([said[9], inMacedonian[9]]);
  const all = JSON.stringify([rows, said, inMacedonian]);
  for (const { member } of [facilitator, otherLawyer]) expect(all).not.toContain(member.name);
  const again = await server.ask(facilitator, "POST", `${path}/minutes`, { languages: ["en"] });
  expect(await problemOf(again)).toEqual([409, "workshop-moved"]);
});

test("approved minutes say what was so when they were approved; a name that is taken back goes", async (context) => {
  const { server, of, path } = await held(context);
  const { facilitator, lawyer, reader } = server.people;
  const made = await server.ask(facilitator, "POST", `${path}/minutes`, { languages: ["en"] });
  const { output } = MinutesMade.parse(await made.json());
  const parked = ParkedList.parse(await (await server.ask(lawyer, "GET", `${path}/parked`)).json()).parked;
  const settle = async (done: boolean): Promise<Response> =>
    lead(server, of, "PUT", `parked/${parked[1]?.id ?? ""}`, { done });
  // A draft follows.
  await settle(true);
  expect((await saidIn(server, reader, output))[9]).toBe(`“${LATER}” Settled.`);
  await settle(false);
  const then = await saidIn(server, reader, output);
  await approve(server, facilitator, output);
  await settle(true);
  expect(await saidIn(server, reader, output)).toEqual(then);
  await server.ask(lawyer, "PUT", `${path}/attendance/own`, { listed: true, remote: false, named: false });
  const without = await saidIn(server, reader, output);
  expect([without[2], without[8]]).toEqual([
    "No member is named: none agreed to it.",
    `“${ASKED}” Taken up by a member, until 12 December 2026.`,
  ]);
  // With attendance goes what one could take back by, and what was approved stands.
  await server.ask(lawyer, "PUT", `${path}/attendance/own`, { listed: true, remote: false, named: true });
  await server.store.doors.forgetAttendance(of.workshop.id, await presentIn(server.store, of.workshop.id));
  expect(await saidIn(server, reader, output)).toEqual(then);
});

test("whoever may not read a verdict, or codes it blind, reads no number and no count of it in minutes", async (context) => {
  const { server, of, verdict, path } = await held(context);
  const { facilitator, lawyer, reader } = server.people;
  await close(server, of);
  const { output } = MinutesMade.parse(
    await (await server.ask(facilitator, "POST", `${path}/minutes`, { languages: ["en"] })).json(),
  );
  await beginBlind(server, verdict.id, [lawyer]);
  const closed = "A passage of a verdict that is not open here.";
  expect((await saidIn(server, lawyer, output))[6]).toBe(closed);
  // Nor beside the sentences, in what approving would freeze.
  const answer = await (await server.ask(lawyer, "GET", `/api/outputs/${output}/parts`)).text();
  for (const counted of ["means.force", '"passes"', '"taker"']) expect(answer).not.toContain(counted);
  expect((await saidIn(server, reader, output))[6]).toContain(verdict.caseNumber);
  expect((await server.ask(reader, "POST", `${path}/minutes`, { languages: ["en"] })).status).toBe(403);
});
