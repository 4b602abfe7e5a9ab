import { selfPaired, valueOf } from "../coefficients/coincidences.ts";
import type { Segment } from "./continuum.ts";
import { beyondChance, defined, undefinedFor, type Outcome } from "../coefficients/outcome.ts";
import type { RoundSpan, RoundVerdict } from "../round.ts";
import { matchSpans } from "./span-f1.ts";
import { byCoder, labelledSegments, markedSegments, stretchesOf } from "./stretches.ts";
import { amount, Keys, Tally, type FiguresOf, type OfSums } from "../coefficients/tally.ts";
import { chanceApart } from "../coefficients/tally-ratings.ts";

/**
 * Figures of passages:
 * - `marked`: |uα, agreement on which text is marked at all;
 * - `u`: uα, on place and category at once; where a coder's passages overlap, their categories together are a value of its own;
 * - `exact`, `overlap`: F1 of spans of the same category; `place`: of overlapping spans whatever their category;
 * - `label`: nominal alpha of the categories of passages that overlap: agreement on what, where there is agreement on where.
 */
export type SpanFigure = "marked" | "u" | "exact" | "overlap" | "place" | "label";
type F1 = "exact" | "overlap" | "place";
/** Figures of lengths. */
const LENGTHS = ["marked", "u"] as const;

/** Keys of the amounts of passages. */
export class SpanKeys {
  readonly marked: LengthKeys;
  readonly u: LengthKeys;
  readonly label: Record<"values" | "same", number>;
  readonly #keys = new Keys();
  /** By the list of coders: the same one comes again and again. */
  readonly #pairs = new WeakMap<readonly string[], PairKeys[]>();

  constructor() {
    const length = (name: string): LengthKeys => {
      const key = (what: string): number => this.#keys.of(`${name} ${what}`);
      return { total: key("total"), same: key("same"), self: key("self"), units: key("units"), given: `${name} given` };
    };
    [this.marked, this.u] = [length("marked"), length("u")];
    this.label = { values: this.#keys.of("label values"), same: this.#keys.of("label same") };
  }

  in(family: string, value: string): number {
    return this.#keys.in(family, value);
  }

  family(family: string): ReadonlyMap<string, number> {
    return this.#keys.family(family);
  }

  /** Keys of each pair of coders: of the second and the first, the third and the first, the third and the second, … */
  pairs(coders: readonly string[]): PairKeys[] {
    const pairs =
      this.#pairs.get(coders) ?? coders.flatMap((b, at) => coders.slice(0, at).map((a) => this.#pair(a, b)));
    this.#pairs.set(coders, pairs);
    return pairs;
  }

  #pair(one: string, other: string): PairKeys {
    const pair = [one, other].sort().join("|");
    const key = (name: F1 | "spans"): number => this.in(name, pair);
    return { spans: key("spans"), exact: key("exact"), overlap: key("overlap"), place: key("place") };
  }
}

type PairKeys = Record<F1 | "spans", number>;
type LengthKeys = Record<"total" | "same" | "self" | "units", number> & { given: string };

/** A coder's partition of a text. */
interface Line {
  start: number;
  ends: number[];
  /** Keys of the values of the segments that end there. */
  values: number[];
}

/** A coder's share of the sums, and what those of pairs are made of. */
interface Own {
  coder: string;
  count: number;
  tally: Tally;
  lines: Partial<Record<(typeof LENGTHS)[number], Line>>;
}

/** Sums of two coders; `same`: twice the length to which both gave the same value; no tally where neither has a span. */
interface Pair {
  one: string;
  other: string;
  keys: PairKeys;
  same: Partial<Record<(typeof LENGTHS)[number], number>>;
  tally: Tally | null;
}

/** A text from `start` to `end` with what coders marked in it. */
type Window = Pick<RoundVerdict, "coders" | "spans"> & { start: number; end: number };

/** Sums of a text: each coder's own and each pair's, once, from which those of any of its coders are added up. */
export class SpanSums {
  readonly #keys: SpanKeys;
  readonly #own: Own[];
  readonly #pairs: Pair[];

