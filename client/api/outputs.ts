import { DocumentNumber } from "../../schema/domain/house.ts";
import type { OutputId } from "../../schema/domain/ids.ts";
import {
  ApprovalView,
  type AskForSignatures,
  type SayWhy,
  type SignCandidate,
  type TakeCandidateBack,
  OutputList,
  OutputView,
  SectionStates,
  type OpenAgain,
  type OutputMake,
  type PartnerMake,
  type StatusCommand,
} from "../../schema/protocol/http/outputs.ts";
import { FileStates } from "../../schema/protocol/http/parts/file-state.ts";
import type { OutputDelete } from "../../schema/protocol/http/parts/output-delete.ts";
import { OutputVerdicts, type ChangeVerdicts } from "../../schema/protocol/http/parts/output-verdicts.ts";
import { OutputVersion, OutputVersionList } from "../../schema/protocol/http/parts/output-versions.ts";
import { NamingPlaces, UnclearedWords } from "../../schema/protocol/http/parts/own-words.ts";
import { Screened, type ScreenTexts } from "../../schema/protocol/http/erasure.ts";
import { command, request } from "./http.ts";

const path = (id: OutputId, sub = ""): string => `/api/outputs/${id}${sub}`;

export const readOutputs = (signal?: AbortSignal): Promise<OutputList> =>
  request("GET", "/api/outputs", OutputList, undefined, signal);
export const readOutput = (id: OutputId, signal?: AbortSignal): Promise<OutputView> =>
  request("GET", path(id), OutputView, undefined, signal);
/** As its reader opens it: what waited for that waits no longer. */
export const openOutput = (id: OutputId, signal?: AbortSignal): Promise<OutputView> =>
  request("GET", `${path(id)}?opened`, OutputView, undefined, signal);
export const makeOutput = (make: OutputMake): Promise<OutputView> => request("POST", "/api/outputs", OutputView, make);
/** `number`: of the output as it was when one decided. */
export const setOutputStatus = (id: OutputId, status: StatusCommand["status"], number: number): Promise<OutputView> =>
  request("POST", path(id, "/status"), OutputView, { status, number });
export const openOutputAgain = (id: OutputId, command: OpenAgain): Promise<OutputView> =>
  request("POST", path(id, "/open-again"), OutputView, command);
/** For good; `number` and `title`: as they were when one decided. */
export const deleteOutput = (id: OutputId, asked: OutputDelete): Promise<void> =>
  command("POST", path(id, "/delete"), asked);
/** What rests on which verdict, before these are changed. */
export const readOutputVerdicts = (id: OutputId): Promise<OutputVerdicts> =>
  request("GET", path(id, "/verdicts"), OutputVerdicts);
/** What a draft is about from now on, in all its languages. */
export const changeOutputVerdicts = (id: OutputId, change: ChangeVerdicts): Promise<OutputView> =>
  request("POST", path(id, "/verdicts"), OutputView, change);
/** What it is cited by, from now on. */
export const numberOutput = (id: OutputId): Promise<DocumentNumber> =>
  request("POST", `/api/outputs/${id}/number`, DocumentNumber);
export const makePartner = (id: OutputId, make: PartnerMake): Promise<OutputView> =>
  request("POST", path(id, "/partner"), OutputView, make);
/** What the sections of an output are like now, to compare a pair by. */
export const readSections = (id: OutputId, signal?: AbortSignal): Promise<SectionStates> =>
  request("GET", path(id, "/sections"), SectionStates, undefined, signal);
/** Newest first. */
export const readOutputVersions = (id: OutputId, signal?: AbortSignal): Promise<OutputVersionList> =>
  request("GET", path(id, "/versions"), OutputVersionList, undefined, signal);
export const readOutputVersion = (id: OutputId, number: number, signal?: AbortSignal): Promise<OutputVersion> =>
  request("GET", path(id, `/versions/${number}`), OutputVersion, undefined, signal);
export const makeOutputVersion = (id: OutputId, name: string): Promise<OutputVersionList> =>
  request("POST", path(id, "/versions"), OutputVersionList, { name });
export const restoreOutputVersion = (id: OutputId, number: number): Promise<OutputVersionList> =>
  request("POST", path(id, `/versions/${number}/restore`), OutputVersionList, {});
/** Only what was taken out since. */
export const putBackOutputVersion = (id: OutputId, number: number): Promise<OutputVersionList> =>
  request("POST", path(id, `/versions/${number}/put-back`), OutputVersionList, {});
/** What files have of it in each of its languages. */
export const readFileStates = (id: OutputId, signal?: AbortSignal): Promise<FileStates> =>
  request("GET", path(id, "/file"), FileStates, undefined, signal);
/** Where its own words name a verdict. */
export const readNaming = (id: OutputId, signal?: AbortSignal): Promise<NamingPlaces> =>
  request("GET", path(id, "/naming"), NamingPlaces, undefined, signal);
/** Where it holds words of verdicts in preparation that one may read. */
export const readUncleared = (id: OutputId, signal?: AbortSignal): Promise<UnclearedWords> =>
  request("GET", path(id, "/uncleared"), UnclearedWords, undefined, signal);
/** Texts with what was erased from any verdict replaced by its token. */
export const screenOutputTexts = (id: OutputId, texts: ScreenTexts): Promise<Screened> =>
  request("POST", path(id, "/screen"), Screened, texts);

export const readApproval = (id: OutputId, signal?: AbortSignal): Promise<ApprovalView> =>
  request("GET", path(id, "/approval"), ApprovalView, undefined, signal);
export const sayWhy = (id: OutputId, said: SayWhy): Promise<ApprovalView> =>
  request("POST", path(id, "/approval/reasons"), ApprovalView, said);
export const askForSignatures = (id: OutputId, asked: AskForSignatures): Promise<ApprovalView> =>
  request("POST", path(id, "/approval/ask"), ApprovalView, asked);
export const signCandidate = (id: OutputId, signed: SignCandidate): Promise<ApprovalView> =>
  request("POST", path(id, "/approval/sign"), ApprovalView, signed);
export const takeCandidateBack = (id: OutputId, taken: TakeCandidateBack): Promise<ApprovalView> =>
  request("POST", path(id, "/approval/take-back"), ApprovalView, taken);
