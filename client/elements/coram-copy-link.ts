import { type TemplateResult, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { copy } from "./clipboard.ts";
import { t } from "../i18n/t.ts";
import "./coram-icon.ts";
import { LightElement } from "./light-element.ts";

/** A one-time link in a field that is selected when focused, with a button that copies it. It is shown once and kept nowhere. */
@customElement("coram-copy-link")
export class CoramCopyLink extends LightElement {
  @property() url = "";
  @state() private isCopied = false;

  protected override render(): TemplateResult {
    return html`<div class="copy-link">
      <input
        class="field"
        readonly
        aria-label=${t("people.link")}
        .value=${this.url}
        @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      />
      <button type="button" class="button" @click=${this.copy}>
        <coram-icon name=${this.isCopied ? "check" : "copy"}></coram-icon
        >${t(this.isCopied ? "shell.copied" : "shell.copy")}
      </button>
    </div>`;
  }

  private async copy(): Promise<void> {
    const field = this.querySelector("input");
    field?.select();
    // Where it cannot be, the field is selected, and Ctrl+C does it.
    this.isCopied = await copy({ "text/plain": this.url }, t("shell.copied"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-copy-link": CoramCopyLink;
  }
}
