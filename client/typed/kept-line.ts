import { html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/t.ts";

/**
 * Says of a field that it was filled with what was typed there before and not sent (`keepWords`), and takes it out again: else words that
 * somebody left for good would go with the next ones. `given`: what the field holds where nobody types.
 */
export function keptLine(isKept: boolean, given: string): TemplateResult | typeof nothing {
  if (!isKept) return nothing;
  const discard = ({ target }: Event): void => {
    const field = target instanceof Element ? target.closest("form")?.querySelector("textarea") : null;
    if (!field) return;
    field.value = given;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  return html`<p class="note" role="status">
    <span>${t("correct.kept")}</span>
    <button type="button" class="button button-quiet button-small" @click=${discard}>${t("sync.draft-discard")}</button>
  </p>`;
}
