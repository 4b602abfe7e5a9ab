import { join } from "node:path";
import { runInProcess, type ConfinedProcess } from "../workers/process.ts";
import { builtModule } from "../workers/built-module.ts";
import { ImportFailure, isFailureCode } from "../import/failure.ts";
import { throwReaderFailure } from "../import/reader-failure.ts";
import { ReadAnswer, type ReadJob } from "./reader-messages.ts";
import type { ScannedPage } from "../store/shapes/scanned-page.ts";

export interface ReaderOptions extends ReadJob {
  /** Called with the number of pages, once. */
  onOpened: (pages: number) => Promise<void> | void;
  /** Called with each page, in any order, the next one when the promise before has resolved. `image`: WebP. */
  onPage: (page: ScannedPage, image: Uint8Array) => Promise<void> | void;
  /** Ends the reading. Rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Between two pages, in milliseconds. */
  timeLimit?: number;
  /** Resident memory of the process in bytes. */
  memoryLimit?: number;
}

const MIB = 2 ** 20;
/** The same as for any other file; a second Tesseract beside the first would not fit. */
const MEMORY = 512 * MIB;
const TIME_LIMIT = 300_000;

/** Drawing needs an add-on, Tesseract threads and the trained data. The file itself comes as a message. */
export function scanReader({ folder, models }: ReadJob["data"]): ConfinedProcess {
  return {
    module: builtModule("scans/reader-process"),
    files: models.map((model) => join(folder, `${model}.traineddata`)),
    mayLoadAddons: true,
    mayStartThreads: true,
    heapMib: 512,
  };
}

/**
 * Reads a scanned file in a process of its own, so that no file can slow, fill or end the server. Resolves when all pages
 * are told; rejects with ImportFailure, with the signal's reason, or with what `onPage` threw.
 */
export async function readScan(options: ReaderOptions): Promise<void> {
  const { onOpened, onPage, signal, timeLimit = TIME_LIMIT, memoryLimit = MEMORY, ...job } = options;
  let isDone = false;
  await runInProcess(
    scanReader(job.data),
    job satisfies ReadJob,
    { time: timeLimit, afresh: true, memory: memoryLimit, signal },
    async (message) => {
      const parsed = ReadAnswer.safeParse(message);
      if (!parsed.success) throw new ImportFailure("broken", "the reader's answer has a wrong shape");
      const answer = parsed.data;
      if (answer.kind === "done") isDone = true;
      else if (answer.kind === "opened") await onOpened(answer.pages);
      else if (answer.kind === "page") await onPage(answer.page, answer.image);
      else throw new ImportFailure(isFailureCode(answer.code) ? answer.code : "broken", answer.detail, answer.params);
    },
  ).catch(throwReaderFailure);
  // V8 aborts the process when its heap is full.
  if (!isDone) throw new ImportFailure("too-complex", "out of memory");
}
