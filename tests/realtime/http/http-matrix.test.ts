import { expect, test, vi } from "vitest";
import {
  CategoryId,
  LayerId,
  newId,
  RoomId,
  RoundId,
  UnitId,
  type AnnotationId,
  type VerdictId,
} from "../../../schema/domain/ids.ts";
import { matrixTable } from "../../../schema/matrix/table.ts";
import { MatrixChoice } from "../../../schema/matrix/choice.ts";
import { matrixWords, sumWords } from "../../../schema/matrix/words.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { MatrixCell, MatrixView } from "../../../schema/protocol/http/matrix.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { readCsv } from "../../helpers/files/read-csv.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const TEXT = "The defendant took her papers. The victim could not leave. He said that he would pay.";

interface Tag {
  category: string;
  words: string;
  note?: string;
}

async function tag(
  server: TestServer,
  by: Person,
  on: NewVerdict,
  tags: Tag[],
  room = on.rooms.layer,
): Promise<AnnotationId[]> {
  const ids: AnnotationId[] = [];
  await server.hub.write(room, by.member.id, (doc) => {
    for (const { category, words, note = "" } of tags) {
      const start = on.text.text.indexOf(words);
      const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
      ids.push(new LayerRoom(doc).add({ category: CategoryId.parse(category), version: 1, anchor, note }, NOW));
    }
  });
  return ids;
}

async function matrix(server: TestServer, who: Person, query = ""): Promise<MatrixView> {
  return MatrixView.parse(await (await server.ask(who, "GET", `/api/matrix${query}`)).json());
}

async function cell(server: TestServer, who: Person, query: string): Promise<MatrixCell> {
  return MatrixCell.parse(await (await server.ask(who, "GET", `/api/matrix/cell?${query}`)).json());
}

/** Turns the round of a verdict blind, with a layer and a room for each coder. */
async function turnBlind({ store, people }: TestServer, on: NewVerdict, coders: Person[]): Promise<RoomId[]> {
  const made = coders.map(({ member }) => {
    return { member: member.id, due: null, layer: newId(LayerId), room: newId(RoomId) };
  });
  const about = { verdict: on.verdict.id, round: on.round, next: newId(RoundId) };
  await store.rounds.begin({ ...about, coders: made, by: people.facilitator.member.id, at: NOW });
  return made.map(({ room }) => room);
}

test("a verdict is counted by category with its first quote, or says in which state it is", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer, reader } = server.people;
  const tagged = await server.newVerdict(TEXT, { caseNumber: "K 1/25" });
  await server.newVerdict(TEXT, { caseNumber: "K 2/25" });
  await server.newVerdict(TEXT, { caseNumber: "K 3/25", stage: "in-preparation" });
  await tag(server, lawyer, tagged, [
    { category: "means.force", words: "could not leave" },
    { category: "means", words: "took her papers" },
  ]);
  await tag(server, otherLawyer, tagged, [{ category: "means.force", words: "The victim" }]);

  const view = await matrix(server, reader);
  const states = view.verdicts.map(({ verdict, state }) => [verdict.caseNumber, state]);
  expect(states).toEqual([
    ["K 1/25", "counted"],
    ["K 2/25", "none"],
  ]);
  expect((await matrix(server, facilitator)).verdicts.map(({ state }) => state)).toEqual([
    "counted",
    "none",
    "in-preparation",
  ]);
  expect((await matrix(server, otherFacilitator)).verdicts).toHaveLength(2);
  expect(view.verdicts[0]).toMatchObject({ kind: "shared", coders: [null] });
  const told = view.verdicts[0]?.tags.map(({ category, counts, first }) => [category, counts, first?.words]);
  expect(told).toHaveLength(2);
  expect(told).toEqual(
    expect.arrayContaining([
      ["means.force", [2], "The victim"],
      ["means", [1], "took her papers"],
    ]),
  );
  // The base is what can be compared, and is said.
  const table = matrixTable(view, MatrixChoice.parse({}), "en");
  const [, means] = table.sums;
  expect([table.base, table.verdicts, means && sumWords(means, matrixWords("en"))]).toEqual([1, 2, "3 (in 1 of 1)"]);
});

