import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { PHASES } from "../../../schema/domain/workshop/phases.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import "../../elements/coram-icon.ts";
import "../../verdict/cards/signs.css";
import "../../elements/coram-menu.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { agendaOf, type AgendaRow } from "../agenda-times.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { stepName } from "../workshop-words.ts";
import { turnOrAsk } from "./asks-first.ts";
import { renderAgenda, renderClock } from "./render-agenda.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-agenda": CoramAgenda;
  }
}

/** Times to come are a minute's matter. */
const LOOK_MS = 10_000;

/** The agenda as it goes: when each step began, or will, and how far behind the day is. */
@customElement("coram-agenda")
export class CoramAgenda extends LightElement {
  @property({ attribute: false }) model!: WorkshopModel;
  /** As the model has it: another one is drawn anew. */
  @property({ attribute: false }) view!: WorkshopView;
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render(): TemplateResult {
    const now = this.model.clock.now();
    const { rows, behind } = agendaOf(this.view, now);
    const { country, days } = this.view.workshop;
    return html`<div class="agenda-top">
        <h2 class="grow">${t("workshop.agenda")}</h2>
        ${
          behind === null
            ? nothing
            : behind > 0
              ? html`<span class="agenda-late">${t("workshop.behind", { count: behind })}</span>`
              : html`<span class="note sub">${t("workshop.on-time")}</span>`
        }
      </div>
      ${renderClock(country, now)} ${renderAgenda(rows, days.length, (row) => this.renderActs(row))}`;
  }

  /** For who leads, of a step that has not begun: to begin it before its turn, and to pass it over. */
  private renderActs({ step, isSkipped }: AgendaRow): TemplateResult | typeof nothing {
    const { rights, workshop, steps } = this.view;
    const of = steps.find(({ id }) => id === step.id);
    if (!rights.lead || workshop.state !== "open" || !of || of.beganAt !== null) return nothing;
    const label = t("workshop.step-acts", { step: stepName(step) });
    const item = (words: string, act: () => void): TemplateResult =>
      html`<button type="button" role="menuitem" @click=${act}>${words}</button>`;
    const turn = { step: of.id, to: PHASES[of.kind][0], begins: of };
    return html`<coram-menu class="agenda-acts" label=${label}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${label} title=${label}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${item(t("workshop.begin-now"), () => turnOrAsk(this, this.model, turn, "button"))}
      ${item(t(isSkipped ? "workshop.unskip" : "workshop.skip"), () => void this.model.skip(of.id, !isSkipped))}
    </coram-menu>`;
  }
}
