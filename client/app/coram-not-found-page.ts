import { type TemplateResult, html } from "lit";
import { customElement } from "lit/decorators.js";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

/** An address that leads nowhere, or nowhere any more for this person. */
@customElement("coram-not-found-page")
export class CoramNotFoundPage extends LightElement {
  protected override render(): TemplateResult {
    return html`<div class="gate">
      <h1>${t("shell.not-found-title")}</h1>
      <p class="sub">${t("shell.not-found")}</p>
      <a class="button" href="/">${t("shell.back")}</a>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-not-found-page": CoramNotFoundPage;
  }
}
