import type { VerdictId } from "../../schema/domain/ids.ts";
import type { WaiveReason } from "../../schema/domain/clearing.ts";
import {
  ClearingDone,
  ClearingView,
  type ClearingSign,
  type ClearingWork,
} from "../../schema/protocol/http/clearing.ts";
import type { z } from "zod";
import { command, lastingCommand, request } from "./http.ts";

/** The checklist before the verdict's next stage. */
export const readClearing = (id: VerdictId, signal?: AbortSignal): Promise<ClearingView> =>
  request("GET", `/api/verdicts/${id}/clearing`, ClearingView, undefined, signal);
/** Signs it as it was seen. Throws clearing-moved where it has changed since. */
export const signClearing = (id: VerdictId, sign: z.input<typeof ClearingSign>): Promise<ClearingDone> =>
  request("POST", `/api/verdicts/${id}/clearing`, ClearingDone, sign);
/** Keeps what one has done of it until it is signed; also while the page is left. */
export const keepClearingWork = (id: VerdictId, work: z.input<typeof ClearingWork>): Promise<void> =>
  lastingCommand("POST", `/api/verdicts/${id}/clearing/work`, work);
/** Whether a second facilitator must sign; null = of all verdicts of the network. Taken away it needs a reason. */
export const needSecondReader = (id: VerdictId | null, isNeeded: boolean, reason?: WaiveReason): Promise<void> =>
  command("PUT", id === null ? "/api/network/second-reader" : `/api/verdicts/${id}/second-reader`, {
    isNeeded,
    ...(reason ? { reason } : {}),
  });
