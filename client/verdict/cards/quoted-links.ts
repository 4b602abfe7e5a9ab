import { html, type TemplateResult } from "lit";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import type { Quoted } from "../model/quoted-in.ts";

/** The way to each quote, by the title of its document. */
export function quotedLinks(quotes: readonly Quoted[]): TemplateResult {
  return html`<ul class="resting" aria-label=${t("evidence.quoted-in")}>
    ${quotes.map(
      ({ output, title, block }) =>
        html`<li>
          <coram-icon name="file-text"></coram-icon>
          <span class="visually-hidden">${t("evidence.quoted-in")}</span>
          <a class="link" href="/outputs/${output}#${block}">${title || t("outputs.unnamed")}</a>
        </li>`,
    )}
  </ul>`;
}
