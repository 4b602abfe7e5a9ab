import type { OutputScope } from "../../schema/domain/output.ts";
import { hasReached } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";

type Listed = NetworkView["verdicts"][number];

/** Whether its reader codes a verdict blind: what stands of a cleared one is hidden from nobody else. */
export function isCodedBlind({ verdict, mode, counts }: Pick<Listed, "verdict" | "mode" | "counts">): boolean {
  return mode === "blind" && counts === null && hasReached(verdict.stage, "cleared");
}

/** Case numbers of the verdicts in a scope that its reader codes blind. */
export function blindIn(scope: OutputScope, verdicts: readonly Listed[]): string[] {
  const isIn = ({ id, country }: Listed["verdict"]): boolean =>
    scope.kind === "all" ||
    (scope.kind === "country" && scope.country === country) ||
    (scope.kind === "verdicts" && scope.verdicts.includes(id));
  return verdicts
    .filter((each) => isCodedBlind(each) && isIn(each.verdict))
    .map(({ verdict: { caseNumber } }) => caseNumber);
}
