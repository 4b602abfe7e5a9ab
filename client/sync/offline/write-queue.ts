import { TaskQueue } from "../../../schema/task-queue.ts";

/** Writes to a shelf in the order asked for; one that it refuses is taken note of, and the page goes on. */
export class WriteQueue {
  private writing = 0;
  private failed = false;
  private readonly queue = new TaskQueue();
  private readonly onWritten: () => void;

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

  add(write: () => Promise<void>): void {
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
