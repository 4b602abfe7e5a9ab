import type { Continuum, Unit } from "../../../schema/agreement/unitizing/continuum.ts";
import type { Given, Item, Rating } from "../../../schema/agreement/coefficients/ratings.ts";

/*
 * Every coefficient once more, straight from its definition, over single values and single positions: slow, and sharing nothing with
 * what is tested. NaN where a definition divides by nothing.
 */

/** Each item as often as it counts. */
const single = (items: readonly Item[]): (readonly Rating[])[] =>
  items.flatMap(({ n, values }) => Array.from({ length: n }, () => values));
const given = (values: readonly Rating[]): Given[] => values.filter((value) => value !== null);
const sameValue = (a: Given, b: Given): boolean => same(setOf(a), setOf(b)) && Array.isArray(a) === Array.isArray(b);
const setOf = (value: Given): Set<unknown> => new Set(Array.isArray(value) ? value : [value]);
const same = (a: Set<unknown>, b: Set<unknown>): boolean => a.size === b.size && [...a].every((one) => b.has(one));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
function distinct(values: readonly Given[]): Given[] {
  return values.filter((value, at) => values.findIndex((other) => sameValue(value, other)) === at);
}

export function slowCohen(items: readonly Item[]): number {
  const pairs = single(items).filter(([a, b]) => a != null && b != null);
  const all = distinct(pairs.flatMap(given));
  const agreed = mean(pairs.map((pair) => (distinct(given(pair)).length === 1 ? 1 : 0)));
  const share = (coder: number, value: Given): number =>
    mean(pairs.map((pair) => (sameValue(pair[coder] ?? "", value) ? 1 : 0)));
  const chance = all.reduce<number>((sum, value) => sum + share(0, value) * share(1, value), 0);
  return (agreed - chance) / (1 - chance);
}

/** 1 − mean weight of what both said of an item ÷ mean weight of what one said of any item and the other of any. */
export function slowWeighted(items: readonly Item[], weight: (a: Given, b: Given) => number): number {
  const pairs = single(items).flatMap(([a, b]): [Given, Given][] => (a != null && b != null ? [[a, b]] : []));
  const observed = mean(pairs.map(([a, b]) => weight(a, b)));
  return 1 - observed / mean(pairs.flatMap(([a]) => pairs.map(([, b]) => weight(a, b))));
}

/** The BCa interval of 1993, with Φ as an area; null where it says nothing. */
export function slowBca(value: number, drawn: readonly number[], without: readonly number[]): [number, number] | null {
  const sorted = drawn.filter((each) => !Number.isNaN(each)).sort((a, b) => a - b);
  if (sorted.length < 0.9 * drawn.length || without.some(Number.isNaN)) return null;
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const area = (x: number): number => {
    const steps = 2000;
    const width = x / steps;
    const inner = Array.from(
      { length: steps },
      (_, i) => density(i * width) + 4 * density((i + 0.5) * width) + density((i + 1) * width),
    );
    return 0.5 + inner.reduce((sum, each) => sum + each, 0) * (width / 6);
  };
  const quantile = (share: number, low = -9, high = 9): number =>
    high - low < 1e-12
      ? low
      : area((low + high) / 2) < share
        ? quantile(share, (low + high) / 2, high)
        : quantile(share, low, (low + high) / 2);
  const isNear = (each: number): boolean => Math.abs(each - value) < 1e-12;
  const bias = quantile(mean(sorted.map((each) => (isNear(each) ? 0.5 : each < value ? 1 : 0))));
  const middle = mean(without);
  const power = (of: number): number => without.reduce((sum, each) => sum + (middle - each) ** of, 0);
  if (without.some((each) => (middle - each) ** 2 >= 0.9 * power(2))) return null;
  const skew = power(3) / (6 * power(2) ** 1.5);
  const ends = [-1.959964, 1.959964].map((z) => {
    const share = area(bias + (bias + z) / (1 - skew * (bias + z)));
    return share * sorted.length < 1 || (1 - share) * sorted.length < 1
      ? NaN
      : sorted[Math.round(share * (sorted.length - 1))];
  });
  const [low = NaN, high = NaN] = ends;
  return low < value && value < high ? [low, high] : null;
}

export function slowScott(items: readonly Item[]): number {
  const pairs = single(items).filter(([a, b]) => a != null && b != null);
  const said = pairs.flatMap(given);
  const agreed = mean(pairs.map((pair) => (distinct(given(pair)).length === 1 ? 1 : 0)));
  const chance = mean(said.map((value) => mean(said.map((other) => (sameValue(value, other) ? 1 : 0)))));
  return (agreed - chance) / (1 - chance);
}

