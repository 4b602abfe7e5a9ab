import { html, type TemplateResult } from "lit";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { t } from "../../i18n/t.ts";

/** The menu of a table, list or chart in a document: what may be done with it, and last that it goes. */
export function tableMenu(
  items: TemplateResult,
  { onKey, takeOut }: { onKey: (event: KeyboardEvent) => void; takeOut: () => void },
): TemplateResult {
  return html`<coram-menu label=${t("evidence.table-menu")} @keydown=${onKey}>
    <button
      slot="trigger"
      type="button"
      class="icon-button"
      tabindex="-1"
      aria-label=${t("evidence.table-menu")}
      aria-keyshortcuts="Alt+Enter"
      title="${t("evidence.table-menu")} (Alt+Enter)"
    >
      <coram-icon name="ellipsis"></coram-icon>
    </button>
    ${items}
    <button type="button" role="menuitem" @click=${takeOut}>${t("evidence.remove")}</button>
  </coram-menu>`;
}
