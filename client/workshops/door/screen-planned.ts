import { html, type TemplateResult } from "lit";
import { t } from "../../i18n/t.ts";

/** Which address a screen opens, for who prepares a workshop whose door is not there yet. */
export function renderScreenPlanned(): TemplateResult {
  return html`<p class="note sub">${t("door.screen-planned", { address: `${location.host}/screen` })}</p>`;
}
