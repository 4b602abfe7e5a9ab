import { LitElement, type TemplateResult, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
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
    // Our own files, fixed at build time: nothing that a user wrote comes here.
    return html`${unsafeHTML(ICONS[this.name])}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-icon": CoramIcon;
  }
}
