import { setPageTitle } from "../waits/page-title.ts";
import { speakOfFields } from "../elements/input/field-words.ts";
import { ContextProvider } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { GuestPlace, SessionView } from "../../schema/protocol/http/people.ts";
import { EventStream } from "../api/events.ts";
import { tellStepsTo } from "../api/steps-told.ts";
import { tellWaitsTo } from "../waits/waits-told.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { isEndOwed, OWED_END } from "../api/owed-end.ts";
import { serverReach } from "../api/reach.ts";
import { readSession } from "../api/people.ts";
import { watchUncleared } from "../elements/input/uncleared-words.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { device, type Waiting } from "../sync/offline/device.ts";
import type { WorkStore } from "../sync/offline/work-store.ts";
import { announce, tellNoMore } from "../elements/announce.ts";
import { unkeptWords } from "../elements/input/in-hand.ts";
import { redrawHeld } from "../elements/input/coram-held-words.ts";
import { forgetMember } from "../typed/of-member.ts";
import { hearTypedCovered, hearTypedOut, stopTypedOut } from "../elements/input/typed-out.ts";
import "./app.css";
import "./told.css";
import "./coram-not-found-page.ts";
import "../palette/coram-palette.ts";
import { arriveAhead } from "../palette/typed-ahead.ts";
import "./coram-shell-notices.ts";
import "./coram-top-bar.ts";
import { applyLooks, sendLooks } from "./looks.ts";
import { canKeepProgram, keepProgram, lookForUpdate } from "./program.ts";
import { concernsWork, sendWork, sendWorkAfter } from "./send-work.ts";
import { tellArrived } from "../elements/address/hears-address.ts";
import { type Place, Router, rememberedScroll, restoreScroll } from "./router.ts";
import { isNamed, LOADERS, mayOpen, OF_A_FRAME, OF_A_VERDICT, OPEN, renderPlace, ROUTES, TITLES } from "./pages.ts";
import "../waits/coram-passing.ts";
import { watchWaits } from "../waits/waits-watch.ts";
import { ofNobody, type Session, sessionContext } from "./session-context.ts";
import { knownPointers } from "../workshops/follow/known-pointers.ts";

/** How often an open tab notes that copies are in touch with the server. */
const TOUCH_MS = 3_600_000;

/** The shell: who is signed in, which page, the bar above it, and what is said to screen readers. */
@customElement("coram-app")
export class CoramApp extends LightElement {
  @state() private view: SessionView | null = null;
  @state() private place: Place | null = null;
  /** The route whose code is there. */
  @state() private ready = "";
  @state() private problem: unknown = null;
  /** What waits on this device, where nobody is known on it. */
  @state() private waiting: Waiting | null = null;
  @state() private isLost = false;
  /** The server has ended the session, and has not said yet who is signed in now: until then nothing of the page is shown. */
  @state() private isShut = false;
  /** A newer program is there than this tab runs. */
  @state() private isUpdated = false;
  @state() private work: WorkStore | null = null;
  private readonly events = new EventStream();
  private readonly router = new Router(ROUTES, (place, how) => void this.show(place, how));
  private readonly session = new ContextProvider(this, { context: sessionContext, initialValue: null });
  private wanted = "/";
  /** Who was signed in last, also after that, and whether as a guest, who has no account. */
  private lastMember: string | null = null;
  private wasGuest = false;
  private guestPlace: GuestPlace | null = null;
  /** Whether the server says by itself that they are signed in no longer: nobody signed out on this page. */
  private isPutOut = false;
  /** What stood in fields of forms as it said so. */
  private readonly unkept: string[] = [];
  /** How often the server said by itself who is signed in. */
  private told = 0;
  private touching: ReturnType<typeof setInterval> | undefined;

  private stopSpeaking: (() => void) | null = null;
  private stopWatching: (() => void) | null = null;
  private stopWaiting: (() => void) | null = null;

