import { expect, test } from "vitest";
import * as Y from "yjs";
import { QuestionId, randomId, UnitId, newId } from "../../../schema/domain/ids.ts";
import { parseAnswerKey } from "../../../schema/rooms/answer-keys.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";

const claim = QuestionId.parse("q.claim");

function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
}

test("two people who answer one question at once end with one value, both pieces of evidence and the note", () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const [mine, hers] = [new AnswersRoom(a), new AnswersRoom(b)];
  const [tag, passage] = [randomId(), randomId()];
  mine.change(claim, "verdict", { value: "yes", version: 1 });
  mine.addEvidence(claim, "verdict", tag, null);
  hers.change(claim, "verdict", { value: "not-mentioned", version: 1 });
  hers.change(claim, "verdict", { note: "see page 4", certainty: "unsure" });
  hers.addEvidence(claim, "verdict", passage, { revision: 1, ranges: [{ start: 3, end: 9 }] });
  exchange(a, b);
  const answer = mine.answer(claim, "verdict");
  expect(answer).toEqual(hers.answer(claim, "verdict"));
  expect(["yes", "not-mentioned"]).toContain(answer.value);
  expect(answer).toMatchObject({ note: "see page 4", certainty: "unsure" });
  expect(answer.evidence.map(({ id }) => id).sort()).toEqual([tag, passage].sort());
});

test("an answer that was taken back is none, and is told from 'not mentioned'", () => {
  const room = new AnswersRoom(new Y.Doc());
  const victim = newId(UnitId);
  room.change(claim, victim, { value: "not-mentioned", version: 2 });
  expect(room.answers().get(`${claim}/${victim}`)?.value).toBe("not-mentioned");
  room.change(claim, victim, { value: null });
  expect(room.answer(claim, victim).value).toBeNull();
  const tag = randomId();
  room.addEvidence(claim, victim, tag, null);
  room.removeEvidence(claim, victim, tag);
  expect(room.answer(claim, victim).evidence).toEqual([]);
});

test("a key that says no question, subject and part is none, and a misshapen value is not shown", () => {
  for (const key of [
    "q.claim",
    "q.claim/verdict",
    "q.claim/nobody/value",
    "Q/verdict/value",
    "q.claim/verdict/ev",
    "q.claim/verdict/ev/x",
    "q.claim/verdict/value/x",
    "q.claim/verdict/ev/" + randomId() + "/x",
  ])
    expect(parseAnswerKey(key)).toBeNull();
  const doc = new Y.Doc();
  doc.getMap("answers").set("q.claim/verdict/value", { deep: true });
  doc.getMap("answers").set("q.claim/verdict/note", 7);
  doc.getMap("answers").set("nonsense", 7);
  expect(new AnswersRoom(doc).answer(claim, "verdict")).toMatchObject({ value: null, note: "" });
});
