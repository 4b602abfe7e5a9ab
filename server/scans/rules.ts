import { groupBy } from "../../schema/group-by.ts";
import type { GreyImage } from "./page-image.ts";

/** A drawn line: from one end to the other, in pixels. Across (`x0 < x1`) or down (`y0 < y1`), and hardly askew. */
export interface Rule {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  thickness: number;
}

export interface Rules {
  across: Rule[];
  down: Rule[];
}

const DARK = 150;
/** No stroke of a letter is so long; a line that lies askew is made of stretches at least so long. */
const MIN_STRETCH = 55;
const MIN_RULE = 80;
/** Between stretches of one line: what the scanner broke, and how far the next one may lie aside. */
const MAX_BREAK = 12;
const MAX_ASIDE = 2;
/** Thicker is a bar, a photograph or the shadow of the paper's edge. */
const MAX_THICKNESS = 12;
/** More stretches than this are a picture. */
const MAX_STRETCHES = 20_000;

interface Stretch {
  at: number;
  from: number;
  to: number;
}

/** The lines that are drawn on a page. */
export function rulesOf(image: GreyImage): Rules {
  const { width, height, pixels } = image;
  const across = linked(stretchesOf(height, width, (y, x) => (pixels[y * width + x] ?? 255) < DARK));
  const down = linked(stretchesOf(width, height, (x, y) => (pixels[y * width + x] ?? 255) < DARK));
  return {
    across: across.map(({ from, to, first, last, thickness }) => ({
      x0: from,
      x1: to,
      y0: first,
      y1: last,
      thickness,
    })),
    down: down.map(({ from, to, first, last, thickness }) => ({ y0: from, y1: to, x0: first, x1: last, thickness })),
  };
}

/** Takes the lines off a page: beside letters they are read as letters. */
export function withoutRules(image: GreyImage, { across, down }: Rules): GreyImage {
  const pixels = Uint8Array.from(image.pixels);
  for (const { x0, x1, y0, y1, thickness } of across)
    for (let x = x0; x <= x1; x++) {
      const y = Math.round(y0 + ((y1 - y0) * (x - x0)) / Math.max(1, x1 - x0));
      for (let at = y - thickness; at <= y + thickness; at++) whiten(image, pixels, x, at);
    }
  for (const { x0, x1, y0, y1, thickness } of down)
    for (let y = y0; y <= y1; y++) {
      const x = Math.round(x0 + ((x1 - x0) * (y - y0)) / Math.max(1, y1 - y0));
      for (let at = x - thickness; at <= x + thickness; at++) whiten(image, pixels, at, y);
    }
  return { ...image, pixels };
}

function whiten({ width, height }: GreyImage, pixels: Uint8Array, x: number, y: number): void {
  if (x >= 0 && x < width && y >= 0 && y < height) pixels[y * width + x] = 255;
}

/** Runs of dark pixels along each of `count` lanes of a length. */
function stretchesOf(count: number, length: number, isDark: (lane: number, along: number) => boolean): Stretch[] {
  const out: Stretch[] = [];
  for (let at = 0; at < count && out.length < MAX_STRETCHES; at++) {
    let from = -1;
    for (let along = 0; along <= length; along++) {
      if (along < length && isDark(at, along)) {
        if (from < 0) from = along;
      } else if (from >= 0) {
        if (along - from >= MIN_STRETCH) out.push({ at, from, to: along - 1 });
        from = -1;
      }
    }
  }
  return out;
}

interface Line {
  from: number;
  to: number;
  /** Where its ends lie across. */
  first: number;
  last: number;
  thickness: number;
}

/** Stretches that go on in each other's direction are one line. */
function linked(stretches: readonly Stretch[]): Line[] {
  const parents = stretches.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parents[at] !== at) at = parents[at] = parents[parents[at] ?? at] ?? at;
    return at;
  };
  // In the order of lanes: those that are near end soon.
  for (const [i, one] of stretches.entries())
    for (let j = i + 1; j < stretches.length; j++) {
      const other = stretches[j];
      if (!other || other.at - one.at > MAX_ASIDE) break;
      if (other.from <= one.to + MAX_BREAK && one.from <= other.to + MAX_BREAK) parents[root(j)] = root(i);
    }
  const groups = groupBy(stretches.entries(), ([i]) => root(i));
  return [...groups.values()].flatMap((members) => {
    const group = members.map(([, stretch]) => stretch);
    const from = Math.min(...group.map((one) => one.from));
    const to = Math.max(...group.map((one) => one.to));
    const first = middleOf(group.filter((one) => one.from <= from + MIN_STRETCH));
    const last = middleOf(group.filter((one) => one.to >= to - MIN_STRETCH));
    const dark = group.reduce((sum, one) => sum + one.to - one.from + 1, 0);
    const thickness = Math.max(2, Math.ceil(dark / (to - from + 1)) + 1);
    return to - from < MIN_RULE || thickness > MAX_THICKNESS ? [] : [{ from, to, first, last, thickness }];
  });
}

function middleOf(stretches: readonly Stretch[]): number {
  return Math.round(stretches.reduce((sum, { at }) => sum + at, 0) / Math.max(1, stretches.length));
}
