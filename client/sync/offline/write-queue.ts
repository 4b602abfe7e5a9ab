/** Writes to a shelf in the order asked for; one that it refuses is taken note of, and the page goes on. */
export class WriteQueue {
  private writing = 0;
  private failed = false;
  private last: Promise<void> = Promise.resolve();
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
    return this.last;
  }

  add(write: () => Promise<void>): void {
    this.writing++;
    this.last = this.last
      .then(write)
      .catch(() => {
        this.failed = true;
      })
      .then(() => {
        this.writing--;
        this.onWritten();
      });
  }
}
