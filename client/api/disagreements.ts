import type { DisagreementId, RoundId, VerdictId } from "../../schema/domain/ids.ts";
import {
  AmendDone,
  DisagreementList,
  DisagreementView,
  type AmendCommand,
  type RuleCommand,
  type RuleTogetherCommand,
} from "../../schema/protocol/http/disagreements.ts";
import { request } from "./http.ts";

const path = (verdict: VerdictId, id: DisagreementId, sub: string): string =>
  `/api/verdicts/${verdict}/cases/${id}/${sub}`;

/** The disagreements of a round, of the one that has a disagreement, or of the newest one that is revealed. Throws not-found where there is none. */
export function readDisagreements(
  verdict: VerdictId,
  of: { round: RoundId | null; case: DisagreementId | null },
  signal?: AbortSignal,
): Promise<DisagreementList> {
  const asked = of.round ? `?round=${of.round}` : of.case ? `?case=${of.case}` : "";
  return request("GET", `/api/verdicts/${verdict}/cases${asked}`, DisagreementList, undefined, signal);
}
/** Throws case-moved where somebody ruled on another version of it. */
export const ruleOn = (verdict: VerdictId, id: DisagreementId, ruling: RuleCommand): Promise<DisagreementView> =>
  request("POST", path(verdict, id, "rulings"), DisagreementView, ruling);
/** One decision on several, all or none. Throws case-moved where somebody ruled on one of them meanwhile. */
export const ruleTogether = (verdict: VerdictId, made: RuleTogetherCommand): Promise<DisagreementView[]> =>
  request("POST", `/api/verdicts/${verdict}/cases/rulings`, DisagreementView.array(), made);
/** Agrees in several with those who have what one missed. Throws case-moved where one of them is ruled on. */
export const agreeTogether = (verdict: VerdictId, cases: DisagreementId[]): Promise<DisagreementView[]> =>
  request("POST", `/api/verdicts/${verdict}/cases/concessions`, DisagreementView.array(), { cases });
/** Gives one's own entry up, or agrees with those who have one, or takes that back. Throws case-moved once it is ruled on. */
export const concede = (verdict: VerdictId, id: DisagreementId, isConceded: boolean): Promise<DisagreementView> =>
  request(isConceded ? "POST" : "DELETE", path(verdict, id, "concession"), DisagreementView);
/** Puts what a ruling settled into the methodology's draft, or with `preview` says what that would put up for review. */
export const amend = (verdict: VerdictId, id: DisagreementId, command: AmendCommand): Promise<AmendDone> =>
  request("POST", path(verdict, id, "amendment"), AmendDone, command);
