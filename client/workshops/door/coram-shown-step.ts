import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ShownPassage, ShownWorkshop } from "../../../schema/protocol/http/workshops/attending.ts";
import { LightElement } from "../../elements/light-element.ts";
import { renderTokens } from "../../elements/tokens/token-parts.ts";
import { formatList, t } from "../../i18n/t.ts";
import { WorkshopClock } from "../workshop-clock.ts";
import { clockWords, kindWord, phaseWord, shownPhase } from "../workshop-words.ts";
import "../workshops.css";
import "./door.css";

/** It is looked at so often that no second is seen to be late. */
const LOOK_MS = 250;

/** The running step as guests and screens are shown it: its words in each paragraph, what they are in translation, and the clock. */
@customElement("coram-shown-step")
export class CoramShownStep extends LightElement {
  @property({ attribute: false }) shown!: ShownWorkshop;
  private readonly clock = new WorkshopClock();
  private timer: ReturnType<typeof setInterval> | undefined;
  private heard = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      if (this.shown.step?.endsAt) this.requestUpdate();
    }, LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override willUpdate(): void {
    if (this.heard === this.shown.now) return;
    this.heard = this.shown.now;
    this.clock.heard(this.heard, this.clock.ask());
  }

  protected override render(): TemplateResult {
    const { step, seats, state } = this.shown;
    if (!step) return html`<p class="sub">${t("attending.between")}</p>`;
    const isHidden = step.title === null && step.passages.length === 0;
    return html`<div class="step-head">
        <h2 class="grow">${step.title || kindWord(step.kind)}</h2>
        ${state === "paused" ? html`<span class="sub">${t("workshop.clock-stands")}</span>` : this.renderClock()}
      </div>
      <p class="note sub">
        ${formatList([
          ...(step.phase === null || step.phase === "on" ? [] : [phaseWord(shownPhase(step.phase))]),
          ...(step.phase === "silence" || step.phase === "closed"
            ? [t("attending.handed-in", { count: step.handedIn, seats })]
            : []),
        ])}
      </p>
      ${isHidden && step.kind !== "talk" && step.kind !== "break" ? html`<p class="sub">${t("attending.hidden")}</p>` : nothing}
      <div class="step-passages">${step.passages.map(renderPassage)}</div>`;
  }

  private renderClock(): TemplateResult | typeof nothing {
    const { endsAt } = this.shown.step ?? {};
    if (!endsAt) return nothing;
    const left = Date.parse(endsAt) - this.clock.now();
    return html`<span class="workshop-clock ${left < 0 ? "is-over" : ""}" role="timer" aria-label=${t("workshop.clock")}
      >${clockWords(left)}</span
    >`;
  }
}

function renderPassage({ lang, paragraphs, translations }: ShownPassage): TemplateResult {
  return html`<div class="step-passage">
    ${paragraphs.map(
      ({ number, text }) =>
        html`<p class="passage-words" lang=${lang}>
          <span class="passage-number" lang="">${number ?? ""}</span><span>${renderTokens(text, lang)}</span>
        </p>`,
    )}
    ${translations.map(({ language, text }) => html`<blockquote class="sub" lang=${language}>${text}</blockquote>`)}
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-shown-step": CoramShownStep;
  }
}
