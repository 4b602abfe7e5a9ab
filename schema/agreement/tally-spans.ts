import { eachStretch, GAP, selfPaired, valueOf } from "./coincidences.ts";
import type { Segment } from "./continuum.ts";
import { beyondChance, defined, undefinedFor, type Outcome } from "./outcome.ts";
import type { RoundSpan, RoundVerdict } from "./round.ts";
import { matchedSpans, matchSpans } from "./span-f1.ts";
import { labelledSegments, markedSegments, stretchesOf, type Stretch } from "./stretches.ts";
import { amount, Keys, placesOf, Tally, type FiguresOf, type OfSums } from "./tally.ts";
import { chanceApart } from "./tally-ratings.ts";

/**
 * Figures of passages:
 * - `marked`: |uα, agreement on which text is marked at all;
 * - `u`: uα, on place and category at once; where a coder's passages overlap, their categories together are a value of its own;
 * - `exact`, `overlap`: F1 of spans of the same category; `place`: of overlapping spans whatever their category;
 * - `label`: nominal alpha of the categories of passages that overlap: agreement on what, where there is agreement on where.
 */
export type SpanFigure = "marked" | "u" | "exact" | "overlap" | "place" | "label";

/**
 * Sums of a verdict that two coders read at least: one part, or, if it is not `whole`, one for each stretch and one for the text between.
 * `labels`: with `u`, `place` and `label`.
 */
export function tallySpans(verdict: RoundVerdict, keys: Keys, whole: boolean, labels: boolean): Tally[] {
  const stretches = stretchesOf(verdict.spans);
  const inside = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const between = new Tally();
  for (const name of ["marked", "u"])
    for (const key of [
      keys.of(`${name} total`),
      keys.of(`${name} same`),
      keys.in(`${name} given`, GAP),
      keys.in(`${name} self`, GAP),
    ])
      between.add(key, (verdict.length - inside) * verdict.coders.length);
  const pairs = pairKeys(keys, verdict.coders);
  const parts = [between];
  for (const stretch of stretches) {
    const part = whole ? between : new Tally();
    addStretch(part, keys, stretch, verdict.coders, pairs, labels);
    if (!whole) parts.push(part);
  }
  return parts;
}

/** A pair of coders by their places, and the keys of its sums. */
type PairKeys = Record<"a" | "b" | "spans" | F1, number>;
type F1 = "exact" | "overlap" | "place";

function pairKeys(keys: Keys, coders: readonly string[]): PairKeys[] {
  return coders.flatMap((second, b) =>
    coders.slice(0, b).map((first, a) => {
      const pair = [first, second].sort().join("|");
      const key = (name: F1 | "spans"): number => keys.in(name, pair);
      return { a, b, spans: key("spans"), exact: key("exact"), overlap: key("overlap"), place: key("place") };
    }),
  );
}

function addStretch(
  tally: Tally,
  keys: Keys,
  stretch: Stretch,
  coders: readonly string[],
  pairs: readonly PairKeys[],
  labels: boolean,
): void {
  const own = coders.map((coder) => stretch.spans.filter((span) => span.coder === coder));
  addLengths(
    tally,
    keys,
    "marked",
    own.map((spans) => markedSegments(stretch, spans)),
  );
  if (labels)
    addLengths(
      tally,
      keys,
      "u",
      own.map((spans) => labelledSegments(stretch, spans)),
    );
  for (const pair of pairs) {
    const [a, b] = [own[pair.a] ?? [], own[pair.b] ?? []];
    tally.add(pair.spans, a.length + b.length);
    if (a.length === 0 || b.length === 0) continue;
    tally.add(pair.exact, 2 * matchedSpans(a, b, "exact", true));
    const same = matchSpans(a, b, "overlap", true);
    tally.add(pair.overlap, 2 * same.length);
    if (!labels) continue;
    tally.add(pair.place, 2 * matchedSpans(a, b, "overlap", false));
    addLabels(tally, keys, a, b, same);
  }
}

