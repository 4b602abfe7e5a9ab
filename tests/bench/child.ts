import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

const PATIENCE_MS = 90_000;

/** A process of the benchmark's own that answers questions; both ends are ours, so answers are taken as they come. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #asked = 0;

  private constructor(entry: string, args: readonly string[]) {
    this.#process = fork(fileURLToPath(new URL(entry, import.meta.url)), args, {
      execArgv: ["--expose-gc", "--disable-warning=ExperimentalWarning", "--max-old-space-size=6000"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#process.on("message", (message: { id: number; answer?: unknown; error?: string }) => {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.answer);
      else waiting?.reject(new Error(message.error));
    });
    this.#process.on("exit", (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${entry} ended with ${code}`));
    });
  }

  /** `entry` is relative to this folder and calls `answerWith`. */
  static start(entry: string, args: readonly string[] = []): Child {
    return new Child(entry, args);
  }

  /** Rejects when the answer takes longer than any honest measurement. */
  ask<T>(question: string, params: unknown = null): Promise<T> {
    const id = ++this.#asked;
    return new Promise<T>((resolve, reject) => {
      setTimeout(() => reject(new Error(`no answer to "${question}"`)), PATIENCE_MS).unref();
      this.#waiting.set(id, { resolve: (answer) => resolve(answer as T), reject });
      this.#process.send({ id, question, params });
    });
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    // It ends when nobody asks any more, and removes what it has put on the disk.
    this.#process.disconnect();
    const stuck = setTimeout(() => this.#process.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(stuck);
  }
}

/** The child's side: answers each question with what its function returns. */
export function answerWith(answers: Record<string, (params: never) => unknown>): void {
  process.on("message", (message: { id: number; question: string; params: never }) => {
    const { id, question, params } = message;
    void (async () => {
      try {
        process.send?.({ id, answer: (await answers[question]?.(params)) ?? null });
      } catch (error) {
        process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    })();
  });
  process.on("disconnect", () => process.exit());
}
