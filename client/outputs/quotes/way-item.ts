import { html, type TemplateResult } from "lit";

/**
 * An item of a menu that follows the link `.ev-way` of what is drawn. Firefox gives no link within an editor the focus, so
 * that keys reach a button there.
 */
export function wayItem(drawn: HTMLElement, words: string): TemplateResult {
  return html`<button
    type="button"
    role="menuitem"
    @click=${() => drawn.querySelector<HTMLElement>(".ev-way")?.click()}
  >
    ${words}
  </button>`;
}
