import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  foldPassages,
  layoutMargin,
  MARGIN_GAP,
  type MarginBox,
  visibleCards,
} from "../../../client/verdict/layout/margin-layout.ts";

const seed = Number(process.env["SEED"] ?? 20261125);
console.log(`margin-layout: SEED=${seed}`);

const boxes = fc
  .array(fc.record({ wanted: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 20, max: 240 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((list): MarginBox[] =>
    list.sort((a, b) => a.wanted - b.wanted).map((box, index) => ({ id: String(index), ...box })),
  );
const boxesAndActive = boxes.chain((list) => fc.record({ list: fc.constant(list), at: fc.nat(list.length - 1) }));

/** Whether no two cards are closer than the gap, in the order given. */
const areApart = (list: readonly MarginBox[], tops: readonly number[]): boolean =>
  list.every(
    (_, index) =>
      index === 0 || (tops[index] ?? 0) - (tops[index - 1] ?? 0) - (list[index - 1]?.height ?? 0) >= MARGIN_GAP,
  );

describe("cards of the margin", () => {
  it("never come closer than the gap and keep the order of their passages, with and without an active one", () => {
    fc.assert(
      fc.property(boxesAndActive, ({ list, at }) => {
        expect(areApart(list, layoutMargin(list))).toBe(true);
        expect(areApart(list, layoutMargin(list, String(at)))).toBe(true);
      }),
      { seed, numRuns: 400 },
    );
  });

  it("slide down only: without an active one none stands above the place it wants, and one without a neighbour stands there", () => {
    fc.assert(
      fc.property(boxes, (list) => {
        const tops = layoutMargin(list);
        for (const [index, box] of list.entries()) {
          expect(tops[index]).toBeGreaterThanOrEqual(box.wanted);
          const isFree =
            index === 0 || (tops[index - 1] ?? 0) + (list[index - 1]?.height ?? 0) + MARGIN_GAP <= box.wanted;
          expect(!isFree || tops[index] === box.wanted).toBe(true);
        }
      }),
      { seed, numRuns: 400 },
    );
  });

  it("keep the active one exactly beside its passage wherever those before it have room, and none leaves the margin", () => {
    fc.assert(
      fc.property(boxesAndActive, ({ list, at }) => {
        const tops = layoutMargin(list, String(at));
        const needed = list.slice(0, at).reduce((sum, box) => sum + box.height + MARGIN_GAP, 0);
        expect(tops[at]).toBe(Math.max(list[at]?.wanted ?? 0, needed));
        expect(Math.min(...tops)).toBeGreaterThanOrEqual(0);
      }),
      { seed, numRuns: 400 },
    );
  });

  it("move nothing that the active one does not touch", () => {
    const list = [
      { id: "far", wanted: 0, height: 50 },
      { id: "near", wanted: 480, height: 60 },
      { id: "active", wanted: 500, height: 200 },
      { id: "after", wanted: 560, height: 40 },
      { id: "later", wanted: 2000, height: 40 },
    ];
    expect(layoutMargin(list)).toEqual([0, 480, 550, 760, 2000]);
    expect(layoutMargin(list, "active")).toEqual([0, 430, 500, 710, 2000]);
  });

  it("are drawn exactly where they meet the window", () => {
    fc.assert(
      fc.property(
        boxes,
        fc.integer({ min: -500, max: 6000 }),
        fc.integer({ min: 1, max: 900 }),
        (list, top, height) => {
          const tops = layoutMargin(list);
          const { from, to } = visibleCards(list, tops, top, top + height);
          for (const [index, box] of list.entries()) {
            const place = tops[index] ?? 0;
            expect(index >= from && index < to).toBe(place + box.height >= top && place <= top + height);
          }
        },
      ),
      { seed, numRuns: 300 },
    );
  });
});

describe("cards of one passage", () => {
  const item = (id: string, passage = "p") => ({ id, passage, wanted: 10 });
  const shown = (entries: ReturnType<typeof foldPassages>) =>
    entries.map((entry) => (entry.kind === "card" ? entry.item.id : `+${entry.hidden}`));

  it("fold to one line beyond three", () => {
    expect(
      shown(
        foldPassages(
          ["a", "b", "c"].map((id) => item(id)),
          new Set(),
          null,
        ),
      ),
    ).toEqual(["a", "b", "c"]);
    expect(
      shown(
        foldPassages(
          ["a", "b", "c", "d", "e"].map((id) => item(id)),
          new Set(),
          null,
        ),
      ),
    ).toEqual(["a", "b", "c", "+2"]);
  });

  it("never fold the active one away, and unfold by the person's choice", () => {
    const list = ["a", "b", "c", "d", "e"].map((id) => item(id));
    expect(shown(foldPassages(list, new Set(), "e"))).toEqual(["a", "b", "c", "e", "+1"]);
    expect(shown(foldPassages(list, new Set(["p"]), null))).toEqual(["a", "b", "c", "d", "e", "+0"]);
  });

  it("come together behind the first of their passage", () => {
    const list = [item("a", "p"), item("x", "q"), item("b", "p")];
    expect(shown(foldPassages(list, new Set(), null))).toEqual(["a", "b", "x"]);
  });
});
