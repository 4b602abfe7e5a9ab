import { html, type LitElement, type TemplateResult } from "lit";
import { t } from "../../i18n/t.ts";

/** The page of a workshop's guest, with its editor: loaded for guests alone. `host` is drawn anew once it is here. */
export function renderAttending(host: LitElement): TemplateResult {
  if (customElements.get("coram-attending")) return html`<coram-attending></coram-attending>`;
  void import("./coram-attending.ts").then(() => host.requestUpdate());
  return html`<p class="gate" role="status">${t("join.coming")}</p>`;
}