test("behind a cell stand exactly the passages that it counts, each with its place", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, reader } = server.people;
  const made = await server.newVerdict(TEXT);
  await tag(server, lawyer, made, [
    { category: "means.force", words: "could not leave", note: "a debt too" },
    { category: "means", words: "took her papers" },
    { category: "act", words: "He said" },
  ]);
  await tag(server, otherLawyer, made, [{ category: "means.force", words: "The victim" }]);
  await server.hub.write(made.rooms.review, lawyer.member.id, (doc) => {
    const start = TEXT.indexOf("took");
    const anchor = { revision: 1, ranges: [{ start, end: start + "took her papers".length }] };
    new TranslationsRoom(doc).add({ anchor, language: "mk", body: "ѝ ги зел документите" }, NOW);
  });
  await server.hub.write(made.rooms.internal, lawyer.member.id, (doc) => {
    const anchor = { revision: 1, ranges: [{ start: 31, end: TEXT.length }] };
    new TranslationsRoom(doc).add({ anchor, language: "mk", body: "Жртвата…" }, NOW);
  });
  const all = await cell(server, reader, "category=means");
  expect(all.passages.map(({ quote, code, citation }) => [quote, code, citation])).toEqual([
    ["took her papers", "B", "para. 1, p. 1, reasoning"],
    ["The victim", "B1", "para. 1, p. 1, reasoning"],
    ["could not leave", "B1", "para. 1, p. 1, reasoning"],
  ]);
  const said = { language: "mk", isStale: false };
  expect(all.passages.map(({ translations }) => translations)).toEqual([
    [{ ...said, text: "ѝ ги зел документите", isExact: true }],
    [{ ...said, text: "Жртвата…", isExact: false }],
    [{ ...said, text: "Жртвата…", isExact: false }],
  ]);
  expect(all.passages.at(-1)).toMatchObject({
    note: "a debt too",
    author: lawyer.member.id,
    kind: "shared",
    isLive: true,
    isChanged: false,
  });
  expect(all.members.map(({ name }) => name).sort()).toEqual(
    [lawyer, otherLawyer].map(({ member }) => member.name).sort(),
  );
  expect((await cell(server, reader, "category=means&children=no")).passages).toHaveLength(1);
  expect((await cell(server, reader, "category=means&country=al")).passages).toEqual([]);
  expect((await server.ask(reader, "GET", "/api/matrix/cell?category=means&question=q.claim")).status).toBe(400);
});

test("a passage behind a cell says that its words were corrected, and where they stand to be quoted", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  await tag(server, lawyer, made, [
    { category: "means", words: "took her papers" },
    { category: "means.force", words: "could not leave" },
  ]);
  const start = TEXT.indexOf("papers");
  const edits = [{ start, end: start + "papers".length, insert: "passports" }];
  const path = `/api/verdicts/${made.verdict.id}/edits`;
  const reply = await server.ask(facilitator, "POST", path, { baseRevision: 1, kind: "correct", edits });
  expect(reply.status).toBe(200);
  const text = TEXT.replace("papers", "passports");
  const { passages } = await cell(server, lawyer, "category=means");
  const placed = (words: string) => [{ start: text.indexOf(words), end: text.indexOf(words) + words.length }];
  expect(passages.map(({ quote, isChanged, anchor }) => [quote, isChanged, anchor])).toEqual([
    ["took her passports", true, { revision: 2, ranges: placed("took her passports") }],
    ["could not leave", false, { revision: 2, ranges: placed("could not leave") }],
  ]);
});

test("answers are counted by unit, with what proves them", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, reader, facilitator } = server.people;
  const { claim, age } = QUESTIONS;
  const inForce = await server.store.methodologies.current();
  if (!inForce) throw new Error("no methodology");
  await server.store.methodologies.freeze(
    { ...inForce.content, questions: [claim, age] },
    "with questions",
    facilitator.member.id,
    NOW,
  );
  const made = await server.newVerdict(TEXT);
  const verdict = made.verdict.id;
  const [a, b] = [newId(UnitId), newId(UnitId)];
  await server.store.names.addUnit({ id: a, verdict, kind: "victim", label: "A", createdAt: NOW });
  await server.store.names.addUnit({ id: b, verdict, kind: "victim", label: "B", createdAt: NOW });
  const [proof] = await tag(server, lawyer, made, [{ category: "means", words: "took her papers" }]);
  if (!proof) throw new Error("no tag");
  await server.hub.write(made.rooms.layer, lawyer.member.id, (doc) => {
    const answers = new AnswersRoom(doc);
    answers.change(claim.id, "verdict", { value: "yes", version: 2, certainty: "unsure", note: "see the papers" });
    answers.addEvidence(claim.id, "verdict", proof, null);
    answers.change(age.id, a, { value: "not-mentioned", version: 2 });
  });
  const view = await matrix(server, reader, "?by=questions&language=mk");
  const [row] = view.verdicts;
  expect(row?.units.map(({ name }) => name)).toEqual(["[Victim A]", "[Victim B]"]);
  expect(row?.answers).toHaveLength(2);
  expect(row?.answers).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ question: claim.id, words: "да", certainty: "unsure", coder: 0 }),
      expect.objectContaining({ question: age.id, subject: a, words: "не е во пресудата" }),
    ]),
  );
  const { answers } = await cell(server, reader, `question=${claim.id}&verdict=${verdict}`);
  expect(answers).toMatchObject([
    { words: "yes", note: "see the papers", evidence: [{ quote: "took her papers", code: "B" }] },
  ]);
});

