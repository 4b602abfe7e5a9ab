import type { ErasureId, MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import {
  ErasureList,
  ErasurePlan,
  ErasureView,
  FreeLabels,
  Screened,
  type ErasureCommand,
  type ScreenTexts,
} from "../../schema/protocol/http/erasure.ts";
import { request } from "./http.ts";

/** Of each kind of placeholder the first label that stands for nobody in anything of the verdict. */
export const readFreeLabels = (verdict: VerdictId): Promise<FreeLabels> =>
  request("GET", `/api/verdicts/${verdict}/erasures/labels`, FreeLabels);
/** What the command would erase, in numbers; nothing is changed. */
export const planErasure = (verdict: VerdictId, command: ErasureCommand): Promise<ErasurePlan> =>
  request("POST", `/api/verdicts/${verdict}/erasures`, ErasurePlan, { ...command, preview: true });
/** Erases for good; the answer comes when it is done, or when it waits for another program. */
export const eraseWords = (verdict: VerdictId, command: ErasureCommand): Promise<ErasureView> =>
  request("POST", `/api/verdicts/${verdict}/erasures`, ErasureView, command);
/** `caseNumber` typed again is the confirmation. */
export const eraseVerdict = (verdict: VerdictId, caseNumber: string): Promise<ErasureView> =>
  request("DELETE", `/api/verdicts/${verdict}`, ErasureView, { caseNumber });
/** `name` typed again is the confirmation. */
export const eraseMember = (member: MemberId, name: string): Promise<ErasureView> =>
  request("POST", `/api/members/${member}/erase`, ErasureView, { name });
export const readErasure = (id: ErasureId): Promise<ErasureView> => request("GET", `/api/erasures/${id}`, ErasureView);
/** What was erased and the reader may know of, newest first. */
export const readErasures = (): Promise<ErasureView[]> => request("GET", "/api/erasures", ErasureList);
/** Where the certificate is. */
export const certificateUrl = (id: ErasureId, language: UiLanguage): string =>
  `/api/erasures/${id}/certificate?language=${language}`;
/** Words of one's own that come late, with what was erased meanwhile replaced. */
export const screenTexts = (verdict: VerdictId, texts: ScreenTexts): Promise<Screened> =>
  request("POST", `/api/verdicts/${verdict}/screen`, Screened, texts);
