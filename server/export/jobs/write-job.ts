import { Worker } from "node:worker_threads";
import type { ExportFormat, Leak } from "../../../schema/protocol/http/exports.ts";
import type { Written } from "../formats.ts";
import { LeakError } from "../checks/leak-check.ts";
import { NothingToExport } from "../nothing-to-export.ts";
import type { ExportContent } from "../content.ts";

/** What the thread is given. */
export interface WriteJob {
  content: ExportContent;
  format: ExportFormat;
  groupBy: "category" | "verdict";
  /** So many leaks were answered for. */
  passed: number;
  /** Leaks that are known already. */
  known: Leak[];
}

/** What the thread says: passages written so far, then the file, what would leak, or what is wrong with the request. */
export type WriteMessage = { done: number } | Written | { leaks: Leak[] } | { refused: string };

/**
 * `writeExport` in a thread of its own: thousands of passages as XLSX or DOCX take seconds, in which the server has tags
 * to send round. Throws what `writeExport` throws, and an AbortError when `signal` ends it.
 */
export function writeInThread(job: WriteJob, onDone: (done: number) => void, signal: AbortSignal): Promise<Written> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL("write-worker.ts", import.meta.url), { workerData: job });
    const stop = (): void => void worker.terminate();
    signal.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: WriteMessage) => {
      if ("done" in message) onDone(message.done);
      else if ("bytes" in message) resolve(message);
      else if ("leaks" in message) reject(new LeakError(message.leaks));
      else reject(new NothingToExport(message.refused));
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      signal.removeEventListener("abort", stop);
      reject(signal.aborted ? (signal.reason as Error) : new Error("the thread that writes an export ended early"));
    });
  });
}