  /** `labels`: with `u`, `place` and `label`. `all`: where the sums of all coders together are put, when none of some is asked for. */
  constructor(window: Window, keys: SpanKeys, labels: boolean, all: Tally | null = null) {
    this.#keys = keys;
    const spans = byCoder(window.spans);
    this.#own = window.coders.map((coder) =>
      ownSums(window, coder, spans.get(coder) ?? [], keys, labels, all ?? new Tally()),
    );
    const pairs = keys.pairs(window.coders);
    this.#pairs = [];
    for (const [i, other] of this.#own.entries())
      for (let j = 0; j < i; j++) {
        const one = this.#own[j];
        const pair = pairs[this.#pairs.length];
        if (one && pair) this.#pairs.push(pairSums(one, other, pair, all));
      }
    this.#addMatches(window, labels);
  }

  /** Sums of a text of all its coders. */
  static ofAll(window: Window, keys: SpanKeys, labels: boolean): Tally {
    const all = new Tally();
    const sums = new SpanSums(window, keys, labels, all);
    sums.#addSame(all, sums.#pairs, window.coders.length);
    return all;
  }

  of(coders: readonly string[]): Tally {
    const sum = new Tally();
    const has = new Set(coders);
    for (const { coder, tally } of this.#own) if (has.has(coder)) sum.addAll(tally);
    const pairs = this.#pairs.filter(({ one, other }) => has.has(one) && has.has(other));
    for (const { tally } of pairs) if (tally) sum.addAll(tally);
    this.#addSame(sum, pairs, has.size);
    return sum;
  }

  #addSame(sum: Tally, pairs: readonly Pair[], coders: number): void {
    for (const name of LENGTHS) {
      let same = 0;
      for (const pair of pairs) same += pair.same[name] ?? 0;
      sum.add(this.#keys[name].same, same / (coders - 1));
    }
  }

  /** Spans of different stretches cannot match. */
  #addMatches({ coders, spans }: Window, labels: boolean): void {
    for (const stretch of stretchesOf(spans)) {
      if (stretch.spans.length < 2) continue;
      const own = byCoder(stretch.spans);
      let at = 0;
      for (const [i, other] of coders.entries()) {
        const b = own.get(other);
        for (let j = 0; j < i; j++) {
          const pair = this.#pairs[at++];
          const a = b && own.get(coders[j] ?? "");
          if (a && pair?.tally) addPair(pair.tally, pair.keys, this.#keys, a, b, labels);
        }
      }
    }
  }
}

function ownSums(
  window: Window,
  coder: string,
  spans: readonly RoundSpan[],
  keys: SpanKeys,
  labels: boolean,
  tally: Tally,
): Own {
  const own: Own = { coder, count: spans.length, tally, lines: {} };
  own.lines.marked = addLine(own.tally, keys, keys.marked, markedSegments(window, spans));
  if (labels) own.lines.u = addLine(own.tally, keys, keys.u, labelledSegments(window, spans));
  return own;
}

/** The sums of coincidences.ts that the nominal scale needs of one coder, without the table of all pairs of values. */
function addLine(tally: Tally, keys: SpanKeys, of: LengthKeys, segments: readonly Segment[]): Line {
  const line: Line = { start: segments[0]?.start ?? 0, ends: [], values: [] };
  let [total, self, units] = [0, 0, 0];
  for (const segment of segments) {
    const length = segment.end - segment.start;
    const value = keys.in(of.given, valueOf(segment));
    tally.add(value, length);
    total += length;
    self += selfPaired(segment);
    if (segment.category !== null) units++;
    line.ends.push(segment.end);
    line.values.push(value);
  }
  tally.add(of.total, total);
  tally.add(of.self, self);
  tally.add(of.units, units);
  return line;
}

function pairSums(one: Own, other: Own, keys: PairKeys, all: Tally | null): Pair {
  const count = one.count + other.count;
  const tally = all ?? (count > 0 ? new Tally() : null);
  const pair: Pair = { one: one.coder, other: other.coder, keys, same: {}, tally };
  for (const name of LENGTHS) {
    const [a, b] = [one.lines[name], other.lines[name]];
    if (a && b) pair.same[name] = 2 * sameLength(a, b);
  }
  tally?.add(keys.spans, count);
  return pair;
}

/** How much text two coders gave the same value. Both partitions begin and end at the same places. */
function sameLength(a: Line, b: Line): number {
  let same = 0;
  let from = a.start;
  let i = 0;
  let j = 0;
  while (i < a.ends.length && j < b.ends.length) {
    const endA = a.ends[i] ?? 0;
    const endB = b.ends[j] ?? 0;
    const end = Math.min(endA, endB);
    if (a.values[i] === b.values[j]) same += end - from;
    from = end;
    if (endA === end) i++;
    if (endB === end) j++;
  }
  return same;
}

function addPair(
  tally: Tally,
  pair: PairKeys,
  keys: SpanKeys,
  a: readonly RoundSpan[],
  b: readonly RoundSpan[],
  labels: boolean,
): void {
  tally.add(pair.exact, 2 * matchSpans(a, b, "exact", true).length);
  const same = matchSpans(a, b, "overlap", true);
  tally.add(pair.overlap, 2 * same.length);
  if (!labels) return;
  // Where one of them has no span left, none is left to match by place alone.
  const isAll = same.length === Math.min(a.length, b.length);
  tally.add(pair.place, 2 * (isAll ? same.length : matchSpans(a, b, "overlap", false).length));
  // Categories of what matches by place: the spans of the same category, then of the rest what is left to match.
  const rest = isAll ? [] : matchRest(a, b, same);
  tally.add(keys.label.values, 2 * (same.length + rest.length));
  tally.add(keys.label.same, 2 * same.length);
  for (const pairs of [same, rest])
    for (const both of pairs) for (const { category } of both) tally.add(keys.in("label given", category), 1);
}

function matchRest(
  a: readonly RoundSpan[],
  b: readonly RoundSpan[],
  matched: readonly [RoundSpan, RoundSpan][],
): [RoundSpan, RoundSpan][] {
  const without = new Set(matched.flat());
  const left = (spans: readonly RoundSpan[]): RoundSpan[] => spans.filter((span) => !without.has(span));
  return matchSpans(left(a), left(b), "overlap", false);
}

/** Sums of a verdict for each stretch that somebody marked and for the text between: what is drawn of few verdicts. */
export function tallyStretches(verdict: RoundVerdict, keys: SpanKeys, labels: boolean): Tally[] {
  const { coders, length, spans } = verdict;
  const stretches = stretchesOf(spans);
  const inside = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const windows = [{ start: 0, end: length - inside, spans: [] }, ...stretches];
  return windows.map((window) => SpanSums.ofAll({ ...window, coders }, keys, labels));
}

/** How many pairs of passages `label` is of. */
export const metIn = (parts: readonly Tally[], { label }: SpanKeys): number =>
  parts.reduce((sum, { amounts }) => sum + (amounts.get(label.values) ?? 0), 0) / 2;

/** The figures of summed texts. */
export const spanFigures =
  (keys: SpanKeys): FiguresOf<SpanFigure> =>
  (places) => {
    const u = (name: (typeof LENGTHS)[number]): OfSums => {
      const of = keys[name];
      if (places.of(of.units) < 0) return () => undefinedFor("no-units");
      const [total, same, self] = [places.of(of.total), places.of(of.same), places.of(of.self)];
      const squares = places.squares(keys.family(of.given).values());
      return (sums) => {
        const [all, cannotPair] = [amount(sums, total), amount(sums, self)];
        // As in unitizing-u-alpha.ts: expected is ℓ.. − Σ_c ℓ.. (ℓ_c² − S_c) ÷ (ℓ..² − S).
        const expected = all - (all * (amount(sums, squares) - cannotPair)) / (all ** 2 - cannotPair);
        return beyondChance(all - amount(sums, same), expected, all);
      };
    };
    const f1 = (name: F1): OfSums => {
      const pairs = [...keys.family("spans")].filter(([, key]) => places.of(key) >= 0);
      const spans = Int32Array.from(pairs, ([, key]) => places.of(key));
      const matched = Int32Array.from(pairs, ([pair]) => places.of(keys.in(name, pair)));
      return (sums) => meanShare(sums, matched, spans);
    };
    const [values, same] = [places.of(keys.label.values), places.of(keys.label.same)];
    const labels = places.squares(keys.family("label given").values());
    return {
      marked: u("marked"),
      u: u("u"),
      exact: f1("exact"),
      overlap: f1("overlap"),
      place: f1("place"),
      label: (sums) => {
        const n = amount(sums, values);
        return n === 0
          ? undefinedFor("no-overlap")
          : beyondChance(n - amount(sums, same), chanceApart(n, amount(sums, labels)), n);
      },
    };
  };

/** The mean over pairs of coders of matched ÷ all spans; pairs without any span are left out. */
function meanShare(sums: Float64Array, matched: Int32Array, spans: Int32Array): Outcome {
  let [share, pairs] = [0, 0];
  for (let pair = 0; pair < spans.length; pair++) {
    const all = amount(sums, spans[pair] ?? -1);
    if (all === 0) continue;
    share += amount(sums, matched[pair] ?? -1) / all;
    pairs++;
  }
  return pairs === 0 ? undefinedFor("no-units") : defined(share / pairs);
}
