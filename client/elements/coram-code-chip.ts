import { LitElement, type TemplateResult, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { hueOf } from "./hue.ts";

/** `<coram-code-chip code="B3">`: letter and number of a category on its tint. The letter picks the hue. */
@customElement("coram-code-chip")
export class CoramCodeChip extends LitElement {
  @property() code = "";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<span class="code" data-cat=${hueOf(this.code)}>${this.code}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-code-chip": CoramCodeChip;
  }
}
