import { parentPort } from "node:worker_threads";
import { writeExport } from "../formats.ts";
import { LeakError } from "../checks/leak-check.ts";
import { NothingToExport } from "../nothing-to-export.ts";
import { UnsetBlock } from "../unset-block.ts";
import { endProcesses } from "../../workers/process.ts";
import { END } from "../../workers/thread.ts";
import type { WriteJob, WriteMessage } from "./write-job.ts";

/** Passages between two words of progress. */
const STEP = 100;

const tell = (message: WriteMessage, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);

// The one who starts this thread is write-job.ts, and nothing from outside reaches it.
parentPort?.on("message", (job: WriteJob | typeof END) => {
  if (job !== END) return void write(job);
  // The typesetter's process would go on without anybody who waits for it.
  endProcesses();
  process.exit();
});

async function write({ content, format, groupBy, passed, known }: WriteJob): Promise<void> {
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
}
