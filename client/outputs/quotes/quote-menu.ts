import { html, nothing, type TemplateResult } from "lit";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import { QUOTE_FORMS, type QuoteForm } from "../../writer/quote-commands.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import type { QuoteActs } from "./quote-views.ts";
import { translateWords } from "./quote-words.ts";

/** What the menu of a quote offers and does. */
export interface QuoteMenu extends Pick<QuoteActs, "quote" | "approve" | "startNote" | "takeOut" | "translate"> {
  form: QuoteForm;
  /** Languages in which there is a translation; null = not known. */
  known: readonly UiLanguage[] | null;
  /** The way into the verdict, where there is one. */
  way: TemplateResult | typeof nothing;
  tabStop: 0 | -1;
  showAs: (form: QuoteForm) => void;
  choose: (translation: UiLanguage | null) => void;
  onKey: (event: KeyboardEvent) => void;
}

export function quoteMenu(menu: QuoteMenu, part: QuoteState | null): TemplateResult {
  const { quote, form, known, way } = menu;
  const languages = UI_LANGUAGES.filter((each) => known === null || known.includes(each) || each === quote.translation);
  return html`<coram-menu label=${t("evidence.menu")} @keydown=${menu.onKey}>
    <button
      slot="trigger"
      type="button"
      class="icon-button"
      tabindex=${menu.tabStop}
      aria-label=${t("evidence.menu")}
      aria-keyshortcuts="Alt+Enter"
      title="${t("evidence.menu")} (Alt+Enter)"
    >
      <coram-icon name="ellipsis"></coram-icon>
    </button>
    ${part?.approval ? html`<button type="button" role="menuitem" @click=${menu.approve}>${t("evidence.approve")}</button>` : nothing}
    ${way} ${part?.approval || way !== nothing ? html`<hr />` : nothing}
    ${QUOTE_FORMS.map(
      (each) =>
        html`<button type="button" role="menuitemradio" aria-checked=${each === form} @click=${() => menu.showAs(each)}>
          ${t(`evidence.show-${each}`)}
        </button>`,
    )}
    <hr />
    ${[null, ...languages].map(
      (each) =>
        html`<button
          type="button"
          role="menuitemradio"
          aria-checked=${each === quote.translation && (each === null || Boolean(part?.translation))}
          @click=${() => menu.choose(each)}
        >
          ${each === null ? t("evidence.translation-none") : `${t("evidence.translation")}: ${LANGUAGE_NAMES[each]}`}
        </button>`,
    )}
    ${
      menu.translate && part
        ? html`<button type="button" role="menuitem" @click=${menu.translate}>${translateWords(part)}</button>`
        : nothing
    }
    <hr />
    <button type="button" role="menuitem" @click=${menu.startNote}>
      ${t(quote.note ? "evidence.remark-edit" : "evidence.remark-add")}
    </button>
    <button type="button" role="menuitem" @click=${menu.takeOut}>${t("evidence.remove")}</button>
  </coram-menu>`;
}
