import { Worker } from "node:worker_threads";

/** More threads at once would take the cores from those who tag, and the memory from all. */
const AT_ONCE = 2;
const HEAP_MIB = 1024;

let free = AT_ONCE;
const waiting: (() => void)[] = [];

/**
 * What the module at `module` posts when it is given `job` as its `workerData`: in a thread of its own, when those before it
 * are done. Rejects with what it threw, and when it ends without an answer.
 */
export function inWorker<Answer>(module: URL, job: unknown): Promise<Answer> {
  return inTurn(() => inThread<Answer>(module, job));
}

/** Runs what a thread does when those before it are done. */
export async function inTurn<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

function inThread<Answer>(module: URL, job: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB } });
    worker.on("message", (answer: Answer) => resolve(answer));
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("a thread ended early")));
  });
}
