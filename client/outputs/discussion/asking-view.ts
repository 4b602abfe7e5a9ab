import { html, type TemplateResult } from "lit";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { t } from "../../i18n/t.ts";
import { renderChange } from "../versions/diff-views.ts";
import { applied } from "./applied.ts";

/** The block has become another since a wording was made (`was`; null: not known): what stands there, what would, and what of it goes. */
export function askingView(
  was: string | null,
  wording: string,
  now: string,
  lang: string,
  on: { apply(words: string): void; leave(): void },
): TemplateResult {
  const { words, keepsBoth } = applied(was, wording, now);
  return html`<div class="alert output-asking" role="group" tabindex="-1" aria-label=${t("outputs.apply")}>
    <p>${t(was === null ? "outputs.apply-unknown" : "outputs.apply-changed")}</p>
    <span class="label">${t("outputs.apply-now")}</span>
    <blockquote lang=${lang}>${withTokenWords(now, lang)}</blockquote>
    <span class="label">${t("outputs.apply-then")}</span>
    <blockquote class="output-diff" lang=${lang}>${renderChange(now, words, lang)}</blockquote>
    <p>${t(keepsBoth ? "outputs.apply-both" : "outputs.apply-over")}</p>
    <div class="output-acts">
      <button type="button" class="button button-small" @click=${() => on.apply(words)}>
        ${t("outputs.apply-so")}
      </button>
      <button type="button" class="button button-quiet button-small" @click=${() => on.leave()}>
        ${t("verdict.cancel")}
      </button>
    </div>
  </div>`;
}
