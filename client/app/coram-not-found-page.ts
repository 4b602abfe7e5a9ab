import { consume } from "@lit/context";
import { type TemplateResult, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { type Session, sessionContext } from "./session-context.ts";

/** An address that leads nowhere, or nowhere any more for this person; with `no-access` one that is for others. */
@customElement("coram-not-found-page")
export class CoramNotFoundPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @property({ type: Boolean, attribute: "no-access" }) noAccess = false;

  protected override render(): TemplateResult {
    const isGuest = Boolean(this.session?.member?.guest);
    const why = isGuest ? "shell.no-access-guest" : "shell.no-access";
    return html`<div class="gate">
      <h1>${t(this.noAccess ? "shell.no-access-title" : "shell.not-found-title")}</h1>
      <p class="sub">${t(this.noAccess ? why : "shell.not-found")}</p>
      <a class="button" href="/">${t(isGuest ? "network.guest-title" : "shell.back")}</a>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-not-found-page": CoramNotFoundPage;
  }
}
