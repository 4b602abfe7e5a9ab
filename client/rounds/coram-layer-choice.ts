import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { compareWords, t } from "../i18n/t.ts";
import { choiceName, type LayerChoice } from "./layer-choices.ts";
import "./rounds.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-layer-choice": CoramLayerChoice;
  }
  interface HTMLElementEventMap {
    /** Show these layers. */
    "coram-layers-chosen": CustomEvent<{ choice: string }>;
  }
}

/**
 * Whose tags are shown, where there are frozen ones: all coders side by side, one of them, what was ruled, or an open layer. It stands in
 * the bar above the text, so that it is at hand wherever one reads.
 */
@customElement("coram-layer-choice")
export class CoramLayerChoice extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) me: MemberId | null = null;
  @property({ attribute: false }) choices: readonly LayerChoice[] = [];
  @property({ attribute: false }) current: LayerChoice | null = null;

  protected override render(): TemplateResult | typeof nothing {
    if (this.choices.length < 2) return nothing;
    const rounds = [...new Set(this.choices.map(({ roundNumber }) => roundNumber))];
    return html`<span class="sub layers-words" aria-hidden="true">${t("rounds.shown")}</span>
      <select
        class="field"
        aria-label=${t("rounds.shown")}
        title=${t("rounds.shown")}
        @change=${(event: Event) => this.emit("coram-layers-chosen", { choice: (event.currentTarget as HTMLSelectElement).value })}
      >
        ${rounds.map(
          (number) =>
            html`<optgroup label=${t("rounds.number", { number })}>
              ${this.ofRound(number).map(
                (choice) =>
                  html`<option value=${choice.id} .selected=${choice.id === this.current?.id}>
                    ${choiceName(choice, this.view, this.me)}
                  </option>`,
              )}
            </optgroup>`,
        )}
      </select>`;
  }

  /** Coders by name, the rest where it stands. */
  private ofRound(number: number): LayerChoice[] {
    const name = (choice: LayerChoice): string => choiceName(choice, this.view, this.me);
    const choices = this.choices.filter(({ roundNumber }) => roundNumber === number);
    const coders = choices
      .filter(({ kind }) => kind === "coder")
      .sort((a, b) => compareWords(name(a), name(b)))
      .values();
    return choices.map((choice) => (choice.kind === "coder" ? (coders.next().value ?? choice) : choice));
  }
}
