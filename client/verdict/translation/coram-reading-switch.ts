import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { TranslationHead } from "../../../schema/protocol/http/translations.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

/** What one reads: the original, a translation beside it, or the translation in its place. */
export type Reading = "original" | "beside" | "only";

export type WholeAct = "add" | "replace" | "remove" | "removed-list";

declare global {
  interface HTMLElementTagNameMap {
    "coram-reading-switch": CoramReadingSwitch;
  }
  interface HTMLElementEventMap {
    "coram-reading": CustomEvent<{ reading: Reading; language?: UiLanguage }>;
    /** A whole translation is to be brought in, or taken away; or what was taken away is to be seen. */
    "coram-translation-whole": CustomEvent<{ act: WholeAct }>;
  }
}

/**
 * What one reads, the text or a translation, in one menu with what can be done with translations. Empty where there is none to read or
 * to add.
 */
@customElement("coram-reading-switch")
export class CoramReadingSwitch extends VerdictElement {
  @property({ attribute: false }) heads: readonly TranslationHead[] = [];
  @property() reading: Reading = "original";
  /** The translation that is read, or would be. */
  @property({ attribute: false }) language: UiLanguage | null = null;
  @property({ type: Boolean }) canTranslate = false;
  /** How many were taken away and may be restored. */
  @property({ type: Number }) removed = 0;

  protected override render(): TemplateResult | typeof nothing {
    const { language, reading, heads } = this;
    if (!language && !this.canTranslate) return nothing;
    const words =
      reading === "original" || !language
        ? t("translation.original")
        : reading === "beside"
          ? t("translation.beside")
          : LANGUAGE_NAMES[language];
    const label = `${t("translation.more")}: ${words}`;
    return html`<coram-menu label=${t("translation.more")}>
      <button slot="trigger" type="button" class="link" aria-label=${label} title=${t("translation.more")}>
        <coram-icon class="language-form" name="globe"></coram-icon><span class="language-words">${words}</span
        ><coram-icon class="opens" name="chevron-down"></coram-icon>
      </button>
      ${this.renderChoice("original", null, t("translation.original"))}
      ${heads.map(({ language: each }) =>
        this.renderChoice(
          "beside",
          each,
          heads.length === 1 ? t("translation.beside") : t("translation.beside-of", { language: LANGUAGE_NAMES[each] }),
        ),
      )}
      ${heads.map(({ language: each }) => this.renderChoice("only", each, LANGUAGE_NAMES[each]))} ${this.renderActs()}
    </coram-menu>`;
  }

  private renderChoice(reading: Reading, language: UiLanguage | null, words: string): TemplateResult {
    const isRead = reading === this.reading && (language === null || language === this.language);
    return html`<button
      type="button"
      role="menuitemradio"
      class=${reading === "beside" ? "is-beside" : ""}
      aria-checked=${isRead}
      title=${reading === "only" && language === this.language ? `${words} (X)` : nothing}
      @click=${() => this.emit("coram-reading", language ? { reading, language } : { reading })}
    >
      ${words}
    </button>`;
  }

  private renderActs(): TemplateResult | typeof nothing {
    if (!this.canTranslate) return nothing;
    const act = (name: WholeAct, words: string): TemplateResult =>
      html`<button type="button" role="menuitem" @click=${() => this.emit("coram-translation-whole", { act: name })}>
        ${words}
      </button>`;
    const ofOne = html`${act("replace", t("translation.replace"))}${act("remove", t("translation.remove"))}`;
    return html`<hr />
      ${this.language ? act("add", t("translation.add")) : act("add", t("translation.translate"))}
      ${this.language ? ofOne : nothing}
      ${this.removed > 0 ? act("removed-list", t("translation.removed-list")) : nothing}`;
  }
}
