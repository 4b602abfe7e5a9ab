import { html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/t.ts";
import { unsentWords } from "../typed/typed-on.ts";

/** Of a box that is shut over words that were not sent: that they are there, and the way back to them. */
export function unsentNotice(key: string, goOn: (event: Event) => void): TemplateResult | typeof nothing {
  if (!unsentWords.get(key)?.trim()) return nothing;
  return html`<p class="unsent">
    <span class="words words-warn">${t("sync.draft-typed")}</span>
    <button type="button" class="link" @click=${goOn}>${t("sync.draft-go-on")}</button>
  </p>`;
}