  constructor() {
    super();
    watchWaits(this, {
      session: () => (this.ready === "" ? null : this.session.value),
      isHome: () => this.place?.route === "network",
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopSpeaking = speakOfFields();
    this.stopWatching = watchUncleared();
    addEventListener("coram-navigate", this.onNavigate);
    addEventListener("coram-signed-out", this.onSignedOut);
    addEventListener("coram-misunderstood", lookForUpdate);
    addEventListener("storage", this.onStorage);
    addEventListener("vite:preloadError", this.onPartMissing);
    void keepProgram(() => (this.isUpdated = true));
    this.events.listen((event) => {
      if (event.type === "session" && event.view && !isEndOwed()) this.hearTold(event.view);
      else if (["session", "workshops", "hello"].includes(event.type)) void this.loadSession();
      if (event.type === "hello") lookForUpdate();
      knownPointers.hear(event);
      // A page that shows the verdict sees to it itself, and home as soon as it has read the list.
      const { work } = this;
      const isSeenTo =
        ("verdict" in event && event.verdict !== null && work?.isOpen(event.verdict)) ||
        (this.querySelector("coram-network-page") !== null && this.view?.member?.guest === null);
      // An erasure reaches copies of what it was not asked for.
      if (work && concernsWork(event) && !isSeenTo) sendWorkAfter(event, work);
    });
    this.events.watch((connection) => {
      const isLost = connection === "lost";
      if (isLost !== this.isLost) announce(t(isLost ? "shell.offline" : "shell.online"));
      this.isLost = isLost;
      this.isShut = connection === "ended" || (this.isShut && connection !== "open");
      if (this.isShut) hearTypedCovered();
      else if (connection === "open" && this.view?.member) stopTypedOut();
    });
    this.touching = setInterval(() => {
      if (this.view?.member && !this.isLost) void device.touch().catch(() => undefined);
    }, TOUCH_MS);
    void this.begin();
  }

  private async begin(): Promise<void> {
    await this.loadSession();
    this.router.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopSpeaking?.();
    this.stopWatching?.();
    this.stopWaiting?.();
    removeEventListener("coram-navigate", this.onNavigate);
    removeEventListener("coram-signed-out", this.onSignedOut);
    removeEventListener("coram-misunderstood", lookForUpdate);
    removeEventListener("storage", this.onStorage);
    removeEventListener("vite:preloadError", this.onPartMissing);
    clearInterval(this.touching);
    this.router.stop();
    this.events.close();
  }

  protected override render(): TemplateResult {
    const { place, view } = this;
    if (!view || !place) return this.renderWaiting();
    // The pages of one verdict, and of one document, bring their own bar, with the case in it, and their own main, which is the text.
    const isFramed =
      !(OF_A_VERDICT.has(place.route) || OF_A_FRAME.has(place.route)) ||
      this.problem !== null ||
      !this.mayOpen(place.route);
    return html`${this.isShut ? html`<p class="alert shut" role="alert">${t("shell.shut")}</p>` : nothing}
      <a class="skip-link" href="#main" @click=${this.skip}>${t("shell.skip")}</a>
      ${
        isFramed
          ? html`<coram-top-bar
              .route=${place.route}
              .session=${this.session.value}
              .isLost=${this.isLost}
            ></coram-top-bar>`
          : nothing
      }
      <coram-shell-notices
        .isUpdated=${this.isUpdated}
        .isInsecure=${view.member !== null && view.member.guest === null && !canKeepProgram()}
        .mine=${this.work}
        .work=${isFramed || place.route === "workshop" ? this.work : null}
        .isLost=${this.isLost}
        .isGuest=${view.member?.guest !== null}
        .isMethodology=${place.route === "methodology" && location.search.includes("view=draft")}
      ></coram-shell-notices>
      ${isFramed ? html`<main id="main" tabindex="-1">${this.renderPage(place)}</main>` : this.renderPage(place)}
      <coram-palette .place=${place}></coram-palette>
      ${view.member === null ? nothing : html`<coram-passing .page=${place.path}></coram-passing>`}
      <div id="coram-live" class="visually-hidden" aria-live="polite"></div>`;
  }

  protected override updated(): void {
    this.toggleAttribute("data-shut", this.isShut);
    // Asked by style sheets with `:has`, it would be looked for again below the program at each key that changes a page.
    this.toggleAttribute("data-workshop", this.querySelector(":scope > coram-workshop-page") !== null);
    // From now on errors are the page's own to tell (public/start.js).
    if (this.problem !== null || (this.place && this.ready === this.place.route))
      dispatchEvent(new Event("coram-drawn"));
    redrawHeld();
    // Also after a change of language.
    if (this.place && this.ready === this.place.route) this.setTitle(this.place.route);
  }

  private renderWaiting(): TemplateResult {
    if (this.problem === null) return renderComing();
    const { unsent = 0, lost = 0 } = this.waiting ?? {};
    return html`<main class="page page-narrow">
      ${problemAlert(describeProblem(this.problem), t("shell.retry"))}
      ${unsent > 0 ? html`<p role="status">${t("sync.kept-here", { count: unsent })}</p>` : nothing}
      ${lost > 0 ? html`<p role="alert">${t("sync.lost", { count: lost })}</p>` : nothing}
    </main>`;
  }

  private mayOpen(route: string): boolean {
    return mayOpen(this.view?.member ?? null, route);
  }

  private renderPage(place: Place): TemplateResult {
    if (this.problem !== null) {
      const said = this.isUpdated ? t("sync.updated") : describeProblem(this.problem);
      return html`<div class="page page-narrow">${problemAlert(said, t("shell.reload"))}</div>`;
    }
    if (this.ready !== place.route) return renderComing();
    if (!this.mayOpen(place.route)) return html`<coram-not-found-page no-access></coram-not-found-page>`;
    return this.renderRoute(place);
  }

  private renderRoute(place: Place): TemplateResult {
    if (place.route !== "sign-in") return renderPlace(place);
    return html`<coram-sign-in-page
      .next=${this.wanted}
      .wasGuest=${this.wasGuest}
      .guestPlace=${this.guestPlace}
      .isPutOut=${this.isPutOut}
      .unsent=${this.isPutOut ? [...new Set([...device.leftWords, ...this.unkept])] : []}
      .isEndOwed=${isEndOwed()}
    ></coram-sign-in-page>`;
  }

  // Not by the fragment, which holds the token on the pages of one-time links.
  private skip(event: Event): void {
    event.preventDefault();
    document.getElementById("main")?.focus();
  }

  /** A part of the program could not be loaded: with the server in reach, it has a newer one. */
  private readonly onPartMissing = (): void => {
    if (navigator.onLine && !this.isLost) this.isUpdated = true;
  };

  private readonly onSignedOut = (): void => void this.loadSession();

  /** Another tab has signed out, out of reach of the server. */
  private readonly onStorage = ({ key }: StorageEvent): void => {
    if (key === OWED_END && isEndOwed()) void this.loadSession();
  };

  private readonly onNavigate = (event: CustomEvent<{ href: string; replace: boolean }>): void => {
    if (!this.router.go(event.detail.href, event.detail.replace)) event.preventDefault();
  };

  /** What a page heard itself. Whoever signs out on it may hear of it from the server first. */
  private acceptOwn(view: SessionView): void {
    if (!view.member) this.isPutOut = false;
    this.accept(view);
  }

  /** What is under way of before is of no use any more. */
  private hearTold(view: SessionView): void {
    this.told++;
    this.hear(view);
  }

  /** The server has said who is signed in here. */
  private hear(view: SessionView): void {
    // Who signs out here is nobody by now.
    this.isPutOut = view.member === null && (this.isPutOut || (this.view?.member != null && !isEndOwed()));
    // Their page goes now, and the next one has to come first.
    if (this.isPutOut) hearTypedOut();
    // As with what is kept of theirs: nobody else is to find what they wrote, but where they cannot come back to it.
    if (this.isPutOut && (view.removed || this.view?.member?.guest)) this.unkept.push(...unkeptWords());
    this.accept(view);
    // The sign-in page says what the server has not heard.
    this.requestUpdate();
  }

  private async loadSession(): Promise<void> {
    const { told } = this;
    // Not before the server is reached: what is here is locked at once.
    if (isEndOwed()) this.accept(ofNobody(this.view));
    try {
      const view = await readSession();
      if (told === this.told) this.hear(view);
    } catch (error) {
      if (isEndOwed()) return void serverReach.whenReached(() => void this.loadSession());
      // With a session at hand the page goes on with what it shows; the bar says that the server is away.
      if (this.view) return;
      const isAway = error instanceof ProblemError && error.code === "offline";
      const last = isAway ? await device.lastSession() : null;
      if (last) return this.accept(last, false);
      this.waiting = isAway ? await device.waiting().catch(() => null) : null;
      this.problem = error;
      // Nothing of the page is there yet; an answer of a proxy's, too, is no server in reach.
      if (isAway) serverReach.lost();
      if (isAway) this.stopWaiting = serverReach.whenReached(() => void this.begin());
    }
  }

  /** `isNews`: the server has just said so, and it is in reach. */
  private accept(view: SessionView, isNews = true): void {
    this.isShut = false;
    tellStepsTo(view.member?.id ?? null);
    tellWaitsTo(view.member?.id ?? null);
    if (view.member) this.events.open();
    else this.events.close();
    // Once a connection: the `hello` of one that is being made brings the session again, and with it this.
    const isToCome = this.events.greeted();
    void device.accept(view, isNews).then(async (work) => {
      this.work = work;
      if (work && isNews && !(await isToCome)) await sendWork(work);
    });
    // The same person finds what they had begun where their session has ended meanwhile.
    if (view.member && this.lastMember && view.member.id !== this.lastMember) forgetMember();
    this.lastMember = view.member?.id ?? this.lastMember;
    if (view.member) {
      this.wasGuest = view.member.guest !== null;
      this.guestPlace = view.guestPlace ?? null;
      this.isPutOut = false;
      stopTypedOut();
      this.unkept.length = 0;
    }
    if (isNews && view.member) void sendLooks(view.member.id);
    const wasSignedIn = this.view?.member?.id;
    // What is known is drawn already: each connection asks.
    if (JSON.stringify(view) === JSON.stringify(this.view)) return;
    if (isNews && view.member && view.member.id !== wasSignedIn) void applyLooks(view);
    if (view.member?.id !== wasSignedIn) tellNoMore();
    this.view = view;
    const session: Session = { view, member: view.member, events: this.events, accept: (next) => this.acceptOwn(next) };
    this.session.setValue(session);
    // Signed out elsewhere, or removed: what was open is not any more.
    if (wasSignedIn && !view.member && this.place && !OPEN.has(this.place.route)) {
      this.wanted = location.pathname + location.search;
      this.router.leaveFor("/sign-in", true);
    }
  }

  private async show(place: Place, how: "load" | "go" | "back"): Promise<void> {
    if (!this.view) return;
    if (!this.view.member && !OPEN.has(place.route)) {
      this.wanted = location.pathname + location.search + location.hash;
      return this.router.leaveFor(this.view.setup ? "/setup" : "/sign-in", true);
    }
    if (!isNamed(place)) place = { ...place, route: "not-found" };
    arriveAhead(place.path);
    const isSamePage = this.place?.path === place.path;
    this.place = place;
    this.problem = null;
    try {
      // While the code comes, the first connection is made.
      await Promise.all([LOADERS[place.route]?.(), this.events.settled()]);
    } catch (error) {
      // A chunk that is gone means that a newer build is served: one reload brings it.
      this.problem = this.isLost || !navigator.onLine ? new ProblemError("offline") : error;
      return;
    }
    if (this.place !== place) return;
    const isDrawnAnew = this.ready !== place.route;
    this.ready = place.route;
    await this.updateComplete;
    if (how === "load") return;
    const main = document.getElementById("main");
    // Back within a page is the page's own: it knows what one returns to. One that begins in a field has begun there.
    const hasBegun = isDrawnAnew && main?.contains(document.activeElement);
    if (!hasBegun && (how !== "back" || !isSamePage)) main?.focus({ preventScroll: true });
    if (how === "back") restoreScroll(rememberedScroll());
    else scrollTo(0, 0);
    if (how === "go" && isSamePage) tellArrived();
  }

  private setTitle(route: string): void {
    // The pages of one verdict set their own, with the case number.
    if (Object.hasOwn(TITLES, route)) setPageTitle(t(TITLES[route as keyof typeof TITLES]));
  }
}

/** Why there is nothing to show; to load anew may help. */
function problemAlert(said: string, again: string): TemplateResult {
  return html`<div class="alert alert-error" role="alert">
    <span class="grow">${said}</span>
    <button class="link" @click=${() => location.reload()}>${again}</button>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-app": CoramApp;
  }
}

/** While it is asked who is signed in, and a page's program comes: at the door of a workshop a white page would be all that somebody sees of it. */
function renderComing(): TemplateResult {
  if (!/^\/j(?:\/|$)/u.test(location.pathname))
    return html`<p class="visually-hidden" role="status">${t("shell.loading")}</p>`;
  return html`<p class="gate" role="status">${t("join.coming")}</p>`;
}
