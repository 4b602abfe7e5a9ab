import { html, nothing, type TemplateResult } from "lit";
import type { TextChange } from "../../schema/domain/methodology/content-changes.ts";
import { wordChanges } from "../../schema/domain/methodology/word-changes.ts";
import { formatList, language, languageName, t } from "../i18n/t.ts";

type AuthorOf = (text: TextChange) => TemplateResult | typeof nothing;

/** The reader's own language; the others on asking. `authorOf`: who changed it. */
export function renderTexts(texts: readonly TextChange[], authorOf: AuthorOf = () => nothing): TemplateResult {
  const renderText = (text: TextChange): TemplateResult => renderChange(text, authorOf(text));
  const own = texts.filter((text) => text.language === language());
  const others = texts.filter((text) => text.language !== language());
  if (own.length === 0 || others.length === 0) return html`${texts.map(renderText)}`;
  const names = [...new Set(others.map((text) => languageName(text.language)))];
  return html`${own.map(renderText)}
    <details class="change-more">
      <summary>${t("methodology.change-languages", { languages: formatList(names) })}</summary>
      ${others.map(renderText)}
    </details>`;
}

/** A text that reads otherwise, before and after. */
function renderChange(
  { text, language: lang, before, after }: TextChange,
  author: TemplateResult | typeof nothing,
): TemplateResult {
  const values = { text: t(`methodology.text-${text}`), language: languageName(lang) };
  const sentence =
    before === ""
      ? t("methodology.change-written", values)
      : after === ""
        ? t("methodology.change-emptied", values)
        : t("methodology.change-reworded", values);
  return html`<div class="change-text">
    <p>${sentence}${author}</p>
    ${before && after ? renderWords(before, after, lang) : nothing}
    ${before && !after ? html`<p><del lang=${lang}>${before}</del></p>` : nothing}
    ${after && !before ? html`<p><ins lang=${lang}>${after}</ins></p>` : nothing}
  </div>`;
}

/** One text with the words that went and came. */
function renderWords(before: string, after: string, lang: string): TemplateResult {
  const pieces = wordChanges(before, after).map(({ kind, text }) =>
    kind === "same" ? text : kind === "removed" ? html`<del>${text}</del>` : html`<ins>${text}</ins>`,
  );
  return html`<p class="change-words" lang=${lang}>${pieces}</p>`;
}
