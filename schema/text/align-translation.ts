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
const COST = {
  /** A paragraph that nobody translated: dear where the translation leaves off in the middle, cheap where it goes on leaving out. */
  gap: 0.7,
  gapAtEdge: 0.55,
  /**
   * Before the first part, and between parts, of a translation that is far shorter than the original: it is its beginning, in one piece, if
   * nothing says otherwise.
   */
  gapAtHead: 1.4,
  gapInPiece: 1.1,
  gapOn: 0.4,
  /** A part that translates nothing. */
  extra: 0.62,
  joined: 0.08,
} as const;
const WEIGHT = { length: 0.45, figures: 0.55, heading: 0.3, printed: 0.4 } as const;
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
  const isTitle = isHeading || isInCapitals(text);
  return { length: text.length * scale, figures: new Set(text.match(FIGURE)), isHeading: isTitle, printed };
}

/** What a reader sees as a title, whether it was recognised as one or not: in one language it may be, in the other not. */
function isInCapitals(text: string): boolean {
  return text.length < 120 && text === text.toUpperCase() && text !== text.toLowerCase();
}

/** What it costs that one is the translation of the other: 0 alike, 1 as unlike as can be, more where they contradict. */
function costOf(a: Measured, b: Measured): number {
  const mean = (a.length + b.length) / 2;
  const off = mean === 0 ? 0 : Math.min(1, Math.abs(a.length - b.length) / mean);
  let shared = 0;
  if (a.figures.size > 0 && b.figures.size > 0) for (const figure of a.figures) if (b.figures.has(figure)) shared++;
  const all = a.figures.size + b.figures.size - shared;
  let cost = WEIGHT.length * off + (all === 0 ? 0.2 : WEIGHT.figures * (1 - shared / all));
  if (a.isHeading !== b.isHeading) cost += WEIGHT.heading;
  else if (a.isHeading) cost -= WEIGHT.heading / 2;
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

/** How a cell of the table was come to. */
const PAIR = 0;
const EXTRA = 1;
const ONE_TO_TWO = 2;
/** Into a stretch that is left out, and on in it. */
const GAP = 3;
const GAP_ON = 4;

/** Costs and moves of one of the two states: a pair has just been made, or paragraphs are being left out. */
interface Table {
  costs: Float64Array;
  moves: Uint8Array;
}

/** Dynamic programming over a band around the diagonal, with two states so that one long gap costs less than many short ones. */
function cheapestPath(a: readonly Measured[], b: readonly Measured[]): { row: number | null; parts: number[] }[] {
  const band = Math.max(BAND, Math.abs(a.length - b.length) + BAND);
  const width = Math.min(2 * band + 1, b.length + 1);
  const size = (a.length + 1) * width;
  const table = (): Table => ({ costs: new Float64Array(size).fill(Infinity), moves: new Uint8Array(size) });
  const [paired, left] = [table(), table()];
  const first = (i: number): number =>
    Math.max(0, Math.min(b.length + 1 - width, Math.round((i * b.length) / a.length) - band));
  const at = (i: number, j: number): number => {
    const column = j - first(i);
    return i < 0 || j < 0 || column < 0 || column >= width ? -1 : i * width + column;
  };
  const costAt = ({ costs }: Table, i: number, j: number): number => costs[at(i, j)] ?? Infinity;
  const reach = ({ costs, moves }: Table, to: number, cost: number, move: number): void => {
    if (cost >= (costs[to] ?? Infinity)) return;
    costs[to] = cost;
    moves[to] = move;
  };
  const [head, within] = 2 * b.length < a.length ? [COST.gapAtHead, COST.gapInPiece] : [COST.gapAtEdge, COST.gap];
  const pairs = b.map((part, j) => joinOf(b[j - 1] ?? part, part));
  const best = (i: number, j: number): number => Math.min(costAt(paired, i, j), costAt(left, i, j));
  paired.costs[at(0, 0)] = 0;
  for (let i = 0; i <= a.length; i++) {
    for (let j = first(i); j < first(i) + width; j++) {
      const to = at(i, j);
      const here = a[i - 1];
      const part = b[j - 1];
      const two = j > 1 ? pairs[j - 1] : undefined;
      // A head or an end that is left out is no hole in the translation.
      const gap = j === 0 ? head : j === b.length ? COST.gapAtEdge : within;
      if (here) reach(left, to, costAt(paired, i - 1, j) + gap, GAP);
      if (here) reach(left, to, costAt(left, i - 1, j) + COST.gapOn, GAP_ON);
      if (part) reach(paired, to, best(i, j - 1) + COST.extra, EXTRA);
      if (here && part) reach(paired, to, best(i - 1, j - 1) + costOf(here, part), PAIR);
      if (here && two) reach(paired, to, best(i - 1, j - 2) + costOf(here, two) + COST.joined, ONE_TO_TWO);
    }
  }
  const path: { row: number | null; parts: number[] }[] = [];
  let isLeft = costAt(left, a.length, b.length) < costAt(paired, a.length, b.length);
  for (let i = a.length, j = b.length; i > 0 || j > 0;) {
    const move = (isLeft ? left : paired).moves[at(i, j)];
    if (move === GAP || move === GAP_ON) {
      path.push({ row: --i, parts: [] });
      isLeft = move === GAP_ON;
      continue;
    }
    if (move === EXTRA) path.push({ row: null, parts: [--j] });
    else if (move === ONE_TO_TWO) {
      path.push({ row: --i, parts: [j - 2, j - 1] });
      j -= 2;
    } else path.push({ row: --i, parts: [--j] });
    isLeft = costAt(left, i, j) < costAt(paired, i, j);
  }
  return path.reverse();
}
