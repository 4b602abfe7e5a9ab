import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { UiLanguage } from "../../../schema/domain/language.ts";
import { referenceWords } from "../../../schema/language/reference-words.ts";
import { changeNode } from "../../writer/quote-commands.ts";
import "../../elements/coram-menu.ts";
import { t } from "../../i18n/t.ts";
import { REFERENCE_FORMS, type ReferenceForm } from "./reference-forms.ts";
import { PartElement } from "../quotes/part-element.ts";
import "../quotes/quotes.css";
import "./references.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-reference": CoramReference;
  }
}

/** Another block of the document, by the number that it has now. Who writes has a menu; who reads goes there. */
@customElement("coram-reference")
export class CoramReference extends PartElement {
  @property({ attribute: false }) to: string | null = null;
  @property() form: ReferenceForm = "named";
  @property() textLang = "";

  protected override render(): TemplateResult {
    const to = this.service.referredTo(this.to);
    const text = referenceWords(to, UiLanguage.catch("en").parse(this.textLang), this.form);
    const look = to ? "reference" : "reference words-warn";
    if (!this.service.canWrite)
      return to
        ? html`<button type="button" class=${look} lang=${this.textLang} @click=${this.go}>${text}</button>`
        : html`<span class=${look}>${text}</span>`;
    return html`<coram-menu label=${t("evidence.reference-menu")} @keydown=${this.onKey}
      ><button
        slot="trigger"
        type="button"
        class=${look}
        lang=${this.textLang}
        tabindex="-1"
        aria-keyshortcuts="Alt+Enter"
        title="${to ? t("evidence.reference-menu") : t("evidence.reference-gone")} (Alt+Enter)"
      >
        ${text}
      </button>
      ${
        to
          ? html`<button type="button" role="menuitem" @click=${this.go}>${t("evidence.reference-go")}</button>
              <hr />
              ${REFERENCE_FORMS.map(
                (each) =>
                  html`<button
                    type="button"
                    role="menuitemradio"
                    aria-checked=${each === this.form}
                    @click=${() => this.show(each)}
                  >
                    ${t(`evidence.reference-${each}`)}
                  </button>`,
              )}
              <hr />`
          : nothing
      }
      <button type="button" role="menuitem" @click=${this.choose}>${t("evidence.reference-change")}</button>
      <button type="button" role="menuitem" @click=${this.takeOut}>${t("evidence.remove")}</button></coram-menu
    >`;
  }

  private readonly go = (): void => {
    const id = this.service.referredTo(this.to)?.node.attrs?.["id"];
    if (typeof id === "string") this.service.go(id);
  };

  private show(form: ReferenceForm): void {
    this.service.run(changeNode(this.getPos(), { form }));
  }

  private readonly choose = (): void => {
    this.service.chooseReference({ pos: this.getPos, to: this.to, form: this.form });
  };
}
