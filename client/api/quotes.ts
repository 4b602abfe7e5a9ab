import type { BlockId } from "../../schema/domain/output.ts";
import type { OutputId, VerdictId } from "../../schema/domain/ids.ts";
import { OutputParts, OutputTray, QuotedIn, Register, type FollowUpSay } from "../../schema/protocol/http/quotes.ts";
import type { RecordsInsert } from "../../schema/protocol/http/parts/record-state.ts";
import { command, request } from "./http.ts";
import { serverClock } from "./server-clock.ts";

/** What an output's quotes and figures are now; of an approved one those of the approved version. */
export const readParts = (id: OutputId, signal?: AbortSignal): Promise<OutputParts> =>
  request("GET", `/api/outputs/${id}/parts`, OutputParts, undefined, signal);
/** The same with when that was, for keeping. */
export async function readPartsNow(id: OutputId, signal?: AbortSignal): Promise<OutputParts & { at: string }> {
  const at = serverClock.stamp();
  return { ...(await readParts(id, signal)), at };
}
/** Puts what happened in a workshop into its minutes, in all their languages. */
export const insertRecords = (id: OutputId, records: RecordsInsert): Promise<void> =>
  command("POST", `/api/outputs/${id}/records`, records);
/** What its sections can draw on. */
export const readTray = (id: OutputId, signal?: AbortSignal): Promise<OutputTray> =>
  request("GET", `/api/outputs/${id}/tray`, OutputTray, undefined, signal);
/** Where a verdict's passages are quoted. */
export const readQuoted = (id: VerdictId, signal?: AbortSignal): Promise<QuotedIn> =>
  request("GET", `/api/verdicts/${id}/quoted`, QuotedIn, undefined, signal);
/** What came of a recommendation. */
export const sayFollowUp = (output: OutputId, block: BlockId, said: FollowUpSay): Promise<Register> =>
  request("POST", `/api/recommendations/${output}/${block}/state`, Register, said);
/** What all documents recommend. */
export const readRegister = (signal?: AbortSignal): Promise<Register> =>
  request("GET", "/api/recommendations", Register, undefined, signal);
