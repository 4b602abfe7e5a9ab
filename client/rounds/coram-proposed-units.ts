import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { UnitId } from "../../schema/domain/ids.ts";
import type { Unit } from "../../schema/domain/unit.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import { acceptUnit, mergeUnit, turnDownUnit } from "../api/rounds.ts";
import { errorLine } from "../elements/form.ts";
import { t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { unitHere } from "../i18n/tokens.ts";
import "./rounds.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-proposed-units": CoramProposedUnits;
  }
}

/** Units that coders proposed while they coded blind: each is accepted, is one that is there already, or goes. */
@customElement("coram-proposed-units")
export class CoramProposedUnits extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @state() private problem: unknown = null;
  @state() private isBusy = false;

  protected override render(): TemplateResult | typeof nothing {
    const proposed = this.view.units.filter(({ proposedBy }) => proposedBy !== undefined);
    if (proposed.length === 0) return nothing;
    return html`<h3>${t("rounds.proposed")}</h3>
      <ul class="proposed">
        ${proposed.map((unit) => this.renderUnit(unit))}
      </ul>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}`;
  }

  private renderUnit(unit: Unit): TemplateResult {
    const { id, kind } = unit;
    const verdict = this.view.verdict.id;
    const name = this.view.members.find((member) => member.id === unit.proposedBy)?.name ?? "?";
    const others = this.view.units.filter((each) => each.kind === kind && each.proposedBy === undefined);
    return html`<li>
      <span class="grow">${t("rounds.proposed-by", { unit: unitHere(unit), name })}</span>
      <button
        type="button"
        class="button button-small"
        ?disabled=${this.isBusy}
        @click=${() => void this.act(() => acceptUnit(verdict, id))}
      >
        ${t("rounds.accept")}
      </button>
      ${
        others.length > 0
          ? html`<select
              class="field"
              aria-label=${t("rounds.merge", { unit: unitHere(unit) })}
              ?disabled=${this.isBusy}
              @change=${(event: Event) => {
                const into = (event.currentTarget as HTMLSelectElement).value;
                if (into !== "") void this.act(() => mergeUnit(verdict, id, into as UnitId));
              }}
            >
              <option value="">${t("rounds.merge-choose")}</option>
              ${others.map((other) => html`<option value=${other.id}>${unitHere(other)}</option>`)}
            </select>`
          : nothing
      }
      <button
        type="button"
        class="button button-small button-quiet"
        ?disabled=${this.isBusy}
        @click=${() => void this.act(() => turnDownUnit(verdict, id))}
      >
        ${t("rounds.turn-down")}
      </button>
    </li>`;
  }

  /** The page hears of what became of it by the event that everybody gets. */
  private async act(decide: () => Promise<unknown>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await decide();
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}
