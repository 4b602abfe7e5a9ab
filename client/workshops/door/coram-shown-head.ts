import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ShownWorkshop } from "../../../schema/protocol/http/workshops/attending.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import type { WorkshopClock } from "../workshop-clock.ts";
import { SaysHeight } from "../says-height.ts";
import { clockWords, kindWord, phaseWord, shownPhase } from "../workshop-words.ts";
import "../workshops.css";
import "./door.css";

/** It is looked at so often that no second is seen to be late. */
const LOOK_MS = 250;

/** What guests and screens are shown of how the running step stands: what it is called, its phase, and what is left of it. */
@customElement("coram-shown-head")
export class CoramShownHead extends LightElement {
  constructor() {
    super();
    new SaysHeight(this, "--step-head");
  }

  @property({ attribute: false }) shown!: ShownWorkshop;
  /** The server's, kept by who asks it. */
  @property({ attribute: false }) clock!: WorkshopClock;
  private timer: ReturnType<typeof setInterval> | undefined;

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

  protected override render(): TemplateResult {
    const { step, title, state } = this.shown;
    const phases = step?.phase && step.phase !== "on" ? [phaseWord(shownPhase(step.phase))] : [];
    const heading = step ? step.title || kindWord(step.kind) : title || t("workshop.one");
    return html`<div class="step-head">
      <div class="grow">
        <h1>${heading}</h1>
        <p class="sub">${[...(step && title ? [title] : []), ...phases].join(", ")}</p>
      </div>
      ${state === "paused" ? html`<b class="workshop-clock">${t("workshop.state-paused")}</b>` : this.renderClock()}
    </div>`;
  }

  private renderClock(): TemplateResult | typeof nothing {
    const { endsAt, phase } = this.shown.step ?? {};
    // Slips that are on their way have ten seconds, of which nobody need know.
    if (!endsAt || phase === "closed") return nothing;
    const left = Date.parse(endsAt) - this.clock.now();
    return html`<span class="workshop-clock ${left < 0 ? "is-over" : ""}" role="timer" aria-label=${t("workshop.clock")}
      >${clockWords(left)}</span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-shown-head": CoramShownHead;
  }
}
