import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { paragraph } from "../../helpers/network/outputs.ts";

const saying = (words: readonly string[]): OutputDocument => ({
  type: "doc",
  content: words.map((text) => paragraph(text)),
});
const blocksOf = (room: OutputRoom): Set<unknown> => new Set(room.content.toArray());

test("a replacement says what was asked for, and keeps as many blocks as the two have in common in their order", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 9 });
  fc.assert(
    fc.property(words, words, (before, after) => {
      const room = new OutputRoom(new Y.Doc());
      room.replace(saying(before));
      const present = blocksOf(room);
      room.replace(saying(after));
      expect(room.document()).toEqual(saying(after));
      const kept = [...blocksOf(room)].filter((block) => present.has(block));
      expect(kept).toHaveLength(commonLength(before, after));
    }),
  );
});

/** Length of a longest common subsequence, by trying all. */
function commonLength([a, ...restA]: readonly string[], [b, ...restB]: readonly string[]): number {
  if (a === undefined || b === undefined) return 0;
  if (a === b) return 1 + commonLength(restA, restB);
  return Math.max(commonLength([a, ...restA], restB), commonLength(restA, [b, ...restB]));
}

test("of very long stretches that differ no block is compared with each other, and what is around them stays", () => {
  const room = new OutputRoom(new Y.Doc());
  const many = (word: string): string[] => Array.from({ length: 2_100 }, (_, i) => `${word} ${i}`);
  room.replace(saying(["first", ...many("before"), "common", "and so on", "last"]));
  const present = blocksOf(room);
  room.replace(saying(["first", ...many("after"), "common", "and so forth", "last"]));
  const kept = room.content.toArray().filter((block) => present.has(block));
  expect(kept).toEqual([room.content.get(0), room.content.get(2_103)]);
});
