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
  /** It listens for `END`, and ends what it has started before itself. */
  endsItself?: boolean;
}

/** What such a thread is posted when it is to end, and how long it is waited for before it is ended. */
export const END = "end";
const END_MS = 1_000;

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
  const { heapMib, time, signal, endsItself = false } = limits;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const resourceLimits = heapMib === undefined ? {} : { maxOldGenerationSizeMb: heapMib };
    const worker = new Worker(module, { workerData: job, resourceLimits });
    const stop = (): void => {
      if (endsItself) worker.postMessage(END);
      setTimeout(() => void worker.terminate(), endsItself ? END_MS : 0).unref();
    };
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

/** A thread that has answered waits so long for the next job: it has loaded its module, which takes longer than most jobs. */
const WARM_MS = 3_000;

/** Threads that wait for a job, by their module. */
const warm = new Map<string, WarmThread[]>();

/** What a module posts when `job` is posted to it, in its turn of long work. */
export function inWorker<Answer>(module: URL, job: unknown): Promise<Answer> {
  return LONG_WORK.run(async () => {
    const thread = warm.get(module.href)?.pop() ?? new WarmThread(module);
    // One that failed has ended, and is not kept.
    const answer = (await thread.ask(job)) as Answer;
    thread.rest();
    return answer;
  });
}

/** A thread that takes one job after the other. */
class WarmThread {
  readonly #module: URL;
  readonly #worker: Worker;
  #asked: { resolve: (answer: unknown) => void; reject: (error: Error) => void } | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(module: URL) {
    this.#module = module;
    this.#worker = new Worker(module, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB } });
    this.#worker.on("message", (answer: unknown) => this.#asked?.resolve(answer));
    this.#worker.on("error", (error: NodeJS.ErrnoException) =>
      this.#end(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new WorkerFailure("memory") : error),
    );
    this.#worker.on("exit", () => this.#end(new Error("a thread ended early")));
  }

  ask(job: unknown): Promise<unknown> {
    clearTimeout(this.#timer);
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject };
      this.#worker.postMessage(job);
    });
  }

  rest(): void {
    this.#asked = null;
    // It keeps no process from ending.
    this.#worker.unref();
    this.#timer = setTimeout(() => {
      this.#forget();
      void this.#worker.terminate();
    }, WARM_MS).unref();
    const { href } = this.#module;
    warm.set(href, [...(warm.get(href) ?? []), this]);
  }

  #end(error: Error): void {
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
