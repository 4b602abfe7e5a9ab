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

/** The switch on the reading bar, and what can be done with the translation. Empty where there is none to read or to add. */
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
    const { language } = this;
    if (!language) return this.canTranslate ? this.renderBegin() : nothing;
    return html`<span class="seg" role="group" aria-label=${t("translation.reading")}>
        ${this.renderChoice("original", t("translation.original"))}
        ${this.renderChoice("beside", t("translation.beside"))} ${this.renderChoice("only", LANGUAGE_NAMES[language])}
      </span>
      ${this.renderMenu(language)}`;
  }

  /** Where there is none: a translation is brought in, or one that was taken away comes back. Without room both are in a menu. */
  private renderBegin(): TemplateResult {
    const acts: [WholeAct, string][] = [["add", t("translation.translate")]];
    if (this.removed > 0) acts.push(["removed-list", t("translation.removed-list")]);
    const act = (name: WholeAct): void => this.emit("coram-translation-whole", { act: name });
    const label = t("translation.more");
    return html`${acts.map(
        ([name, words]) => html`<button type="button" class="link in-full" @click=${() => act(name)}>${words}</button>`,
      )}
      <coram-menu class="in-short" label=${label}>
        <button slot="trigger" type="button" class="icon-button" aria-label=${label}>
          <coram-icon name="globe"></coram-icon>
        </button>
        ${acts.map(([name, words]) => html`<button role="menuitem" @click=${() => act(name)}>${words}</button>`)}
      </coram-menu>`;
  }

  private renderChoice(reading: Reading, label: string): TemplateResult {
    return html`<button
      type="button"
      aria-pressed=${reading === this.reading}
      title=${reading === "only" ? `${label} (X)` : label}
      @click=${() => this.emit("coram-reading", { reading })}
    >
      ${label}
    </button>`;
  }

  private renderMenu(current: UiLanguage): TemplateResult {
    const label = t("translation.more");
    const act = (name: WholeAct): TemplateResult =>
      html`<button role="menuitem" @click=${() => this.emit("coram-translation-whole", { act: name })}>
        ${t(`translation.${name}`)}
      </button>`;
    const isShort = this.heads.length <= 1 && !this.canTranslate;
    const reading = (name: Reading, words: string): TemplateResult =>
      html`<button
        role="menuitemradio"
        class=${name === "beside" ? "in-short is-beside" : "in-short"}
        aria-checked=${name === this.reading}
        @click=${() => this.emit("coram-reading", { reading: name })}
      >
        ${words}
      </button>`;
    return html`<coram-menu class=${isShort ? "in-short" : ""} label=${label}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${label}>
        <coram-icon name="globe"></coram-icon>
      </button>
      ${reading("original", t("translation.original"))}${reading("beside", t("translation.beside"))}
      ${reading("only", LANGUAGE_NAMES[current])}
      <hr class="in-short" />
      ${this.heads.map(
        ({ language }) =>
          html`<button
            role="menuitemradio"
            aria-checked=${language === current}
            @click=${() => this.emit("coram-reading", { reading: this.reading === "original" ? "only" : this.reading, language })}
          >
            ${LANGUAGE_NAMES[language]}
          </button>`,
      )}
      ${
        this.canTranslate
          ? html`<hr />
              ${act("add")}${act("replace")}${act("remove")}${this.removed > 0 ? act("removed-list") : nothing}`
          : nothing
      }
    </coram-menu>`;
  }
}
