import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { formatWhen, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { TranslationView } from "./translation-view.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-translation-card": CoramTranslationCard;
    "coram-translations": CoramTranslations;
  }
  interface HTMLElementEventMap {
    /** A passage is to be translated, or a translation written anew. */
    "coram-translate": CustomEvent<{ ranges: readonly Range[]; translation: TranslationView | null }>;
    "coram-translation-delete": CustomEvent<{ translation: TranslationView }>;
  }
}

/** The translation of a passage that no tag stands on, in the margin. */
@customElement("coram-translation-card")
export class CoramTranslationCard extends VerdictElement {
  @property({ attribute: false }) translation!: TranslationView;
  /** The one that is shown. */
  @property({ type: Boolean }) active = false;

  protected override render(): TemplateResult {
    return html`<article class="card ${this.active ? "card-active" : ""}" aria-label=${t("translation.write")}>
      <coram-translations .translations=${[this.translation]} active></coram-translations>
    </article>`;
  }
}

/** Translations on a card: language, words, who, and whether the words were changed since. */
@customElement("coram-translations")
export class CoramTranslations extends VerdictElement {
  @property({ attribute: false }) translations: readonly TranslationView[] = [];
  /** With what can be done. */
  @property({ type: Boolean }) active = false;

  protected override render(): TemplateResult {
    return html`${this.translations.map((each) => this.renderOne(each))}`;
  }

  private renderOne(translation: TranslationView): TemplateResult {
    const { language, text, from, author, changedBy, state, pending, createdAt } = translation;
    const flags = [pending ? t("verdict.pending") : "", state === "same" ? "" : t(`translation.${state}`)].filter(
      Boolean,
    );
    return html`<div class="tr">
      <p class="tr-words" lang=${language}><span class="lang" lang="">${language.slice(0, 2)}</span>${text}</p>
      ${flags.length > 0 ? html`<p class="words words-warn">${flags.join(" · ")}</p>` : nothing}
      ${
        this.active
          ? html`<div class="tr-foot">
              <span class="grow" title=${(changedBy ?? author).name}
                >${[author, ...(changedBy ? [changedBy] : [])].map(signed).join(", ")}, ${formatWhen(createdAt)}</span
              >
              ${
                from === "layer"
                  ? nothing
                  : html`<span class="audience" data-audience=${from}>${t(`verdict.audience-${from}`)}</span>`
              }
              ${translation.canChange ? this.renderActs(translation) : nothing}
            </div>`
          : nothing
      }
    </div>`;
  }

  private renderActs(translation: TranslationView): TemplateResult {
    const { ranges } = translation;
    // Another wording is of words that are there.
    return html`${
        ranges.length > 0
          ? html`<button
              type="button"
              class="link"
              @click=${() => this.emit("coram-translate", { ranges, translation })}
            >
              ${t("translation.edit")}
            </button>`
          : nothing
      }
      <button type="button" class="link" @click=${() => this.emit("coram-translation-delete", { translation })}>
        ${t("translation.remove-do")}
      </button>`;
  }
}

/** As comments say it: a guest is not one of the network. */
function signed({ initials, isGuest }: MemberCard): string {
  return isGuest ? `${initials} (${t("verdict.guest")})` : initials;
}
