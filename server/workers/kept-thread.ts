import { Worker } from "node:worker_threads";

const HEAP_MIB = 1024;
/** Sums of a round are many short-lived lists: with more room for them, the collector copies next to none. */
const YOUNG_MIB = 64;
/** So long after its last job a thread gives back the memory that this took. */
const IDLE_MS = 5 * 60_000;

interface PendingJob {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/**
 * A thread whose module answers one job after the other and stays loaded between them, so that nobody waits for its code. It does
 * not keep the process alive while it has nothing to do. `isKept`: it is loaded anew where it has been idle
 * for long (`idleMs`), else ended.
 */
export class KeptThread {
  readonly #module: URL;
  readonly #isKept: boolean;
  readonly #idleMs: number;
  #worker: Worker | null = null;
  #asked: PendingJob | null = null;
  #idle: NodeJS.Timeout | null = null;

  constructor(module: URL, isKept: boolean, idleMs = IDLE_MS) {
    this.#module = module;
    this.#isKept = isKept;
    this.#idleMs = idleMs;
  }

  get isBusy(): boolean {
    return this.#asked !== null;
  }

  get isLoaded(): boolean {
    return this.#worker !== null;
  }

  /** Loads the module ahead of the first job. */
  load(): void {
    this.#loaded().unref();
  }

  /** Only while it is not busy. Rejects with what the module threw, and when the thread ends without an answer. */
  ask(job: unknown): Promise<unknown> {
    const worker = this.#loaded();
    if (this.#idle) clearTimeout(this.#idle);
    worker.ref();
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject };
      worker.postMessage(job);
    });
  }

  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #loaded(): Worker {
    if (this.#worker) return this.#worker;
    const resourceLimits = { maxOldGenerationSizeMb: HEAP_MIB, maxYoungGenerationSizeMb: YOUNG_MIB };
    const worker = new Worker(this.#module, { resourceLimits });
    worker.on("message", (answer: unknown) => this.#settle((asked) => asked.resolve(answer)));
    // What a job threw ends the thread; the next job has another.
    worker.on("error", (error) => this.#gone(worker, error));
    worker.on("exit", () => this.#gone(worker, new Error("a thread ended early")));
    return (this.#worker = worker);
  }

  #gone(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#settle((asked) => asked.reject(error));
  }

  #settle(tell: (asked: PendingJob) => void): void {
    const asked = this.#asked;
    this.#asked = null;
    this.#worker?.unref();
    // It may rest already, and fall: the earlier time would end the thread after it, at whatever that is doing.
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#rest(), this.#idleMs).unref();
    if (asked) tell(asked);
  }

  async #rest(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
    if (this.#isKept) this.load();
  }
}