test("nobody gets a number, a word or a name of a round that is coded blind; after the reveal coders are a range", async (context) => {
  const server = await startTestServer(context);
  const { people, store } = server;
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = people;
  const made = await server.newVerdict(TEXT);
  const [hers, his, late] = await turnBlind(server, made, [lawyer, otherLawyer, otherFacilitator]);
  if (!hers || !his || !late) throw new Error("no rooms");
  // Hidden is not none: it says the same before the first tag and after it, on the page and in the file, of answers too.
  const toldOthers = async (): Promise<string[]> => {
    const command = { format: "matrix-csv", matrix: { by: "categories" } };
    const { id } = await madeFile(server, facilitator, command);
    const csv = readCsv(await (await server.ask(facilitator, "GET", `/api/exports/${id}/file`)).text());
    const views = [await matrix(server, facilitator), await matrix(server, facilitator, "?by=questions")];
    return [...views.map((view) => JSON.stringify(view.verdicts)), String(csv[2]?.[4])];
  };
  const before = await toldOthers();
  expect(before.at(-1)).toBe("Its coders work blind. Counts, answers and quotes appear after the reveal.");
  await tag(server, lawyer, made, [{ category: "means.force", words: "took her papers", note: "canary-hers" }], hers);
  await tag(
    server,
    otherLawyer,
    made,
    [
      { category: "means.force", words: "could not leave", note: "canary-his" },
      { category: "means.force", words: "The victim" },
    ],
    his,
  );
  expect(await toldOthers()).toEqual(before);
  await tag(server, otherFacilitator, made, [{ category: "means.force", words: "He said" }], late);
  await expectNothingTold(server, made.verdict.id, [lawyer, otherLawyer, otherFacilitator]);

  // Who did not hand in is compared with nobody, and counted nowhere.
  for (const { member } of [lawyer, otherLawyer]) await store.rounds.handIn(made.round, member.id, NOW);
  await store.rounds.reveal(made.round, [otherFacilitator.member.id], NOW);
  const view = await matrix(server, facilitator);
  const [row] = view.verdicts;
  expect(row).toMatchObject({ state: "unsettled", kind: "own" });
  const counts = new Map(row?.coders.map((coder, i) => [coder, row.tags[0]?.counts[i]]));
  expect(counts).toEqual(
    new Map([
      [lawyer.member.id, 1],
      [otherLawyer.member.id, 2],
    ]),
  );
  const network = NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json());
  expect(network.verdicts[0]?.coders).toEqual({ handedIn: 2, of: 3 });
  const { passages } = await cell(server, facilitator, `category=means&verdict=${made.verdict.id}`);
  expect(passages.map(({ kind, isLive, author }) => [kind, isLive, author])).toEqual([
    ["own", false, lawyer.member.id],
    ["own", false, otherLawyer.member.id],
    ["own", false, otherLawyer.member.id],
  ]);
});

/** Neither page nor cell tells anybody what the coders of a blind round wrote, nor who they are. */
async function expectNothingTold(server: TestServer, verdict: VerdictId, coders: readonly Person[]): Promise<void> {
  const canaries = ["canary", "took her papers", "could not leave", ...coders.map(({ member }) => member.id)];
  for (const who of Object.values(server.people))
    for (const path of [
      "/api/matrix",
      "/api/matrix?by=questions",
      "/api/matrix/cell?category=means.force",
      `/api/matrix/cell?category=means&verdict=${verdict}`,
    ]) {
      const text = await (await server.ask(who, "GET", path)).text();
      for (const canary of canaries) expect(text).not.toContain(canary);
      const view = MatrixView.safeParse(JSON.parse(text)).data;
      const state = coders.includes(who) ? "blind" : "being-coded";
      expect(view?.verdicts[0]?.state).toBe(path.includes("cell") ? undefined : state);
    }
}

