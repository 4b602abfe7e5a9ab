import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import { LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import "../../discussion/coram-comment-box.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { hasWords } from "../../reader/carry-over.ts";
import type { Translating } from "./translation-view.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-translation-box": CoramTranslationBox;
  }
  interface HTMLElementEventMap {
    /** A listener that can not write calls preventDefault. */
    "coram-translation-send": CustomEvent<{ language: UiLanguage; text: string }>;
    "coram-translation-cancel": CustomEvent<void>;
  }
}

/** Where the translation of a passage is written. */
@customElement("coram-translation-box")
export class CoramTranslationBox extends VerdictElement {
  @property({ attribute: false }) translating!: Translating;
  /** What it translates, as `¶ 41`. */
  @property() about = "";
  /** Of the verdict's own words: into it nobody translates. */
  @property() textLang = "";
  @state() private language: UiLanguage = "en";
  @state() private isRefused = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Where its words stand may change with the text; what is written stays, and so does the language.
    const before = changed.get("translating");
    if (changed.has("translating") && before?.key !== this.translating.key) this.language = this.translating.language;
  }

  protected override render(): TemplateResult {
    const { id, key, text, ranges, state } = this.translating;
    return html`<article class="card card-active compose" aria-label=${t("translation.write")}>
      <header>
        <span class="who grow"
          >${hasWords(ranges) ? t("translation.of-words", { paragraph: this.about }) : t("verdict.state-removed")}</span
        >
      </header>
      ${state === "same" || !hasWords(ranges) ? nothing : html`<p class="note" role="status">${t(`translation.${state}`)}</p>`}
      ${
        id === null
          ? html`<label class="translation-language"
              >${t("translation.language")}
              <select
                class="field"
                @change=${(event: Event) => (this.language = (event.target as HTMLSelectElement).value as UiLanguage)}
              >
                ${UI_LANGUAGES.filter((each) => each !== this.textLang).map(
                  (each) =>
                    html`<option value=${each} ?selected=${each === this.language}>${LANGUAGE_NAMES[each]}</option>`,
                )}
              </select>
            </label>`
          : html`<p class="note">${LANGUAGE_NAMES[this.language]}</p>`
      }
      ${this.isRefused ? html`<p class="alert" role="alert">${t("translation.refused")}</p>` : nothing}
      <coram-comment-box
        lang=${this.language}
        .label=${t("translation.write")}
        .action=${t("translation.keep")}
        .value=${text}
        .textLang=${this.language}
        .draftKey=${key}
        .on=${{ kind: "act" as const, key }}
        .canCancel=${true}
        .focusFirst=${true}
        @coram-comment-send=${(event: HTMLElementEventMap["coram-comment-send"]) => {
          event.stopPropagation();
          const { language } = this;
          const sent = this.offer("coram-translation-send", { language, text: event.detail.body });
          this.isRefused = !sent;
          // The words stay in the box.
          if (!sent) event.preventDefault();
        }}
        @coram-comment-cancel=${(event: Event) => {
          event.stopPropagation();
          this.emit("coram-translation-cancel");
        }}
      ></coram-comment-box>
    </article>`;
  }
}
