import type { ChartKind } from "../domain/output.ts";

/** What is drawn of one row of a chart: rectangles of one colour, and no words. */
export interface Drawing {
  width: number;
  height: number;
  /** x, y, width, height. */
  rects: [number, number, number, number][];
}

export interface Scale {
  from: number;
  to: number;
}

const WIDTH = 400;
const BAR = 11;
/** Of a key to two bars. */
const KEY = 28;
const GAP = 3;
const SQUARE = 12;
const BETWEEN = 4;
/** What is nothing is drawn too: it is there. */
const LINE = 1.4;
/** More are no longer counted at a glance, and are drawn as a bar. */
const SQUARES_MAX = 50;

/** A row of a chart; a value that is null is not drawn. */
export function drawRow(kind: ChartKind, values: readonly (number | null)[], scale: Scale): Drawing {
  switch (kind) {
    case "squares": {
      const [n = 0, of = 0] = values;
      if ((of ?? 0) > SQUARES_MAX) return drawBars([n], { from: 0, to: of ?? 0 });
      return drawSquares(n ?? 0, of ?? 0);
    }
    case "spans":
      return drawSpan(values, scale);
    case "bars":
    case "pairs":
      return drawBars(values, scale);
  }
}

/** What tells which of two bars is which: `i` from 0. */
export function drawKey(i: number): Drawing {
  const { rects } = drawBars(
    Array.from({ length: i + 1 }, (_, at) => (at === i ? KEY : null)),
    { from: 0, to: WIDTH },
  );
  // With the room between it and its word.
  return {
    width: KEY + 2 * BETWEEN,
    height: BAR,
    rects: rects.map(([x, top, width, height]) => [x, top - GAP, width, height]),
  };
}

/** The rectangles as the path of an SVG. */
export function pathOf({ rects }: Drawing): string {
  return rects.map(([x, y, width, height]) => `M${no(x)} ${no(y)}h${no(width)}v${no(height)}h${no(-width)}z`).join("");
}

/** A picture for pages and files: readers' aids pass over it, since its numbers stand beside it. */
export function svgOf(drawing: Drawing, colour: string): string {
  const { width, height } = drawing;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false"><path d="${pathOf(drawing)}" fill="${colour}"/></svg>`;
}

/** The same as pixels, `zoom` of them a unit: for what draws no SVG. */
export function pixelsOf(
  { width, height, rects }: Drawing,
  [red, green, blue]: readonly [number, number, number],
  zoom: number,
): { width: number; height: number; rgba: Uint8Array } {
  const [columns, lines] = [Math.round(width * zoom), Math.round(height * zoom)];
  const rgba = new Uint8Array(columns * lines * 4);
  for (const [x, y, w, h] of rects) {
    const [left, top] = [Math.round(x * zoom), Math.round(y * zoom)];
    const right = Math.min(columns, Math.max(left + 1, Math.round((x + w) * zoom)));
    const foot = Math.min(lines, Math.max(top + 1, Math.round((y + h) * zoom)));
    for (let line = top; line < foot; line++)
      for (let column = left; column < right; column++)
        rgba.set([red, green, blue, 255], (line * columns + column) * 4);
  }
  return { width: columns, height: lines, rgba };
}

/**
 * One bar a value that is known: the first full, the second hatched, so that they differ without colour. No room is kept for one that is
 * not: the other would stand above or below its number.
 */
function drawBars(values: readonly (number | null)[], { to }: Scale): Drawing {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  const height = Math.max(1, known.length) * (BAR + GAP) + GAP;
  const rects = known.flatMap(({ value, i }, line): Drawing["rects"] => {
    const y = GAP + line * (BAR + GAP);
    const width = to > 0 ? (value / to) * WIDTH : 0;
    if (width < LINE) return [[0, y, LINE, BAR]];
    return i === 0 ? [[0, y, width, BAR]] : hatched(y, width);
  });
  return { width: WIDTH, height, rects };
}

function hatched(y: number, width: number): Drawing["rects"] {
  const stripes: Drawing["rects"] = [];
  for (let x = BETWEEN; x < width - LINE; x += BETWEEN) stripes.push([x, y, LINE, BAR]);
  return [...outline(0, y, width, BAR), ...stripes];
}

function outline(x: number, y: number, width: number, height: number): Drawing["rects"] {
  return [
    [x, y, width, LINE],
    [x, y + height - LINE, width, LINE],
    [x, y, LINE, height],
    [x + width - LINE, y, LINE, height],
  ];
}

/** Full squares for those of whom it is so, empty ones for the others. */
function drawSquares(n: number, of: number): Drawing {
  const inLine = Math.floor(WIDTH / (SQUARE + BETWEEN));
  const lines = Math.max(1, Math.ceil(of / inLine));
  const rects = Array.from({ length: of }, (_, i): Drawing["rects"] => {
    const x = (i % inLine) * (SQUARE + BETWEEN);
    const y = GAP + Math.floor(i / inLine) * (SQUARE + BETWEEN);
    return i < n ? [[x, y, SQUARE, SQUARE]] : outline(x, y, SQUARE, SQUARE);
  }).flat();
  return { width: WIDTH, height: GAP + lines * (SQUARE + BETWEEN), rects };
}

/** From the first to the last of the values, on one scale for all rows. */
function drawSpan(values: readonly (number | null)[], { from, to }: Scale): Drawing {
  const known = values.filter((value) => value !== null);
  const height = BAR + 2 * GAP;
  if (known.length === 0) return { width: WIDTH, height, rects: [] };
  const at = (value: number): number => (to > from ? ((value - from) / (to - from)) * (WIDTH - BETWEEN) : 0);
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return { width: WIDTH, height, rects: [[at(first), GAP, Math.max(BETWEEN, at(last) - at(first)), BAR]] };
}

function no(value: number): string {
  return String(Math.round(value * 10) / 10);
}
