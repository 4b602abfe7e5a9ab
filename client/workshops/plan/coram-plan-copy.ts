import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { copyWorkshop } from "../../api/workshops/workshops.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { goWriting } from "../../palette/typed-ahead.ts";
import { cardOf } from "../workshop-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plan-copy": CoramPlanCopy;
  }
}

/** The way from a workshop that was held to another one, planned like it; nothing for who plans none. */
@customElement("coram-plan-copy")
export class CoramPlanCopy extends LightElement {
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) me!: MemberId;
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult | typeof nothing {
    const card = cardOf(this.view, this.me);
    if (!card || card.isGuest || !can({ ...card, guest: null }, "workshop.make", null)) return nothing;
    return html`<div class="step-acts">
        <button
          type="button"
          class="button"
          aria-describedby="plan-copy-why"
          ?disabled=${this.isBusy}
          @click=${() => void this.copy()}
        >
          ${t("plan.copy")}
        </button>
      </div>
      <p class="note sub" id="plan-copy-why">${t("plan.copy-why")}</p>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}`;
  }

  private async copy(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      const { id } = this.view.workshop;
      await goWriting(`copy of ${id}`, null, async () => `/workshops/${(await copyWorkshop(id)).workshop.id}/plan`);
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}
