import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutLanes, type LaneSpan, SPAN_SHIFT, visibleSpans } from "../../../client/verdict/layout/lane-layout.ts";

const seed = Number(process.env["SEED"] ?? 20261125);
console.log(`lane-layout: SEED=${seed}`);

let count = 0;
const span = (author: string, top = 0, height = 20): LaneSpan => ({
  id: `s${++count}`,
  author,
  initials: author.toUpperCase(),
  hue: "b",
  letter: "B",
  top,
  height,
  pending: false,
});
const heads = (spans: LaneSpan[], me: string | null, fit?: number) =>
  layoutLanes(spans, me, fit).map((lane) => lane.head);

describe("coder lanes", () => {
  it("give each coder one while they fit, mine first, the others by their letters", () => {
    expect(heads([span("c"), span("b"), span("a"), span("d")], "c")).toEqual(["C", "A", "B", "D"]);
    expect(heads([span("b"), span("a")], null)).toEqual(["A", "B"]);
    expect(heads([], "a")).toEqual([]);
  });

  it("show mine, the busiest two and the rest merged when more than four code", () => {
    const spans = "aabbbcddddee".split("").map((author, index) => span(author, index * 30));
    const lanes = layoutLanes(spans, "c");
    expect(lanes.map((lane) => lane.head)).toEqual(["C", "B", "D", "+2"]);
    expect(lanes.at(-1)?.authors.toSorted()).toEqual(["a", "e"]);
  });

  it("keep their order when somebody tags more", () => {
    const spans = "aabb".split("").map((author, index) => span(author, index * 30));
    expect(heads(spans, null)).toEqual(heads([...spans, span("b", 300), span("b", 400)], null));
  });

  it("set two spans of one coder that overlap 5 px apart, and those that only follow each other in line", () => {
    const [lane] = layoutLanes([span("a", 0, 50), span("a", 20, 50), span("a", 70, 10)], "a");
    expect(lane?.spans.map(({ shift }) => shift)).toEqual([0, SPAN_SHIFT, 0]);
  });

  it("hold every span once, whatever the number of coders and lanes", () => {
    const spans = fc.array(
      fc.record({
        author: fc.constantFrom(..."abcdefghi".split("")),
        top: fc.nat(2000),
        height: fc.integer({ min: 1, max: 90 }),
      }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 6 }), (list, fit) => {
        const all = list.map(({ author, top, height }) => span(author, top, height));
        const lanes = layoutLanes(all, "a", fit);
        expect(lanes.length).toBeLessThanOrEqual(fit);
        expect(lanes.flatMap((lane) => lane.spans.map(({ id }) => id)).sort()).toEqual(all.map(({ id }) => id).sort());
        for (const lane of lanes)
          for (const shown of visibleSpans(lane, 500, 900))
            expect(shown.top <= 900 && shown.top + shown.height >= 500).toBe(true);
      }),
      { seed, numRuns: 200 },
    );
  });
});
