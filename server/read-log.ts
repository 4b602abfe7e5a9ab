import { type Store } from "./store/store.ts";
import { type AuditEntry } from "./store/audit-store.ts";
import { StoreError } from "./store/store-error.ts";

/** How many entries wait for a disk at most; with more nobody reads. */
const MAX_WAITING = 10_000;

/**
 * The audit log's entries about reading. While the disk takes no writes they wait in memory, so that people can go on
 * reading what they are in the middle of; only the end of the process loses them. What changes something is never done
 * without its entry.
 */
export class ReadLog {
  readonly #audit: Pick<Store["audit"], "append">;
  #waiting: AuditEntry[] = [];
  #writing: Promise<void> | null = null;

  constructor(audit: Pick<Store["audit"], "append">) {
    this.#audit = audit;
  }

  /** Resolves when the entry is in the log, or waits for a disk. Throws StoreError unavailable when too many wait. */
  async note(entry: AuditEntry): Promise<void> {
    if (this.#waiting.length >= MAX_WAITING) throw new StoreError("unavailable", "The audit log cannot be written.");
    this.#waiting.push(entry);
    await this.flush();
  }

  /** Writes what waits, as far as the disk takes it. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
    this.#writing = this.#write().finally(() => (this.#writing = null));
    await this.#writing;
  }

  async #write(): Promise<void> {
    for (let entry = this.#waiting[0]; entry; entry = this.#waiting[0]) {
      try {
        await this.#audit.append(entry);
      } catch (error) {
        if (error instanceof StoreError && error.code === "unavailable") return;
        throw error;
      }
      this.#waiting.shift();
    }
  }
}
