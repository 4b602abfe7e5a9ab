import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { rulingOf } from "../../schema/domain/case.ts";
import { CategoryId, RoundId, type CaseId, type MemberId, type VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { AmendDone } from "../../schema/protocol/http/cases.ts";
import { snapToWords } from "../../schema/text/snap.ts";
import { concede } from "../api/cases.ts";
import { describeProblem } from "../api/http.ts";
import { announce } from "../app/announce.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import "../styles/reading.css";
import { isTyping } from "../verdict/keymap.ts";
import { PageLoading } from "../verdict/page-loading.ts";
import type { VerdictModel } from "../verdict/verdict-model.ts";
import { caseActionOf, type CaseAction } from "./case-keys.ts";
import { askOf, outcomeOf } from "./case-words.ts";
import { CasesLoading } from "./cases-loading.ts";
import "./coram-case-definitions.ts";
import "./coram-case-keys.ts";
import { isShown, type QueueFilter } from "./coram-case-queue.ts";
import "./coram-case-score.ts";
import "./coram-case-sides.ts";
import "./coram-case-talk.ts";
import type { CoramCaseTalk } from "./coram-case-talk.ts";
import "./coram-reconcile-bar.ts";
import "./coram-ruling-shown.ts";
import "./coram-rulings-export.ts";
import "./coram-ruling.ts";
import type { CoramRuling } from "./coram-ruling.ts";
import { decided, movedEdge } from "./deciding.ts";
import "./reconcile.css";
import { draftOn, isBegun, keepDraft, newDraft, type RulingDraft } from "./ruling-draft.ts";
import { affectedBy, recordRuling } from "./ruling-work.ts";
import { type ShownCase, shownCases } from "./shown-case.ts";

/** What stays of a panel and its last reason from one case to the next, and between visits of the page. */
const panels = new Map<VerdictId, { panel: MemberId[]; lastReason: string }>();

/** Disagreements of a revealed round, one after the other: the passage, what each coder made of it, and the ruling. */
@customElement("coram-reconcile-page")
export class CoramReconcilePage extends LightElement {
  @property({ attribute: false }) verdictId!: VerdictId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private current: CaseId | null = null;
  @state() private filter: QueueFilter = { kind: null, category: null, onlyOpen: false };
  @state() private isQueueOpen = false;
  @state() private isKeysOpen = false;
  @state() private isFileOpen = false;
  @state() private isRecording = false;
  /** A ruled case that is about to be ruled on again. */
  @state() private again: CaseId | null = null;
  @state() private said: string | null = null;
  @state() private affected: AmendDone | null = null;
  @query("coram-ruling") private readonly ruling!: CoramRuling | null;
  @query("coram-case-talk") private readonly talk!: CoramCaseTalk | null;
  private round: RoundId | null = null;
  /** Version of the case as the reader sees it now: a ruling made meanwhile is never replaced unseen. */
  private seenVersion = 0;
  private shown: { of: unknown[]; cases: ShownCase[] } = { of: [], cases: [] };
  private readonly loading = new PageLoading(this, () => ({ verdict: this.verdictId, session: this.session }));
  private readonly cases = new CasesLoading(this, () => ({
    verdict: this.verdictId,
    round: this.round,
    session: this.session,
  }));

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.onKey);
    const asked = new URLSearchParams(location.search);
    this.round = RoundId.safeParse(asked.get("round")).data ?? null;
    const category = CategoryId.safeParse(asked.get("category")).data ?? null;
    this.filter = { ...this.filter, category };
    this.current = (asked.get("case") as CaseId | null) ?? null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.loading.check(changed.has("verdictId"));
    this.cases.check(changed.has("verdictId"));
    this.loading.model?.setLanguage(language());
    const all = this.all;
    if (!all.some(({ view }) => view.id === this.current))
      this.current = (all.find((one) => one.isOpen && isShown(one, this.filter)) ?? all[0])?.view.id ?? null;
  }

  protected override updated(): void {
    this.seenVersion = this.one?.view.version ?? 0;
  }

  // -------------------------------------------------------------------------------------------------- what is there

  private get model(): VerdictModel | null {
    return this.loading.model;
  }

  private get all(): ShownCase[] {
    const { list } = this.cases;
    const view = this.model?.view;
    if (!list || !view) return [];
    const of = [list, view, language()];
    if (this.shown.of.some((each, i) => each !== of[i]) || this.shown.of.length === 0)
      this.shown = { of, cases: shownCases(list, view, language()) };
    return this.shown.cases;
  }

  private get one(): ShownCase | null {
    return this.all.find(({ view }) => view.id === this.current) ?? null;
  }

  private draftOf({ view, offered }: ShownCase): RulingDraft {
    const draft = draftOn(view.id) ?? newDraft(view.version);
    // What is left after the others conceded is offered, and is the panel's to take.
    if (draft.choice !== null || offered === null) return draft;
    return { ...draft, choice: offered.length > 0 ? "entries" : "none", coders: offered };
  }

  /** Whether somebody else ruled while a ruling was being made here. */
  private hasMoved(one: ShownCase): boolean {
    const draft = draftOn(one.view.id);
    return draft !== null && isBegun(draft) && draft.basis < one.view.version;
  }

  private isRuling(one: ShownCase): boolean {
    const isAllowed = this.cases.list?.can.rule === true;
    return isAllowed && (one.isOpen || this.again === one.view.id || this.hasMoved(one));
  }

  private get kept(): { panel: MemberId[]; lastReason: string } {
    return panels.get(this.verdictId) ?? { panel: [], lastReason: "" };
  }

  private panelOf(model: VerdictModel): { panel: MemberCard[]; others: MemberCard[] } {
    const may = model.view.members.filter(
      ({ role, isGuest, isRemoved }) => (role === "lawyer" || role === "facilitator") && !isGuest && !isRemoved,
    );
    const me = may.filter(({ id }) => id === model.me);
    const others = may.filter(({ id }) => id !== model.me);
    return { panel: [...me, ...others.filter(({ id }) => this.kept.panel.includes(id))], others };
  }

  // ---------------------------------------------------------------------------------------------------------- render

  protected override render(): TemplateResult {
    const { model } = this;
    const problem = this.loading.problem ?? this.cases.problem;
    if (problem) return this.renderProblem(problem);
    const { list } = this.cases;
    if (!model || !list)
      return html`<main id="main" tabindex="-1" class="verdict-loading" aria-busy="true">
        <p class="note">${t("page.loading")}</p>
      </main>`;
    document.title = `${t("reconcile.title")} · ${model.view.verdict.caseNumber} · Coram`;
    const { one } = this;
    return html`<div
      class="reconcile-page"
      @coram-case-open=${(event: HTMLElementEventMap["coram-case-open"]) => this.open(event.detail.id)}
      @coram-case-filter=${(event: HTMLElementEventMap["coram-case-filter"]) => (this.filter = event.detail)}
      @coram-keys=${() => (this.isKeysOpen = true)}
      @coram-rulings-file=${() => (this.isFileOpen = true)}
      @coram-queue-toggle=${() => (this.isQueueOpen = !this.isQueueOpen)}
    >
      <coram-reconcile-bar
        .view=${model.view}
        .list=${list}
        .me=${model.me}
        .people=${model.people}
        .saved=${model.saved}
        .isQueueOpen=${this.isQueueOpen}
        .open=${this.all.filter(({ isOpen }) => isOpen).length}
      ></coram-reconcile-bar>
      <coram-case-queue
        role="navigation"
        aria-label=${t("reconcile.title")}
        class=${this.isQueueOpen ? "queue queue-open-now" : "queue"}
        .cases=${this.all}
        .filter=${this.filter}
        .current=${this.current}
        .ruledWords=${(shown: ShownCase) => this.ruledWords(shown)}
      ></coram-case-queue>
      <main id="main" tabindex="-1" class="work">
        ${
          one
            ? this.renderCase(model, one)
            : html`<div class="work-scrolls">
                <p class="work-inner note">
                  ${t(list.cases.length === 0 ? "reconcile.none" : "reconcile.none-match")}
                  ${list.agreed > 0 ? t("reconcile.agreed", { count: list.agreed }) : nothing}
                </p>
              </div>`
        }
      </main>
      <coram-case-definitions
        class="beside"
        .shown=${one}
        .categories=${model.categories}
        .verdictId=${this.verdictId}
        .agreed=${list.agreed}
      ></coram-case-definitions>
      <coram-rulings-export
        .open=${this.isFileOpen}
        .verdict=${model.view.verdict}
        .mayPass=${model.view.can.exportAll}
        @coram-dialog-close=${() => (this.isFileOpen = false)}
      ></coram-rulings-export>
      <coram-case-keys
        .open=${this.isKeysOpen}
        @coram-dialog-close=${() => (this.isKeysOpen = false)}
      ></coram-case-keys>
    </div>`;
  }

  private renderProblem(problem: NonNullable<PageLoading["problem"]>): TemplateResult {
    const isNone = problem !== "offline" && problem.code === "not-found" && this.loading.problem === null;
    return html`<main id="main" tabindex="-1" class="page page-narrow">
      <div class="alert" role="alert">
        <span class="grow"
          >${
            isNone ? t("reconcile.not-there") : problem === "offline" ? t("problem.offline") : describeProblem(problem)
          }</span
        >
        <a class="link" href=${`/verdicts/${this.verdictId}`}>${t("reconcile.to-verdict")}</a>
      </div>
    </main>`;
  }

  private renderCase(model: VerdictModel, one: ShownCase): TemplateResult {
    const { view } = model;
    const open = this.all.filter(({ isOpen }) => isOpen).length;
    const lang = langOf(view.verdict.language, view.verdict.script);
    const draft = this.draftOf(one);
    const isRuling = this.isRuling(one);
    const ruled = rulingOf(one.view)?.outcome;
    const taken = isRuling
      ? draft.choice === "entries"
        ? draft.coders
        : []
      : ruled?.kind === "entries"
        ? ruled.coders
        : [];
    const chosen = isRuling && draft.choice === "span" ? draft.span.ranges : [];
    return html`${keyed(
        one.view.id,
        html`<div
          class="work-scrolls"
          @coram-span=${(event: HTMLElementEventMap["coram-span"]) => this.onSpan(one, event)}
          @coram-concede=${(event: HTMLElementEventMap["coram-concede"]) => void this.onConcede(one, event.detail.isConceded)}
        >
          <div class="work-inner">
            <header class="work-head">
              <h1>${askOf(one)}</h1>
              <span class="note sub">${t("reconcile.settled-left", { settled: this.all.length - open, open })}</span>
              <span class="work-steps">
                <button
                  type="button"
                  class="button button-quiet button-small"
                  aria-label=${t("reconcile.previous")}
                  aria-keyshortcuts="k"
                  @click=${() => this.step(-1)}
                >
                  <coram-icon name="arrow-left"></coram-icon>
                </button>
                <button
                  type="button"
                  class="button button-quiet button-small step-next"
                  aria-label=${t("reconcile.next")}
                  aria-keyshortcuts="j"
                  @click=${() => this.step(1)}
                >
                  <coram-icon name="arrow-left"></coram-icon>
                </button>
              </span>
            </header>
            <coram-case-score
              .revision=${view.revision}
              .shown=${one}
              .textLang=${lang}
              .chosen=${chosen}
            ></coram-case-score>
            <coram-case-sides
              .shown=${one}
              .text=${view.revision.text}
              .textLang=${lang}
              .me=${model.me}
              .taken=${taken}
              ?canConcede=${one.isOpen && this.cases.list?.can.concede}
            ></coram-case-sides>
            <coram-case-talk
              .threads=${model.threadsOn(one.view.id)}
              .audience=${model.writableAudiences[0] ?? null}
              .draftKey=${`case ${one.view.id}`}
              .onSay=${(body: string) => this.say(model, one, body)}
              @coram-reply=${(event: HTMLElementEventMap["coram-reply"]) => model.reply(event.detail.audience, event.detail.thread, event.detail.body)}
              @coram-comment-edit=${(event: HTMLElementEventMap["coram-comment-edit"]) => model.editComment(event.detail.audience, event.detail.comment, event.detail.body)}
              @coram-comment-delete=${(event: HTMLElementEventMap["coram-comment-delete"]) => model.deleteComment(event.detail.audience, event.detail.comment, true)}
              @coram-resolve=${(event: HTMLElementEventMap["coram-resolve"]) => model.resolveThread(event.detail.audience, event.detail.thread, event.detail.resolved)}
            ></coram-case-talk>
            <coram-case-definitions
              class="below"
              .shown=${one}
              .categories=${model.categories}
              .verdictId=${this.verdictId}
            ></coram-case-definitions>
          </div>
        </div>`,
      )}
      <div class="ruling">
        <div class="work-inner">
          ${this.said ? html`<p class="note" role="status">${this.said}</p>` : nothing}
          ${one.isOpen ? nothing : this.renderRuled(model, one)}
          ${isRuling ? this.renderForm(model, one, draft, lang) : nothing}
        </div>
      </div>`;
  }

  private renderRuled(model: VerdictModel, one: ShownCase): TemplateResult {
    return html`<coram-ruling-shown
      .shown=${one}
      .members=${model.view.members}
      .codeOf=${(category: string) => this.codeOf(category)}
      ?hasMoved=${this.hasMoved(one)}
      ?canRule=${this.cases.list?.can.rule === true && !this.isRuling(one)}
      @coram-rule-again=${() => {
        keepDraft(one.view.id, newDraft(one.view.version));
        this.again = one.view.id;
      }}
    ></coram-ruling-shown>`;
  }

  private renderForm(model: VerdictModel, one: ShownCase, draft: RulingDraft, lang: string): TemplateResult {
    const { panel, others } = this.panelOf(model);
    const me = panel[0];
    if (!me) return html``;
    return html`<coram-ruling
      .shown=${one}
      .draft=${draft}
      .text=${model.view.revision.text}
      .textLang=${lang}
      .categories=${model.categories}
      .me=${me}
      .panel=${panel}
      .others=${others}
      .affected=${this.affected}
      ?isCoder=${this.cases.list?.coders.includes(model.me)}
      ?isOffline=${this.cases.isOffline}
      ?isRecording=${this.isRecording}
      ?isAgain=${!one.isOpen}
      ?hasLastReason=${this.kept.lastReason !== ""}
      ?canAmend=${this.cases.list?.can.amend}
      @coram-ruling-change=${(event: HTMLElementEventMap["coram-ruling-change"]) => this.change(one, event.detail.change)}
      @coram-ruling-panel=${(event: HTMLElementEventMap["coram-ruling-panel"]) => {
        panels.set(this.verdictId, { ...this.kept, panel: event.detail.panel });
        this.requestUpdate();
      }}
      @coram-ruling-ditto=${() => this.change(one, { reason: this.kept.lastReason })}
      @coram-ruling-record=${() => void this.record(model, one)}
      @coram-ruling-leave=${() => this.leave(one)}
    ></coram-ruling>`;
  }

  private ruledWords(shown: ShownCase): string {
    const ruling = rulingOf(shown.view);
    return ruling ? outcomeOf(shown, ruling.outcome, (category) => this.codeOf(category)) : "";
  }

  private codeOf(category: string): string {
    return this.model?.categories.find(({ id }) => id === category)?.code ?? "";
  }

  // -------------------------------------------------------------------------------------------------------- what is done

  private open(id: CaseId): void {
    this.current = id;
    this.isQueueOpen = false;
    this.said = null;
    this.affected = null;
    this.again = null;
  }

  /** To the next or the previous case of those that are shown. */
  private step(by: 1 | -1): void {
    const shown = this.all.filter((one) => one.view.id === this.current || isShown(one, this.filter));
    const at = shown.findIndex(({ view }) => view.id === this.current);
    const next = shown[at + by];
    if (next) this.open(next.view.id);
  }

  private nextOpen(): void {
    const { all } = this;
    const at = all.findIndex(({ view }) => view.id === this.current);
    const after = [...all.slice(at + 1), ...all.slice(0, at)];
    const next = after.find((one) => one.isOpen && isShown(one, { ...this.filter, onlyOpen: true }));
    if (next) this.open(next.view.id);
  }

  private change(one: ShownCase, change: Partial<RulingDraft>): void {
    const draft = { ...this.draftOf(one), ...change };
    if (draft.choice === "span" && draft.span.ranges.length === 0 && draft.span.category === null)
      draft.span = { category: one.categories[0]?.id ?? null, ranges: one.sides[0]?.ranges ?? [] };
    keepDraft(one.view.id, draft);
    this.requestUpdate();
    if (change.amend) void this.count(one, change.amend);
  }

  private async count(one: ShownCase, wanted: NonNullable<RulingDraft["amend"]>): Promise<void> {
    const affected = await affectedBy(this.verdictId, one.view.id, wanted, language());
    if (this.current === one.view.id) this.affected = affected;
  }

  private onSpan(one: ShownCase, { detail }: HTMLElementEventMap["coram-span"]): void {
    const draft = this.draftOf(one);
    if (draft.choice !== "span" || !this.isRuling(one) || !this.model) return;
    const range = snapToWords(this.model.text, detail.range);
    if (range) this.change(one, { span: { ...draft.span, ranges: [range] } });
  }

  private async onConcede(one: ShownCase, isConceded: boolean): Promise<void> {
    try {
      this.cases.take(await concede(this.verdictId, one.view.id, isConceded));
    } catch (error) {
      this.said = describeProblem(error);
    }
  }

  private say(model: VerdictModel, one: ShownCase, body: string): void {
    const audience = model.writableAudiences[0];
    if (audience) model.openThread(audience, { case: one.view.id, ranges: one.ranges }, body);
  }

  private leave(one: ShownCase): void {
    if (!one.isOpen) {
      keepDraft(one.view.id, null);
      this.again = null;
      this.requestUpdate();
    } else this.step(1);
  }

  private async record(model: VerdictModel, one: ShownCase): Promise<void> {
    if (this.isRecording) return;
    const draft = this.draftOf(one);
    const { panel } = this.panelOf(model);
    this.isRecording = true;
    this.said = null;
    const version = this.hasMoved(one) ? this.seenVersion : draft.basis;
    const about = { id: one.view.id, revision: model.view.revision.number };
    const ids = panel.map(({ id }) => id);
    const recorded = await recordRuling(this.verdictId, about, version, draft, ids, language());
    this.isRecording = false;
    if ("problem" in recorded) return void (this.said = recorded.problem);
    // Theirs is shown beside what stays here.
    if ("moved" in recorded) return this.cases.load();
    keepDraft(one.view.id, null);
    panels.set(this.verdictId, { ...this.kept, lastReason: draft.reason.trim() });
    this.cases.take(recorded.ruled);
    const left = this.all.filter(({ isOpen }) => isOpen).length;
    announce(t("reconcile.said-recorded", { open: left }));
    this.again = null;
    this.nextOpen();
    this.said = recorded.said;
    this.focusWork();
  }

  /** The focus leaves a field that is there no more, so that the next key is the page's. */
  private focusWork(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true }));
  }

  // ---------------------------------------------------------------------------------------------------------------- keys

  private readonly onKey = (event: KeyboardEvent): void => {
    const { one } = this;
    if (event.defaultPrevented || this.isKeysOpen || this.isFileOpen || !one) return;
    if (isTyping(event)) {
      // Out of the reason, so that the next key is a command again.
      if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    if (this.moveEdge(one, event)) return event.preventDefault();
    const action = caseActionOf(event);
    if (action && this.act(one, action)) event.preventDefault();
  };

  /** While another span is chosen, arrows move its edges. */
  private moveEdge(one: ShownCase, event: KeyboardEvent): boolean {
    const { target } = event;
    const isElsewhere = target instanceof HTMLElement && target.matches(".opt, select, [role=menuitemcheckbox]");
    if (!this.isRuling(one) || !this.model || isElsewhere) return false;
    const draft = this.draftOf(one);
    const ranges = movedEdge(draft, this.model.text, event);
    if (ranges) this.change(one, { span: { ...draft.span, ranges } });
    return ranges !== null;
  }

  private act(one: ShownCase, action: CaseAction): boolean {
    const isRuling = this.isRuling(one);
    switch (action.name) {
      case "next":
      case "previous":
        this.step(action.name === "next" ? 1 : -1);
        return true;
      case "show-keys":
        this.isKeysOpen = true;
        return true;
      case "concede": {
        const mine = one.sides.find(({ member }) => member.id === this.model?.me);
        if (!mine || !one.isOpen || !this.cases.list?.can.concede) return false;
        void this.onConcede(one, !mine.hasConceded);
        return true;
      }
      case "discuss":
        this.talk?.start();
        return this.talk !== null;
      case "escape":
        this.isQueueOpen = false;
        return false;
      default:
        return isRuling && this.decide(one, action);
    }
  }

  private decide(one: ShownCase, action: CaseAction): boolean {
    if (action.name === "record") this.ruling?.submit();
    else if (action.name === "reason") this.ruling?.startReason();
    else if (action.name === "same-reason") {
      if (this.kept.lastReason) this.change(one, { reason: this.kept.lastReason });
    } else {
      const change = decided(one, this.draftOf(one), action);
      if (!change) return false;
      this.change(one, change);
    }
    return true;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-reconcile-page": CoramReconcilePage;
  }
}
