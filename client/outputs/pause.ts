/** Waits for a pause of so long, in ms … */
const PAUSE_MS = 250;
/** … and when there is none, as when several write at once, at most so long. */
const LONGEST_MS = 3000;

/** Calls once after changes, in an idle moment of the browser: what is derived from a document never holds up who writes it. */
export class Pause {
  private readonly call: () => void;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private idle: number | null = null;
  /** When the first change since the last call was, in ms of `performance.now()`. */
  private since: number | null = null;

  constructor(call: () => void) {
    this.call = call;
  }

  /** Something has changed. */
  wait(): void {
    const now = performance.now();
    this.since ??= now;
    this.stop();
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.whenIdle();
      },
      Math.min(PAUSE_MS, Math.max(0, this.since + LONGEST_MS - now)),
    );
  }

  close(): void {
    this.stop();
    this.since = null;
  }

  private whenIdle(): void {
    const done = (): void => {
      this.idle = null;
      this.since = null;
      this.call();
    };
    // Safari has no idle moments.
    if (typeof requestIdleCallback === "function") this.idle = requestIdleCallback(done, { timeout: PAUSE_MS });
    else done();
  }

  private stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.idle !== null) cancelIdleCallback(this.idle);
    this.timer = null;
    this.idle = null;
  }
}
