import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { newId, randomId, UnitId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { tag } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";
import { QUESTIONS } from "../../helpers/network/test-methodology.ts";

const { claim, summary, roles, age } = QUESTIONS;

let server: RoomsServer;
let layer: RoomsServer["verdict"]["rooms"]["layer"];
let honest: RawClient;
let hostile: RawClient;
const victim = newId(UnitId);
const defendant = newId(UnitId);

beforeEach(async () => {
  server = await startRoomsServer();
  layer = server.verdict.rooms.layer;
  const verdict = server.verdict.verdict.id;
  await server.store.names.addUnit({ id: victim, verdict, kind: "victim", label: "A", createdAt: NOW });
  await server.store.names.addUnit({ id: defendant, verdict, kind: "defendant", label: "1", createdAt: NOW });
  honest = await RawClient.join(server, layer, server.lawyers[0]);
  await honest.write((doc) => new AnswersRoom(doc).change(claim.id, "verdict", { value: "yes", version: 1 }));
  hostile = await RawClient.join(server, layer, server.lawyers[1]);
});
afterEach(async () => {
  await server.stop();
});

const answers = (doc: Y.Doc): AnswersRoom => new AnswersRoom(doc);
const rows = async () => (await server.store.rooms.rows(layer)).answers;

/** An update of a fresh document that knows nothing of the room. */
function madeApart(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

/** Code and reason with which an attack ended; the room holds nothing of it, and honest work goes on. */
async function outcome(): Promise<[number, string?]> {
  const code = await hostile.closed;
  const [told] = hostile.received.flatMap((frame) => (frame.type === "refused" ? [frame.refused.detail] : []));
  await honest.write((doc) => answers(doc).change(claim.id, "verdict", { note: "still honest" }));
  const joiner = await RawClient.join(server, layer, server.reader);
  expect(Y.encodeStateAsUpdate(joiner.doc)).toEqual(Y.encodeStateAsUpdate(honest.doc));
  expect(joiner.doc.getMap("answers").toJSON()).toEqual({
    "q.claim/verdict/value": "yes",
    "q.claim/verdict/version": 1,
    "q.claim/verdict/note": "still honest",
  });
  return told === undefined ? [code] : [code, told];
}

const put = (key: string, value: unknown, version?: number) => (doc: Y.Doc) =>
  doc.transact(() => {
    doc.getMap("answers").set(key, value);
    if (version !== undefined) doc.getMap("answers").set(key.replace(/[^/]*$/, "version"), version);
  });

test.each<[string, string, (doc: Y.Doc) => void]>([
  ["a key of another form", "a key that is none of answers", put("elsewhere", 1)],
  ["a part that is none", "a key that is none of answers", put("q.claim/verdict/author", "me")],
  ["a key named like an object's own", "a key that is none of answers", put("__proto__", 1)],
  ["a map under a value's key", "a map in a field", put("q.claim/verdict/value", new Y.Map())],
  [
    "a map of values under a value's key",
    "a parent that is no entry",
    put("q.claim/verdict/value", new Y.Map([["deep", 1]])),
  ],
  ["an answer made as an entry", "a key that is none of answers", put(randomId(), new Y.Map([["value", "yes"]]))],
  [
    "an answer's key in a root of entries",
    "key is not a random id",
    (doc) => void doc.getMap("annotations").set("q.claim/verdict/value", "yes"),
  ],
  [
    "a tag in the root of answers' place in another root",
    "unknown root",
    (doc) => void doc.getMap("answer").set("q.claim/verdict/value", "yes"),
  ],
  ["a value that no question takes", "value of answers.value", put("q.claim/verdict/value", { deep: true }, 1)],
  ["a value over the limit", "value of answers.value", put("q.summary/verdict/value", "x".repeat(20_001), 1)],
  ["a note with a NUL", "value of answers.note", put("q.claim/verdict/note", "a\0b")],
  ["a number that is none", "value of answers.value", put(`q.age/${victim}/value`, Number.NaN, 1)],
  ["a certainty of one's own", "value of answers.certainty", put("q.claim/verdict/certainty", "very")],
  ["a value of another type", "a value that does not answer the question", put("q.claim/verdict/value", "maybe", 1)],
  [
    "a choice that is not offered",
    "a value that does not answer the question",
    put(`q.roles/${defendant}/value`, ["recruiter", "king"], 1),
  ],
  ["a value without its version", "a value without its version", put("q.summary/verdict/value", "short")],
  ["a version to come", "a version that is not there", put("q.claim/verdict/value", "yes", 99)],
  ["a question that nobody asks", "a question that is not asked of it", put("q.none/verdict/value", "yes", 1)],
  ["a question of victims for the verdict", "a question that is not asked of it", put("q.age/verdict/value", 17, 1)],
  [
    "a question of victims for a defendant",
    "a question that is not asked of it",
    put(`q.age/${defendant}/value`, 17, 1),
  ],
  ["a unit that is not there", "a unit that is not there", put(`q.age/${newId(UnitId)}/note`, "whose?")],
  ["evidence beyond the text", "anchor beyond the text", put(`q.claim/verdict/ev/${randomId()}`, [1, 0, 100_000])],
  ["evidence that is no anchor", "value of answers.ev/", put(`q.claim/verdict/ev/${randomId()}`, [1, 9, 3])],
])("%s is refused (%s)", async (_, detail, change) => {
  hostile.sendUpdate(madeApart(change));
  const [code, told] = await outcome();
  expect(code).toBe(CLOSE.refused);
  expect(told?.startsWith(detail) ? detail : told).toBe(detail);
});

// P23 of docs/protocol.md.
test("a frame writes so many values and no more; what is overwritten within it does not count", async () => {
  await hostile.write((doc) =>
    doc.transact(() => {
      for (let i = 0; i <= LIMITS.newValuesPerFrame; i++) answers(doc).change(claim.id, "verdict", { note: String(i) });
    }),
  );
  hostile.sendUpdate(
    madeApart((doc) => {
      for (let i = 0; i <= LIMITS.newValuesPerFrame; i++)
        doc.getMap("answers").set(`${claim.id}/verdict/ev/${randomId()}`, null);
    }),
  );
  expect(await outcome()).toEqual([CLOSE.tooLarge, "too many values in one frame"]);
});

test("a deleted answer is refused, also one that is written and deleted in one update", async () => {
  hostile.sendUpdate(hostile.edit((doc) => doc.getMap("answers").delete("q.claim/verdict/value")));
  expect(await outcome()).toEqual([CLOSE.refused, "deletes an entry or a field"]);
  hostile = await RawClient.join(server, layer, server.lawyers[1]);
  hostile.sendUpdate(
    hostile.edit((doc) =>
      doc.transact(() => {
        doc.getMap("answers").set("q.claim/verdict/value", "no");
        doc.getMap("answers").delete("q.claim/verdict/value");
      }),
    ),
  );
  expect(await outcome()).toEqual([CLOSE.refused, "tripwire"]);
});

// P24 of docs/protocol.md.
test("two who answer one question at once end with one value, and lose no note, evidence or certainty", async () => {
  const other = hostile;
  const first = tag(honest.doc, 3);
  const passage = randomId();
  const mine = honest.edit((doc) => {
    answers(doc).change(claim.id, "verdict", { value: "no", version: 2 });
    answers(doc).addEvidence(claim.id, "verdict", first, null);
    answers(doc).change(age.id, victim, { value: 17, version: 2 });
  });
  const theirs = other.edit((doc) => {
    answers(doc).change(claim.id, "verdict", { value: "not-mentioned", version: 2 });
    answers(doc).change(claim.id, "verdict", { note: "see page 2", certainty: "unsure" });
    answers(doc).addEvidence(claim.id, "verdict", passage, { revision: 1, ranges: [{ start: 4, end: 9 }] });
    answers(doc).change(roles.id, defendant, { value: ["recruiter", "driver"], version: 2 });
  });
  honest.sendUpdate(Y.encodeStateAsUpdate(honest.doc));
  other.sendUpdate(theirs);
  honest.sendUpdate(mine);
  await Promise.all([honest.acknowledged(), other.acknowledged()]);
  await honest.sync();
  await other.sync();
  expect(Y.encodeStateAsUpdate(honest.doc)).toEqual(Y.encodeStateAsUpdate(other.doc));

  const all = await rows();
  const one = all.find(({ question }) => question === claim.id);
  const units = all.filter((row) => row !== one);
  expect(["no", "not-mentioned"]).toContain(one?.value);
  const winner = one?.value === "no" ? server.lawyers[0].id : server.lawyers[1].id;
  expect(one).toMatchObject({
    question: claim.id,
    subject: "verdict",
    version: 2,
    note: "see page 2",
    certainty: "unsure",
  });
  expect(one?.author).toBe(winner);
  expect(new Set([one?.author, one?.lastWriter])).toEqual(new Set([server.lawyers[0].id, server.lawyers[1].id]));
  expect(one?.evidence.map(({ id }) => id).sort()).toEqual([first, passage].sort());
  expect(one?.evidence.find(({ id }) => id === passage)?.anchor).toEqual({
    revision: 1,
    ranges: [{ start: 4, end: 9 }],
  });
  expect(new Map(units.map(({ subject, value }) => [subject, value]))).toEqual(
    new Map<string, unknown>([
      [victim, 17],
      [defendant, ["recruiter", "driver"]],
    ]),
  );
});

test("an answer that is taken back is a row without a value, and the words of every question are values of any", async () => {
  await honest.write((doc) => answers(doc).change(claim.id, "verdict", { value: null }));
  await honest.write((doc) => answers(doc).change(summary.id, "verdict", { value: "not-mentioned", version: 1 }));
  await honest.write((doc) => answers(doc).change(age.id, victim, { value: "unclear", version: 2 }));
  const { verdict, layer: id } = server.verdict;
  const values = (await rows()).map(({ question, value }) => [question, value] as const);
  expect(new Map<string, unknown>(values)).toEqual(
    new Map<string, unknown>([
      [claim.id, null],
      [summary.id, "not-mentioned"],
      [age.id, "unclear"],
    ]),
  );
  const timed = await server.store.passages.answers([id]);
  expect(timed.map(({ at: _at, ...row }) => row)).toEqual(await rows());
  expect(await server.store.passages.answers([])).toEqual([]);
  expect((await server.store.passages.counts(verdict.id, [id], [])).answers).toBe(2);
  expect((await server.store.passages.counts(verdict.id, [], [])).answers).toBe(0);
});

test("rows of answers that differ from the room are told and rebuilt, and keep the time at which they were given", async () => {
  const timed = (): ReturnType<typeof server.store.passages.answers> =>
    server.store.passages.answers([server.verdict.layer]);
  const given = await timed();
  await hostile.write((doc) => answers(doc).addEvidence(claim.id, "verdict", randomId(), null));
  const right = await server.store.rooms.rows(layer);
  const [answer] = right.answers;
  if (!answer) throw new Error("no answer");
  const wrong = [
    { ...answer, note: "never written" },
    { ...answer, question: summary.id },
  ];
  await server.store.rooms.replaceRows(layer, { ...right, answers: wrong });
  const report = await verifyStore(server.store, { project: projectAll, rebuild: true });
  expect(report.differences.map(({ where, id, what }) => [where, id, what])).toEqual([
    ["answers", "q.claim/verdict", "different"],
    ["answers", "q.summary/verdict", "extra"],
  ]);
  expect(await server.store.rooms.rows(layer)).toEqual(right);
  // The evidence that came later is nothing of the value, nor is what was rebuilt.
  expect(given).toMatchObject([{ question: claim.id, at: expect.stringMatching(/Z$/) as string }]);
  expect((await timed()).map(({ at }) => at)).toEqual(given.map(({ at }) => at));
});

test("a unit that somebody answers for at the moment when it goes is refused, and the room goes on", async () => {
  const unit = { id: victim, verdict: server.verdict.verdict.id, kind: "victim", label: "A", createdAt: NOW } as const;
  await server.store.names.removeUnit(unit);
  hostile.sendUpdate(madeApart((doc) => answers(doc).change(age.id, victim, { value: 17, version: 1 })));
  expect(await outcome()).toEqual([CLOSE.refused, "a unit that is not there"]);
});
