import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../i18n/t.ts";

/** Whom the host has still to confirm, with one press for all of them. */
export function renderWaiting(count: number, confirm: () => void): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  return html`<p class="attendance-waiting attendance-print">
    <span>${t("attendance.waiting", { count })}</span>
    <button type="button" class="button" @click=${confirm}>${t("attendance.confirm-all")}</button>
  </p>`;
}
