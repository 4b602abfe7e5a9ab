import { LitElement, type TemplateResult, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { ICONS, type IconName } from "./icons.ts";

/** `<coram-icon name="check">`: a 16 px line drawing in the text's colour. Decoration: a word always stands beside it or names its button. */
@customElement("coram-icon")
export class CoramIcon extends LitElement {
  @property() name: IconName = "check";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("aria-hidden", "true");
  }

  protected override render(): TemplateResult {
    return html`<svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      ${ICONS[this.name]}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-icon": CoramIcon;
  }
}
