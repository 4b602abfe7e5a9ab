import { Worker } from "node:worker_threads";
import { TaskQueue } from "../../schema/task-queue.ts";
import { WorkerFailure } from "./failure.ts";

const HEAP_MIB = 1024;

/** When a thread is ended that has not ended by itself. */
export interface ThreadLimits {
  heapMib?: number;
  /** Milliseconds from its start. */
  time?: number;
  signal?: AbortSignal;
}

/**
 * Runs the module at `module` in a thread of its own, with `job` as its `workerData`: resolves to the first thing that `answerOf`
 * makes of what it posts (null where that is no answer yet). Rejects with what the module or `answerOf` threw, with WorkerFailure
 * at a limit, with the signal's reason, and when the thread ends without an answer.
 */
export function runInThread<Message, Answer>(
  module: URL,
  job: unknown,
  limits: ThreadLimits,
  answerOf: (message: Message) => Answer | null,
): Promise<Answer> {
  const { heapMib, time, signal } = limits;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const resourceLimits = heapMib === undefined ? {} : { maxOldGenerationSizeMb: heapMib };
    const worker = new Worker(module, { workerData: job, resourceLimits });
    const stop = (): void => void worker.terminate();
    const late = (): void => {
      reject(new WorkerFailure("time"));
      stop();
    };
    const timer = time === undefined ? undefined : setTimeout(late, time);
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: Message) => {
      try {
        const answer = answerOf(message);
        if (answer === null) return;
        clearTimeout(timer);
        resolve(answer);
      } catch (error) {
        reject(error);
      }
    });
    worker.on("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new WorkerFailure("memory") : error),
    );
    worker.on("exit", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      reject(signal?.aborted ? (signal.reason as Error) : new Error("a thread ended early"));
    });
  });
}

/** Long work on texts: more threads at once would take the cores from those who tag, and the memory from all. */
export const LONG_WORK = new TaskQueue(2);

/** What a module posts when it is given `job`, in its turn of long work. */
export function inWorker<Answer>(module: URL, job: unknown): Promise<Answer> {
  return LONG_WORK.run(() => runInThread(module, job, { heapMib: HEAP_MIB }, (answer: Answer) => answer));
}
