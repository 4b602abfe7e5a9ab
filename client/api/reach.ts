/** The longest wait between two questions, and how long one may take. */
const LONGEST_WAIT_MS = 2_500;
const PATIENCE_MS = 5_000;
const FIRST_WAIT_MS = 200;

/**
 * Whether the server is in reach, asked once for all sockets of a tab: browsers punish an address whose sockets fail with
 * ever longer waits (Firefox up to a minute), and every room has one. After a failure no socket is opened before a
 * request by HTTP was answered; nothing at all is tried while the browser says that it is offline, unless the server is
 * on this very machine.
 */
export class Reach {
  private readonly ask: (signal: AbortSignal) => Promise<boolean>;
  private readonly isNear: boolean;
  private readonly waiting = new Set<() => void>();
  private isLost = false;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | null = null;

  constructor(ask: (signal: AbortSignal) => Promise<boolean>, isNear: boolean) {
    this.ask = ask;
    this.isNear = isNear;
    globalThis.addEventListener?.("online", this.onOnline);
  }

  /** Runs `open` at once while nothing speaks against it, else as soon as the server has answered. Returns how to call it off. */
  whenReached(open: () => void): () => void {
    if (!this.isLost && navigator.onLine) {
      open();
      return () => undefined;
    }
    this.waiting.add(open);
    this.askLater();
    return () => this.waiting.delete(open);
  }

  /** The last thing that was tried has failed, or nothing is tried. */
  get isAway(): boolean {
    return this.isLost || !(navigator.onLine || this.isNear);
  }

  /** A socket or a request has failed. */
  lost(): void {
    this.isLost = true;
  }

  /** A socket is open: the next failure is a first one again. */
  opened(): void {
    this.isLost = false;
    this.tries = 0;
  }

  private readonly onOnline = (): void => {
    this.tries = 0;
    if (this.waiting.size === 0) return;
    this.asking?.abort();
    this.asking = null;
    clearTimeout(this.timer);
    void this.askNow();
  };

  // Jitter: after a restart of the server not everybody knocks in the same moment.
  private askLater(): void {
    if (this.asking || this.waiting.size === 0 || !(navigator.onLine || this.isNear)) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.askNow(), wait * (0.3 + 0.7 * Math.random()));
  }

  private async askNow(): Promise<void> {
    if (this.asking || this.waiting.size === 0) return;
    const asking = new AbortController();
    this.asking = asking;
    this.tries++;
    const patience = setTimeout(() => asking.abort(), PATIENCE_MS);
    const isThere = await this.ask(asking.signal).catch(() => false);
    clearTimeout(patience);
    if (this.asking !== asking) return;
    this.asking = null;
    if (!isThere) return this.askLater();
    this.isLost = false;
    const opens = [...this.waiting];
    this.waiting.clear();
    for (const open of opens) open();
  }
}

/** What sockets ask of it. */
export type Reaching = Pick<Reach, "isAway" | "whenReached" | "lost" | "opened">;

/** Any answer but a proxy's that its server is away. */
async function askServer(signal: AbortSignal): Promise<boolean> {
  const { status } = await fetch("/healthz", { cache: "no-store", credentials: "omit", signal });
  return status < 500;
}

/** The server that this page came from. */
export const serverReach = new Reach(
  askServer,
  typeof location !== "undefined" && /^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(location.hostname),
);
