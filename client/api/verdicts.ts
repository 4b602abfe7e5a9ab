import { PutOut } from "../../schema/protocol/http/clearing.ts";
import type { OrganisationId, VerdictId } from "../../schema/domain/ids.ts";
import { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { Verdict, type Stage } from "../../schema/domain/verdict.ts";
import {
  EditDone,
  NetworkView,
  VerdictAbout,
  VerdictView,
  WaitingView,
  type EditCommand,
  type VerdictChange,
} from "../../schema/protocol/http/verdicts.ts";
import { PlacesView, RepliesView } from "../../schema/protocol/http/network.ts";
import { countWaits } from "../../schema/protocol/count-waits.ts";
import { command, ProblemError, request } from "./http.ts";
import { noteSteps } from "./steps-told.ts";
import { noteWaits } from "../waits/waits-told.ts";

/** The network page; members only. */
export async function readNetwork(signal?: AbortSignal): Promise<NetworkView> {
  const view = await request("GET", "/api/network", NetworkView, undefined, signal);
  noteSteps(view);
  noteWaits(countWaits(view));
  return view;
}
/** How much waits for the reader on home, and what of it is new. */
export const readWaiting = (signal?: AbortSignal): Promise<WaitingView> =>
  request("GET", "/api/network/waiting", WaitingView, undefined, signal);
/** What was answered to the guest who is signed in; nothing to members. */
export const readReplies = (signal?: AbortSignal): Promise<RepliesView> =>
  request("GET", "/api/replies", RepliesView, undefined, signal);
/** All that the reader may go to, by name. */
export const readPlaces = (signal?: AbortSignal): Promise<PlacesView> =>
  request("GET", "/api/places", PlacesView, undefined, signal);
/** All that the verdict page needs besides the rooms' content. */
export const readVerdict = (id: VerdictId, signal?: AbortSignal): Promise<VerdictView> =>
  request("GET", `/api/verdicts/${id}`, VerdictView, undefined, signal);
/** As its reader opens it: that it was cleared waits no longer. */
export const openVerdict = (id: VerdictId, signal?: AbortSignal): Promise<VerdictView> =>
  request("GET", `/api/verdicts/${id}?opened`, VerdictView, undefined, signal);
/** Its reader has read in it as much as is a reading. */
export const markRead = (id: VerdictId): Promise<void> => command("PUT", `/api/verdicts/${id}/read`);
export const changeVerdict = (id: VerdictId, change: VerdictChange): Promise<Verdict> =>
  request("PATCH", `/api/verdicts/${id}`, Verdict, change);
/** What its data were, and whom it is offered to; members only. */
export const readAbout = (id: VerdictId): Promise<VerdictAbout> =>
  request("GET", `/api/verdicts/${id}/about`, VerdictAbout);
export const offerVerdict = (id: VerdictId, organisation: OrganisationId): Promise<void> =>
  command("PUT", `/api/verdicts/${id}/offer`, { organisation });
/** Takes an offer back, or declines it. */
export const endOffer = (id: VerdictId): Promise<void> => command("DELETE", `/api/verdicts/${id}/offer`);
export const takeVerdict = (id: VerdictId, organisation: OrganisationId): Promise<Verdict> =>
  request("POST", `/api/verdicts/${id}/owner`, Verdict, { organisation });
/** Whom it puts out that it is taken back from guests. */
export const readPutOut = (id: VerdictId): Promise<PutOut> => request("GET", `/api/verdicts/${id}/put-out`, PutOut);
/** Back only: forward goes by the checklist (clearing.ts). */
export const setStage = (id: VerdictId, stage: Stage): Promise<Verdict> =>
  request("POST", `/api/verdicts/${id}/stage`, Verdict, { stage });
/**
 * Corrects or redacts; with `preview` nothing is stored. Throws edits-conflict where another's edit came between, names-come where it would
 * name somebody to those who read the text already: pages correct by `correctText`, which asks then.
 */
export const editText = (id: VerdictId, edit: EditCommand, signal?: AbortSignal): Promise<EditDone> =>
  request("POST", `/api/verdicts/${id}/edits`, EditDone, edit, signal);

/** The methodology in force; null before the first freeze. */
export function readMethodology(signal?: AbortSignal): Promise<MethodologyVersion | null> {
  return currentMethodology("", signal);
}

/** The same, once its reader has looked into it: they have learned it then. */
export function openMethodology(): Promise<MethodologyVersion | null> {
  return currentMethodology("?opened", undefined);
}

async function currentMethodology(query: string, signal?: AbortSignal): Promise<MethodologyVersion | null> {
  try {
    return await request("GET", `/api/methodology/current${query}`, MethodologyVersion, undefined, signal);
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") return null;
    throw error;
  }
}
