import { COUNTRIES } from "../schema/domain/language.ts";
import type { Verdict } from "../schema/domain/verdict.ts";

/** By country as on the network page, then by case number with its numbers as numbers. */
export function inListOrder(a: Verdict, b: Verdict): number {
  return (
    COUNTRIES.indexOf(a.country) - COUNTRIES.indexOf(b.country) ||
    a.caseNumber.localeCompare(b.caseNumber, "en", { numeric: true }) ||
    a.id.localeCompare(b.id)
  );
}
