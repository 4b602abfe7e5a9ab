import { setPageTitle } from "../../waits/page-title.ts";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { serverReach } from "../../api/reach.ts";
import { isClosed, ProblemError } from "../../api/http.ts";
import { screenTexts } from "../../api/erasures.ts";
import { openVerdict } from "../../api/verdicts.ts";
import type { Session } from "../../app/session-context.ts";
import { language } from "../../i18n/t.ts";
import { device } from "../../sync/offline/device.ts";
import type { WorkStore } from "../../sync/offline/work-store.ts";
import { openScreened, screenFor } from "../../sync/screening.ts";
import { type RoomClosed, shutsOut } from "../../sync/room-closed.ts";
import { isAtRisk } from "../../sync/saved-state.ts";
import { VerdictModel } from "../model/verdict-model.ts";

/**
 * So long the text waits for what stands on it. To draw it without its tags and again with them holds up a long verdict for as
 * long as it takes the rooms to come; where they take longer than this, the words are there first.
 */
const PATIENCE_MS = 300;

/** Which verdict the page is asked to show, and to whom. */
export interface PageSubject {
  verdict: VerdictId;
  session: Session | null;
}

const isSame = (one: PageSubject, other: PageSubject): boolean =>
  one.verdict === other.verdict && one.session?.member?.id === other.session?.member?.id;

/**
 * Brings the verdict that the page is asked for and holds its model as long as the page is there: from the server, and while
 * that is out of reach from this device. What is here changes with an update of the page.
 */
