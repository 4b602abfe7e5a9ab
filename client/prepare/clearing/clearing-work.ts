import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { ClearingView } from "../../../schema/protocol/http/clearing.ts";
import { readClearing } from "../../api/clearing.ts";
import type { Session } from "../../app/session-context.ts";

/** Which verdict's checklist, and to whom; null = none now. */
export interface ClearingContext {
  verdict: VerdictId | null;
  session: Session | null;
  /** Whether somebody sees it: else it is fetched again only when they do. */
  isShown: boolean;
}

/** A burst of decisions, tags or comments is followed by one look. */
const REFRESH_MS = 300;

/** The checklist of the verdict in hand, fetched again whenever something that it is made of has changed. In memory alone. */
export class ClearingWork implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly asked: () => ClearingContext;
  private shown: ClearingView | null = null;
  private failed: unknown = null;
  private of: VerdictId | null = null;
  /** It has changed since it was fetched, while nobody saw it. */
  private isDue = false;
  private looking = false;
  private request: AbortController | null = null;
  private newest: Promise<void> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, asked: () => ClearingContext) {
    this.host = host;
    this.asked = asked;
    host.addController(this);
  }

  /** Null before it is there. */
  get view(): ClearingView | null {
    return this.shown;
  }

  /** What is shown is from before somebody looked away, and is looked over anew. */
  get isLooking(): boolean {
    return this.looking;
  }

  get problem(): unknown {
    return this.failed;
  }

  hostDisconnected(): void {
    this.forget();
    this.stop?.();
    this.stop = null;
  }

  /** Before each update of the host: begins to load where that is due. */
  check(): void {
    const { verdict, session, isShown } = this.asked();
    if (verdict === this.of && this.stop) {
      if (this.isDue && isShown) {
        this.looking = true;
        void this.load();
      }
      return;
    }
    if (verdict !== this.of) this.forget();
    if (!verdict || !session?.member) return;
    this.of = verdict;
    this.stop ??= session.events.listen((event) => {
      const isOfIt = "verdict" in event && event.verdict === this.of;
      // Whether all verdicts need a second reader is of the network.
      if (event.type === "hello" || event.type === "members" || isOfIt) this.loadSoon();
    });
    void this.load();
  }

  /** What is shown stays until the answer is there. Resolves once the newest one is, though it was asked for later. Never rejects. */
  load(): Promise<void> {
    return (this.newest = this.fetch());
  }

  private async fetch(): Promise<void> {
    const verdict = this.of;
    if (!verdict) return;
    clearTimeout(this.timer);
    this.isDue = false;
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      const view = await readClearing(verdict, request.signal);
      if (request.signal.aborted) return await this.newest;
      this.shown = view;
      this.failed = null;
    } catch (error) {
      if (request.signal.aborted) return this.newest;
      this.failed = error;
    }
    this.looking = false;
    this.host.requestUpdate();
  }

  private loadSoon(): void {
    clearTimeout(this.timer);
    this.isDue = true;
    if (this.asked().isShown) this.timer = setTimeout(() => void this.load(), REFRESH_MS);
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    this.newest = Promise.resolve();
    this.isDue = this.looking = false;
    this.shown = this.failed = this.of = null;
  }
}
