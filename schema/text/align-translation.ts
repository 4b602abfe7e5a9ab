/** What is compared of a paragraph, of the original or of its translation. */
export interface AlignedPart {
  text: string;
  isHeading: boolean;
  /** The number that is printed before it; null where there is none. */
  printed: string | null;
}

/*
 * After W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19 (1993):
 * a path through both texts that costs least, where lengths decide. Court texts give more than lengths: headings, printed
 * numbers, and figures (articles, dates, sums) that no translation changes.
 */
const COST = { leftOut: 0.62, joined: 0.08 } as const;
const WEIGHT = { length: 0.45, figures: 0.55, heading: 0.35, printed: 0.4 } as const;
/** Paragraphs on either side of the diagonal that are compared. */
const BAND = 120;

const FIGURE = /\d+/g;

interface Measured {
  length: number;
  figures: ReadonlySet<string>;
  isHeading: boolean;
  printed: string | null;
}

/**
 * Which paragraphs of a translation translate which of the original: for each of the original the indexes of its parts, in
 * order, perhaps none. Every part of the translation is somewhere; what has no counterpart goes with the one before it.
 */
export function alignTranslation(original: readonly AlignedPart[], translation: readonly AlignedPart[]): number[][] {
  const rows = original.map((): number[] => []);
  if (rows.length === 0) return rows;
  const scale = ratioOf(original, translation);
  const a = original.map((part) => measure(part, scale));
  const b = translation.map((part) => measure(part, 1));
  let last = 0;
  for (const { row, parts } of cheapestPath(a, b)) {
    last = row ?? last;
    rows[last]?.push(...parts);
  }
  return rows;
}

/** How much longer the translation is than the original. */
function ratioOf(original: readonly AlignedPart[], translation: readonly AlignedPart[]): number {
  const length = (parts: readonly AlignedPart[]): number => parts.reduce((sum, { text }) => sum + text.length, 0);
  const ratio = length(translation) / Math.max(1, length(original));
  // A translation of the beginning only says nothing of how much longer its language is.
  return ratio > 0.6 && ratio < 1.8 ? ratio : 1;
}

function measure({ text, isHeading, printed }: AlignedPart, scale: number): Measured {
  return { length: text.length * scale, figures: new Set(text.match(FIGURE)), isHeading, printed };
}

/** What it costs that one is the translation of the other: 0 alike, 1 as unlike as can be, more where they contradict. */
function costOf(a: Measured, b: Measured): number {
  const mean = (a.length + b.length) / 2;
  const off = mean === 0 ? 0 : Math.min(1, Math.abs(a.length - b.length) / mean);
  const all = new Set([...a.figures, ...b.figures]).size;
  let shared = 0;
  for (const figure of a.figures) if (b.figures.has(figure)) shared++;
  let cost = WEIGHT.length * off + (all === 0 ? 0.2 : WEIGHT.figures * (1 - shared / all));
  if (a.isHeading !== b.isHeading) cost += WEIGHT.heading;
  if (a.printed !== null && b.printed !== null) cost += a.printed === b.printed ? -WEIGHT.printed / 2 : WEIGHT.printed;
  return Math.max(0, cost);
}

function joinOf(a: Measured, b: Measured): Measured {
  return {
    length: a.length + b.length,
    figures: new Set([...a.figures, ...b.figures]),
    isHeading: a.isHeading && b.isHeading,
    printed: a.printed,
  };
}

type Move = 0 | 1 | 2 | 3;
/** One to one; left out of the translation; of no paragraph of the original; one to two. */
const PAIR: Move = 0;
const SKIP_ORIGINAL: Move = 1;
const SKIP_PART: Move = 2;
const ONE_TO_TWO: Move = 3;

/** Dynamic programming over a band around the diagonal. */
function cheapestPath(a: readonly Measured[], b: readonly Measured[]): { row: number | null; parts: number[] }[] {
  const band = Math.max(BAND, Math.abs(a.length - b.length) + BAND);
  const width = 2 * band + 1;
  const centre = (i: number): number => Math.round((i * b.length) / a.length);
  const costs = new Float64Array((a.length + 1) * width).fill(Infinity);
  const moves = new Uint8Array((a.length + 1) * width);
  const at = (i: number, j: number): number => {
    const column = j - centre(i) + band;
    return i < 0 || j < 0 || column < 0 || column >= width ? -1 : i * width + column;
  };
  const reach = (i: number, j: number, from: number, cost: number, move: Move): void => {
    const to = at(i, j);
    if (from < 0 || to < 0) return;
    const sum = (costs[from] ?? Infinity) + cost;
    if (sum >= (costs[to] ?? Infinity)) return;
    costs[to] = sum;
    moves[to] = move;
  };
  costs[at(0, 0)] = 0;
  for (let i = 0; i <= a.length; i++) {
    const from = Math.max(0, centre(i) - band);
    const to = Math.min(b.length, centre(i) + band);
    for (let j = from; j <= to; j++) {
      const here = a[i - 1];
      const part = b[j - 1];
      const before = b[j - 2];
      if (here) reach(i, j, at(i - 1, j), COST.leftOut, SKIP_ORIGINAL);
      if (part) reach(i, j, at(i, j - 1), COST.leftOut, SKIP_PART);
      if (here && part) reach(i, j, at(i - 1, j - 1), costOf(here, part), PAIR);
      if (here && part && before)
        reach(i, j, at(i - 1, j - 2), costOf(here, joinOf(before, part)) + COST.joined, ONE_TO_TWO);
    }
  }
  const path: { row: number | null; parts: number[] }[] = [];
  for (let i = a.length, j = b.length; i > 0 || j > 0;) {
    const move = moves[at(i, j)];
    if (move === SKIP_PART) path.push({ row: null, parts: [--j] });
    else if (move === SKIP_ORIGINAL) path.push({ row: --i, parts: [] });
    else if (move === ONE_TO_TWO) {
      path.push({ row: --i, parts: [j - 2, j - 1] });
      j -= 2;
    } else path.push({ row: --i, parts: [--j] });
  }
  return path.reverse();
}
