import { html, nothing, type TemplateResult } from "lit";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { isQuoted, passageKey, type Quoted } from "../../../schema/editor/coverage.ts";
import { toAnchorText, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import type { TrayAnswer } from "../../../schema/protocol/http/quotes.ts";
import type { QuoteForm } from "../../writer/quote-commands.ts";
import { quoteHtml } from "../../writer/quote-html.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import type { QuotedAt } from "./quoted-at.ts";
import { distinctProofs, quoteOfProof } from "./tray-list.ts";
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
  places: ReadonlyMap<string, QuotedAt>;
  textLang: UiLanguage;
  cite: (verdict: string, citation: string) => string;
  insert: (quote: QuoteAttributes, form: QuoteForm, stays: boolean) => void;
  /** Goes to a quote in the text. */
  show: (block: string) => void;
}

interface Inserting {
  form: QuoteForm;
  translation?: UiLanguage;
  stays?: boolean;
}
type Insert = (how: Inserting) => void;

export function trayItem(context: TrayContext, item: TrayItem): TemplateResult {
  const { quote, words, lang, cite, isUsed, translations, chip, use, hue } = item;
  // As it is read, also by what it is dragged to.
  const shown = withTokenWords(quoted(words, lang), lang);
  const insert: Insert = ({ form, translation, stays = false }) =>
    context.insert(translation ? { ...quote, translation } : quote, form, stays);
  // What is used is quoted again by its menu alone: a key leads to where it is.
  const at = isUsed ? placeOf(context, quote) : null;
  return html`<li class="tray-item ${isUsed ? "is-used" : ""}" data-cat=${hue || nothing}>
    <div
      class="tray-quote"
      role=${context.canWrite ? "button" : nothing}
      tabindex=${context.canWrite ? 0 : nothing}
      draggable=${context.canWrite}
      data-anchor=${quote.anchor ? toAnchorText(quote.anchor) : nothing}
      @dragstart=${(event: DragEvent) => onDrag(event, quote, `${shown} (${cite})`, lang)}
      @keydown=${(event: KeyboardEvent) => onItemKey(event, at ? () => context.show(at.block) : insert)}
    >
      <p class="tray-words" lang=${lang}>${shown}</p>
    </div>
    <div class="tray-cite">
      ${chip}<span class="grow ellipsis" title=${cite}>${cite}</span>${use}
      ${context.canWrite ? insertActs(isUsed, translations, insert) : nothing}
    </div>
  </li>`;
}

/** Where a passage is used, and whether its quote is not what was approved; a press goes there. */
export function usedAt(
  context: TrayContext,
  quote: QuoteAttributes,
  isChanged = false,
): TemplateResult | typeof nothing {
  const at = placeOf(context, quote);
  if (!at) return nothing;
  const used = at.place ? t("evidence.used-at", { place: at.place }) : t("evidence.used");
  return html`<button
    type="button"
    class="link ${isChanged ? "words-warn" : "sub"}"
    @click=${() => context.show(at.block)}
  >
    ${isChanged ? t("evidence.used-changed", { used }) : used}
  </button>`;
}

function placeOf({ places }: TrayContext, { annotation, verdict, anchor }: QuoteAttributes): QuotedAt | null {
  const key = anchor && verdict ? passageKey(verdict, toAnchorText(anchor)) : "";
  return (annotation && places.get(annotation)) || (places.get(key) ?? null);
}

function insertActs(isUsed: boolean, translations: readonly UiLanguage[], insert: Insert): TemplateResult {
  return html`${
      isUsed
        ? nothing
        : html`<button
            type="button"
            class="link"
            tabindex="-1"
            @mousedown=${keepFocus}
            @click=${(event: MouseEvent) => event.detail <= 1 && insert({ form: "block" })}
          >
            ${t("evidence.insert")}
          </button>`
    }<coram-menu label=${t("evidence.insert-more")}>
      <button slot="trigger" type="button" class="icon-button" tabindex="-1" aria-label=${t("evidence.insert-more")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${
        isUsed
          ? html`<button type="button" role="menuitem" @click=${() => insert({ form: "block" })}>
              ${t("evidence.insert-again")}
            </button>`
          : nothing
      }
      <button type="button" role="menuitem" @click=${() => insert({ form: "words" })}>
        ${t("evidence.insert-inline")}
      </button>
      <button type="button" role="menuitem" @click=${() => insert({ form: "note" })}>
        <span class="grow">${t("evidence.insert-note")}</span>${isUsed ? nothing : html`<kbd class="key">N</kbd>`}
      </button>
      ${translations.map(
        (each) =>
          html`<button type="button" role="menuitem" @click=${() => insert({ form: "block", translation: each })}>
            ${t("evidence.translation")}: ${LANGUAGE_NAMES[each]}
          </button>`,
      )}
    </coram-menu>`;
}

/** Enter quotes and goes on in the text, Shift+Enter quotes and stays, N makes a note: told by what the key prints, in either script. */
function onItemKey(event: KeyboardEvent, insert: Insert): void {
  const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
  const isNote = /^[nн]$/i.test(key) && !altKey && !ctrlKey && !metaKey;
  if (key !== "Enter" && key !== " " && !isNote) return;
  event.preventDefault();
  // Held down, it would quote the passage over and over.
  if (event.repeat) return;
  if (isNote || altKey) insert({ form: "note" });
  else insert({ form: "block", stays: shiftKey });
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
                    ${distinctProofs(evidence, (proof) => isQuoted({ verdict, ...proof }, context.quoted)).map(
                      (proof) =>
                        trayItem(context, {
                          quote: quoteOfProof(verdict, proof, context.textLang),
                          words: proof.words,
                          lang: proof.lang,
                          cite: context.cite(verdict, proof.citation),
                          isUsed: isQuoted({ verdict, ...proof }, context.quoted),
                          translations: [],
                          chip: nothing,
                          use: usedAt(context, quoteOfProof(verdict, proof, context.textLang)),
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

function onDrag({ dataTransfer }: DragEvent, quote: QuoteAttributes, words: string, lang: string): void {
  if (!dataTransfer) return;
  dataTransfer.effectAllowed = "copy";
  dataTransfer.setData("text/html", quoteHtml(quote, words, lang));
  dataTransfer.setData("text/plain", words);
}
