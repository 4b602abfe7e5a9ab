import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { UI_LANGUAGES, type UiLanguage, type VerdictLanguage } from "../../../../schema/domain/language.ts";
import { formatList, LANGUAGE_NAMES, t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import type { LanguagePair } from "./language-pair.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-language-heads": CoramLanguageHeads;
  }
  interface HTMLElementEventMap {
    "coram-language-pair": CustomEvent<{ pair: LanguagePair }>;
  }
}

/** The heads of the two columns: which language stands in each, and how many texts are missing in it. */
@customElement("coram-language-heads")
export class CoramLanguageHeads extends VerdictElement {
  @property({ attribute: false }) pair: LanguagePair = ["en", "sr-Latn"];
  /** Texts that are missing, by language: of what is shown here. */
  @property({ attribute: false }) missing: ReadonlyMap<UiLanguage, number> = new Map();

  /** Languages in which what it means reads as before, with those in which it was changed. */
  @property({ attribute: false }) behind: ReadonlyMap<UiLanguage, readonly VerdictLanguage[]> = new Map();

  protected override render(): TemplateResult {
    return html`<div class="wording-row wording-heads">
      <span></span>
      ${([0, 1] as const).map((side) => this.renderHead(side))}
    </div>`;
  }

  private renderHead(side: 0 | 1): TemplateResult {
    const now = this.pair[side];
    return html`<div class="language-head">
      <select
        class="field field-soft"
        aria-label=${side === 0 ? t("methodology.language-left") : t("methodology.language-right")}
        @change=${(event: Event) => this.choose(side, (event.target as HTMLSelectElement).value as UiLanguage)}
      >
        ${UI_LANGUAGES.map((each) => html`<option value=${each} ?selected=${each === now}>${LANGUAGE_NAMES[each]}</option>`)}
      </select>
      <span class="note sub">${this.lacks(now)}</span>
    </div>`;
  }

  private lacks(language: UiLanguage): string {
    const count = this.missing.get(language) ?? 0;
    const changedIn = this.behind.get(language) ?? [];
    const isBehind = changedIn.length > 0;
    const languages = formatList(changedIn.map((each) => t(`word.language.${each}`)));
    return [
      count > 0 ? t("methodology.missing-count", { count }) : isBehind ? "" : t("methodology.missing-none"),
      isBehind ? t("methodology.behind-here", { languages }) : "",
    ]
      .filter(Boolean)
      .join("; ");
  }

  /** The language of the other column goes to this one's place: both are never the same. */
  private choose(side: 0 | 1, language: UiLanguage): void {
    const [left, right] = this.pair;
    const other = side === 0 ? right : left;
    const next = language === other ? this.pair[side] : other;
    this.emit("coram-language-pair", { pair: side === 0 ? [language, next] : [next, language] });
  }
}
