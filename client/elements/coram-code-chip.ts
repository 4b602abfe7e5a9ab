import { LitElement, type TemplateResult, html } from "lit";
import { customElement, property } from "lit/decorators.js";

/** `<coram-code-chip code="B3">`: letter and number of a category on its tint. The letter picks the hue. */
@customElement("coram-code-chip")
export class CoramCodeChip extends LitElement {
  @property() code = "";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<span class="code" data-cat=${hueSlot(this.code)}>${this.code}</span>`;
  }
}

const SLOTS = "abcdefghjklm";

/** The hue slot (`data-cat`) of a code: its letter where there is a slot of that name, else one reused in alphabetical order. */
export function hueSlot(code: string): string {
  const letter = code.charAt(0).toLowerCase();
  if (SLOTS.includes(letter) && letter !== "") return letter;
  const place = Math.max(0, letter.charCodeAt(0) - 97) || 0;
  return SLOTS.charAt(place % SLOTS.length);
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-code-chip": CoramCodeChip;
  }
}
