import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Role } from "../../schema/domain/member.ts";
import type { MembersView } from "../../schema/protocol/http/people.ts";
import "../elements/coram-dialog.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

export interface RoleAsked {
  member: MembersView["members"][number];
  role: Role;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-role-ask": CoramRoleAsk;
  }
  interface HTMLElementEventMap {
    "coram-role-sure": CustomEvent<void>;
  }
}

/** Asks before somebody who codes a blind round gets a role that does not code, and says what becomes of their round. */
@customElement("coram-role-ask")
export class CoramRoleAsk extends LightElement {
  @property({ attribute: false }) asked: RoleAsked | null = null;

  protected override render(): TemplateResult {
    const { asked } = this;
    return html`<coram-dialog
      heading=${asked ? t("people.role-ask", { name: asked.member.name }) : ""}
      ?open=${asked !== null}
      @coram-dialog-close=${this.leave}
    >
      ${
        asked
          ? html`<div class="form">
              <p>${t("people.role-ask-coder", { name: asked.member.name, role: t(`word.role.${asked.role}`) })}</p>
              <div class="form-actions">
                <button type="button" class="button" autofocus @click=${this.leave}>${t("people.role-leave")}</button>
                <button
                  type="button"
                  class="button button-primary"
                  @click=${() => this.dispatchEvent(new CustomEvent("coram-role-sure"))}
                >
                  ${t("people.role-do")}
                </button>
              </div>
            </div>`
          : nothing
      }
    </coram-dialog>`;
  }

  private readonly leave = (event?: Event): void => {
    event?.stopPropagation();
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
