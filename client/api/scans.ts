import type { ScanId, VerdictId } from "../../schema/domain/ids.ts";
import { ImportConfirmed, type ImportConfirm } from "../../schema/protocol/http/imports.ts";
import { LookedWords, ScanJob, ScanView, VerdictScan } from "../../schema/protocol/http/scans.ts";
import { command, request, upload } from "./http.ts";

/** Sends a file whose text is read from its pictures; `progress` gets the sent share, 0 to 1. Throws `import-…`, `scan-no-space`. */
export const startScan = (file: File, progress: (share: number) => void, signal: AbortSignal): Promise<ScanJob> =>
  upload("/api/scans", file, ScanJob, progress, signal);
/** One's own that are not confirmed, newest first. */
export const readScans = (signal?: AbortSignal): Promise<ScanJob[]> =>
  request("GET", "/api/scans", ScanJob.array(), undefined, signal);
export const readScan = (id: ScanId, signal?: AbortSignal): Promise<ScanView> =>
  request("GET", `/api/scans/${id}`, ScanView, undefined, signal);
/** One that failed goes on where it failed. */
export const resumeScan = (id: ScanId): Promise<ScanJob> => request("POST", `/api/scans/${id}/resume`, ScanJob);
/** Ends the reading; nothing of it is kept. */
export const dropScan = (id: ScanId): Promise<void> => command("DELETE", `/api/scans/${id}`);
/** Makes revision 1 of a new verdict, in preparation. Throws import-gone. */
export const confirmScan = (id: ScanId, confirmation: ImportConfirm): Promise<{ verdict: string }> =>
  request("POST", `/api/scans/${id}/confirm`, ImportConfirmed, confirmation);

/** Where the words of a verdict stand on the pictures of its pages. Throws not-found where it has none, or none any more. */
export const readVerdictScan = (id: VerdictId, signal?: AbortSignal): Promise<VerdictScan> =>
  request("GET", `/api/verdicts/${id}/scan`, VerdictScan, undefined, signal);
/** The picture of a page, from 1. */
export const scanPageUrl = (id: VerdictId, page: number): string => `/api/verdicts/${id}/scan/pages/${page}`;
export const readLooked = (id: VerdictId, signal?: AbortSignal): Promise<LookedWords> =>
  request("GET", `/api/verdicts/${id}/scan/looked`, LookedWords, undefined, signal);
/** `starts` in revision 1. */
export const setLooked = (id: VerdictId, starts: readonly number[], looked: boolean): Promise<LookedWords> =>
  request("PUT", `/api/verdicts/${id}/scan/looked`, LookedWords, { starts, looked });
