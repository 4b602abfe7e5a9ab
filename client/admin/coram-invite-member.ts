import { type PropertyValues, type TemplateResult, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { OrganisationId } from "../../schema/domain/ids.ts";
import { COUNTRIES, Country } from "../../schema/domain/language.ts";
import { type Organisation, ROLES, Role } from "../../schema/domain/member.ts";
import type { InvitationMade } from "../../schema/protocol/http/people.ts";
import { describeProblem } from "../api/http.ts";
import { addOrganisation, invite } from "../api/people.ts";
import "../elements/coram-copy-link.ts";
import "../elements/coram-dialog.ts";
import { errorLine, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, t } from "../i18n/t.ts";
import "./admin.css";

const NEW = "new";

/** Invites a member with a role and an organisation (an existing one or a new one): makes a one-time link. */
@customElement("coram-invite-member")
export class CoramInviteMember extends LightElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) organisations: Organisation[] = [];
  /** Proposed in the form. */
  @property() organisation = "";
  @state() private made: InvitationMade | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  @state() private isNewOrganisation = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) {
      this.made = null;
      this.problem = null;
      this.isNewOrganisation = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog heading=${t("people.invite-member")} ?open=${this.open} @coram-dialog-close=${this.close}>
      ${this.open ? (this.made ? this.renderMade(this.made) : this.renderForm()) : ""}
    </coram-dialog>`;
  }

  private renderForm(): TemplateResult {
    return html`<form class="form" @submit=${this.submit}>
      <label class="form-row"
        ><span>${t("people.role")}</span>
        <select class="field" name="role" autofocus>
          ${ROLES.map((role) => html`<option value=${role} ?selected=${role === "lawyer"}>${t(`word.role.${role}`)}</option>`)}
        </select>
      </label>
      <label class="form-row"
        ><span>${t("people.organisation")}</span>
        <select
          class="field"
          name="organisation"
          @change=${(event: Event) => (this.isNewOrganisation = (event.target as HTMLSelectElement).value === NEW)}
        >
          ${this.organisations.map(
            (each) => html`<option value=${each.id} ?selected=${each.id === this.organisation}>${each.name}</option>`,
          )}
          <option value=${NEW}>${t("people.new-organisation")}</option>
        </select>
      </label>
      ${this.isNewOrganisation ? this.renderNewOrganisation() : ""}
      <label class="form-row"
        ><span>${t("people.name-optional")}</span>
        <input class="field" name="name" maxlength="120" />
      </label>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("people.make-link")}</button>
      </div>
    </form>`;
  }

  private renderNewOrganisation(): TemplateResult {
    return html`<div class="form-columns">
      <label class="form-row"
        ><span>${t("people.organisation-name")}</span>
        <input class="field" name="organisation-name" required maxlength="200" />
      </label>
      <label class="form-row"
        ><span>${t("people.country")}</span>
        <select class="field" name="country">
          ${COUNTRIES.map((country) => html`<option value=${country}>${t(`word.country.${country}`)}</option>`)}
        </select>
      </label>
    </div>`;
  }

  private renderMade({ invitation, url }: InvitationMade): TemplateResult {
    return html`<div class="form">
      <p class="note">
        ${t("people.member-link-made", { role: t(`word.role.${invitation.role}`), date: formatDate(invitation.expiresAt) })}
      </p>
      <coram-copy-link url=${url}></coram-copy-link>
      <p class="note sub">${t("people.link-once")}</p>
      <div class="form-actions">
        <button class="button button-primary" @click=${this.close}>${t("shell.close")}</button>
      </div>
    </div>`;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.isBusy = true;
    this.problem = null;
    try {
      const organisation = this.isNewOrganisation
        ? (
            await addOrganisation({
              name: textOf(form, "organisation-name"),
              country: Country.parse(textOf(form, "country")),
            })
          ).id
        : OrganisationId.parse(textOf(form, "organisation"));
      const name = textOf(form, "name");
      this.made = await invite({
        kind: "member",
        role: Role.parse(textOf(form, "role")),
        organisation,
        ...(name ? { name } : {}),
      });
      await this.updateComplete;
      this.querySelector<HTMLElement>("coram-copy-link input")?.focus();
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-invite-member": CoramInviteMember;
  }
}
