import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { LayerId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { StandingView } from "../../schema/protocol/http/rounds.ts";
import { describeProblem } from "../api/http.ts";
import { compareWords, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import type { LayerChoice } from "./layer-choices.ts";
import "./rounds.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-layer-choice": CoramLayerChoice;
  }
  interface HTMLElementEventMap {
    /** Show these layers. */
    "coram-layers-chosen": CustomEvent<{ choice: string }>;
    /** What stands is to be added to, or withdrawn from. */
    "coram-standing-open": CustomEvent<void>;
  }
}

/** Whose tags are shown, where there are frozen ones: all coders side by side, one of them, what was ruled, or an open layer. */
@customElement("coram-layer-choice")
export class CoramLayerChoice extends VerdictElement {
  @property({ attribute: false }) choices: readonly LayerChoice[] = [];
  @property({ attribute: false }) current: LayerChoice | null = null;
  /** What stands of the verdict. */
  @property({ attribute: false }) stands: LayerId | null = null;
  /** What was changed of it since it was settled; null where it is not settled, or not this person's to see. */
  @property({ attribute: false }) standing: StandingView | null = null;
  @property({ attribute: false }) members: readonly MemberCard[] = [];
  /** Why they are not there. */
  @property({ attribute: false }) problem: unknown = null;

  protected override render(): TemplateResult | typeof nothing {
    if (this.choices.length === 0) return nothing;
    const rounds = [...new Set(this.choices.map(({ roundNumber }) => roundNumber))];
    return html`<p class="line layers">
      <label for=${this.uid}>${t("rounds.shown")}</label>
      <select class="field" id=${this.uid} @change=${this.onChange}>
        ${rounds.map(
          (number) =>
            html`<optgroup label=${t("rounds.number", { number })}>
              ${this.ofRound(number).map(
                (choice) =>
                  html`<option value=${choice.id} ?selected=${choice.id === this.current?.id}>
                    ${this.isStanding(choice) ? t("rounds.stands", { name: this.name(choice) }) : this.name(choice)}
                  </option>`,
              )}
            </optgroup>`,
        )}
      </select>
      ${
        this.problem
          ? html`<span class="sub" role="alert">${describeProblem(this.problem)}</span>`
          : this.current?.kind === "open" || this.current?.kind === "adjudicated"
            ? nothing
            : html`<span class="sub">${t("rounds.frozen")}</span>`
      }
      ${this.renderChange()}
    </p>`;
  }

  private isStanding({ open, layers }: LayerChoice): boolean {
    const { stands } = this;
    return stands !== null && (open === stands || (layers.length === 1 && layers[0] === stands));
  }

  /** Where what stands is settled: that it can be changed, and how often it was. */
  private renderChange(): TemplateResult | typeof nothing {
    const { standing, current } = this;
    if (!standing || !current || !this.isStanding(current)) return nothing;
    const { changes, can } = standing;
    if (!can.change && changes.length === 0) return nothing;
    return html`<button
      type="button"
      class="link"
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.emit("coram-standing-open")}
    >
      ${can.change ? t("rounds.change") : t("rounds.changed", { count: changes.length })}
    </button>`;
  }

  /** Coders by name, the rest where it stands. */
  private ofRound(number: number): LayerChoice[] {
    const choices = this.choices.filter(({ roundNumber }) => roundNumber === number);
    const coders = choices
      .filter(({ kind }) => kind === "coder")
      .sort((a, b) => compareWords(this.name(a), this.name(b)))
      .values();
    return choices.map((choice) => (choice.kind === "coder" ? (coders.next().value ?? choice) : choice));
  }

  private name({ kind, owner }: LayerChoice): string {
    switch (kind) {
      case "coders":
        return t("rounds.all-coders");
      case "coder":
        return this.members.find(({ id }) => id === owner)?.name ?? "?";
      case "adjudicated":
        return t("rounds.adjudicated");
      case "open":
        return t(owner ? "rounds.own-layer" : "rounds.shared");
    }
  }

  private readonly onChange = (event: Event): void => {
    this.emit("coram-layers-chosen", { choice: (event.currentTarget as HTMLSelectElement).value });
  };
}
