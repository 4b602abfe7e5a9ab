import { html, type TemplateResult } from "lit";
import { t } from "../../i18n/t.ts";

/** What who leads does by one key. */
export function renderKeys(): TemplateResult {
  const keys = [
    [t("workshop.key-space"), t("workshop.key-next")],
    ["+", t("workshop.key-minute")],
    ["V", t("vote.new")],
    ["G", t("parked.park")],
    ["H", t("workshop.key-hand")],
  ];
  return html`<details class="workshop-keys">
    <summary>${t("workshop.keys")}</summary>
    <dl>
      ${keys.map(
        ([key, does]) =>
          html`<div>
            <dt><kbd class="key">${key}</kbd></dt>
            <dd>${does}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
