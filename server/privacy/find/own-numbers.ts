import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { VerdictStore } from "../../store/verdict-store.ts";

/** Case numbers of a verdict and of those that belong to it: nobody is named by them. */
export async function ownNumbers(verdicts: Pick<VerdictStore, "get">, verdict: Verdict): Promise<string[]> {
  const related = await Promise.all(verdict.related.map((each) => verdicts.get(each)));
  return [verdict, ...related].flatMap((each) => each?.caseNumber ?? []);
}
