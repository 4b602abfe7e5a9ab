import { setPageTitle } from "../waits/page-title.ts";
import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { DisagreementId, MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { DisagreementList } from "../../schema/protocol/http/disagreements.ts";
import { langOf } from "../../schema/domain/language.ts";
import { onceFor } from "../../schema/once-for.ts";
import { AnsweredBoxes } from "../discussion/where-said.ts";
import { announce } from "../elements/announce.ts";
import "../app/coram-problem-page.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import type { CoramThreadList } from "../discussion/coram-thread-list.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import "../styles/reading.css";
import { PageLoading } from "../verdict/page/page-loading.ts";
import { definitionsIn } from "../verdict/model/category-views.ts";
import type { VerdictModel } from "../verdict/model/verdict-model.ts";
import type { CategoryDefinition } from "../verdict/model/view-model.ts";
import type { SavedState } from "../sync/saved-state.ts";
import { DisagreementKeyboard, type DisagreementKeysHost } from "./disagreement-keyboard.ts";
import { DisagreementsLoading } from "./disagreements-loading.ts";
import "./coram-disagreement-agreement.ts";
import "./coram-disagreement-definitions.ts";
import "./coram-disagreement-keys.ts";
import "./coram-disagreement-queue.ts";
import "./coram-disagreement-score.ts";
import "./coram-reconcile-bar.ts";
import "./coram-rulings-export.ts";
import "./ruling/coram-ruling.ts";
import { QueuePlace } from "./queue-place.ts";
import type { Together } from "./ruling/coram-rule-together.ts";
import type { CoramRuling } from "./ruling/coram-ruling.ts";
import "./reconcile.css";
import { RulingController } from "./ruling/ruling-controller.ts";
import { FollowScreen, ONE_COLUMN } from "../elements/screen.ts";
import { isAllRuled, isNothingCoded } from "./ruling/coram-all-ruled.ts";
import {
  disagreementSides,
  disagreementTalk,
  problemOf,
  ruledDisagreement,
  ruledWords,
  rulingForm,
  type RulingPage,
  workHead,
  nothingShown,
  standingIn,
} from "./work-views.ts";
import { lastRuledBy } from "./ruling/ruling-work.ts";
import { type ShownDisagreement, notHandedIn, shownDisagreements } from "./shown-disagreement.ts";

/** Disagreements of a revealed round, one after the other: the passage, what each coder made of it, and the ruling. */
@customElement("coram-reconcile-page")
export class CoramReconcilePage extends LightElement implements DisagreementKeysHost {
  @property({ attribute: false }) verdictId!: VerdictId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private isQueueOpen = false;
  @state() private isKeysOpen = false;
  @state() private isFileOpen = false;
  @query("coram-ruling") private readonly ruling!: CoramRuling | null;
  @query(".case-talk coram-thread-list") private readonly talk!: CoramThreadList | null;
  private readonly place = new QueuePlace(this);
  /** That which was drawn last. */
  private drawn: DisagreementId | null = null;
  /** Where colleagues were last told that one is. */
  private placeSaid = "";
  private readonly allOnce = onceFor(shownDisagreements);
  private readonly definitionsOnce = onceFor((...[, , methodology, of]: Parameters<typeof shownDisagreements>) =>
    definitionsIn(methodology, of, this.model?.categories ?? []),
  );
  private readonly loading = new PageLoading(this, () => ({ verdict: this.verdictId, session: this.session }));
  private readonly disagreements = new DisagreementsLoading(this, () => ({
    verdict: this.verdictId,
    round: this.place.round,
    case: this.place.linked,
    session: this.session,
  }));
  readonly controller = new RulingController(this, () => ({
    verdict: this.verdictId,
    model: this.model,
    disagreements: this.disagreements,
    one: this.one,
    all: this.all,
  }));
  protected readonly keyboard = new DisagreementKeyboard(this, this.controller, () => ({
    model: this.model,
    one: this.one,
    isAway: this.isKeysOpen || this.isFileOpen,
    lastRuled: this.controller.lastRuled,
    canConcede: this.disagreements.list?.can.concede === true,
    ruling: this.ruling,
    talk: this.talk,
  }));

  protected readonly screen = new FollowScreen(this, ONE_COLUMN);
  protected readonly boxes = new AnsweredBoxes(this, () => this.model);

  override connectedCallback(): void {
    super.connectedCallback();
    this.place.enter();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.loading.check(changed.has("verdictId"));
    this.disagreements.check(changed.has("verdictId"));
    this.loading.model?.setLanguage(language());
    this.place.settle(this.read ? this.all : null, this.isAllRuled);
  }

  protected override updated(): void {
    const { current } = this.place;
    // Each begins with its head, its notes, and where all scrolls as one, with that.
    if (this.drawn !== current) for (const at of this.querySelectorAll("#main, .beside")) at.scrollTo(0, 0);
    this.drawn = current;
    const { model, one } = this;
    const at = one?.ranges[0]?.start;
    const place = `${model?.presenceId} ${at}`;
    // Said once a disagreement: each time would be a frame to everybody.
    if (!model || at === undefined || this.placeSaid === place) return;
    this.placeSaid = place;
    model.setPresence(at, null);
  }

  // -------------------------------------------------------------------------------------------------- what is there

  private get model(): VerdictModel | null {
    return this.loading.model;
  }

  private get read(): Parameters<typeof shownDisagreements> | null {
    const { list, methodology } = this.disagreements;
    const view = this.model?.view;
    return list && methodology && view ? [list, view, methodology, language()] : null;
  }

  private get all(): ShownDisagreement[] {
    const { read } = this;
    return read ? this.allOnce(...read) : [];
  }

  private get isAllRuled(): boolean {
    const { list } = this.disagreements;
    return list !== null && isAllRuled(list);
  }

  private get definitions(): CategoryDefinition[] {
    const { read } = this;
    return read ? this.definitionsOnce(...read) : [];
  }

  private get one(): ShownDisagreement | null {
    return this.all.find(({ view }) => view.id === this.place.current) ?? null;
  }

  // ---------------------------------------------------------------------------------------------------------- render

  protected override render(): TemplateResult {
    const { model } = this;
    const problem = this.loading.problem ?? this.disagreements.problem;
    if (problem) return problemOf(problem, this.loading.problem !== null, this.verdictId);
    const { list } = this.disagreements;
    if (!model || !list)
      return html`<main id="main" tabindex="-1" class="verdict-loading" aria-busy="true">
        <p class="note">${t("page.loading")}</p>
      </main>`;
    setPageTitle(`${t("reconcile.title")} · ${model.view.verdict.caseNumber}`);
    const { one } = this;
    return html`<div
      class="reconcile-page"
      @coram-disagreement-open=${(event: HTMLElementEventMap["coram-disagreement-open"]) => this.open(event.detail.id)}
      @coram-disagreement-filter=${(event: HTMLElementEventMap["coram-disagreement-filter"]) => this.place.choose(event.detail, this.all)}
      @coram-keys-open=${(event: Event) => this.showKeys(event)}
      @coram-rulings-file=${() => (this.isFileOpen = true)}
      @coram-follow=${(event: HTMLElementEventMap["coram-follow"]) => this.goTo(event.detail.member)}
      @coram-queue-toggle=${() => (this.isQueueOpen = !this.isQueueOpen)}
      @coram-to-ruling=${() => this.querySelector(".ruling")?.scrollIntoView({ block: "start" })}
    >
      ${this.renderBar(model, list)} ${this.renderQueue(model)}
      <main
        id="main"
        tabindex="-1"
        class="work"
        @coram-span=${(event: HTMLElementEventMap["coram-span"]) => one && this.controller.takeSpan(one, event.detail.range)}
        @coram-span-done=${() => one && this.keyboard.spanDone(one)}
        @coram-concede=${(event: HTMLElementEventMap["coram-concede"]) => one && void this.controller.concede(one, event.detail.isConceded)}
      >
        ${one ? this.renderText(model, one) : nothingShown(model, list)} ${this.renderBeside(model, list, one)}
        ${one ? this.renderRuling(model, one) : nothing}
        ${ONE_COLUMN.matches ? html`<div class="beside">${this.renderAbout(list, one)}</div>` : nothing}
      </main>
      <coram-rulings-export
        .open=${this.isFileOpen}
        .verdict=${model.view.verdict}
        .mayPass=${model.view.can.exportAll}
        @coram-dialog-close=${() => (this.isFileOpen = false)}
      ></coram-rulings-export>
      <coram-disagreement-keys
        .open=${this.isKeysOpen}
        @coram-dialog-close=${() => (this.isKeysOpen = false)}
      ></coram-disagreement-keys>
    </div>`;
  }

  /** Rulings go past the rooms whose work the bar tells of: the newer one of the two is what was saved last. */
  private saved({ saved, me }: VerdictModel): SavedState {
    if (this.controller.waiting > 0) return { state: "offline", changes: this.controller.waiting, isKept: true };
    const ruled = lastRuledBy(me, this.disagreements.list?.cases ?? []);
    if (saved.state !== "saved" || !ruled || (saved.at && saved.at >= ruled)) return saved;
    return { state: "saved", at: ruled };
  }

  private renderText(model: VerdictModel, one: ShownDisagreement): TemplateResult {
    const { view } = model;
    const open = this.all.filter(({ isOpen }) => isOpen).length;
    const isRuling = this.controller.isRuling(one);
    return html`${keyed(
      one.view.id,
      html`<div class="work-scrolls">
        <div class="work-inner">
          ${workHead(one, { settled: this.all.length - open, open }, (by) => this.step(by))}
          <coram-disagreement-score
            .revision=${view.revision}
            .shown=${one}
            .textLang=${langOf(view.verdict.language, view.verdict.script)}
            .chosen=${standingIn(this, one)}
            ?mayProve=${isRuling && one.view.about !== null}
          ></coram-disagreement-score>
        </div>
      </div>`,
    )}`;
  }

  private renderRuling(model: VerdictModel, one: ShownDisagreement): TemplateResult {
    const { verdict } = model.view;
    const page = this.rulingPage(model, one);
    return html`<div class="ruling">
      <div class="work-inner">
        ${this.controller.said ? html`<p class="note" role="status">${this.controller.said}</p>` : nothing}
        ${one.isOpen ? nothing : ruledDisagreement(page, model, one)}
        ${this.controller.isRuling(one) ? rulingForm(page, model, one, this.controller.draftOf(one), langOf(verdict.language, verdict.script)) : nothing}
      </div>
    </div>`;
  }

  /** What each coder made of it and what is said of it. In one column nothing else stands between the text and the ruling. */
  private renderBeside(model: VerdictModel, list: DisagreementList, one: ShownDisagreement | null): TemplateResult {
    return html`<div class="beside">
      ${one ? keyed(one.view.id, html`${disagreementSides(this.rulingPage(model, one), model, one)} ${disagreementTalk(model, one)}`) : nothing}
      ${ONE_COLUMN.matches ? nothing : this.renderAbout(list, one)}
    </div>`;
  }

  /** What the categories mean, and how far the coders agree. */
  private renderAbout(list: DisagreementList, one: ShownDisagreement | null): TemplateResult {
    return html`<coram-disagreement-definitions
        .shown=${one}
        .categories=${this.definitions}
        .agreed=${one ? list.agreed : null}
        .notCompared=${this.model ? notHandedIn(this.model.view, list.round.id) : []}
      ></coram-disagreement-definitions>
      <coram-disagreement-agreement
        .verdictId=${this.verdictId}
        .round=${isNothingCoded(list) ? null : list.round.id}
        .shown=${one}
      ></coram-disagreement-agreement>`;
  }

  private renderBar(model: VerdictModel, list: DisagreementList): TemplateResult {
    return html`<coram-reconcile-bar
      .view=${model.view}
      .list=${list}
      .people=${model.people}
      .saved=${this.saved(model)}
      .isQueueOpen=${this.isQueueOpen}
      .open=${this.all.filter(({ isOpen }) => isOpen).length}
    ></coram-reconcile-bar>`;
  }

  private renderQueue(model: VerdictModel): TemplateResult {
    return html`<coram-disagreement-queue
      role="navigation"
      aria-label=${t("reconcile.title")}
      class=${this.isQueueOpen ? "queue queue-open-now" : "queue"}
      .disagreements=${this.all}
      .filter=${this.place.filter}
      .current=${this.place.current}
      .leftOpen=${this.controller.leftOpen}
      ?isAllRuled=${this.isAllRuled}
      .ruledWords=${(shown: ShownDisagreement) => ruledWords(shown, model.me, (category) => this.codeOf(category))}
    ></coram-disagreement-queue>`;
  }

  private rulingPage(model: VerdictModel, one: ShownDisagreement): RulingPage {
    return {
      controller: this.controller,
      disagreements: this.disagreements,
      keyboard: this.keyboard,
      codeOf: (category) => this.codeOf(category),
      record: () => void this.record(model, one),
      leave: () => this.leave(one),
      all: this.all,
      together: (act, made) => this.together(model, act, made),
    };
  }

  private codeOf(category: string): string {
    const { content, gone = [] } = this.model?.view.methodology ?? {};
    return [...(content?.categories ?? []), ...gone].find(({ id }) => id === category)?.code ?? "";
  }

  // -------------------------------------------------------------------------------------------------------- what is done

  private open(id: DisagreementId | null): void {
    this.place.open(id);
    this.isQueueOpen = false;
    this.controller.clear();
  }

  /** To the first disagreement in the paragraph that a colleague looks at. */
  private goTo(member: MemberId | null): void {
    const paragraph = this.model?.people.find((person) => person.member.id === member)?.paragraph ?? null;
    const there = this.all.find((one) => paragraph !== null && one.paragraph === paragraph);
    if (there) this.open(there.view.id);
  }

  /** To the next or the previous disagreement of those that are shown. */
  step(by: 1 | -1): void {
    const next = this.place.beside(by, this.all);
    if (next) this.open(next);
  }

  showKeys(event?: Event): void {
    event?.preventDefault();
    this.isKeysOpen = true;
  }

  closeQueue(): void {
    this.isQueueOpen = false;
  }

  ruleAgain(id: DisagreementId): void {
    this.open(id);
    if (this.one) this.controller.ruleAgain(this.one);
    this.focusWork();
  }

  private nextOpen(): void {
    const next = this.place.nextOpen(this.all);
    if (next || this.isAllRuled) this.open(next);
  }

  private leave(one: ShownDisagreement): void {
    if (one.isOpen) {
      this.controller.leaveOpen(one);
      this.step(1);
    } else {
      // Where their ruling came while this one was made, one goes on as after one's own; who only looked back at it stays.
      const isPassed = this.controller.hasMoved(one);
      this.controller.leaveTheirs(one);
      if (isPassed) this.nextOpen();
    }
    this.focusWork();
  }

  private async record(model: VerdictModel, one: ShownDisagreement): Promise<void> {
    if (!(await this.controller.record(model, one))) return;
    const { said } = this.controller;
    announce(t("reconcile.said-recorded", { open: this.all.filter(({ isOpen }) => isOpen).length }));
    this.nextOpen();
    this.controller.said = said;
    this.focusWork();
  }

  private async together(model: VerdictModel, act: "rule" | "agree", made: Together): Promise<string | null> {
    const problem = await this.controller.together(model, act, made);
    if (problem !== null) return problem;
    announce(t("reconcile.said-recorded", { open: this.all.filter(({ isOpen }) => isOpen).length }));
    if (act === "rule") this.nextOpen();
    this.focusWork();
    return null;
  }

  /** The focus leaves the form of what is done, so that the next key is the page's. */
  private focusWork(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-reconcile-page": CoramReconcilePage;
  }
}
