import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { StandingView } from "../../schema/protocol/http/rounds.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { t } from "../i18n/t.ts";
import { choiceName, isStanding, type LayerChoice } from "./layer-choices.ts";
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

/**
 * What is to be said of the layers that are shown: why they are not there; between a reveal and the settling whose they are, with the way
 * from what the coders found to what stands and back; how what is settled can be changed. Fires `coram-layers-chosen`.
 */
@customElement("coram-shown-line")
export class CoramShownLine extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) me: MemberId | null = null;
  @property({ attribute: false }) choices: readonly LayerChoice[] = [];
  @property({ attribute: false }) current: LayerChoice | null = null;
  /** What was changed of it since it was settled; null where it is not settled, or not this person's to see. */
  @property({ attribute: false }) standing: StandingView | null = null;
  /** Why they are not there. */
  @property({ attribute: false }) problem: unknown = null;

  protected override render(): TemplateResult | typeof nothing {
    if (this.problem)
      return html`<p class="line"><span class="sub" role="alert">${describeProblem(this.problem)}</span></p>`;
    const { current } = this;
    const { stands, round } = this.view;
    if (current?.kind === "coders" || current?.kind === "coder")
      return this.renderShown(
        current,
        "rounds.show-stands",
        this.choices.find((choice) => stands != null && isStanding(choice, stands)),
      );
    const coders = this.choices.find(({ kind, roundNumber }) => kind === "coders" && roundNumber === round.number);
    if (current && round.mode === "revealed" && coders) return this.renderShown(current, "rounds.show-coders", coders);
    return this.renderChange();
  }

  /** Whose tags are shown, with the way to others. */
  private renderShown(
    current: LayerChoice,
    show: "rounds.show-stands" | "rounds.show-coders",
    other: LayerChoice | undefined,
  ): TemplateResult {
    return html`<p class="line shown-line">
      <span class="sub"
        >${t("rounds.shown-now", { name: choiceName(current, this.view, this.me) })}
        ${current.kind === "open" ? nothing : t("rounds.frozen")}</span
      >
      ${this.renderDisagreements()}
      ${
        other
          ? html`<button
              type="button"
              class="link"
              @click=${() => this.emit("coram-layers-chosen", { choice: other.id })}
            >
              ${t(show)}
            </button>`
          : nothing
      }
    </p>`;
  }

  /** The way to the disagreements stays for as long as they are ruled on. */
  private renderDisagreements(): TemplateResult | typeof nothing {
    const { round, layers, verdict } = this.view;
    const isSeen = layers.some(({ kind, round: of }) => kind === "adjudicated" && of === round.id);
    if (round.mode !== "revealed" || !isSeen) return nothing;
    return html`<a class="link" href="/verdicts/${verdict.id}/reconcile">${t("reconcile.title")}</a>`;
  }

  /** Where what stands is settled: that it can be changed, and how often it was. */
  private renderChange(): TemplateResult | typeof nothing {
    const { standing, current } = this;
    const { stands } = this.view;
    if (!standing || !current || stands == null || !isStanding(current, stands)) return nothing;
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
