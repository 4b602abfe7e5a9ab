import { expect, test } from "vitest";
import * as Y from "yjs";
import { QuestionId, randomId } from "../../../schema/domain/ids.ts";
import { ANSWERS } from "../../../schema/rooms/answer-keys.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { OwnUndo } from "../../../schema/rooms/own-undo.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const claim = QuestionId.parse("q.claim");

function person(): { doc: Y.Doc; room: AnswersRoom; undo: OwnUndo; act(what: () => void): void } {
  const doc = new Y.Doc();
  const room = new AnswersRoom(doc);
  const undo = new OwnUndo(doc, () => NOW);
  return { doc, room, undo, act: (what) => undo.during([room.entries, new LayerRoom(doc).entries], what) };
}

test("an answer that is undone is not answered again, with no note and no evidence, in values that the server takes", () => {
  const { doc, room, undo, act } = person();
  const tag = randomId();
  act(() => {
    room.change(claim, "verdict", { value: "yes", version: 1, note: "why", certainty: "unsure" });
    room.addEvidence(claim, "verdict", tag, null);
  });
  act(() => room.change(claim, "verdict", { value: "no" }));
  expect(undo.undo()).toBe("q.claim/verdict");
  expect(room.answer(claim, "verdict").value).toBe("yes");
  undo.undo();
  expect(room.answer(claim, "verdict")).toMatchObject({ value: null, note: "", certainty: "sure", evidence: [] });
  for (const [key, value] of doc.getMap("answers").entries()) {
    const field = ANSWERS.split(key)?.field ?? "";
    expect({ key, ok: ANSWERS.field(field)?.value.safeParse(value).success }).toEqual({ key, ok: true });
  }
  undo.redo();
  expect(room.answer(claim, "verdict")).toMatchObject({
    value: "yes",
    version: 1,
    note: "why",
    evidence: [{ id: tag }],
  });
});

test("undo leaves what a colleague has answered since, and takes back the rest of one's own answer", () => {
  const [me, colleague] = [person(), person()];
  me.act(() => me.room.change(claim, "verdict", { value: "yes", version: 1, note: "mine" }));
  Y.applyUpdate(colleague.doc, Y.encodeStateAsUpdate(me.doc));
  colleague.act(() => colleague.room.change(claim, "verdict", { value: "no", version: 2 }));
  Y.applyUpdate(me.doc, Y.encodeStateAsUpdate(colleague.doc));
  me.undo.undo();
  expect(me.room.answer(claim, "verdict")).toMatchObject({ value: "no", version: 2, note: "" });
});

test("a tag made as evidence and the answer that it proves are undone as one act", () => {
  const { doc, room, undo, act } = person();
  const layer = new LayerRoom(doc);
  const anchor = { revision: 1, ranges: [{ start: 0, end: 5 }] };
  act(() => {
    const id = layer.add({ category: "act" as never, version: 1, anchor }, NOW);
    room.addEvidence(claim, "verdict", id, null);
  });
  undo.undo();
  expect(layer.annotations()).toMatchObject([{ deleted: NOW }]);
  expect(room.answer(claim, "verdict").evidence).toEqual([]);
  expect(undo.canUndo).toBe(false);
});

test("a part changed by itself is undone by itself", () => {
  const { room, undo } = person();
  room.change(claim, "verdict", { value: "yes", version: 1 });
  undo.change(room.entries, "q.claim/verdict", { note: "why" });
  expect(room.answer(claim, "verdict").note).toBe("why");
  undo.undo();
  expect(room.answer(claim, "verdict")).toMatchObject({ value: "yes", note: "" });
});
