import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeBeside, PLACE_MIN_HEIGHT, type Box } from "../../../client/verdict/layout/place-beside.ts";

const seed = Number(process.env["SEED"] ?? 20261125);
console.log(`place-beside: SEED=${seed}`);

const meets = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const scene = fc.record({
  width: fc.integer({ min: 360, max: 1920 }),
  height: fc.integer({ min: 560, max: 1080 }),
  left: fc.integer({ min: -50, max: 1500 }),
  top: fc.integer({ min: -600, max: 1100 }),
  across: fc.integer({ min: 4, max: 600 }),
  down: fc.integer({ min: 18, max: 900 }),
  want: fc.integer({ min: 60, max: 520 }),
});

describe("a popover beside a passage", () => {
  it("never covers the passage, unless the passage leaves no such room on any side", () => {
    fc.assert(
      fc.property(scene, ({ width, height, left, top, across, down, want }) => {
        const passage = { left, top, right: left + across, bottom: top + down };
        const size = { width: Math.min(424, width - 16), height: want };
        const place = placeBeside(passage, size, { width, height });
        const shown = Math.min(want, place.maxHeight);
        const box = { left: place.left, top: place.top, right: place.left + size.width, bottom: place.top + shown };
        const needed = Math.min(want, PLACE_MIN_HEIGHT) + 14;
        const isBuried = height - Math.min(passage.bottom, height) < needed && Math.max(passage.top, 0) < needed;
        expect(place.side === "over" ? isBuried : !meets(box, passage)).toBe(true);
        expect(box.top).toBeGreaterThanOrEqual(0);
        expect(box.bottom).toBeLessThanOrEqual(height);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(width);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  const window = { width: 1440, height: 900 };
  const size = { width: 424, height: 380 };
  it.each([
    ["below where there is room", { left: 400, top: 200, right: 900, bottom: 260 }, "below"],
    ["above near the foot of the window", { left: 400, top: 700, right: 900, bottom: 760 }, "above"],
    [
      "shortened below where neither side has all of it but below comes first",
      { left: 300, top: 300, right: 1300, bottom: 600 },
      "below",
    ],
    ["beside a passage that is as high as the window", { left: 300, top: 20, right: 900, bottom: 880 }, "right"],
  ] as const)("stands %s", (_, passage, side) => {
    expect(placeBeside(passage, size, window).side).toBe(side);
  });

  it("stays on its side while its list grows and shrinks", () => {
    const passage = { left: 400, top: 480, right: 900, bottom: 540 };
    expect(placeBeside(passage, { width: 424, height: 500 }, window).side).not.toBe(
      placeBeside(passage, { width: 424, height: 200 }, window).side,
    );
    const first = placeBeside(passage, { width: 424, height: 200 }, window).side;
    expect(placeBeside(passage, { width: 424, height: 500 }, window, first).side).toBe(first);
  });
});
