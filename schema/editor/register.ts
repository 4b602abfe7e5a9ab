import { saidIn } from "../domain/house.ts";
import type { UiLanguage } from "../domain/language.ts";
import type { Register, RegisterChoice } from "../protocol/http/quotes.ts";
import { addresseeIn, deadlineIn } from "./led-facts.ts";

export type Recommendation = Register["recommendations"][number];

/** A recommendation as a language says it, and its document with it. */
export type Said = Omit<Recommendation["others"][number], "addressee">;

/** A recommendation for who reads a language. */
export interface Shown {
  of: Recommendation;
  /** The words of one of its documents. */
  said: Said;
  others: Said[];
  addressee: string;
  /** Of that name. */
  addresseeLang: UiLanguage;
}

/**
 * A recommendation as that language's document says it, where that is as far as the leading one, else as the leading one does; and whom it
 * addresses as they are called in the language, where anybody has said it.
 */
export function shownIn(of: Recommendation, language: UiLanguage): Shown {
  const own = of.language === language ? of : of.others.find((each) => each.language === language);
  const led = { addressee: of.addressee, names: of.names };
  const to = addresseeIn(led, own?.addressee.trim() ?? "", language);
  const isAsFar = own !== undefined && (own.status === "approved" || of.status !== "approved");
  const said = own && isAsFar ? { ...own, deadline: deadlineIn(of.deadline, own.deadline, language).words } : of;
  return {
    of,
    said,
    others: [of, ...of.others].filter(({ output }) => output !== said.output),
    addressee: to.words,
    addresseeLang: to.isUntranslated ? (saidIn(of.names, language)?.lang ?? of.language) : language,
  };
}

/** Where a recommendation is said: first as it is listed, then in other languages. */
export function placesOf(recommendation: Recommendation): Pick<Recommendation, "output" | "title" | "status">[] {
  return [recommendation, ...recommendation.others];
}

/** Those of a choice, in any of their languages and by any name of whom they address; what is null restricts nothing. */
export function chosenFrom(
  recommendations: readonly Recommendation[],
  { addressee, output, country, status }: RegisterChoice,
): Recommendation[] {
  return recommendations.filter(
    (each) =>
      (addressee === null || namesOf(each).some((name) => keyOf(name) === keyOf(addressee))) &&
      placesOf(each).some(
        (place) => (output === null || place.output === output) && (status === null || place.status === status),
      ) &&
      (country === null || each.countries.includes(country)),
  );
}

function namesOf({ addressee, names, others }: Recommendation): string[] {
  return [addressee, ...others.map((each) => each.addressee).filter(Boolean), ...Object.values(names)];
}

/** Recommendations by whom they address, in the order of their names; those that address nobody come last, under "". */
export function byAddressee<Each extends { addressee: string }>(
  recommendations: readonly Each[],
): [addressee: string, Each[]][] {
  const groups = new Map<string, [string, Each[]]>();
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

/** Whom recommendations address in documents of a language, as they are written there, each once. */
export function addresseesIn(recommendations: readonly Recommendation[], language: UiLanguage): string[] {
  const said = recommendations.flatMap((each) => [each, ...each.others]).filter((each) => each.language === language);
  const names = said.map(({ addressee }) => addressee.trim()).filter((name) => name !== "");
  return [...new Set(names)].sort();
}
