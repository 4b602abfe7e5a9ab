import type { Country } from "../../../schema/domain/language.ts";
import type { Role } from "../../../schema/domain/member.ts";

/** Members of a test's network; with a letter, those who ask in the tables of rights, a column each. */
const MEMBERS = {
  facilitator: {
    letter: "F",
    called: "a facilitator of the verdict's owner",
    role: "facilitator",
    country: "rs",
    name: "Mira Facilitator",
  },
  otherFacilitator: {
    letter: "f",
    called: "a facilitator of another organisation",
    role: "facilitator",
    country: "mk",
    name: "Besim Facilitator",
  },
  lawyer: { letter: "L", called: "a lawyer", role: "lawyer", country: "rs", name: "Ana Lawyer" },
  otherLawyer: { role: "lawyer", country: "mk", name: "Elira Lawyer" },
  reviewer: { letter: "V", called: "a reviewer", role: "reviewer", country: "rs", name: "Sanja Reviewer" },
  reader: { letter: "R", called: "a reader", role: "reader", country: "mk", name: "Petar Reader" },
} as const satisfies Record<string, { letter?: string; called?: string; role: Role; country: Country; name: string }>;

export type RoleName = keyof typeof MEMBERS;
export const TEST_MEMBERS = Object.entries(MEMBERS) as [RoleName, (typeof MEMBERS)[RoleName]][];

/** Members who ask in the tables of rights, in the order of their columns. */
export const ASKING_MEMBERS: { letter: string; called: string; key: RoleName; role: Role }[] = TEST_MEMBERS.flatMap(
  ([key, member]) => ("letter" in member ? [{ ...member, key }] : []),
);

/** Who else asks: guests, whom each table makes of its own verdict and output, and nobody. */
const OTHERS: Record<string, string> = {
  G: "a guest of the verdict",
  g: "a guest of another verdict",
  O: "a guest of the document",
  W: "a guest of the workshop",
  "-": "nobody",
};

/** Letters of all who ask, a column each. */
export const COLUMNS = [...ASKING_MEMBERS.map(({ letter }) => letter), ...Object.keys(OTHERS)];

/** Who is behind each letter, for people. */
export const CALLED: [letter: string, called: string][] = [
  ...ASKING_MEMBERS.map(({ letter, called }): [string, string] => [letter, called]),
  ...Object.entries(OTHERS),
];

/** The letters of a row of a table of rights: those who may, by blanks; whoever is not named may not. */
export function lettersOf(row: string): ReadonlySet<string> {
  const letters = row.split(" ").filter(Boolean);
  const strange = letters.find((letter) => !COLUMNS.includes(letter));
  if (strange) throw new Error(`nobody asks as ${strange}`);
  return new Set(letters);
}