async function madeFile(server: TestServer, who: Person, command: object): Promise<ExportJob> {
  const begun = await server.ask(who, "POST", "/api/exports", command);
  const { id } = ExportJob.parse(await begun.json());
  const read = async (): Promise<ExportJob> =>
    ExportJob.parse(await (await server.ask(who, "GET", `/api/exports/${id}`)).json());
  await vi.waitUntil(async () => ["done", "failed"].includes((await read()).state), { timeout: 60_000 });
  return read();
}

test("the matrix leaves as every file does: for facilitators, looked over, and gone when its words are", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const number = "3112899710014";
  const text = `Her number is ${number}, and she came from afar.`;
  const made = await server.newVerdict(text);
  await tag(server, lawyer, made, [{ category: "means", words: number }]);
  const command = { format: "matrix-csv", matrix: { by: "categories" } };
  expect((await server.ask(lawyer, "POST", "/api/exports", command)).status).toBe(403);

  const blocked = await madeFile(server, facilitator, command);
  expect(blocked).toMatchObject({ state: "failed", problem: "export-leak", leakCount: 1 });
  expect(blocked.leaks[0]).toMatchObject({ kind: "jmbg", verdict: made.verdict.id });
  const despite = { leaks: 1, reason: "needed" };
  const passed = await madeFile(server, facilitator, { ...command, despite });
  expect(passed).toMatchObject({ state: "done", count: 1, passed: "needed" });

  const start = text.indexOf(number);
  const edits = [{ start, end: start + number.length, insert: "[Number 1]" }];
  const path = `/api/verdicts/${made.verdict.id}/edits`;
  expect((await server.ask(facilitator, "POST", path, { baseRevision: 1, kind: "redact", edits })).status).toBe(200);
  expect((await server.ask(facilitator, "GET", `/api/exports/${passed.id}/file`)).status).toBe(410);
  const after = await madeFile(server, facilitator, command);
  const file = await (await server.ask(facilitator, "GET", `/api/exports/${after.id}/file`)).text();
  expect(file).toContain("[Number 1]");
  expect(file).not.toContain(number);
});

test("where all tagged together and coders of a revealed round answered alone, their answers are shown and counted nowhere", async (context) => {
  const server = await startTestServer(context);
  const { people, store } = server;
  const { facilitator, lawyer, otherLawyer } = people;
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Error("no methodology");
  const content = { ...inForce.content, questions: [QUESTIONS.claim] };
  await store.methodologies.freeze(content, "with a question", facilitator.member.id, NOW);
  const made = await server.newVerdict(TEXT);
  await tag(server, lawyer, made, [{ category: "means.force", words: "took her papers" }]);
  const [hers] = await turnBlind(server, made, [lawyer, otherLawyer]);
  if (!hers) throw new Error("no room");
  await server.hub.write(hers, lawyer.member.id, (doc) => {
    new AnswersRoom(doc).change(QUESTIONS.claim.id, "verdict", { value: "yes", version: 2 });
  });
  const rowBy = async (by: string) => (await matrix(server, facilitator, `?by=${by}`)).verdicts[0];
  expect(await rowBy("questions")).toMatchObject({ state: "being-coded", answers: [] });
  for (const { member } of [lawyer, otherLawyer]) await store.rounds.handIn(made.round, member.id, NOW);
  await store.rounds.reveal(made.round, [], NOW);
  expect(await rowBy("categories")).toMatchObject({ state: "counted", kind: "shared" });
  const row = await rowBy("questions");
  expect(row).toMatchObject({ state: "unsettled", kind: "own", answers: [{ question: QUESTIONS.claim.id }] });
  expect(new Set(row?.coders)).toEqual(new Set([lawyer.member.id, otherLawyer.member.id]));
  const behind = `question=${QUESTIONS.claim.id}&language=en`;
  expect((await cell(server, facilitator, `${behind}&verdict=${made.verdict.id}`)).answers).toHaveLength(1);
  expect((await cell(server, facilitator, behind)).answers).toEqual([]);
});
