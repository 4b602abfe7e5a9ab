import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import "../elements/coram-icon.ts";
import { MOD } from "../elements/key-press.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import "./palette.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-find-field": CoramFindField;
  }
}

/** Opens *Find, or go to*: a field in a wide bar of the shell, elsewhere an icon. */
@customElement("coram-find-field")
export class CoramFindField extends LightElement {
  protected override render(): TemplateResult {
    return html`<button
      type="button"
      aria-haspopup="dialog"
      aria-label=${t("palette.title")}
      aria-keyshortcuts="Control+K Meta+K"
      title="${t("palette.title")} (${MOD} K)"
      @click=${() => dispatchEvent(new CustomEvent("coram-palette-open"))}
    >
      <coram-icon name="search"></coram-icon><span class="find-words" aria-hidden="true">${t("palette.title")}</span
      ><span class="find-keys" aria-hidden="true"
        ><kbd class="key" data-key=${MOD}></kbd><kbd class="key" data-key="K"></kbd
      ></span>
    </button>`;
  }
}
