import {
  AgreementView,
  GammaView,
  PlacesView,
  type PlacesQuery,
  type ReportFormat,
} from "../../schema/protocol/http/agreement.ts";
import { CodingsSeen, type CodingsCommand } from "../../schema/protocol/http/codings.ts";
import type { RoundId, VerdictId } from "../../schema/domain/ids.ts";
import { request } from "./http.ts";

/** What is asked for in the address; what is undefined is not. */
function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}

const ofVerdict = (verdict: VerdictId): string => `/api/verdicts/${encodeURIComponent(verdict)}`;

export const readAgreement = (
  verdict: VerdictId,
  round?: RoundId,
  signal?: AbortSignal,
  beside?: RoundId,
): Promise<AgreementView> =>
  request("GET", `${ofVerdict(verdict)}/agreement${query({ round, beside })}`, AgreementView, undefined, signal);

/** Of the newest comparable round of each verdict. */
export const readAgreementOfAll = (
  filter: { country?: string | undefined; form?: string | undefined },
  signal?: AbortSignal,
): Promise<AgreementView> => request("GET", `/api/agreement${query(filter)}`, AgreementView, undefined, signal);

export const readPlaces = ({ coders, ...rest }: Partial<PlacesQuery>, signal?: AbortSignal): Promise<PlacesView> =>
  request("GET", `/api/agreement/places${query({ ...rest, coders: coders?.join() })}`, PlacesView, undefined, signal);

export const readGamma = (verdict: VerdictId, round: RoundId, signal?: AbortSignal): Promise<GammaView> =>
  request("GET", `${ofVerdict(verdict)}/agreement/gamma${query({ round })}`, GammaView, undefined, signal);

/** Where the report is, for a link with `download`. */
export function reportUrl(
  choice: { verdict?: VerdictId | undefined; round?: RoundId | undefined; country?: string; form?: string },
  format: ReportFormat,
  language: string,
): string {
  const { verdict, round, country, form } = choice;
  return verdict
    ? `${ofVerdict(verdict)}/agreement/report${query({ round, format, language })}`
    : `/api/agreement/report${query({ country: country || undefined, form: form || undefined, format, language })}`;
}

/** Without `base` only a look at what would come in. */
export const bringCodings = (verdict: VerdictId, codings: CodingsCommand, signal?: AbortSignal): Promise<CodingsSeen> =>
  request("POST", `${ofVerdict(verdict)}/codings`, CodingsSeen, codings, signal);
