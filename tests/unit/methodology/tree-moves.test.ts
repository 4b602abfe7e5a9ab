import { expect, test } from "vitest";
import * as Y from "yjs";
import { moveBy, moveByDrop, type Direction, type Drop } from "../../../client/methodology/draft/tree-moves.ts";
import { addCategory, moveCategory, type TreePlace } from "../../../schema/rooms/draft/draft-acts.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { draftTree, flatten, type DraftNode } from "../../../schema/rooms/draft/draft-tree.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const NOW = "2026-11-26T10:00:00.000Z";

/** `a(b c) d` as a draft. */
function draft(): { room: DraftRoom; tree(): DraftNode[]; at(label: string): string; shape(): string } {
  const room = new DraftRoom(new Y.Doc());
  const add = (label: string, parent: string | null, index: number): string =>
    addCategory(room, { parent, index }, { en: label }, NOW);
  const a = add("a", null, 0);
  add("b", a, 0);
  add("c", a, 1);
  add("d", null, 1);
  const tree = (): DraftNode[] => draftTree(room.categories());
  const write = (nodes: readonly DraftNode[]): string =>
    nodes
      .map(({ category, children }) => category.label.en + (children.length > 0 ? `(${write(children)})` : ""))
      .join(" ");
  return {
    room,
    tree,
    at: (label) => flatten(tree()).find(({ category }) => category.label.en === label)?.category.entry ?? "",
    shape: () => write(tree()),
  };
}

test.each<[string, Direction, string]>([
  ["d", "up", "d a(b c)"],
  ["a", "down", "d a(b c)"],
  ["c", "up", "a(c b) d"],
  ["c", "in", "a(b(c)) d"],
  ["d", "in", "a(b c d)"],
  ["b", "out", "a(c) b d"],
])("%s goes %s", (label, direction, after) => {
  const { room, tree, at, shape } = draft();
  moveCategory(room, at(label), moveBy(tree(), at(label), direction) as TreePlace);
  expect(shape()).toBe(after);
});

test("what stands at an end goes no further", () => {
  const { tree, at } = draft();
  const stuck: [string, Direction][] = [
    ["a", "up"],
    ["a", "in"],
    ["a", "out"],
    ["d", "down"],
    ["b", "up"],
    ["c", "down"],
  ];
  for (const [label, direction] of stuck) expect(moveBy(tree(), at(label), direction)).toBeNull();
});

test.each<[string, Drop, string, string]>([
  ["d", "before", "a", "d a(b c)"],
  ["d", "inside", "b", "a(b(d) c)"],
  ["b", "after", "c", "a(c b) d"],
  ["b", "after", "d", "a(c) d b"],
])("%s dropped %s %s", (label, drop, onto, after) => {
  const { room, tree, at, shape } = draft();
  moveCategory(room, at(label), moveByDrop(tree(), at(label), at(onto), drop) as TreePlace);
  expect(shape()).toBe(after);
});

test("nothing is dropped onto itself or below itself", () => {
  const { tree, at } = draft();
  expect(moveByDrop(tree(), at("a"), at("a"), "inside")).toBeNull();
  expect(moveByDrop(tree(), at("a"), at("c"), "before")).toBeNull();
});

test.each(seeds([1, 2, 3, 4, 5, 6]))("any way of moving by keys loses and doubles nothing (seed %i)", (seed) => {
  const random = new Seeded(seed);
  const { room, tree } = draft();
  for (let n = 0; n < 40; n++) {
    const entry = random.pick(flatten(tree())).category.entry;
    const place = moveBy(tree(), entry, random.pick(["up", "down", "in", "out"] as const));
    if (place) moveCategory(room, entry, place);
    const labels = flatten(tree()).map(({ category }) => category.label.en);
    expect(labels.toSorted((a = "", b = "") => a.localeCompare(b))).toEqual(["a", "b", "c", "d"]);
  }
});
