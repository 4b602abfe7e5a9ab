import { z } from "zod";
import type { Country } from "../../schema/domain/language.ts";
import type { Role } from "../../schema/domain/member.ts";

/** Who of the demo network acts. */
export const PEOPLE = {
  facilitator: { name: "Mirjana Jovanović", role: "facilitator", country: "rs" },
  "lawyer-rs": { name: "Nenad Radulović", role: "lawyer", country: "rs" },
  "lawyer-mk": { name: "Ana Georgievska", role: "lawyer", country: "mk" },
  "lawyer-al": { name: "Elira Koçi", role: "lawyer", country: "al" },
  reviewer: { name: "Sanja Lukić", role: "reviewer", country: "rs" },
  guest: { name: "Vera Rossi", role: "reviewer", country: "rs" },
  reader: { name: "Petar Ilievski", role: "reader", country: "mk" },
  "lawyer-rs-2": { name: "Dragana Stanić", role: "lawyer", country: "rs" },
  "lawyer-mk-2": { name: "Nela Velkov", role: "lawyer", country: "mk" },
  "lawyer-al-2": { name: "Blerim Xhani", role: "lawyer", country: "al" },
  "facilitator-mk": { name: "Besim Demiri", role: "facilitator", country: "mk" },
  "facilitator-al": { name: "Teuta Marku", role: "facilitator", country: "al" },
} as const satisfies Record<string, { name: string; role: Role; country: Country }>;

export type DemoPerson = keyof typeof PEOPLE;
export const DEMO_PEOPLE = Object.keys(PEOPLE) as DemoPerson[];
export const DemoPerson = z.enum(DEMO_PEOPLE);

/** The password of everybody in the demo network who has one. */
export const DEMO_PASSWORD = "coram-demo";

export function emailOf(person: DemoPerson): string {
  return `${person}@coram.example`;
}
