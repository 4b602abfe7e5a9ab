import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { UI_LANGUAGES, type UiLanguage } from "../../schema/domain/language.ts";
import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { LANGUAGE_NAMES, t } from "../i18n/t.ts";
import { CallsToConsents } from "./calls/calls-to-consents.ts";
import { handsOf } from "./desk/coram-room.ts";
import { renderConsents } from "./door/render-consents.ts";
import { SaidConsents } from "./door/said-consents.ts";
import type { WorkshopModel } from "./workshop-model.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshop-seat": CoramWorkshopSeat;
  }
}

/** One's own seat: the hand, the language that one reads in, and what one decides about one's name. */
@customElement("coram-workshop-seat")
export class CoramWorkshopSeat extends LightElement {
  constructor() {
    super();
    new CallsToConsents(this, () => this.view.seat !== null && this.consents.isAsked);
  }

  @property({ attribute: false }) model!: WorkshopModel;
  /** As the model has it: another one is drawn anew. */
  @property({ attribute: false }) view!: WorkshopView;
  private readonly consents = new SaidConsents(this, {
    stored: () => this.view.consents,
    send: (said) => this.model.decideName(said),
  });

  protected override render(): TemplateResult | typeof nothing {
    const { seat } = this.view;
    if (!seat) return nothing;
    const isUp = seat.handAt !== null;
    const before = handsOf(this.view).findIndex(({ id }) => id === seat.id);
    return html`<div class="seat-hand">
        <button type="button" class="button" aria-pressed=${isUp} @click=${() => void this.model.raiseHand(!isUp)}>
          <coram-icon name="hand"></coram-icon>${t(isUp ? "workshop.hand-lower" : "workshop.hand-raise")}
          <kbd class="key">H</kbd>
        </button>
        ${
          isUp
            ? html`<p class="note sub" role="status">
                ${
                  seat.speaksAt
                    ? t("workshop.you-speak")
                    : before > 0
                      ? t("workshop.hands-before", { count: before })
                      : t("workshop.hand-up")
                }
              </p>`
            : nothing
        }
      </div>
      <label class="form-row seat-language"
        ><span>${t("workshop.read-in")}</span>
        <select
          class="field"
          .value=${seat.language}
          @change=${({ target }: Event) => void this.model.sit((target as HTMLSelectElement).value as UiLanguage)}
        >
          ${UI_LANGUAGES.map(
            (each) => html`<option value=${each} ?selected=${each === seat.language}>${LANGUAGE_NAMES[each]}</option>`,
          )}
        </select></label
      >
      ${renderConsents(this.consents)}`;
  }
}
