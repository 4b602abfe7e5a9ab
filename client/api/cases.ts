import type { CaseId, RoundId, VerdictId } from "../../schema/domain/ids.ts";
import {
  AmendDone,
  CaseList,
  CaseView,
  type AmendCommand,
  type RuleCommand,
} from "../../schema/protocol/http/cases.ts";
import { request } from "./http.ts";

const path = (verdict: VerdictId, id: CaseId, sub: string): string => `/api/verdicts/${verdict}/cases/${id}/${sub}`;

/** The disagreements of a round, of the one that a case is of, or of the newest one that is revealed. Throws not-found where there is none. */
export function readCases(
  verdict: VerdictId,
  of: { round: RoundId | null; case: CaseId | null },
  signal?: AbortSignal,
): Promise<CaseList> {
  const asked = of.round ? `?round=${of.round}` : of.case ? `?case=${of.case}` : "";
  return request("GET", `/api/verdicts/${verdict}/cases${asked}`, CaseList, undefined, signal);
}
/** Throws case-moved where somebody ruled on another version of it. */
export const ruleOn = (verdict: VerdictId, id: CaseId, ruling: RuleCommand): Promise<CaseView> =>
  request("POST", path(verdict, id, "rulings"), CaseView, ruling);
/** Gives one's own entry up, or takes that back. Throws case-moved once it is ruled on. */
export const concede = (verdict: VerdictId, id: CaseId, isConceded: boolean): Promise<CaseView> =>
  request(isConceded ? "POST" : "DELETE", path(verdict, id, "concession"), CaseView);
/** Puts what a ruling settled into the methodology's draft, or with `preview` says what that would put up for review. */
export const amend = (verdict: VerdictId, id: CaseId, command: AmendCommand): Promise<AmendDone> =>
  request("POST", path(verdict, id, "amendment"), AmendDone, command);
