import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { LookedWords, VerdictScan } from "../../../schema/protocol/http/scans.ts";
import { TaskQueue } from "../../../schema/task-queue.ts";
import { ProblemError } from "../../api/http.ts";
import { readLooked, readVerdictScan, setLooked } from "../../api/scans.ts";
import type { Session } from "../../app/session-context.ts";

/** Which verdict's scan, and to whom. */
export interface ScanContext {
  verdict: VerdictId | null;
  session: Session | null;
}

/**
 * The scan of the verdict in hand and which of its words were looked at, by whomever. What is noted here shows at once; it is
 * noted on the server one after the other, and what is refused is taken back.
 */
export class ScanWork implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly asked: () => ScanContext;
  private found: VerdictScan | null = null;
  private starts: ReadonlySet<number> = new Set();
  private failed: unknown = null;
  private gone = false;
  private of: VerdictId | null = null;
  private request = new AbortController();
  private readonly queue = new TaskQueue();
  private waiting = 0;
  private stop: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, asked: () => ScanContext) {
    this.host = host;
    this.asked = asked;
    host.addController(this);
  }

  /** Null before it is there. */
  get scan(): VerdictScan | null {
    return this.found;
  }

  /** Where words begin in revision 1 that were looked at; a new set whenever it changes. */
  get looked(): ReadonlySet<number> {
    return this.starts;
  }

  get problem(): unknown {
    return this.failed;
  }

  /** The verdict has no scan any more. */
  get isGone(): boolean {
    return this.gone;
  }

  hostDisconnected(): void {
    this.forget();
    for (const stop of this.stop.splice(0)) stop();
  }

  /** Before each update of the host: begins to load where that is due. */
  check(): void {
    const { verdict, session } = this.asked();
    if (!verdict || !session?.member) return;
    if (this.stop.length === 0) this.stop = [this.listen(session)];
    if (this.of === verdict) return;
    this.forget();
    this.of = verdict;
    void this.load(verdict);
  }

  /** Notes a word as looked at, or as not after all; false where the server did not take it. */
  async look(start: number, isLooked: boolean): Promise<boolean> {
    const verdict = this.of;
    if (!verdict) return false;
    this.failed = null;
    this.show(start, isLooked);
    this.waiting++;
    try {
      const answer = await this.queue.run(() => setLooked(verdict, [start], isLooked));
      this.waiting--;
      this.hear(verdict, answer);
      return true;
    } catch (error) {
      this.waiting--;
      this.show(start, !isLooked);
      this.fail(error);
      return false;
    }
  }

  private listen({ events }: Session): () => void {
    return events.listen((event) => {
      if (!this.of) return;
      // The pages themselves never change.
      if (event.type === "hello" && !this.found) void this.load(this.of);
      else if (event.type === "hello" || (event.type === "preparation" && event.verdict === this.of))
        void this.refresh(this.of);
    });
  }

  private async load(verdict: VerdictId): Promise<void> {
    const { signal } = this.request;
    try {
      const [scan, looked] = await Promise.all([readVerdictScan(verdict, signal), readLooked(verdict, signal)]);
      if (signal.aborted) return;
      this.found = scan;
      this.failed = null;
      this.hear(verdict, looked);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  private async refresh(verdict: VerdictId): Promise<void> {
    const { signal } = this.request;
    try {
      const looked = await readLooked(verdict, signal);
      if (!signal.aborted) this.hear(verdict, looked);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  /** While own notes are on their way an answer does not know them yet: the last one does. */
  private hear(verdict: VerdictId, { starts }: LookedWords): void {
    if (verdict !== this.of || this.waiting > 0) return;
    if (starts.length !== this.starts.size || starts.some((start) => !this.starts.has(start)))
      this.starts = new Set(starts);
    this.host.requestUpdate();
  }

  private show(start: number, isLooked: boolean): void {
    const starts = new Set(this.starts);
    if (isLooked) starts.add(start);
    else starts.delete(start);
    this.starts = starts;
    this.host.requestUpdate();
  }

  private fail(error: unknown): void {
    if (error instanceof ProblemError && error.code === "not-found") this.gone = true;
    else this.failed = error;
    this.host.requestUpdate();
  }

  private forget(): void {
    this.request.abort();
    this.request = new AbortController();
    this.found = null;
    this.starts = new Set();
    this.failed = null;
    this.gone = false;
    this.of = null;
  }
}
