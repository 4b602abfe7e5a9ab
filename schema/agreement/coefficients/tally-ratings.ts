import { distanceOf } from "./distances.ts";
import { beyondChance, defined, undefinedFor } from "./outcome.ts";
import { keyOf, type Given } from "./ratings.ts";
import { amount, placesOf, type FiguresOf, type Keys, type Tally } from "./tally.ts";

/** The amounts that items of one question add up to. */
export interface RatingKeys {
  paired: number;
  agreed: number;
  values: number;
  same: number;
  rated: number;
  given: string;
  share: string;
}

/** The sums that the ratings of one question are kept in, by name. */
export function ratingKeys(keys: Keys, question: string): RatingKeys {
  const key = (name: string): number => keys.in(name, question);
  return {
    paired: key("paired"),
    agreed: key("agreed"),
    values: key("values"),
    same: key("same"),
    rated: key("rated"),
    given: `given ${question}`,
    share: `share ${question}`,
  };
}

/** Adds an item: the keys of what its coders said (ratings.ts), without those who said nothing. */
export function addRatings(tally: Tally, keys: Keys, at: RatingKeys, said: readonly string[]): void {
  const coders = said.length;
  if (coders === 0) return;
  const counts = new Map<string, number>();
  for (const value of said) counts.set(value, (counts.get(value) ?? 0) + 1);
  let same = 0;
  for (const [value, count] of counts) {
    tally.add(keys.in(at.share, value), count / coders);
    if (coders >= 2) tally.add(keys.in(at.given, value), count);
    same += count * (count - 1);
  }
  tally.add(at.rated, 1);
  if (coders < 2) return;
  tally.add(at.paired, 1);
  tally.add(at.values, coders);
  tally.add(at.agreed, same / (coders * (coders - 1)));
  tally.add(at.same, same / (coders - 1));
}

/** Raw agreement, nominal alpha and AC1 of summed items: those of raw-agreement.ts, krippendorff-alpha.ts and gwet-ac1.ts. */
export const ratingFigures =
  (keys: Keys, at: RatingKeys): FiguresOf<"raw" | "alpha" | "ac1"> =>
  (places) => {
    const [paired, agreed, rated] = [places.of(at.paired), places.of(at.agreed), places.of(at.rated)];
    const [values, same] = [places.of(at.values), places.of(at.same)];
    const squares = places.squares(keys.family(at.given).values());
    const shares = placesOf(keys.family(at.share), places);
    return {
      raw: (sums) => {
        const n = amount(sums, paired);
        return n === 0 ? undefinedFor("no-pairs") : defined(amount(sums, agreed) / n);
      },
      alpha: (sums) => {
        const n = amount(sums, values);
        if (n === 0) return undefinedFor("no-pairs");
        return beyondChance(n - amount(sums, same), chanceApart(n, amount(sums, squares)), n);
      },
      ac1: (sums) => {
        const n = amount(sums, paired);
        if (n === 0) return undefinedFor("no-pairs");
        if (shares.length < 2) return undefinedFor("no-variation");
        const items = amount(sums, rated);
        let chance = 0;
        for (const place of shares) {
          const share = amount(sums, place) / items;
          chance += (share * (1 - share)) / (shares.length - 1);
        }
        return beyondChance(1 - amount(sums, agreed) / n, 1 - chance, 1);
      },
    };
  };

/** Of n values, n · D_e on the nominal scale: (n² − Σ n_c²) ÷ (n − 1). */
export const chanceApart = (n: number, squares: number): number => (n * n - squares) / (n - 1);

/** Adds to a tally what alpha on the interval scale is made of; `middle` keeps the squares small. */
export function addNumbers(tally: Tally, keys: Keys, numbers: readonly number[], middle: number): void {
  if (numbers.length < 2) return;
  let apart = 0;
  for (const a of numbers) for (const b of numbers) apart += (a - b) ** 2;
  tally.add(keys.of("numbers"), numbers.length);
  tally.add(keys.of("apart"), apart / (numbers.length - 1));
  for (const number of numbers) {
    tally.add(keys.of("sum"), number - middle);
    tally.add(keys.of("squares"), (number - middle) ** 2);
  }
}

/** Alpha on the interval scale of summed items: D_e is 2 (n Σ x² − (Σ x)²) ÷ n (n − 1). */
export const numberFigures =
  (keys: Keys): FiguresOf<"scaled"> =>
  (places) => {
    const [numbers, apart, sum, squares] = [
      places.of(keys.of("numbers")),
      places.of(keys.of("apart")),
      places.of(keys.of("sum")),
      places.of(keys.of("squares")),
    ];
    return {
      scaled: (sums) => {
        const n = amount(sums, numbers);
        if (n === 0) return undefinedFor("no-pairs");
        const expected = (2 * (n * amount(sums, squares) - amount(sums, sum) ** 2)) / (n - 1);
        return beyondChance(amount(sums, apart), expected, amount(sums, squares) + amount(sums, apart));
      },
    };
  };

/** Adds to a tally what alpha of sets is made of. */
export function addSets(tally: Tally, keys: Keys, given: readonly Given[]): void {
  if (given.length < 2) return;
  const distance = distanceOf("masi", given, new Float64Array());
  if (typeof distance !== "function") return;
  let apart = 0;
  for (const a of given.keys()) for (const b of given.keys()) apart += distance(a, b);
  tally.add(keys.of("apart"), apart / (given.length - 1));
}

/** Alpha of sets by MASI of summed items; `values` are all that were given. */
export const setFigures =
  (keys: Keys, at: RatingKeys, values: readonly Given[]): FiguresOf<"scaled"> =>
  (places) => {
    const kinds = [...new Map(values.map((value) => [keyOf(value), value]))];
    const given = kinds.map(([key]) => places.of(keys.in(at.given, key)));
    const between = distanceOf(
      "masi",
      kinds.map(([, value]) => value),
      new Float64Array(),
    );
    const [numbers, apart] = [places.of(at.values), places.of(keys.of("apart"))];
    return {
      scaled: (sums) => {
        const n = amount(sums, numbers);
        if (n === 0 || typeof between !== "function") return undefinedFor("no-pairs");
        let expected = 0;
        for (const [a, left] of given.entries())
          for (let b = 0; b < a; b++) expected += 2 * amount(sums, left) * amount(sums, given[b] ?? -1) * between(a, b);
        return beyondChance(amount(sums, apart), expected / (n - 1), n);
      },
    };
  };
