import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../../i18n/t.ts";
import type { SaidConsents } from "./said-consents.ts";

const CONSENTS = ["listed", "named", "remote"] as const;

/** What somebody decides about their own name today; members and guests alike stand on no list and in no minutes unasked. */
export function renderConsents({ now: consents, isAsked, decide, done }: SaidConsents): TemplateResult {
  return html`<details class="seat-consents" ?open=${isAsked}>
    <summary>${t("attendance.title")}</summary>
    <p class="note sub">${t("join.decide")}</p>
    ${CONSENTS.map(
      (each) =>
        html`<label class="form-check"
          ><input
            type="checkbox"
            .checked=${live(consents[each])}
            @change=${({ target }: Event) => void decide({ [each]: (target as HTMLInputElement).checked })}
          /><span>${t(`join.${each}`)}</span></label
        >`,
    )}
    ${
      isAsked
        ? html`<div class="form-actions">
            <button type="button" class="button button-small" @click=${() => void done()}>${t("table.record")}</button>
          </div>`
        : nothing
    }
  </details>`;
}
