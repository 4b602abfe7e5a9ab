import { parentPort } from "node:worker_threads";
import { LeakError } from "../../export/checks/leak-check.ts";
import { ImportFailure } from "../../import/failure.ts";
import { END } from "../../workers/thread.ts";
import type { FileJob, FileMessage } from "./in-worker.ts";

// The one who starts this thread is in-worker.ts. What a file needs is loaded when it is needed: the printer is large.
parentPort?.on("message", (job: FileJob | typeof END) => {
  if (job === END) process.exit();
  void answer(job);
});

async function answer(job: FileJob): Promise<void> {
  parentPort?.postMessage(await work(job));
}

async function work(job: FileJob): Promise<FileMessage> {
  try {
    if (job.kind === "write") {
      const { writeMethodologyFile } = await import("./write-file.ts");
      return { written: await writeMethodologyFile(job.file) };
    }
    const { readMethodologyFile } = await import("./read-file.ts");
    return { read: readMethodologyFile(job.bytes, job.draft, job.language) };
  } catch (error) {
    if (error instanceof LeakError) return { leaks: error.leaks };
    if (error instanceof ImportFailure) return { failure: error.code, detail: error.detail };
    throw error;
  }
}
