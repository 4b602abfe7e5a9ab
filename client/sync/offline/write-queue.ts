import { TaskQueue } from "../../../schema/task-queue.ts";
import type { Write } from "./records.ts";

/** Writes to a shelf in the order asked for; one that it refuses is taken note of, and the page goes on. */
export class WriteQueue {
  private writing = 0;
  private failed = false;
  private readonly queue = new TaskQueue();
  private readonly onWritten: () => void;
  /** Records that wait to be written together, behind nothing that was asked for later. */
  private waiting: Write[] | null = null;

  constructor(onWritten: () => void) {
    this.onWritten = onWritten;
  }

  /** Whether a write was refused. */
  get hasFailed(): boolean {
    return this.failed;
  }

  /** Whether every write asked for is done. */
  get isSettled(): boolean {
    return this.writing === 0;
  }

  /** Resolves when every write asked for so far is done, or was refused. */
  settled(): Promise<void> {
    return this.queue.settled();
  }

  /** One write for all that come while another is under way: the end of a burst of keys must not wait for a write of each. */
  addRecords(records: readonly Write[], write: (all: readonly Write[]) => Promise<void>): void {
    if (this.waiting) return void this.waiting.push(...records);
    const all = (this.waiting = [...records]);
    this.begin(() => {
      if (this.waiting === all) this.waiting = null;
      return write(all);
    });
  }

  add(write: () => Promise<void>): void {
    this.waiting = null;
    this.begin(write);
  }

  /** Reads, and writes what follows from it, between what was asked for before and what is asked for later. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.waiting = null;
    return this.queue.run(work);
  }

  /** A write was refused. */
  fail(): void {
    this.failed = true;
  }

  private begin(write: () => Promise<void>): void {
    this.writing++;
    void this.queue.run(async () => {
      try {
        await write();
      } catch {
        this.failed = true;
      }
      this.writing--;
      this.onWritten();
    });
  }
}
