import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { LayerId } from "../../schema/domain/ids.ts";
import type { StandingView } from "../../schema/protocol/http/rounds.ts";
import { describeProblem } from "../api/http.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { t } from "../i18n/t.ts";
import { isStanding, type LayerChoice } from "./layer-choices.ts";
import "./rounds.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-shown-line": CoramShownLine;
  }
  interface HTMLElementEventMap {
    /** What stands is to be added to, or withdrawn from. */
    "coram-standing-open": CustomEvent<void>;
  }
}

/** What is to be said of the layers that are shown: why they are not there, that nobody changes them, how what is settled can be changed. */
@customElement("coram-shown-line")
export class CoramShownLine extends VerdictElement {
  @property({ attribute: false }) current: LayerChoice | null = null;
  /** What stands of the verdict. */
  @property({ attribute: false }) stands: LayerId | null = null;
  /** What was changed of it since it was settled; null where it is not settled, or not this person's to see. */
  @property({ attribute: false }) standing: StandingView | null = null;
  /** Why they are not there. */
  @property({ attribute: false }) problem: unknown = null;

  protected override render(): TemplateResult | typeof nothing {
    if (this.problem)
      return html`<p class="line"><span class="sub" role="alert">${describeProblem(this.problem)}</span></p>`;
    const { current } = this;
    if (current?.kind === "coders" || current?.kind === "coder")
      return html`<p class="line"><span class="sub">${t("rounds.frozen")}</span></p>`;
    return this.renderChange();
  }

  /** Where what stands is settled: that it can be changed, and how often it was. */
  private renderChange(): TemplateResult | typeof nothing {
    const { standing, current, stands } = this;
    if (!standing || !current || stands === null || !isStanding(current, stands)) return nothing;
    const { changes, can } = standing;
    if (!can.change && changes.length === 0) return nothing;
    return html`<p class="line">
      <button
        type="button"
        class="link"
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => this.emit("coram-standing-open")}
      >
        ${can.change ? t("rounds.change") : t("rounds.changed", { count: changes.length })}
      </button>
    </p>`;
  }
}
