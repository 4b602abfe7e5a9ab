import { describe, expect, test } from "vitest";
import { AnchorNewer, checkAnchor, resolveAnchor, resolveMany, touchedBy } from "../../../schema/text/anchors.ts";
import { normaliseRanges, unionRanges } from "../../../schema/text/ranges.ts";
import type { Anchor, EditKind, EditMap } from "../../../schema/text/revision.ts";

const map = (
  from: number,
  ...steps: [start: number, removed: number, inserted: number, kind?: EditKind][]
): EditMap => ({
  from,
  steps: steps.map(([start, removed, inserted, kind = "correct"]) => ({ start, removed, inserted, kind })),
});
const anchor = (revision: number, ...ranges: [number, number][]): Anchor => ({
  revision,
  ranges: ranges.map(([start, end]) => ({ start, end })),
});

describe("resolveAnchor", () => {
  test("a range emptied on the way never comes back, whatever replaces its surroundings later", () => {
    const maps = [map(1, [5, 5, 0]), map(2, [3, 4, 9])];
    expect(resolveAnchor(anchor(1, [5, 10]), maps, 3)).toEqual({ state: "removed", revision: 3, ranges: [] });
  });

  test("ranges that met on the way are one for good: what is inserted at their seam later is inside", () => {
    const maps = [map(1, [5, 3, 0]), map(2, [5, 0, 4])];
    expect(resolveAnchor(anchor(1, [0, 5], [8, 10]), maps, 3)).toEqual({
      state: "changed",
      revision: 3,
      ranges: [{ start: 0, end: 11 }],
    });
  });

  test("a redaction and a correction together are a change", () => {
    const maps = [map(1, [2, 3, 10, "redact"]), map(2, [14, 1, 1])];
    expect(resolveAnchor(anchor(1, [0, 20]), maps, 2).state).toBe("redacted");
    expect(resolveAnchor(anchor(1, [0, 20]), maps, 3).state).toBe("changed");
  });

  test("only what came after the anchor's own revision counts, and maps may come in any order", () => {
    const maps = [map(3, [0, 0, 1]), map(1, [0, 0, 100]), map(2, [0, 0, 10])];
    expect(resolveAnchor(anchor(2, [1, 2]), maps, 4).ranges).toEqual([{ start: 12, end: 13 }]);
  });

  test("an anchor of a newer revision waits, and a missing map is said to be missing", () => {
    expect(() => resolveAnchor(anchor(3, [0, 1]), [], 2)).toThrow(AnchorNewer);
    expect(() => resolveAnchor(anchor(1, [0, 1]), [map(2, [0, 0, 1])], 3)).toThrow(RangeError);
  });
});

describe("resolveMany", () => {
  test("says of each anchor, in order, what resolveAnchor says of it, and which ones wait", () => {
    const maps = [map(1, [3, 2, 0], [10, 0, 4]), map(2, [0, 0, 7]), map(3, [15, 6, 2, "redact"])];
    const anchors = [
      anchor(4, [0, 3]),
      anchor(1, [0, 20]),
      anchor(5, [1, 2]),
      anchor(2, [3, 5], [8, 9]),
      anchor(1, [3, 5]),
      anchor(3, [30, 40], [50, 60]),
    ];
    expect(resolveMany(anchors, maps, 4)).toEqual(
      anchors.map((each) => (each.revision > 4 ? "newer" : resolveAnchor(each, maps, 4))),
    );
    expect(resolveMany([], maps, 4)).toEqual([]);
  });
});

describe("touchedBy", () => {
  test("counts what removes from a passage or inserts into it, not what stands beside it", () => {
    const edit = (start: number, end: number) => [{ start, end, insert: "x" }];
    const passage = anchor(1, [5, 10], [20, 25]);
    expect([edit(4, 6), edit(9, 12), edit(7, 7), edit(0, 30), edit(24, 25)].map((e) => touchedBy(passage, e))).toEqual(
      Array(5).fill(true),
    );
    expect([edit(0, 5), edit(10, 20), edit(5, 5), edit(25, 25), []].map((e) => touchedBy(passage, e))).toEqual(
      Array(5).fill(false),
    );
  });
});

describe("ranges", () => {
  test("are sorted, merged where they overlap or touch, and never empty", () => {
    const ranges = [
      { start: 8, end: 9 },
      { start: 0, end: 2 },
      { start: 4, end: 4 },
      { start: 2, end: 3 },
      { start: 5, end: 8 },
    ];
    expect(normaliseRanges(ranges)).toEqual([
      { start: 0, end: 3 },
      { start: 5, end: 9 },
    ]);
    expect(unionRanges([{ start: 0, end: 4 }], [{ start: 3, end: 6 }])).toEqual([{ start: 0, end: 6 }]);
  });

  test("of an anchor fit its text: in order, apart, inside, no pair split", () => {
    const text = "ab𝒜cd";
    expect(checkAnchor(anchor(1, [0, 2], [4, 6]), text)).toBeNull();
    expect(checkAnchor(anchor(1, [0, 3]), text)).toBe("pair");
    expect(checkAnchor(anchor(1, [0, 7]), text)).toBe("bounds");
    expect(checkAnchor(anchor(1, [1, 2], [2, 4]), text)).toBe("order");
    expect(checkAnchor(anchor(1, [2, 2]), text)).toBe("empty");
    expect(checkAnchor(anchor(1), text)).toBe("empty");
  });
});
