import { Worker } from "node:worker_threads";
import { TaskQueue } from "../../schema/task-queue.ts";
import { WorkerFailure } from "./failure.ts";

const HEAP_MIB = 1024;

/** When a thread is ended that has not answered by itself. */
interface ThreadLimits {
  heapMib?: number;
  /** Milliseconds from the job's start. */
  time?: number;
  signal?: AbortSignal;
  warmMs?: number;
}

/** What a thread of `askWarm` is posted when it is to end, and how long it is waited for before it is ended. */
export const END = "end";
const END_MS = 1_000;

/** Long work on texts: more threads at once would take the cores from those who tag, and the memory from all. */
export const LONG_WORK = new TaskQueue(2);

/** A thread that has answered waits so long for the next job: it has loaded its module, which takes longer than most jobs. */
const WARM_MS = 15_000;

/** Threads that wait for a job, by their module. */
const warm = new Map<string, WarmThread[]>();

/** What a module posts when `job` is posted to it, in its turn of long work. `warmMs`: how long its thread then waits for the next job. */
export function inWorker<Answer>(module: URL, job: unknown, warmMs = WARM_MS): Promise<Answer> {
  return LONG_WORK.run(async () => {
    const { answer } = await askWarm(module, job, { heapMib: HEAP_MIB, warmMs }, (answer: Answer) => ({ answer }));
    return answer;
  });
}

/** Whether a thread that has loaded a module waits for a job. */
export function isWarm(module: URL): boolean {
  return (warm.get(module.href)?.length ?? 0) > 0;
}

/**
 * As `inWorker`, at once: the first thing that `answerOf` makes of what the module posts. When `signal` ends it, or it takes too long,
 * the thread is posted `END` to end what it has started, and is not kept. What `answerOf` makes or throws is the last word to this job.
 */
export async function askWarm<Message, Answer>(
  module: URL,
  job: unknown,
  { heapMib, time, signal, warmMs = WARM_MS }: ThreadLimits,
  answerOf: (message: Message) => Answer | null,
): Promise<Answer> {
  signal?.throwIfAborted();
  const thread = warm.get(module.href)?.pop() ?? new WarmThread(module, heapMib);
  const stop = (): void => thread.stop(signal?.reason as Error);
  signal?.addEventListener("abort", stop, { once: true });
  const late = time === undefined ? undefined : setTimeout(() => thread.stop(new WorkerFailure("time")), time);
  try {
    // One that failed has ended, and is not kept.
    return await thread.ask(job, answerOf);
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", stop);
    thread.rest(warmMs);
  }
}

/** A thread that takes one job after the other. */
class WarmThread {
  readonly #module: URL;
  readonly #worker: Worker;
  #asked: { take: (message: unknown) => void; reject: (error: Error) => void } | null = null;
  #isGone = false;
  #stopped: Error | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(module: URL, heapMib?: number) {
    this.#module = module;
    this.#worker = new Worker(module, {
      resourceLimits: heapMib === undefined ? {} : { maxOldGenerationSizeMb: heapMib },
    });
    this.#worker.on("message", (message: unknown) => this.#asked?.take(message));
    this.#worker.on("error", (error: NodeJS.ErrnoException) =>
      this.#end(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new WorkerFailure("memory") : error),
    );
    this.#worker.on("exit", () => this.#end(this.#stopped ?? new Error("a thread ended early")));
  }

  /** Resolves to the first thing that `answerOf` makes of what the thread posts, and rejects with what it threw. */
  ask<Message, Answer>(job: unknown, answerOf: (message: Message) => Answer | null): Promise<Answer> {
    clearTimeout(this.#timer);
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      const take = (message: unknown): void => {
        try {
          const answer = answerOf(message as Message);
          if (answer !== null) resolve(answer);
        } catch (error) {
          reject(error);
        }
      };
      this.#asked = { take, reject };
      this.#worker.postMessage(job);
    });
  }

  /** Ends it and what it has started, whatever it is doing; what was asked rejects with `reason` when it is gone. */
  stop(reason: Error): void {
    this.#stopped = reason;
    this.#isGone = true;
    this.#worker.postMessage(END);
    setTimeout(() => void this.#worker.terminate(), END_MS).unref();
  }

  rest(ms: number): void {
    this.#asked = null;
    if (this.#isGone) return;
    // It keeps no process from ending.
    this.#worker.unref();
    this.#timer = setTimeout(() => {
      this.#forget();
      void this.#worker.terminate();
    }, ms).unref();
    const { href } = this.#module;
    warm.set(href, [...(warm.get(href) ?? []), this]);
  }

  #end(error: Error): void {
    this.#isGone = true;
    clearTimeout(this.#timer);
    this.#forget();
    this.#asked?.reject(error);
  }

  #forget(): void {
    const { href } = this.#module;
    const others = (warm.get(href) ?? []).filter((thread) => thread !== this);
    warm.set(href, others);
  }
}
