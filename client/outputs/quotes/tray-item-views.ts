import { html, nothing, type TemplateResult } from "lit";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { isQuoted, type Quoted } from "../../../schema/editor/coverage.ts";
import { toAnchorText, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import type { TrayAnswer } from "../../../schema/protocol/http/quotes.ts";
import type { QuoteForm } from "../../writer/quote-commands.ts";
import { quoteHtml } from "../../writer/quote-html.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import { quoteOfProof } from "./tray-list.ts";
import { quoted } from "../../../schema/text/quotation.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { tokenHere } from "../../i18n/tokens.ts";

/** A passage as it stands in the tray. */
export interface TrayItem {
  quote: QuoteAttributes;
  words: string;
  lang: string;
  cite: string;
  isUsed: boolean;
  translations: readonly UiLanguage[];
  chip: TemplateResult | typeof nothing;
  /** Whether it is quoted already, or may be yet. */
  use: TemplateResult | typeof nothing;
  hue: string;
}

/** What items of the tray ask of it. */
export interface TrayContext {
  canWrite: boolean;
  quoted: Quoted;
  textLang: UiLanguage;
  cite: (verdict: string, citation: string) => string;
  insert: (quote: QuoteAttributes, form: QuoteForm) => void;
}

type Insert = (form: QuoteForm, translation?: UiLanguage | null) => void;

export function trayItem(context: TrayContext, item: TrayItem): TemplateResult {
  const { quote, words, lang, cite, isUsed, translations, chip, use, hue } = item;
  const shown = quoted(words, lang);
  const insert = (form: QuoteForm, translation: UiLanguage | null = null): void =>
    context.insert(translation ? { ...quote, translation } : quote, form);
  return html`<li class="tray-item ${isUsed ? "is-used" : ""}" data-cat=${hue || nothing}>
    <div
      class="tray-quote"
      role=${context.canWrite ? "button" : nothing}
      tabindex=${context.canWrite ? 0 : nothing}
      draggable=${context.canWrite}
      data-anchor=${quote.anchor ? toAnchorText(quote.anchor) : nothing}
      @dragstart=${(event: DragEvent) => onDrag(event, quote, `${shown} (${cite})`, lang)}
      @keydown=${(event: KeyboardEvent) => onItemKey(event, insert)}
    >
      <p class="tray-words" lang=${lang}>${withTokenWords(shown, lang)}</p>
    </div>
    <div class="tray-cite">
      ${chip}<span class="grow ellipsis" title=${cite}>${cite}</span>${use}
      ${context.canWrite ? insertActs(translations, insert) : nothing}
    </div>
  </li>`;
}

function insertActs(translations: readonly UiLanguage[], insert: Insert): TemplateResult {
  return html`<button
      type="button"
      class="link"
      tabindex="-1"
      @mousedown=${keepFocus}
      @keydown=${onceAtATime}
      @click=${(event: MouseEvent) => event.detail <= 1 && insert("block")}
    >
      ${t("evidence.insert")}</button
    ><coram-menu label=${t("evidence.insert-more")}>
      <button slot="trigger" type="button" class="icon-button" tabindex="-1" aria-label=${t("evidence.insert-more")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      <button type="button" role="menuitem" @click=${() => insert("words")}>
        <span class="grow">${t("evidence.insert-inline")}</span><kbd class="key">⇧Enter</kbd>
      </button>
      <button type="button" role="menuitem" @click=${() => insert("note")}>
        <span class="grow">${t("evidence.insert-note")}</span><kbd class="key">Alt Enter</kbd>
      </button>
      ${translations.map(
        (each) =>
          html`<button type="button" role="menuitem" @click=${() => insert("block", each)}>
            ${t("evidence.translation")}: ${LANGUAGE_NAMES[each]}
          </button>`,
      )}
    </coram-menu>`;
}

function onItemKey(event: KeyboardEvent, insert: (form: QuoteForm) => void): void {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  // Held down, it would quote the passage over and over.
  if (event.repeat) return;
  const form = event.altKey ? "note" : event.shiftKey ? "words" : "block";
  insert(form);
}

/** Answers that a section rests on, with their proofs as passages. */
export function trayAnswers(context: TrayContext, answers: readonly TrayAnswer[]): TemplateResult {
  return html`<h4 class="label tray-answers">${t("evidence.answers")}</h4>
    <ul>
      ${answers.map(
        ({ label, unit, words, isUnsure, isSoFar, verdict, evidence }) =>
          html`<li class="tray-answer">
            <p>
              <span class="sub">${label}</span>
              ${unit ? html`<span class="token">${tokenHere(unit)}</span>` : nothing}
              <b>${words}</b>${isUnsure ? html` <span class="sub">(${t("evidence.unsure")})</span>` : nothing}
              ${isSoFar ? html`<span class="words-warn">${t("evidence.so-far")}</span>` : nothing}
            </p>
            ${
              evidence.length === 0
                ? html`<p class="note sub">${context.cite(verdict, "")}, ${t("evidence.no-proof")}</p>`
                : html`<ul>
                    ${evidence.map((proof) =>
                      trayItem(context, {
                        quote: quoteOfProof(verdict, proof, context.textLang),
                        words: proof.words,
                        lang: proof.lang,
                        cite: context.cite(verdict, proof.citation),
                        isUsed: isQuoted({ verdict, ...proof }, context.quoted),
                        translations: [],
                        chip: nothing,
                        use: nothing,
                        hue: "",
                      }),
                    )}
                  </ul>`
            }
          </li>`,
      )}
    </ul>`;
}

/** A press on it leaves the cursor in the text. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

/** Held down, a key would press it over and over. */
function onceAtATime(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

function onDrag({ dataTransfer }: DragEvent, quote: QuoteAttributes, words: string, lang: string): void {
  if (!dataTransfer) return;
  dataTransfer.effectAllowed = "copy";
  dataTransfer.setData("text/html", quoteHtml(quote, words, lang));
  dataTransfer.setData("text/plain", words);
}
