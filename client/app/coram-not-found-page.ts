import { type TemplateResult, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

/** An address that leads nowhere, or nowhere any more for this person; with `no-access` one that is for others. */
@customElement("coram-not-found-page")
export class CoramNotFoundPage extends LightElement {
  @property({ type: Boolean, attribute: "no-access" }) noAccess = false;

  protected override render(): TemplateResult {
    return html`<div class="gate">
      <h1>${t(this.noAccess ? "shell.no-access-title" : "shell.not-found-title")}</h1>
      <p class="sub">${t(this.noAccess ? "shell.no-access" : "shell.not-found")}</p>
      <a class="button" href="/">${t("shell.back")}</a>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-not-found-page": CoramNotFoundPage;
  }
}
