import { parentPort, workerData } from "node:worker_threads";
import { writeExport } from "../formats.ts";
import { LeakError } from "../checks/leak-check.ts";
import { NothingToExport } from "../nothing-to-export.ts";
import { UnsetBlock } from "../unset-block.ts";
import { endProcesses } from "../../workers/process.ts";
import type { WriteJob, WriteMessage } from "./write-job.ts";

/** Passages between two words of progress. */
const STEP = 100;

// The one who starts this thread is write-job.ts, and nothing from outside reaches `workerData`.
const { content, format, groupBy, passed, known } = workerData as WriteJob;
const tell = (message: WriteMessage, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);

// The typesetter's process would go on without anybody who waits for it. Listening alone does not keep the thread.
parentPort?.once("message", () => {
  endProcesses();
  process.exit();
});
parentPort?.unref();

let done = 0;
try {
  const onPassage = (): void => {
    if (++done % STEP === 0) tell({ done });
  };
  const onPages = (pages: number): void => tell({ pages });
  const written = await writeExport(content, format, groupBy, { passed, known, onPassage, onPages });
  // A copy of its own buffer can be handed over without being copied again.
  const bytes = new Uint8Array(written.bytes);
  tell({ bytes, leaks: written.leaks }, [bytes.buffer]);
} catch (error) {
  if (error instanceof LeakError) tell({ leaks: error.leaks });
  else if (error instanceof UnsetBlock) tell({ unset: error.block });
  else {
    if (!(error instanceof NothingToExport)) throw error;
    tell({ refused: error.message });
  }
}
