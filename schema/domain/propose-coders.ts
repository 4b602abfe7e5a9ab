import type { MemberId } from "./ids.ts";
import type { Country } from "./language.ts";
import { DUTIES, type Role } from "./member.ts";
import type { Verdict } from "./verdict.ts";

/** Somebody who may code: a member who is there, no guest. */
export interface Candidate {
  id: MemberId;
  role: Role;
  /** Of their organisation. */
  country: Country;
  /** How many verdicts they code already. */
  load: number;
}

const AT_HOME = 2;
const FROM_ABROAD = 1;

/**
 * Who might code a verdict: two lawyers of its country and one from another, who reads it in translation; those with the least
 * to do first, then in the order given. Nobody who represented somebody in the case. Facilitators only where there are too few
 * lawyers; fewer than three where there are not enough people.
 */
export function proposeCoders(
  verdict: Pick<Verdict, "country" | "conflicts">,
  members: readonly Candidate[],
): MemberId[] {
  const free = members
    .filter(({ id, role }) => DUTIES[role].codes && !verdict.conflicts.includes(id))
    .sort((a, b) => Number(DUTIES[a.role].leads) - Number(DUTIES[b.role].leads) || a.load - b.load);
  const isAtHome = ({ country }: Candidate): boolean => country === verdict.country;
  const abroad = free.filter((one) => !isAtHome(one)).slice(0, FROM_ABROAD);
  return [...free.filter(isAtHome).slice(0, AT_HOME), ...abroad].map(({ id }) => id);
}
