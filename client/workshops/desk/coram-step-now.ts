import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { StepId } from "../../../schema/domain/ids.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import { needsPassages } from "../../../schema/domain/workshop/phases.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { LightElement } from "../../elements/light-element.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { language, t } from "../../i18n/t.ts";
import "../coram-step-passages.ts";
import "../coram-workshop-clock.ts";
import { textsFor } from "../slip/coding-texts.ts";
import { codingRoom } from "../slip/coding-room.ts";
import "../slip/coram-slip-work.ts";
import { keepFocus } from "../keep-focus.ts";
import { renderPhases } from "../phases-line.ts";
import { SaysHeight } from "../says-height.ts";
import "../tables/coram-tables.ts";
import { tableByKey } from "../tables/table-words.ts";
import { nextStep, nextTurn, turnWords } from "../next-turn.ts";
import "../votes/coram-step-decide.ts";
import { SeesVotes } from "../votes/sees-votes.ts";
import { voteTurn } from "../votes/vote-turn.ts";
import type { VotesModel } from "../votes/votes-model.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { turnOrAsk } from "./asks-first.ts";
import { floorWords, stepName } from "../workshop-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-step-now": CoramStepNow;
  }
}

/** The step under way: its phases and clock, the words that it works on, and for who has the floor how it goes on. */
@customElement("coram-step-now")
export class CoramStepNow extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
    new SaysHeight(this, "--step-head", () => this.querySelector(":scope > .step-head"));
    new SaysHeight(this, "--step-acts", () => this.querySelector(":scope > .step-acts"));
  }

  @property({ attribute: false }) model!: WorkshopModel;
  /** As the model has it: another one is drawn anew. */
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) votes: VotesModel | null = null;
  @property({ type: Boolean }) isBusy = false;
  /** The bar of following, which stands below its head. */
  @property({ attribute: false }) follow: TemplateResult | typeof nothing = nothing;
  /** What is voted on: for who leads it stands above the way on, for anybody else first of all, since they are asked. */
  @property({ attribute: false }) asks: TemplateResult | typeof nothing = nothing;
  /** Whether all slips are known to be in, to who leads. */
  @property({ attribute: false }) areAllIn = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly room = onceFor(codingRoom);
  private readonly source = onceFor(textsFor);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** Slips may still be on their way, and are not to be revealed before. */
  get waitsForSlips(): boolean {
    const { model } = this;
    return model.step?.phase === "closed" && (model.leftMs ?? 0) > 0 && !this.areAllIn;
  }

  /** Slips that are closed get no more time: nothing is written on them, and their reveal would wait as long. */
  get takesMinutes(): boolean {
    const { step } = this.model;
    return step !== null && step.endsAt !== null && step.phase !== "closed";
  }

  protected override updated(): void {
    clearTimeout(this.timer);
    if (this.waitsForSlips) this.timer = setTimeout(() => this.requestUpdate(), (this.model.leftMs ?? 0) + 1);
  }

  protected override render(): TemplateResult {
    const { view, model } = this;
    const { step } = model;
    const isLed = view.rights.lead && view.workshop.state === "open";
    return html`${step ? this.renderStep(step, isLed) : this.renderBetween(isLed)}
    ${isLed ? html`${this.asks} ${this.renderLead(step)}` : nothing}`;
  }

  private renderStep(step: Step, isLed: boolean): TemplateResult {
    const { leftMs } = this.model;
    return html`<div class="step-head">
        <div class="grow">
          <h1>${stepName(step)}</h1>
          ${renderPhases(step)} ${this.renderFloor()}
        </div>
        ${leftMs === null ? nothing : html`<coram-workshop-clock .model=${this.model}></coram-workshop-clock>`}
      </div>
      ${this.follow} ${isLed ? this.renderClosed(step) : this.asks}
      ${step.phase === "closed" ? html`<p class="note sub">${t(this.waitsForSlips ? "workshop.slips-late" : "workshop.phase-closed")}</p>` : nothing}
      ${this.renderWork(step)}`;
  }

  /** Who leads sees all words: that guests and the screen see none of some is said, and by whom that is changed. */
  private renderClosed({ passages }: Step): TemplateResult[] {
    const { closedToGuests, organisations } = this.view;
    const here = closedToGuests.filter((each) => passages.some(({ verdict }) => verdict === each.verdict));
    return here.map(({ verdict, caseNumber, owner, mayClear }) => {
      const organisation = organisations.find(({ id }) => id === owner)?.name ?? "–";
      return html`<p class="alert alert-quiet">
        <span class="grow"
          >${t("workshop.closed-to-guests", { case: caseNumber ?? "–" })}
          ${mayClear ? nothing : t("plan.cleared-by", { organisation })}</span
        >
        ${mayClear ? html`<a class="link" href="/verdicts/${verdict}?dialog=stage">${t("plan.look-at-stage")}</a>` : nothing}
      </p>`;
    });
  }

  /** Where the bar of a small window has no place for it. */
  private renderFloor(): TemplateResult {
    return html`<p class="note sub step-floor">${floorWords(this.view, this.model.me)}</p>`;
  }

  private renderWork(step: Step): TemplateResult {
    const { model, view } = this;
    if (step.kind === "tables")
      return html`<coram-tables
        .model=${model}
        .votes=${this.votes}
        .view=${view}
        .step=${step}
        .isBusy=${this.isBusy}
      ></coram-tables>`;
    const room = needsPassages(step.kind) ? this.room(view, model.me) : null;
    return room
      ? html`<coram-slip-work
            .room=${room}
            .step=${step}
            .source=${this.source(step.passages, view.seat?.language ?? language())}
            @coram-set-key=${({ detail }: HTMLElementEventMap["coram-set-key"]) => void model.setKey(step.id, detail.members)}
          ></coram-slip-work>
          ${
            this.votes && (step.phase === "talk" || step.phase === "decide")
              ? html`<coram-step-decide
                  ?hidden=${step.phase === "talk"}
                  .votes=${this.votes}
                  .view=${view}
                  .step=${step}
                ></coram-step-decide>`
              : nothing
          }`
      : html`<coram-step-passages
          .passages=${step.passages}
          .reads=${view.seat?.language ?? language()}
        ></coram-step-passages>`;
  }

  private renderBetween(isLed: boolean): TemplateResult {
    const next = nextStep(this.view);
    const hasBegun = this.view.steps.some(({ beganAt }) => beganAt !== null);
    const words = next ? t(hasBegun ? "workshop.between" : "workshop.not-begun") : t("workshop.all-done");
    return html`<div class="step-head">
        <div class="grow">
          <h1>${words}</h1>
          ${this.renderFloor()}
        </div>
      </div>
      ${isLed ? nothing : this.asks}
      ${next ? html`<p class="sub">${t("workshop.next-is", { step: stepName(next) })}</p>` : nothing}`;
  }

  private renderLead(step: Step | null): TemplateResult {
    const next = nextTurn(this.view);
    const begins = next?.begins ?? null;
    const worksOn = begins && (needsPassages(begins.kind) || begins.kind === "tables");
    const lacks = worksOn && begins.passages.length === 0 ? begins : null;
    const vote = voteTurn(this.votes, this.view);
    const mayRepeat = step && ["revealed", "talk", "decide"].includes(step.phase ?? "");
    return html`<div class="step-acts" @mousedown=${keepFocus}>
      ${lacks ? html`<p class="alert">${t("plan.missing-passages", { step: stepName(lacks) })}</p>` : nothing}
      ${
        next
          ? html`<button
              type="button"
              class="button ${vote === null ? "button-primary" : ""}"
              ?disabled=${this.isBusy || this.waitsForSlips}
              @click=${() => turnOrAsk(this, this.model, next, "button", this.areAllIn)}
            >
              ${turnWords(next)}
              ${vote !== null || tableByKey(this.view) ? nothing : html`<kbd class="key">${t("workshop.key-space")}</kbd>`}
            </button>`
          : nothing
      }
      ${
        this.takesMinutes
          ? html`<button type="button" class="button" ?disabled=${this.isBusy} @click=${() => void this.model.more(1)}>
              ${t("workshop.minute-more")} <kbd class="key">+</kbd>
            </button>`
          : nothing
      }
      ${
        mayRepeat
          ? html`<button type="button" class="button" ?disabled=${this.isBusy} @click=${() => this.again(step.id)}>
              ${t("workshop.again")}
            </button>`
          : nothing
      }
      ${
        step && next?.to !== "ended"
          ? html`<button
              type="button"
              class="button button-quiet"
              ?disabled=${this.isBusy}
              @click=${() => turnOrAsk(this, this.model, { step: step.id, to: "ended", begins: null }, "button")}
            >
              ${t("workshop.end-step")}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** A step that was coded is coded once more, by everybody. */
  private again(step: StepId): void {
    this.dispatchEvent(new CustomEvent("coram-ask-first", { detail: { kind: "again", step }, bubbles: true }));
  }
}
