import { setPageTitle } from "../waits/page-title.ts";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { MemberId, OutputId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import { termOf } from "../../schema/domain/people/guest-terms.ts";
import type { Leading } from "./quotes/output-quotes.ts";
import { kindOf as paperKindOf, numbersParagraphs } from "../../schema/editor/paper-kinds.ts";
import type { OutputView, SectionStates, StatusCommand } from "../../schema/protocol/http/outputs.ts";
import { serverReach } from "../api/reach.ts";
import { isClosed, ProblemError } from "../api/http.ts";
import {
  numberOutput,
  openOutput,
  readOutputs,
  readSections,
  screenOutputTexts,
  setOutputStatus,
} from "../api/outputs.ts";
import { announce, tell } from "../elements/announce.ts";
import { Refetch } from "../app/refetch.ts";
import type { Session } from "../app/session-context.ts";
import { t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import type { RoomClosed } from "../sync/room-closed.ts";
import { isAtRisk } from "../sync/saved-state.ts";
import { openScreened, screenFor } from "../sync/screening.ts";
import { makeInLanguage } from "./about/coram-output-languages.ts";
import { OutputModel } from "./output-model.ts";
import { noteSeen } from "./output-words.ts";

/** Which document the page is asked to show, and to whom. */
export interface OutputSubject {
  output: OutputId;
  session: Session | null;
}

/** Told of the document's rooms; see `OutputListener`. */
export interface LoadingListener {
  onChange(): void;
  onDocument(): void;
  /** The rooms are about to close: what is bound to them has to go before. */
  onClosing(): void;
}

/**
 * Brings the document that the page is asked for and holds its model as long as the page is there: from the server, and while
 * that is out of reach from this device. What is here changes with an update of the page.
 */
export class OutputLoading implements ReactiveController {
  /** The members by their ids; the same map always. */
  readonly cards = new Map<MemberId, MemberCard>();
  /** Null before it is there. */
  view: OutputView | null = null;
  model: OutputModel | null = null;
  /** Why its rooms let go of this page for good. */
  closed: RoomClosed | null = null;
  /** The document that says the same in the other language, with what its sections are like now. */
  partner: { language: UiLanguage; states: SectionStates } | null = null;
  /** Whether the document is of a kind whose paragraphs are cited by their numbers. */
  get numbersParagraphs(): boolean {
    const { view } = this;
    return (
      view !== null &&
      numbersParagraphs(
        paperKindOf(
          view.template,
          view.sections.map(({ id }) => id),
        ),
      )
    );
  }

  /** The one that leads its languages; null of that itself. */
  get leading(): Leading | null {
    return this.view?.leader && this.view.leader === this.view.partner ? this.partner : null;
  }

  private savedAt: Date | null = null;
  /** Counts up with what the server says. */
  turn = 0;
  /** Something was asked of the server and is not answered. */
  isBusy = false;
  private readonly host: ReactiveControllerHost;
  private readonly asked: () => OutputSubject;
  private readonly listener: LoadingListener;
  private readonly refetch: Refetch<OutputView>;
  private letGo: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, asked: () => OutputSubject, listener: LoadingListener) {
    this.host = host;
    this.asked = asked;
    this.listener = listener;
    host.addController(this);
    this.refetch = new Refetch(host, {
      session: () => (this.me ? asked().session : null),
      isOld: (event) =>
        (event.type === "output" && (event.output === asked().output || event.output === this.view?.partner)) ||
        event.type === "members",
      fetch: (signal) => this.describe(signal),
      take: (described, signal) => this.take(described, signal),
      restMs: 0,
    });
  }

  /** What went wrong last. What is on the screen stays while the server is out of reach, and nothing is said of it here. */
  get problem(): unknown {
    const { problem } = this.refetch;
    return this.model && isOffline(problem) ? null : problem;
  }

  hostConnected(): void {
    addEventListener("beforeunload", this.onLeave);
  }

  /** What is saved while it is open was seen here, one's own words first. */
  hostUpdated(): void {
    const { view } = this;
    const saved = this.model?.saved;
    if (!view || saved?.state !== "saved" || saved.at === this.savedAt) return;
    this.savedAt = saved.at;
    noteSeen(view);
  }

  hostDisconnected(): void {
    removeEventListener("beforeunload", this.onLeave);
    // With what others wrote before one's eyes.
    if (this.model && this.view) noteSeen(this.view);
    this.letGoOf();
  }

  /** Whether what is not sent lies on this device, not in the page alone. */
  get keepsHere(): boolean {
    return device.work?.isOnDevice ?? false;
  }

  /** Whether it is read by a guest, to whom nothing that stands behind it is shown. */
  get isGuest(): boolean {
    return this.asked().session?.member?.guest != null;
  }

  /** Whose guest reads; null for members. */
  get inviter(): string | null {
    const guest = this.asked().session?.member?.guest;
    return guest
      ? (this.cards.get(termOf(guest, this.asked().output)?.invitedBy ?? guest.invitedBy)?.name ?? "")
      : null;
  }

  /** Asks the server again. */
  load(): Promise<void> {
    return this.refetch.load();
  }

  async setStatus(status: StatusCommand["status"]): Promise<void> {
    const { view } = this;
    if (!view) return;
    await this.attempt(async () => {
      this.view = await setOutputStatus(view.id, status, view.number);
      announce(t(`outputs.status-${status}`));
    });
  }

  /** Has it numbered; the server tells every page that shows it. */
  async number(): Promise<void> {
    await this.attempt(async () => {
      const documentNumber = await numberOutput(this.asked().output);
      if (this.view) this.view = { ...this.view, documentNumber, may: { ...this.view.may, number: false } };
    });
    this.host.requestUpdate();
  }

  /** Makes the same document in another language, and goes there. */
  async pair(language: UiLanguage): Promise<void> {
    await this.attempt(() => makeInLanguage(this.asked().output, language));
  }

  private get me(): MemberId | null {
    return this.asked().session?.member?.id ?? null;
  }

  /** The output as the server describes it; while it is out of reach, as it was last seen on this device. */
  private async describe(signal: AbortSignal): Promise<OutputView> {
    const { output } = this.asked();
    const work = await device.ready();
    try {
      const view = await openOutput(output, signal);
      work?.copies.keepOutput(view);
      return view;
    } catch (error) {
      if (isClosed(error) && !signal.aborted) {
        void work?.copies.forget([output]);
        this.model?.keepTyped();
        this.letGoOf();
      }
      const view = isOffline(error) && !this.model ? await work?.copies.output(output) : null;
      if (view) return view;
      throw error;
    }
  }

  private async take(view: OutputView, signal: AbortSignal): Promise<void> {
    for (const member of view.members) this.cards.set(member.id, member);
    this.sayFallen(view);
    this.view = view;
    noteSeen(view);
    setPageTitle(view.title || t("outputs.unnamed"));
    if (this.model) this.model.update(view);
    else await this.start(view, signal);
    this.turn++;
    this.host.requestUpdate();
    await this.loadPartner(view, signal);
  }

  /** Told to whose signature fell while the document was before them: the panel that says it may not be open. */
  private sayFallen({ id, history }: OutputView): void {
    const { me, view: before } = this;
    if (!me || before?.id !== id) return;
    const [since] = before.history;
    for (const { at, member, fell = [] } of history.slice(0, history.length - before.history.length))
      if (fell.includes(me) && member !== me && at >= (since?.at ?? ""))
        tell(t("approval.yours-fell", { name: this.cards.get(member)?.name ?? t("network.somebody") }));
  }

  private async start(view: OutputView, signal: AbortSignal): Promise<void> {
    const { me } = this;
    const work = await device.ready();
    if (!work || !me) return;
    const of = view.id;
    const screen = screenFor(of, screenOutputTexts);
    const kept = await openScreened(work, of, screen, serverReach.isAway);
    // Another answer may have come meanwhile.
    if (signal.aborted || this.model) return;
    this.letGo = work.hold(of);
    this.model = new OutputModel(view, me, this.cards, kept, {
      onChange: () => this.listener.onChange(),
      onDocument: () => this.listener.onDocument(),
      onClosed: (why) => this.onClosed(why),
      onStale: () => void this.load(),
      screen,
    });
  }

  /** Nothing of the document stays here: the page goes, or who reads it may not any more. */
  private letGoOf(): void {
    this.view = null;
    this.listener.onClosing();
    this.model?.close();
    this.model = null;
    this.letGo?.();
    this.letGo = null;
  }

  private async loadPartner(view: OutputView, signal: AbortSignal): Promise<void> {
    if (view.partner) {
      const [{ outputs }, states] = await Promise.all([readOutputs(signal), readSections(view.partner, signal)]);
      const partner = outputs.find(({ id }) => id === view.partner);
      this.partner = partner ? { language: partner.language, states } : null;
    } else this.partner = null;
    this.host.requestUpdate();
  }

  private onClosed(why: RoomClosed): void {
    if (why === "no-access" || why === "no-room") return void this.load();
    this.closed = why;
    this.host.requestUpdate();
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.host.requestUpdate();
    try {
      await act();
      this.refetch.problem = null;
    } catch (error) {
      this.refetch.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (isAtRisk(this.model?.saved) || this.model?.isTypedAtRisk) event.preventDefault();
  };
}

function isOffline(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "offline";
}
