import { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import {
  DraftView,
  EarlierWordings,
  FreezeDone,
  VersionList,
  VoteList,
  type FreezeCommand,
  type VoteCommand,
} from "../../../schema/protocol/http/methodology.ts";
import { Screened, type ScreenTexts } from "../../../schema/protocol/http/erasure.ts";
import { request } from "../http.ts";

/** The draft's rooms; members only. */
export const readDraft = (signal?: AbortSignal): Promise<DraftView> =>
  request("GET", "/api/methodology/draft", DraftView, undefined, signal);
/** What stood in texts of the draft before others wrote there, newest first. */
export const readEarlierWordings = (signal?: AbortSignal): Promise<EarlierWordings> =>
  request("GET", "/api/methodology/draft/wordings", EarlierWordings, undefined, signal);
/** Newest first. */
export const readVersions = (signal?: AbortSignal): Promise<VersionList> =>
  request("GET", "/api/methodology/versions", VersionList, undefined, signal);
export const readVersion = (number: number, signal?: AbortSignal): Promise<MethodologyVersion> =>
  request("GET", `/api/methodology/versions/${number}`, MethodologyVersion, undefined, signal);
/** Freezes the draft; with `preview` nothing is stored, and what is wrong stands in the answer. */
export const freezeDraft = (command: FreezeCommand): Promise<FreezeDone> =>
  request("POST", "/api/methodology/versions", FreezeDone, command);
/** Texts with what was erased from any verdict replaced by its token. */
export const screenDraftTexts = (texts: ScreenTexts): Promise<Screened> =>
  request("POST", "/api/methodology/screen", Screened, texts);
export const readVotes = (signal?: AbortSignal): Promise<VoteList> =>
  request("GET", "/api/methodology/votes", VoteList, undefined, signal);
export const vote = (command: VoteCommand): Promise<VoteList> =>
  request("POST", "/api/methodology/votes", VoteList, command);
