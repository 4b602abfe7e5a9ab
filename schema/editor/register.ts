import type { Register, RegisterChoice } from "../protocol/http/quotes.ts";

export type Recommendation = Register["recommendations"][number];

/** Where a recommendation is said: first as it is listed, then in other languages. */
export function placesOf(recommendation: Recommendation): Pick<Recommendation, "output" | "title" | "status">[] {
  return [recommendation, ...recommendation.others];
}

/** Those of a choice, in any of their languages; what is null restricts nothing. */
export function chosenFrom(
  recommendations: readonly Recommendation[],
  { addressee, output, country, status }: RegisterChoice,
): Recommendation[] {
  return recommendations.filter(
    (each) =>
      (addressee === null || keyOf(each.addressee) === keyOf(addressee)) &&
      placesOf(each).some(
        (place) => (output === null || place.output === output) && (status === null || place.status === status),
      ) &&
      (country === null || each.countries.includes(country)),
  );
}

/** Recommendations by whom they address, in the order of their names; those that address nobody come last, under "". */
export function byAddressee(recommendations: readonly Recommendation[]): [addressee: string, Recommendation[]][] {
  const groups = new Map<string, [string, Recommendation[]]>();
  for (const each of recommendations) {
    const key = keyOf(each.addressee);
    const group = groups.get(key) ?? [each.addressee.trim(), []];
    group[1].push(each);
    groups.set(key, group);
  }
  return [...groups.values()].sort(([a], [b]) => Number(a === "") - Number(b === "") || a.localeCompare(b));
}

// One institution is one, however it is spaced and whether it begins a sentence.
function keyOf(addressee: string): string {
  return addressee.trim().replace(/\s+/g, " ").toLocaleLowerCase();
}
