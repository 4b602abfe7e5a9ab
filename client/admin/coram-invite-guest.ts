import { type PropertyValues, type TemplateResult, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { GUEST_DAYS_MAX } from "../../schema/domain/member.ts";
import type { InvitationMade } from "../../schema/protocol/http/people.ts";
import { describeProblem } from "../api/http.ts";
import { invite } from "../api/people.ts";
import "../elements/coram-copy-link.ts";
import "../elements/coram-dialog.ts";
import { errorLine, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, t } from "../i18n/t.ts";
import "./admin.css";

const DAYS_DEFAULT = 14;

/**
 * Invites a guest to one verdict: `<coram-invite-guest .verdict=${id} ?open=${…} @coram-dialog-close=${…}>`. Makes a
 * one-time link that the inviter sends by their own way; nothing is sent from here.
 */
@customElement("coram-invite-guest")
export class CoramInviteGuest extends LightElement {
  @property({ attribute: false }) verdict: VerdictId | null = null;
  @property({ type: Boolean }) open = false;
  @state() private made: InvitationMade | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Each opening begins anew: the link of the last guest is not shown twice.
    if (changed.has("open") && this.open) {
      this.made = null;
      this.problem = null;
    }
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog heading=${t("people.invite-guest")} ?open=${this.open} @coram-dialog-close=${this.close}>
      ${this.open ? (this.made ? this.renderMade(this.made) : this.renderForm()) : ""}
    </coram-dialog>`;
  }

  private renderForm(): TemplateResult {
    return html`<form class="form" @submit=${this.submit}>
      <p class="note">${t("people.invite-guest-lead")}</p>
      <div class="form-row">
        <label for="guest-name">${t("people.guest-name")}</label>
        <input
          class="field"
          id="guest-name"
          name="name"
          aria-describedby="guest-name-hint"
          required
          maxlength="120"
          autofocus
        />
        <span class="note" id="guest-name-hint">${t("people.guest-name-hint")}</span>
      </div>
      <div class="form-row">
        <label for="guest-days">${t("people.days")}</label>
        <input
          class="field"
          id="guest-days"
          name="days"
          type="number"
          min="1"
          max=${GUEST_DAYS_MAX}
          aria-describedby="guest-days-hint"
          required
          value=${DAYS_DEFAULT}
        />
        <span class="note" id="guest-days-hint">${t("people.days-hint", { count: GUEST_DAYS_MAX })}</span>
      </div>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("people.make-link")}</button>
      </div>
    </form>`;
  }

  private renderMade({ invitation, url }: InvitationMade): TemplateResult {
    return html`<div class="form">
      <p class="note">
        ${t("people.guest-link-made", { name: invitation.name ?? "", date: formatDate(invitation.expiresAt) })}
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
    if (!this.verdict) return;
    const form = event.currentTarget as HTMLFormElement;
    this.isBusy = true;
    this.problem = null;
    try {
      this.made = await invite({
        kind: "guest",
        verdict: this.verdict,
        name: textOf(form, "name"),
        expiresInDays: Number(textOf(form, "days")),
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
    "coram-invite-guest": CoramInviteGuest;
  }
}
