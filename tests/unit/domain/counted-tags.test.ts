import { describe, expect, it } from "vitest";
import { countedTags, tagRange } from "../../../schema/domain/counted-tags.ts";

const tag = (id: string, category: string, ranges: [number, number][], anchored: [number, number][] = ranges) => ({
  id,
  category,
  ranges: ranges.map(([start, end]) => ({ start, end })),
  anchor: { revision: 1, ranges: anchored.map(([start, end]) => ({ start, end })) },
});
const counted = (...tags: ReturnType<typeof tag>[]): string[] => countedTags(tags).map(({ id }) => id);

describe("the tags that count", () => {
  it("are one of a category on a passage, the first", () => {
    expect(counted(tag("a", "B1", [[3, 9]]), tag("b", "B1", [[3, 9]]), tag("c", "B2", [[3, 9]]))).toEqual(["a", "c"]);
  });

  it("are told apart by every range of a passage", () => {
    const twice: [number, number][] = [
      [3, 9],
      [12, 15],
    ];
    expect(counted(tag("a", "B1", [[3, 9]]), tag("b", "B1", twice), tag("c", "B1", twice))).toEqual(["a", "b"]);
  });

  it("on words that were removed are told by what they were made on", () => {
    expect(counted(tag("a", "B1", [], [[3, 9]]), tag("b", "B1", [], [[4, 9]]), tag("c", "B1", [], [[3, 9]]))).toEqual([
      "a",
      "b",
    ]);
  });

  it("of several coders are a range", () => {
    expect([tagRange([7, 3, 5]), tagRange([])]).toEqual([
      { min: 3, max: 7 },
      { min: 0, max: 0 },
    ]);
  });
});
