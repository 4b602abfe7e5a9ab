import { ExportJob, type ExportCommand } from "../../schema/protocol/http/exports.ts";
import { command, request } from "./http.ts";

/** Begins a file, or only counts (`countOnly`). */
export const startExport = (wanted: ExportCommand, signal?: AbortSignal): Promise<ExportJob> =>
  request("POST", "/api/exports", ExportJob, wanted, signal);
export const readExport = (id: string, signal?: AbortSignal): Promise<ExportJob> =>
  request("GET", `/api/exports/${encodeURIComponent(id)}`, ExportJob, undefined, signal);
/** Between two questions: short at first, for most files are there at once; then about a twentieth of what one has waited already. */
const [POLL_MIN_MS, POLL_MAX_MS, POLL_GROWTH] = [100, 500, 1.05];

/** Begins a file and follows it until it is there or has failed; `onJob` hears how far it is. Throws the signal's AbortError, and ends it on the server. */
export async function makeExport(
  wanted: ExportCommand,
  onJob: (job: ExportJob) => void,
  signal: AbortSignal,
): Promise<ExportJob> {
  // Not ended with the signal: what has begun there has an id only once it is answered.
  let job = await startExport(wanted);
  onJob(job);
  let pause = POLL_MIN_MS;
  try {
    while (job.state === "waiting" || job.state === "running") {
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(POLL_MAX_MS, pause * POLL_GROWTH);
      signal.throwIfAborted();
      job = await readExport(job.id, signal);
      onJob(job);
    }
    return job;
  } catch (error) {
    // What does not reach the server ends there a day later.
    if (signal.aborted) void cancelExport(job.id).catch(() => {});
    throw error;
  }
}

/** Nobody waits for it any more. */
export const cancelExport = (id: string): Promise<void> => command("DELETE", `/api/exports/${encodeURIComponent(id)}`);

/** Hands a finished file to the browser, which saves it as it does with all. */
export function saveExport({ id, fileName }: ExportJob): void {
  const link = document.createElement("a");
  link.href = exportFileUrl(id);
  link.download = fileName ?? "";
  link.click();
}

/** Where the finished file is, for a link with `download`. */
export const exportFileUrl = (id: string): string => `/api/exports/${encodeURIComponent(id)}/file`;
