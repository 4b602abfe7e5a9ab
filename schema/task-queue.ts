/** Lets work wait for the work that was given before: so much of it goes on at once, and it begins in the order in which it came. */
export class TaskQueue {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #given = new Set<Promise<unknown>>();

  constructor(atOnce = 1) {
    this.#free = atOnce;
  }

  /** Never begins before the caller goes on. Work that fails keeps no other from its turn. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#inOrder(work).finally(() => this.#given.delete(done));
    this.#given.add(done);
    return done;
  }

  /** Resolves when all that was given so far is done, well or not. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#given);
  }

  async #inOrder<T>(work: () => Promise<T>): Promise<T> {
    await this.#place();
    try {
      return await work();
    } finally {
      // The place goes to the next in line; only without one it becomes free.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  #place(): Promise<void> {
    if (this.#free === 0) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#free--;
    return Promise.resolve();
  }
}

/** Lets work on one thing wait for the work on it that was begun before; work on other things goes on beside it. */
export class KeyedTaskQueue {
  readonly #queues = new Map<string, { queue: TaskQueue; waiting: number }>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const of = this.#queues.get(key) ?? { queue: new TaskQueue(), waiting: 0 };
    this.#queues.set(key, of);
    of.waiting++;
    try {
      return await of.queue.run(work);
    } finally {
      if (--of.waiting === 0) this.#queues.delete(key);
    }
  }
}
