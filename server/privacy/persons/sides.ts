import type { PersonRole } from "../../../schema/domain/privacy.ts";
import { BESIDE, type Person } from "./persons.ts";

/** Roles that say of a case on which side of it somebody stands. Witnesses and relatives may be anybody's. */
const SIDES: readonly PersonRole[] = ["victim", "defendant", "judge", "prosecutor", "lawyer", "expert", "official"];
/** One person may be both. */
const ANYBODYS: readonly PersonRole[] = ["witness", "relative"];
const COURT: readonly PersonRole[] = ["judge", "prosecutor", "lawyer", "expert", "official"];

/** Who a person is in the case, by what is said most. */
export function mainRole({ roles }: Pick<Person, "roles">): PersonRole {
  return [...roles].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "other";
}

/**
 * Whether a role is no more than a guess: never said beside the name, or said of the same name almost as much as another one
 * ("okrivljenog … svedoka Nenada Gluvića"). "Other" says nothing of anybody that could be wrong, and a mother may well be a witness.
 */
export function isRoleGuessed({ roles }: Pick<Person, "roles">): boolean {
  const [main, ...others] = [...roles].toSorted((a, b) => b[1] - a[1]);
  if (!main || main[0] === "other") return false;
  const second = others.find(([role]) => !(ANYBODYS.includes(role) && ANYBODYS.includes(main[0])));
  return main[1] < BESIDE || (second !== undefined && second[1] * 2 > main[1]);
}

/** Nobody is both in one case; nor is a judge a witness or somebody's mother in it. */
export function exclude(a: PersonRole, b: PersonRole): boolean {
  if (a === b || a === "other" || b === "other") return false;
  return (SIDES.includes(a) && SIDES.includes(b)) || COURT.includes(a) || COURT.includes(b);
}

/**
 * Whether initials of which these roles are said may be somebody's: no child's are its mother's, who begins alike and is written
 * in full, unless she is called so too.
 */
export function mayBeShort(said: ReadonlySet<PersonRole>, person: Person): boolean {
  const main = mainRole(person);
  if (isOfCourt(person)) return said.has(main);
  const isKin = main === "relative" && said.size > 0 && ![...said].some((role) => person.roles.has(role));
  return !isKin && [...said].every((role) => !exclude(role, main));
}

/** Whether somebody is in the case by office: courts write their names in full. */
export function isOfCourt(person: Person): boolean {
  return COURT.includes(mainRole(person));
}
