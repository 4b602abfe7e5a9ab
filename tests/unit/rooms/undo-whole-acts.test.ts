import { expect, test } from "vitest";
import * as Y from "yjs";
import { addCategory, mergeCategory, moveCategory, splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { draftTree, flatten } from "../../../schema/rooms/draft/draft-tree.ts";
import { OwnUndo } from "../../../schema/rooms/own-undo.ts";

const NOW = "2026-11-26T10:00:00.000Z";

function draft(): { doc: Y.Doc; room: DraftRoom; undo: OwnUndo; act(what: () => void): void } {
  const doc = new Y.Doc();
  const room = new DraftRoom(doc);
  const undo = new OwnUndo(doc, () => NOW);
  return { doc, room, undo, act: (what) => undo.during(Object.values(room.roots), what) };
}

const shape = (room: DraftRoom): string[] =>
  flatten(draftTree(room.categories())).map(({ category, depth }) => `${"  ".repeat(depth)}${category.label.en}`);

test("an act over several entries is undone and done again whole", () => {
  const { room, undo, act } = draft();
  const means = addCategory(room, { parent: null, index: 0 }, { en: "means" }, NOW);
  const force = addCategory(room, { parent: means, index: 0 }, { en: "force" }, NOW);
  addCategory(room, { parent: force, index: 0 }, { en: "blows" }, NOW);
  const threat = addCategory(room, { parent: means, index: 1 }, { en: "threat" }, NOW);
  const before = shape(room);

  act(() => mergeCategory(room, force, threat));
  expect(shape(room)).toEqual(["means", "  threat", "    blows"]);
  act(() => splitCategory(room, threat, [{ en: "of harm" }, { en: "of shame" }], NOW));
  const after = shape(room);
  expect([...after].sort()).toEqual(["  blows", "  of harm", "  of shame", "means"]);

  undo.undo();
  undo.undo();
  expect(shape(room)).toEqual(before);
  expect(undo.canUndo).toBe(false);
  undo.redo();
  undo.redo();
  expect(shape(room)).toEqual(after);
});

test("undo leaves what a colleague has written since, and puts the rest of the act back", () => {
  const { doc, room, undo, act } = draft();
  const other = draft();
  const exchange = (): void => {
    for (const [from, to] of [
      [doc, other.doc],
      [other.doc, doc],
    ] as const)
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
  };
  const act1 = addCategory(room, { parent: null, index: 0 }, { en: "act" }, NOW);
  const means = addCategory(room, { parent: null, index: 1 }, { en: "means" }, NOW);
  const force = addCategory(room, { parent: means, index: 0 }, { en: "force" }, NOW);
  exchange();
  act(() => {
    moveCategory(room, force, { parent: act1, index: 0 });
    room.roots.categories.set(force, { "label:mk": "сила", digit: 4 });
  });
  exchange();
  other.room.roots.categories.set(force, { "label:mk": "принуда" });
  exchange();
  undo.undo();
  expect(shape(room)).toEqual(["act", "means", "  force"]);
  expect(room.categories().find(({ entry }) => entry === force)).toMatchObject({
    label: { en: "force", mk: "принуда" },
    digit: null,
  });
});

test("an act that writes nothing is not an act", () => {
  const { room, undo, act } = draft();
  act(() => void moveCategory(room, "nobody", { parent: null, index: 0 }));
  expect(undo.canUndo).toBe(false);
});