/** The sums of coincidences.ts that the nominal scale needs, without the table of all pairs of values. */
function addLengths(tally: Tally, keys: Keys, name: string, partitions: readonly Segment[][]): void {
  const coders = partitions.length;
  let [total, same] = [0, 0];
  // There are few values in a stretch, so lists are quicker than maps.
  const values: string[] = [];
  const given: number[] = [];
  const counts: number[] = [];
  eachStretch(partitions, (length, places) => {
    counts.fill(0);
    for (let coder = 0; coder < coders; coder++) {
      const value = valueOf(partitions[coder]?.[places[coder] ?? 0]);
      let at = values.indexOf(value);
      if (at < 0) {
        at = values.push(value) - 1;
        given.push(0);
        counts.push(0);
      }
      counts[at] = (counts[at] ?? 0) + 1;
    }
    total += length * coders;
    for (let at = 0; at < values.length; at++) {
      const count = counts[at] ?? 0;
      given[at] = (given[at] ?? 0) + length * count;
      same += (length * count * (count - 1)) / (coders - 1);
    }
  });
  tally.add(keys.of(`${name} total`), total);
  tally.add(keys.of(`${name} same`), same);
  for (const [at, value] of values.entries()) {
    tally.add(keys.in(`${name} given`, value), given[at] ?? 0);
    let self = 0;
    for (const segments of partitions)
      for (const segment of segments) if (valueOf(segment) === value) self += selfPaired(segment);
    tally.add(keys.in(`${name} self`, value), self);
  }
}

/** Categories of what matches by place: the spans of the same category, then of the rest what is left to match. */
function addLabels(
  tally: Tally,
  keys: Keys,
  a: readonly RoundSpan[],
  b: readonly RoundSpan[],
  same: readonly [RoundSpan, RoundSpan][],
): void {
  const matched = new Set(same.flat());
  const rest = matchSpans(
    a.filter((span) => !matched.has(span)),
    b.filter((span) => !matched.has(span)),
    "overlap",
    false,
  );
  tally.add(keys.of("label values"), 2 * (same.length + rest.length));
  tally.add(keys.of("label same"), 2 * same.length);
  for (const pair of [...same, ...rest])
    for (const { category } of pair) tally.add(keys.in("label given", category), 1);
}

/** The figures of summed stretches. */
export const spanFigures =
  (keys: Keys): FiguresOf<SpanFigure> =>
  (places) => {
    const u = (name: string): OfSums => {
      const [total, same] = [places(keys.of(`${name} total`)), places(keys.of(`${name} same`))];
      const values = [...keys.family(`${name} given`)].filter(([, key]) => places(key) >= 0);
      const given = Int32Array.from(values, ([, key]) => places(key));
      const self = Int32Array.from(values, ([value]) => places(keys.in(`${name} self`, value)));
      const isMarked = values.some(([value]) => value !== GAP);
      return (sums) =>
        isMarked
          ? alphaOfLengths(sums, amount(sums, total), amount(sums, same), given, self)
          : undefinedFor("no-units");
    };
    const f1 = (name: F1): OfSums => {
      const pairs = [...keys.family("spans")].filter(([, key]) => places(key) >= 0);
      const spans = Int32Array.from(pairs, ([, key]) => places(key));
      const matched = Int32Array.from(pairs, ([pair]) => places(keys.in(name, pair)));
      return (sums) => meanShare(sums, matched, spans);
    };
    const [values, same] = [places(keys.of("label values")), places(keys.of("label same"))];
    const labels = placesOf(keys.family("label given"), places);
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
          : beyondChance(n - amount(sums, same), chanceApart(sums, n, labels), n);
      },
    };
  };

/** uα of summed lengths, as in unitizing-u-alpha.ts: expected is ℓ.. − Σ_c ℓ.. (ℓ_c² − S_c) ÷ (ℓ..² − S). */
function alphaOfLengths(sums: Float64Array, total: number, same: number, given: Int32Array, self: Int32Array): Outcome {
  let [together, free] = [0, total ** 2];
  for (let value = 0; value < given.length; value++) {
    const square = amount(sums, self[value] ?? -1);
    together += amount(sums, given[value] ?? -1) ** 2 - square;
    free -= square;
  }
  return beyondChance(total - same, total - (total * together) / free, total);
}

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
