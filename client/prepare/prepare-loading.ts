import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { ProblemError } from "../api/http.ts";
import { readVerdict } from "../api/verdicts.ts";
import type { Session } from "../app/session-context.ts";
import { type BeingErased, coveredText } from "../verdict/model/covered-text.ts";

/** Which verdict the page is asked to show, and to whom. */
export interface PrepareSubject {
  verdict: VerdictId;
  session: Session | null;
}

/**
 * Brings a verdict that is prepared, and again whenever it has changed. From the server alone: a text that is being
 * prepared is never copied onto a device, so while the server is out of reach the page waits with what it shows.
 */
export class PrepareLoading implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly asked: () => PrepareSubject;
  private shown: VerdictView | null = null;
  private failed: ProblemError | null = null;
  private lost = false;
  private beingErased: BeingErased | null = null;
  private request: AbortController | null = null;
  private stop: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, asked: () => PrepareSubject) {
    this.host = host;
    this.asked = asked;
    host.addController(this);
  }

  /** Null before it is there, and where it may not be prepared. */
  get view(): VerdictView | null {
    return this.shown;
  }

  /** Why there is nothing to show. */
  get problem(): ProblemError | null {
    return this.failed;
  }

  /** The server is out of reach. */
  get isLost(): boolean {
    return this.lost;
  }

  hostDisconnected(): void {
    this.request?.abort();
    this.request = null;
    for (const stop of this.stop.splice(0)) stop();
    this.shown = null;
  }

  /** Before each update of the page: begins to load where that is due. `isOther`: it is asked for another verdict. */
  check(isOther: boolean): void {
    const { session } = this.asked();
    if (!session?.member) {
      this.shown = null;
      return;
    }
    if (isOther) this.shown = this.beingErased = null;
    if (this.stop.length === 0) this.listen(session);
    if (isOther || (!this.shown && !this.request)) void this.load();
  }

  /** Loads anew; what is shown stays until the answer is there. Never rejects. */
  async load(): Promise<void> {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      const view = await readVerdict(this.asked().verdict, request.signal);
      if (request.signal.aborted) return;
      this.failed = view.can.prepare ? null : new ProblemError("not-allowed");
      this.shown = view.can.prepare ? this.withoutErased(withSameText(view, this.shown)) : null;
      this.lost = false;
    } catch (error) {
      if (request.signal.aborted) return;
      const problem = error instanceof ProblemError ? error : new ProblemError("internal");
      if (problem.code === "offline") this.lost = true;
      if (problem.code !== "offline" || !this.shown) {
        this.failed = problem;
        this.shown = null;
      }
    }
    this.host.requestUpdate();
  }

  /** What is erased is covered until the text without it is here: the answer to what was asked before it is not that one. */
  private cover(being: BeingErased): void {
    this.beingErased = being;
    if (this.shown) this.shown = this.withoutErased(this.shown);
    this.host.requestUpdate();
  }

  private withoutErased(view: VerdictView): VerdictView {
    const { beingErased } = this;
    if (!beingErased || view.revision.number >= beingErased.revision) return view;
    return { ...view, revision: coveredText(view.revision, beingErased) };
  }

  private listen({ events }: Session): void {
    const ofIt = (verdict: VerdictId): boolean => verdict === this.asked().verdict;
    this.stop = [
      events.listen((event) => {
        if (event.type === "revision" && event.erases !== undefined && ofIt(event.verdict))
          this.cover({ revision: event.revision, paragraphs: event.erases });
        const isDue =
          event.type === "hello" || ((event.type === "verdict" || event.type === "revision") && ofIt(event.verdict));
        if (isDue) void this.load();
      }),
      events.watch((state) => {
        this.lost = state === "lost";
        this.host.requestUpdate();
      }),
    ];
  }
}

/** A revision never changes: the one at hand stays, and with it all that is painted on it. */
function withSameText(view: VerdictView, before: VerdictView | null): VerdictView {
  const isSame = before?.revision.number === view.revision.number && before.revision.text === view.revision.text;
  return isSame ? { ...view, revision: before.revision } : view;
}
