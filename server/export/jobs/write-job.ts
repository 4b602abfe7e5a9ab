import type { ExportFormat, Leak } from "../../../schema/protocol/http/exports.ts";
import { askWarm } from "../../workers/thread.ts";
import type { Written } from "../formats.ts";
import { LeakError } from "../checks/leak-check.ts";
import { NothingToExport } from "../nothing-to-export.ts";
import { UnsetBlock } from "../unset-block.ts";
import type { ExportContent } from "../content.ts";
import { builtModule } from "../../workers/built-module.ts";

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

/**
 * What the thread says: passages written and pages counted so far, then the file, what would leak, what is wrong with the request, or
 * which block can not be set.
 */
export type WriteMessage = Progress | Written | { leaks: Leak[] } | { refused: string } | { unset: string };
type Progress = { done: number } | { pages: number };

/**
 * `writeExport` in a thread beside the server, which the next file finds loaded if it comes soon: thousands of passages as XLSX or
 * DOCX take seconds, in which the server has tags to send round. Throws what `writeExport` throws, and an AbortError when `signal` ends it.
 */
export function writeInThread(
  job: WriteJob,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Written> {
  const answerOf = (message: WriteMessage): Written | null => {
    if ("bytes" in message) return message;
    if ("leaks" in message) throw new LeakError(message.leaks);
    if ("refused" in message) throw new NothingToExport(message.refused);
    if ("unset" in message) throw new UnsetBlock(message.unset);
    onProgress(message);
    return null;
  };
  return askWarm(builtModule("export/jobs/write-worker"), job, { signal }, answerOf);
}