export class PageLoading implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly asked: () => PageSubject;
  private open: VerdictModel | null = null;
  private failed: ProblemError | "offline" | null = null;
  private ended: RoomClosed | null = null;
  private request: AbortController | null = null;
  /** What is under way: for whom, when it is done, and what is asked after it. */
  private asking: {
    of: PageSubject;
    request: AbortController;
    done: Promise<void>;
    next: Promise<void> | null;
  } | null = null;
  private stopEvents: (() => void) | null = null;
  private letGo: (() => void) | null = null;
  private isReadable = false;
  private patience = 0;

  constructor(host: ReactiveControllerHost, asked: () => PageSubject) {
    this.host = host;
    this.asked = asked;
    host.addController(this);
  }

  /** Null before the verdict is there, and where it may not be seen. */
  get model(): VerdictModel | null {
    return this.open;
  }

  /** Whether the text is to be drawn: with what stands on it, or without, where that takes long. Once drawn it stays. */
  get readable(): boolean {
    if (this.open?.hasContent) this.isReadable = true;
    return this.isReadable;
  }

  /** Why there is nothing to show. */
  get problem(): ProblemError | "offline" | null {
    return this.failed;
  }

  /** Why the verdict's rooms let go of this page for good. */
  get closed(): RoomClosed | null {
    return this.ended;
  }

  hostConnected(): void {
    addEventListener("beforeunload", this.onLeave);
  }

  hostDisconnected(): void {
    removeEventListener("beforeunload", this.onLeave);
    this.request?.abort();
    this.stopEvents?.();
    this.closeModel();
  }

  /** Before each update of the page: begins to load where that is due. `isOther`: it is asked for another verdict. */
  check(isOther: boolean): void {
    const member = this.asked().session?.member;
    // Somebody else has signed in on this browser: nothing of the one before is shown or written.
    if (this.open && member && member.id !== this.open.me) {
      this.closeModel();
      this.request = null;
    }
    if (isOther || (!this.open && !this.request && member)) void this.loadNow();
  }

  /**
   * Loads anew; what is shown stays until the answer is there. What is under way is waited for, and asked once more: while one thing after
   * the other changes, as in an erasure, no answer would come if each called off the one before. Never rejects.
   */
  load(): Promise<void> {
    const of = this.asked();
    if (!of.session?.member) return Promise.resolve();
    const { asking } = this;
    if (asking && isSame(asking.of, of))
      return (asking.next ??= asking.done.then(() => (asking.request.signal.aborted ? undefined : this.load())));
    return this.loadNow();
  }

  /** Calls off what is under way: it is of before the connection was lost, or of something else, and may never be answered. */
  private loadNow(): Promise<void> {
    const of = this.asked();
    const me = of.session?.member;
    if (!me) return Promise.resolve();
    this.asking?.request.abort();
    const request = new AbortController();
    this.request = request;
    const done = this.bring(of.verdict, me, request).finally(() => {
      if (this.asking?.done === done) this.asking = null;
    });
    this.asking = { of, request, done, next: null };
    return done;
  }

  private async bring(verdict: VerdictId, me: Member, request: AbortController): Promise<void> {
    try {
      const work = await device.ready();
      const view = await this.readView(verdict, work, request.signal);
      const isShown = this.open?.verdictId === view.verdict.id;
      const screen = screenFor(view.verdict.id, screenTexts);
      const isTheirs = !isShown && work?.member === me.id;
      const kept = isTheirs ? await openScreened(work, view.verdict.id, screen, serverReach.isAway) : undefined;
      if (request.signal.aborted) return;
      this.failed = null;
      if (this.open && this.open.verdictId === view.verdict.id) this.open.update(view);
      else {
        this.closeModel();
        this.ended = null;
        const listener = {
          onChange: () => this.host.requestUpdate(),
          onClosed: (why: RoomClosed) => this.onRoomClosed(why),
          onStale: () => void this.load(),
          screen,
        };
        this.open = new VerdictModel(view, me.id, language(), listener, undefined, kept);
        this.letGo = work?.hold(view.verdict.id) ?? null;
        this.patience = window.setTimeout(() => {
          this.isReadable = true;
          this.host.requestUpdate();
        }, PATIENCE_MS);
        setPageTitle(view.verdict.caseNumber);
      }
      this.stopEvents ??= this.listen();
      this.host.requestUpdate();
    } catch (error) {
      if (request.signal.aborted) return;
      this.fail(verdict, error instanceof ProblemError ? error : "offline");
    } finally {
      if (this.request === request && request.signal.aborted) this.request = null;
    }
  }

  private fail(verdict: VerdictId, problem: ProblemError | "offline"): void {
    // What is on the screen stays while the server is out of reach; what may not be seen any more goes.
    if (problem === "offline" || problem.code === "offline") {
      if (!this.open) this.failed = problem;
    } else {
      if (isClosed(problem)) this.open?.keepTyped();
      this.closeModel();
      this.failed = problem;
      // Not for an error of the server, which may pass.
      if (isClosed(problem)) void device.work?.copies.forget([verdict]);
    }
    // It may be opened again while one waits before it.
    this.stopEvents ??= this.listen();
    this.host.requestUpdate();
  }

  /** The verdict as the server describes it; while it is out of reach, as it was last seen on this device. */
  private async readView(verdict: VerdictId, work: WorkStore | null, signal: AbortSignal): Promise<VerdictView> {
    try {
      const view = await openVerdict(verdict, signal);
      work?.copies.keepView(view);
      return view;
    } catch (error) {
      const isOffline = error instanceof ProblemError && error.code === "offline";
      const copy = isOffline && !this.open ? await work?.copies.view(verdict) : null;
      if (copy) return copy;
      throw error;
    }
  }

  private listen(): (() => void) | null {
    const { session } = this.asked();
    if (!session) return null;
    return session.events.listen((event) => {
      if (event.type === "hello") void this.loadNow();
      if (event.type === "revision" && event.erases !== undefined && event.verdict === this.open?.verdictId)
        this.open.cover(event.revision, event.erases);
      const isOurs = event.type === "verdict" || event.type === "revision" || event.type === "progress";
      if (isOurs && event.verdict === this.asked().verdict) void this.load();
      // `session`: of another role the page hears first.
      if (["methodology", "members", "session"].includes(event.type)) void this.load();
    });
  }

  private onRoomClosed(why: RoomClosed): void {
    if (shutsOut(why)) {
      // Perhaps only this room: the server says what is left.
      void this.load();
      return;
    }
    this.ended = why;
    this.host.requestUpdate();
  }

  private closeModel(): void {
    this.open?.close();
    this.open = null;
    this.letGo?.();
    this.letGo = null;
    clearTimeout(this.patience);
    this.isReadable = false;
  }

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (isAtRisk(this.open?.saved) || this.open?.isTypedAtRisk) event.preventDefault();
  };
}
