import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { neededMs, StaysInSight } from "../../../client/rounds/stays-in-sight.ts";
import type { Block } from "../../../schema/text/revision.ts";

const block = (number: string, start: number, end: number): Block =>
  ({ number, start, end, kind: "paragraph", path: [] }) as unknown as Block;
/** 100, 200 and 1,000 characters. */
const BLOCKS = [block("1", 0, 100), block("2", 101, 301), block("3", 302, 1302)];

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

function watched() {
  const seen: string[] = [];
  return { seen, sight: new StaysInSight((numbers) => void seen.push(...numbers)) };
}

it("counts a paragraph once it was in sight for its length, within bounds", () => {
  expect(BLOCKS.map(neededMs)).toEqual([1_000, 2_000, 3_000]);
  expect(neededMs({ start: 0, end: 3 })).toBe(500);
  const { seen, sight } = watched();
  sight.see(BLOCKS, { first: 0, last: 1302 });
  for (const [ms, expected] of [
    [999, []],
    [1, ["1"]],
    [1_000, ["1", "2"]],
    [1_000, ["1", "2", "3"]],
    [60_000, ["1", "2", "3"]],
  ] as const) {
    vi.advanceTimersByTime(ms);
    expect(seen).toEqual(expected);
  }
});

it("counts nothing that is scrolled past, and goes on with what stays while others come and go", () => {
  const { seen, sight } = watched();
  for (const { start, end } of BLOCKS) {
    sight.see(BLOCKS, { first: start, last: end });
    vi.advanceTimersByTime(200);
  }
  // The last has been there for 200 ms.
  sight.see(BLOCKS, { first: 150, last: 1302 });
  vi.advanceTimersByTime(2_000);
  expect(seen).toEqual(["2"]);
  vi.advanceTimersByTime(800);
  expect(seen).toEqual(["2", "3"]);
});

it("counts nothing while nobody looks, and begins anew in another round or verdict", () => {
  const { seen, sight } = watched();
  const all = { first: 0, last: 1302 };
  sight.see(BLOCKS, all);
  vi.advanceTimersByTime(900);
  sight.see(BLOCKS, all, true);
  vi.advanceTimersByTime(10_000);
  sight.see(BLOCKS, all);
  vi.advanceTimersByTime(900);
  sight.leave();
  vi.advanceTimersByTime(10_000);
  expect(seen).toEqual([]);
  sight.see(BLOCKS, all);
  vi.advanceTimersByTime(1_000);
  expect(seen).toEqual(["1"]);
});
