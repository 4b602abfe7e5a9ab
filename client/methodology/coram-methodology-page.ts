import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import { localise } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { openMethodology, readMethodology, readNetwork } from "../api/verdicts.ts";
import { announce } from "../elements/announce.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import { enterPlace } from "../elements/back-closes.ts";
import { HearsAddress } from "../elements/address/hears-address.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, language, t } from "../i18n/t.ts";
import { stepsTold } from "../api/steps-told.ts";
import { addBranchRead, BRANCHES, branchesRead } from "../steps/branches-read.ts";
import { doneWords } from "../steps/coram-step-line.ts";
import { device } from "../sync/offline/device.ts";
import "./coram-handbook-menu.ts";
import "./coram-unread-note.ts";
import type { Wanted } from "./coram-version-content.ts";
import "./coram-version-content.ts";
import "./coram-versions.ts";
import "./methodology.css";

const VIEWS = ["force", "draft", "versions"] as const;
type View = (typeof VIEWS)[number];

/** The methodology: the version in force, and for members the draft of the next one. */
@customElement("coram-methodology-page")
export class CoramMethodologyPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private version: MethodologyVersion | null = null;
  /** Number of a version that is to take the draft's place. */
  @state() private restoring: number | null = null;
  @state() private isLoaded = false;
  @state() private problem: unknown = null;
  @state() private view: View = viewOf(location.search);
  /** The category or question that the address names. */
  @state() private wanted = wantedIn(location.search);
  private readonly gone = new AbortController();
  private stopEvents: (() => void) | null = null;
  /** To read it is a step of theirs that is open, or was when the page was opened. */
  private readonly isStep = stepsTold()?.isLearning ?? false;

  constructor() {
    super();
    new HearsAddress(this, () => {
      this.view = viewOf(location.search);
      this.wanted = wantedIn(location.search);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopEvents?.();
    this.gone.abort();
  }

  private readonly onRead = ({ detail: { branch } }: HTMLElementEventMap["coram-branch-read"]): void => {
    const me = this.session?.member?.id;
    if (!me || this.hasLearned) return;
    addBranchRead(me, branch);
    this.requestUpdate();
    // Whoever only passed by has not learned it. Out of reach, nobody is told.
    const { read, wanted } = this.branches;
    if (read >= wanted) void this.learned();
  };

  /** The server knows. */
  private hasLearned = false;

  /** How many were read, at this visit or before, and how many are to be. */
  private get branches(): { read: number; wanted: number } {
    const all = (this.version?.content.categories ?? []).filter(({ parent }) => parent === null);
    const read = branchesRead(this.session?.member?.id);
    return { read: all.filter(({ id }) => read.has(id)).length, wanted: Math.min(BRANCHES, all.length) };
  }

  private async learned(): Promise<void> {
    try {
      await openMethodology();
      this.hasLearned = true;
      if (!this.isStep) return;
      await readNetwork();
      this.requestUpdate();
    } catch {
      // It is a step still, and read it is.
    }
  }

  private async load(): Promise<void> {
    try {
      this.version = await this.read(this.gone.signal);
      this.isLoaded = true;
      this.problem = null;
    } catch (error) {
      if (!this.gone.signal.aborted && !this.isLoaded) this.problem = error;
    }
  }

  /** The version in force; while the server is out of reach, as it was last seen on this device. */
  private async read(signal: AbortSignal): Promise<MethodologyVersion | null> {
    try {
      return await readMethodology(signal);
    } catch (error) {
      const isOffline = error instanceof ProblemError && error.code === "offline";
      const copy = isOffline ? await (await device.ready())?.copies.methodology() : null;
      if (copy) return copy.version;
      throw error;
    }
  }

  /** Members see the draft; guests what is in force. */
  private get views(): readonly View[] {
    const member = this.session?.member;
    return member && can(toActor(member), "methodology.draft", null) && this.version ? VIEWS : ["force"];
  }

  protected override willUpdate(): void {
    // Rooms and what writes in them: only for who opens the draft.
    if (this.view === "draft") void import("./draft/coram-draft.ts");
    this.stopEvents ??=
      this.session?.events.listen((event) => {
        if (event.type === "methodology" || event.type === "hello") void this.load();
      }) ?? null;
  }

  protected override render(): TemplateResult {
    const { version, views } = this;
    const view = views.includes(this.view) ? this.view : "force";
    const member = this.session?.member;
    const may = (action: "methodology.draft" | "methodology.edit" | "methodology.freeze"): boolean =>
      member ? can(toActor(member), action, null) : false;
    return html`<div class=${view === "draft" ? "page" : "page page-narrow"}>
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${version ? localise(version.content.title, language()) : t("shell.methodology")}</h1>
          ${
            version
              ? html`<p class="sub">
                  ${t("network.methodology-version", { number: version.number, date: formatDate(version.frozenAt) })}
                </p>`
              : nothing
          }
        </div>
        ${
          version && member
            ? html`<coram-handbook-menu
                .inForce=${version.number}
                .hasDraft=${may("methodology.draft")}
                .mayWrite=${may("methodology.edit")}
                .mayPass=${may("methodology.freeze")}
                .restoring=${this.restoring}
                @coram-restore-end=${() => (this.restoring = null)}
                @coram-brought-in=${this.onBrought}
              ></coram-handbook-menu>`
            : nothing
        }
      </div>
      ${
        version
          ? html`<coram-unread-note
              ?mayWrite=${may("methodology.edit")}
              ?isInDraft=${view === "draft"}
              @coram-correct-texts=${() => this.show("draft")}
            ></coram-unread-note>`
          : nothing
      }
      ${version && view === "force" && this.isStep ? this.renderStep() : nothing}
      ${views.length > 1 ? this.renderTabs(views, view) : nothing}
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))} ${this.renderView(view)}
    </div>`;
  }

  /** What makes the first step done that led here. */
  private renderStep(): TemplateResult {
    const { read: done, wanted: count } = this.branches;
    const step = t("steps.learn");
    return html`<p class="note step-line" role="status">
      ${
        done < count
          ? t("methodology.learn", { step, count, done })
          : html`${doneWords("learn")} <a class="link" href="/">${t("steps.title")}</a>`
      }
    </p>`;
  }

  private renderTabs(views: readonly View[], now: View): TemplateResult {
    return html`<div
      class="methodology-tabs"
      role="tablist"
      aria-label=${t("shell.methodology")}
      @keydown=${this.onTabKey}
    >
      ${views.map(
        (each) =>
          html`<button
            type="button"
            role="tab"
            id="tab-${each}"
            aria-controls="panel-${each}"
            aria-selected=${each === now}
            tabindex=${each === now ? 0 : -1}
            @click=${() => this.show(each)}
          >
            ${t(`methodology.view-${each}`)}
          </button>`,
      )}
    </div>`;
  }

  private renderView(view: View): TemplateResult | typeof nothing {
    if (this.problem !== null) return nothing;
    if (!this.isLoaded) return skeleton(12, t("shell.loading"));
    const { version } = this;
    const member = this.session?.member;
    if (!version) return html`<p class="note">${t("network.methodology-none")}</p>`;
    return html`<div
      role=${this.views.length > 1 ? "tabpanel" : nothing}
      id="panel-${view}"
      aria-labelledby=${this.views.length > 1 ? `tab-${view}` : nothing}
    >
      ${
        view === "draft"
          ? html`<coram-draft
              .session=${this.session}
              .version=${version}
              @coram-frozen=${this.onFrozen}
            ></coram-draft>`
          : view === "versions"
            ? html`<coram-versions
                .inForce=${version.number}
                .canRestore=${member ? can(toActor(member), "methodology.freeze", null) : false}
                @coram-version-restore=${(event: HTMLElementEventMap["coram-version-restore"]) => (this.restoring = event.detail)}
              ></coram-versions>`
            : html`<coram-version-content
                .content=${version.content}
                .behind=${version.behind}
                @coram-branch-read=${this.onRead}
                .wanted=${this.wanted}
              ></coram-version-content>`
      }
    </div>`;
  }

  /** The draft says what came into it, and takes it back. */
  private readonly onBrought = (): void => this.show("draft");

  private readonly onFrozen = (event: HTMLElementEventMap["coram-frozen"]): void => {
    this.version = event.detail.version;
    announce(t("methodology.frozen", { number: event.detail.version.number }));
    this.show("force");
  };

  private show(view: View): void {
    const isOther = view !== this.view;
    this.view = view;
    const url = view === "force" ? location.pathname : `?view=${view}`;
    // Back comes back to the tab before, rather than leaves the page.
    if (isOther) enterPlace(url);
    else history.replaceState(history.state, "", url);
  }

  private onTabKey(event: KeyboardEvent): void {
    const { views } = this;
    const at = views.indexOf(this.view);
    const last = views.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    const view = to === undefined ? undefined : views[to];
    if (!view) return;
    event.preventDefault();
    this.show(view);
    this.querySelector<HTMLElement>(`#tab-${view}`)?.focus();
  }
}

function wantedIn(search: string): Wanted | null {
  const params = new URLSearchParams(search);
  const [category, question] = [params.get("category"), params.get("question")];
  return category ? { kind: "category", id: category } : question ? { kind: "question", id: question } : null;
}

function viewOf(search: string): View {
  const view = new URLSearchParams(search).get("view");
  return VIEWS.find((each) => each === view) ?? "force";
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-methodology-page": CoramMethodologyPage;
  }
}