/** Share of agreeing ordered pairs of different coders of an item. */
function itemAgreement(values: readonly Given[]): number {
  const pairs = values.flatMap((a, i) => values.filter((_, j) => i !== j).map((b) => sameValue(a, b)));
  return mean(pairs.map(Number));
}

export function slowRaw(items: readonly Item[]): number {
  const rated = single(items).map(given);
  return mean(rated.filter(({ length }) => length >= 2).map(itemAgreement));
}

function shares(items: readonly Item[]): number[] {
  const rated = single(items)
    .map(given)
    .filter(({ length }) => length > 0);
  return distinct(rated.flat()).map((value) =>
    mean(rated.map((values) => mean(values.map((one) => (sameValue(one, value) ? 1 : 0))))),
  );
}

export function slowFleiss(items: readonly Item[]): number {
  const chance = shares(items).reduce((sum, share) => sum + share * share, 0);
  return (slowRaw(items) - chance) / (1 - chance);
}

export function slowAc1(items: readonly Item[]): number {
  const all = shares(items);
  const chance = all.reduce((sum, share) => sum + share * (1 - share), 0) / (all.length - 1);
  return (slowRaw(items) - chance) / (1 - chance);
}

/** 1 − mean distance of values of the same item ÷ mean distance of any two values. */
export function slowAlpha(items: readonly Item[], scale: string | ((a: Given, b: Given) => number)): number {
  const units = single(items)
    .map(given)
    .filter(({ length }) => length >= 2);
  const all = units.flat();
  const distance = (a: Given, b: Given): number =>
    typeof scale === "string" ? slowDistance(scale, a, b, all) : scale(a, b);
  let observed = 0;
  for (const unit of units)
    for (const [i, a] of unit.entries())
      for (const [j, b] of unit.entries()) if (i !== j) observed += distance(a, b) / (unit.length - 1);
  let expected = 0;
  for (const [i, a] of all.entries()) for (const [j, b] of all.entries()) if (i !== j) expected += distance(a, b);
  return 1 - observed / all.length / (expected / (all.length * (all.length - 1)));
}

function slowDistance(scale: string, a: Given, b: Given, all: readonly Given[]): number {
  const [x, y] = [Number(a), Number(b)];
  if (scale === "nominal") return sameValue(a, b) ? 0 : 1;
  if (scale === "interval") return (x - y) ** 2;
  if (scale === "ratio") return x === y ? 0 : ((x - y) / (x + y)) ** 2;
  if (scale === "ordinal") {
    const [low, high] = [Math.min(x, y), Math.max(x, y)];
    const between = all.filter((one) => Number(one) >= low && Number(one) <= high).length;
    const ends = all.filter((one) => Number(one) === x).length + all.filter((one) => Number(one) === y).length;
    return x === y ? 0 : (between - ends / 2) ** 2;
  }
  const [left, right] = [setOf(a), setOf(b)];
  const both = new Set([...left].filter((one) => right.has(one)));
  const either = new Set([...left, ...right]);
  const jaccard = either.size === 0 ? 1 : both.size / either.size;
  if (scale === "jaccard") return 1 - jaccard;
  if (same(left, right)) return 0;
  const held = same(both, left) || same(both, right);
  return 1 - jaccard * (both.size === 0 ? 0 : held ? 2 / 3 : 1 / 3);
}

interface Point {
  coder: number;
  at: number;
  value: string | null;
  /** The unit that the point is of; a point of a gap is of nothing but itself. */
  unit: object;
}

/** Every position as every coder has it. */
function pointsOf({ start, length, coders, units }: Continuum): Point[] {
  return coders.flatMap((name, coder) =>
    Array.from({ length }, (_, offset): Point => {
      const at = start + offset;
      const unit = units.find((one) => one.coder === name && one.start <= at && at < one.end);
      return { coder, at, value: unit?.category ?? null, unit: unit ?? {} };
    }),
  );
}

/**
 * uα from points: what different coders said of the same position, against what any two points say that are not of one unit.
 * `seen` maps values, to look at marked or not only.
 */
export function slowUAlpha(continuum: Continuum, seen: (value: string | null) => string | null): number {
  const points = pointsOf(continuum);
  const apart = (a: Point, b: Point): number => (seen(a.value) === seen(b.value) ? 0 : 1);
  const observed: number[] = [];
  const expected: number[] = [];
  for (const a of points)
    for (const b of points) {
      if (a.at === b.at && a.coder !== b.coder) observed.push(apart(a, b));
      if (a.unit !== b.unit) expected.push(apart(a, b));
    }
  return 1 - mean(observed) / mean(expected);
}

