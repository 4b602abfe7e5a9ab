import { html, nothing, type TemplateResult } from "lit";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { QuoteOrder } from "../../../schema/editor/quote-order.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import { languageName, t } from "../../i18n/t.ts";
import type { QuoteToTranslate } from "./quote-service.ts";
import { quoteWords } from "./quote-views.ts";
import { inMarks, takeWords } from "./quote-words.ts";

/** The words that the paper shows: those of the court as they have changed, or their translation. */
export function firstWords(part: QuoteState, { first, isTranslated }: QuoteOrder): TemplateResult | string {
  return isTranslated && part.words !== "" ? inMarks(first) : quoteWords(part);
}

/** The court's own words below a translation, or a translation below them; nothing where there is none. */
export function secondWords(part: QuoteState, { second, isTranslated }: QuoteOrder): TemplateResult | typeof nothing {
  if (!second || part.words === "") return nothing;
  const words = isTranslated ? quoteWords(part) : inMarks(second);
  return html`<span class="ev-second" lang=${second.lang}
    ><span class="ev-lang" aria-hidden="true">${second.lang.split("-")[0]}</span>${words}</span
  >`;
}

/** That the words are not translated, and for who may write the ways to it. */
export function untranslated(
  part: QuoteState,
  ways: { missing: QuoteToTranslate; translate: (ask: QuoteToTranslate) => void } | null,
  language: UiLanguage,
  { tabStop, onKey }: { tabStop: 0 | -1; onKey: (event: KeyboardEvent) => void },
): TemplateResult {
  const way = (words: string, look: string, fromLonger: boolean): TemplateResult =>
    html`<button
      type="button"
      class="button button-small ${look}"
      tabindex=${tabStop}
      @click=${() => ways?.translate({ ...ways.missing, fromLonger })}
      @keydown=${onKey}
    >
      ${words}
    </button>`;
  return html`<span class="ev-ask"
    ><b>${t("evidence.translation-missing", { language: languageName(language) })}</b>
    ${ways && part.isTranslatedAround ? way(takeWords(part), "", true) : nothing}
    ${ways ? way(t("evidence.translate-new"), part.isTranslatedAround ? "button-quiet" : "", false) : nothing}</span
  >`;
}
