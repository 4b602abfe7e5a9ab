import type { Register, RegisterChoice } from "../protocol/http/quotes.ts";

export type Recommendation = Register["recommendations"][number];

/** Those of a choice; what is null restricts nothing. */
export function chosenFrom(
  recommendations: readonly Recommendation[],
  { addressee, output, country, status }: RegisterChoice,
): Recommendation[] {
  return recommendations.filter(
    (each) =>
      (addressee === null || keyOf(each.addressee) === keyOf(addressee)) &&
      (output === null || each.output === output) &&
      (country === null || each.countries.includes(country)) &&
      (status === null || each.status === status),
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