/** cuα, or (k)uα of a category, from points at which two coders both marked something. */
export function slowCuAlpha(continuum: Continuum, category?: string): number {
  const points = pointsOf(continuum).filter(({ value }) => value !== null);
  const weight = 1 / (continuum.coders.length - 1);
  const pairs = points.flatMap((a) =>
    points.filter((b) => a.at === b.at && a.coder !== b.coder).map((b) => ({ a, b, weight })),
  );
  const length = (c: string | null, k: string | null): number =>
    pairs.filter(({ a, b }) => a.value === c && b.value === k).reduce((sum, pair) => sum + pair.weight, 0);
  const values = [...new Set(points.map(({ value }) => value))];
  const total = pairs.length * weight;
  const row = (c: string | null): number => values.reduce((sum, k) => sum + length(c, k), 0);
  const self = (c: string | null): number => {
    let sum = 0;
    for (const unit of new Set(points.filter(({ value }) => value === c).map(({ unit: of }) => of)))
      for (const [coder] of continuum.coders.entries())
        sum += pairs.filter(({ a, b }) => a.unit === unit && b.coder === coder).length ** 2 * weight;
    return sum;
  };
  const allSelf = values.reduce((sum, c) => sum + self(c), 0);
  // What is left of fractions that were subtracted is nothing.
  const none = (difference: number): number => (Math.abs(difference) < 1e-9 ? NaN : difference);
  const chance = (c: string | null, k: string | null): number =>
    (total * (row(c) * row(k) - (c === k ? self(c) : 0))) / none(Math.max(0, total ** 2 - allSelf));
  if (category === undefined) {
    const observed = total - values.reduce((sum, c) => sum + length(c, c), 0);
    return 1 - observed / none(total - values.reduce((sum, c) => sum + chance(c, c), 0));
  }
  const expected = values.reduce((sum, c) => sum + chance(c, category), 0);
  return (
    1 -
    ((expected / row(category)) * (row(category) - length(category, category))) /
      none(expected - chance(category, category))
  );
}

/** The least disorder over all ways to put units into groups with at most one unit of each coder. */
export function slowDisorder(
  units: readonly Unit[][],
  weights: { place: number; category: number; between: (a: string, b: string) => number } = {
    place: 1,
    category: 1,
    between: (a, b) => (a === b ? 0 : 1),
  },
): number {
  const all = units.flatMap((own, coder) => own.map((unit) => ({ coder, unit })));
  const coders = units.length;
  const pairs = (coders * (coders - 1)) / 2;
  const disorder = (group: readonly (typeof all)[number][]): number => {
    let sum = 0;
    for (let a = 0; a < coders; a++)
      for (let b = 0; b < a; b++) {
        const u = group.find(({ coder }) => coder === a)?.unit;
        const v = group.find(({ coder }) => coder === b)?.unit;
        if (!u || !v) sum += 1;
        else {
          const lengths = u.end - u.start + v.end - v.start;
          sum += weights.place * ((Math.abs(u.start - v.start) + Math.abs(u.end - v.end)) / lengths) ** 2;
          sum += weights.category * weights.between(u.category, v.category);
        }
      }
    return sum / pairs;
  };
  let best = Infinity;
  const put = (at: number, groups: (typeof all)[number][][]): void => {
    const next = all[at];
    if (!next) {
      best = Math.min(
        best,
        groups.reduce((sum, group) => sum + disorder(group), 0),
      );
      return;
    }
    for (const [i, group] of groups.entries())
      if (!group.some(({ coder }) => coder === next.coder))
        put(
          at + 1,
          groups.map((other, j) => (i === j ? [...other, next] : other)),
        );
    put(at + 1, [...groups, [next]]);
  };
  put(0, []);
  return best / (all.length / coders);
}

/** F1 with the best of all ways to pair spans. */
export function slowF1(continuum: Continuum, rule: "exact" | "overlap"): number {
  const spans = continuum.coders.map((coder) => continuum.units.filter((unit) => unit.coder === coder));
  const fits = (a: Unit, b: Unit): boolean => {
    if (a.category !== b.category) return false;
    if (rule === "exact") return a.start === b.start && a.end === b.end;
    const positions = (unit: Unit): number[] => Array.from({ length: unit.end - unit.start }, (_, i) => unit.start + i);
    const both = positions(a).filter((at) => positions(b).includes(at)).length;
    return both / new Set([...positions(a), ...positions(b)]).size >= 0.5;
  };
  const most = ([first, ...rest]: readonly Unit[], others: readonly Unit[]): number =>
    first === undefined
      ? 0
      : Math.max(
          most(rest, others),
          ...others
            .filter((other) => fits(first, other))
            .map(
              (other) =>
                1 +
                most(
                  rest,
                  others.filter((b) => b !== other),
                ),
            ),
        );
  const scores = spans.flatMap((a, i) =>
    spans.slice(i + 1).flatMap((b) => (a.length + b.length === 0 ? [] : [(2 * most(a, b)) / (a.length + b.length)])),
  );
  return mean(scores);
}
