import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameOf, fromBar, layoutDensity, TICK_HEIGHT, toBar } from "../../../client/verdict/layout/density-layout.ts";

const seed = Number(process.env["SEED"] ?? 20261125);
console.log(`density-layout: SEED=${seed}`);

describe("the density bar", () => {
  it("draws no more ticks than its rows hold, however many tags there are", () => {
    const ticks = Array.from({ length: 5_000 }, (_, index) => ({
      top: (index * 7919) % 120_000,
      hue: "abcdefghjklm".charAt(index % 12),
    }));
    const { ticks: drawn } = layoutDensity({ ticks, dots: [], sections: [] }, 120_000, 800);
    const count = [...drawn.values()].reduce((sum, list) => sum + list.length, 0);
    expect(count).toBeLessThanOrEqual((800 / TICK_HEIGHT) * 3);
    expect(count).toBeGreaterThan(800 / TICK_HEIGHT / 2);
  });

  it("keeps every mark inside the bar, marks at the very end included", () => {
    const tops = fc.array(fc.integer({ min: -10, max: 5_010 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(tops, fc.integer({ min: 4, max: 900 }), (list, bar) => {
        const marks = {
          ticks: list.map((top) => ({ top, hue: "b" })),
          dots: list.map((top) => ({ top })),
          sections: [],
        };
        const { ticks } = layoutDensity(marks, 5_000, bar);
        const drawn = ticks.get("b") ?? [];
        expect(drawn.length).toBeGreaterThan(0);
        for (const { y, x, width } of drawn) {
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y + TICK_HEIGHT).toBeLessThanOrEqual(bar);
          expect(x + width).toBeLessThanOrEqual(16);
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  it("shows hues of one row side by side and the same hue once", () => {
    const marks = { ticks: ["a", "b", "a"].map((hue) => ({ top: 100, hue })), dots: [], sections: [{ top: 500 }] };
    const { ticks, rules } = layoutDensity(marks, 1_000, 100);
    expect(ticks.get("a")).toEqual([{ x: 3, width: 3, y: 10 }]);
    expect(ticks.get("b")).toEqual([{ x: 6, width: 3, y: 10 }]);
    expect(rules).toEqual([50]);
  });

  it("goes to the place that it shows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90_000 }), (top) => {
        expect(fromBar(toBar(top, 90_000, 800), 90_000, 800)).toBeCloseTo(top, 5);
      }),
      { seed },
    );
    expect(fromBar(-20, 1000, 100)).toBe(0);
    expect(fromBar(300, 1000, 100)).toBe(1000);
  });

  it("frames the window inside the bar, and never too thin to see", () => {
    expect(frameOf(500, 250, 1_000, 100)).toEqual({ top: 50, height: 25 });
    expect(frameOf(99_900, 100, 100_000, 400)).toEqual({ top: 392, height: 8 });
    expect(frameOf(0, 900, 0, 400).top).toBe(0);
  });
});
