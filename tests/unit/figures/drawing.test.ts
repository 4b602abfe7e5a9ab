import { expect, it } from "vitest";
import { drawRow, pixelsOf, svgOf, type Drawing } from "../../../schema/figures/drawing.ts";

const widths = ({ rects }: Drawing): number[] => rects.map(([, , width]) => width);

it("a bar is as long as its value on the scale, nothing is a line, and what is not known is not drawn", () => {
  const scale = { from: 0, to: 200 };
  expect(widths(drawRow("bars", [100], scale))).toEqual([200]);
  expect(widths(drawRow("bars", [200], scale))).toEqual([400]);
  expect(widths(drawRow("bars", [0], scale))).toEqual([1.4]);
  expect(widths(drawRow("bars", [null], scale))).toEqual([]);
  expect(widths(drawRow("bars", [0], { from: 0, to: 0 }))).toEqual([1.4]);
});

it("of two bars the second is hatched, so that they differ without colour", () => {
  const { rects, height } = drawRow("pairs", [100, 100], { from: 0, to: 200 });
  const [first, ...second] = rects;
  expect(first).toEqual([0, 3, 200, 11]);
  expect(second.length).toBeGreaterThan(10);
  expect(Math.max(...second.map(([x, , width]) => x + width))).toBe(200);
  expect(Math.max(...rects.map(([, y, , tall]) => y + tall))).toBeLessThanOrEqual(height);
});

it("a bar whose other is not known stands at the middle of its row, as it would alone", () => {
  const scale = { from: 0, to: 200 };
  expect(drawRow("pairs", [100, null], scale)).toEqual(drawRow("bars", [100], scale));
  const { rects, height } = drawRow("pairs", [null, 100], scale);
  expect(height).toBe(drawRow("bars", [100], scale).height);
  expect(rects.length).toBeGreaterThan(10);
  expect(Math.min(...rects.map(([, y]) => y))).toBe(3);
  expect(Math.max(...rects.map(([, y, , tall]) => y + tall))).toBe(height - 3);
});

it("squares are as many as are counted, full for those of whom it is so", () => {
  const drawing = drawRow("squares", [2, 6], { from: 0, to: 6 });
  const full = drawing.rects.filter(([, , width, height]) => width === 12 && height === 12);
  const outlines = drawing.rects.length - full.length;
  expect([full.length, outlines / 4]).toEqual([2, 4]);
  const many = drawRow("squares", [30, 40], { from: 0, to: 40 });
  expect(many.height).toBeGreaterThan(drawing.height);
  expect(Math.max(...many.rects.map(([x, , width]) => x + width))).toBeLessThanOrEqual(400);
  // More than one counts at a glance: a bar of its share.
  expect(widths(drawRow("squares", [60, 120], { from: 0, to: 120 }))).toEqual([200]);
});

it("spans of time stand on one scale", () => {
  const scale = { from: 1000, to: 2000 };
  expect(drawRow("spans", [1000, 2000], scale).rects).toEqual([[0, 3, 396, 11]]);
  expect(drawRow("spans", [1500, null], scale).rects).toEqual([[198, 3, 4, 11]]);
  expect(drawRow("spans", [null, null], scale).rects).toEqual([]);
});

it("an SVG holds no words, and pixels are those of its rectangles", () => {
  const drawing = drawRow("bars", [100], { from: 0, to: 200 });
  expect(svgOf(drawing, "#1f4356")).toMatch(
    /^<svg [^<]*aria-hidden="true"[^<]*><path d="M0 3h200v11h-200z" fill="#1f4356"\/><\/svg>$/,
  );
  const { width, height, rgba } = pixelsOf(drawing, [1, 2, 3], 2);
  expect([width, height]).toEqual([800, 34]);
  const at = (x: number, y: number): number[] => Array.from(rgba.slice((y * width + x) * 4, (y * width + x) * 4 + 4));
  expect([at(399, 6), at(400, 6), at(0, 5)]).toEqual([
    [1, 2, 3, 255],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ]);
});
