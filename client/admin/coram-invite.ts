import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { OrganisationId, type OutputId, type VerdictId } from "../../schema/domain/ids.ts";
import { COUNTRIES, Country } from "../../schema/domain/language.ts";
import { GUEST_DAYS_MAX, type Organisation, ROLES, USUAL_ROLE, Role } from "../../schema/domain/member.ts";
import { readMailbox } from "../../schema/domain/people/address.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import type { InvitationMade, Invite } from "../../schema/protocol/http/people.ts";
import { describeProblem } from "../api/http.ts";
import { addOrganisation, invite } from "../api/people.ts";
import "../elements/coram-dialog.ts";
import { errorLine, keepName, keepsName, ledToField, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { formSent, keepForm } from "../typed/keep-form.ts";
import "./admin.css";
import "./guests/coram-guests-here.ts";
import { linkMade } from "./link-made.ts";
import { asking } from "./member-controls.ts";

/** What somebody is invited to: the network as a member, or as a guest one verdict or one document. */
export type InvitedTo =
  | {
      kind: "network";
      organisations: readonly Organisation[];
      organisation: Organisation["id"];
      hasFormer: boolean;
      /** What the reader does instead of inviting somebody there as that; null where they may. */
      asks: (role: Role, organisation: Organisation["id"]) => string | null;
    }
  | { kind: "verdict"; verdict: VerdictId }
  /** `closed`: verdicts that have to be cleared for guests first. */
  | { kind: "output"; output: OutputId; closed: OutputView["closedToGuests"] };

const DAYS_DEFAULT = 14;
const NEW = "new";

/**
 * Invites somebody: `<coram-invite .to=${… or null} @coram-dialog-close=${…}>` is open while `to` says to what. Makes a one-time
 * link that the inviter sends by their own way; nothing is sent from here. What is typed and not sent stands there when it is opened again,
 * and the browser asks before it goes with the page, as it does for a list of people.
 */
@customElement("coram-invite")
export class CoramInvite extends LightElement {
  @property({ attribute: false }) to: InvitedTo | null = null;
  @state() private made: InvitationMade | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  @state() private isNewOrganisation = false;
  /** Where somebody is invited to, and as what; null: as proposed. */
  @state() private place: Organisation["id"] | null = null;
  @state() private chosen: Role = USUAL_ROLE;
  private added: Pick<Organisation, "id" | "name"> | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Each opening begins anew: the link of the last one is not shown twice.
    if (!changed.has("to") || changed.get("to")) return;
    this.made = null;
    this.problem = null;
    this.isNewOrganisation = false;
    this.added = null;
    this.place = null;
    this.chosen = USUAL_ROLE;
  }

  protected override render(): TemplateResult {
    const { to, made } = this;
    const heading = to?.kind === "network" ? t("people.invite-member") : t("people.invite-guest");
    return html`<coram-dialog heading=${heading} ?open=${to !== null} @coram-dialog-close=${this.close}>
      ${to === null ? nothing : made ? this.renderMade(made) : this.renderAsking(to)}
    </coram-dialog>`;
  }

  private renderAsking(to: InvitedTo): TemplateResult {
    if (to.kind === "network") return this.renderForm(to);
    const isClosed = to.kind === "output" && to.closed.length > 0;
    return html`${isClosed ? this.renderClosed(to.closed) : this.renderForm(to)}
      <coram-guests-here .of=${to.kind === "output" ? to.output : to.verdict}></coram-guests-here>`;
  }

  private renderForm(to: InvitedTo): TemplateResult {
    return html`<form
      class="form"
      ${keepForm(formOf(to))}
      @submit=${(event: SubmitEvent) => void this.submit(event, to)}
      @input=${() => (this.problem = null)}
    >
      ${to.kind === "network" ? this.renderMember(to) : this.renderGuest(to.kind)}
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${keepName(this.problem, t("people.invite-another"))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("people.make-link")}</button>
      </div>
    </form>`;
  }

  /** Which step is missing, and where it is taken. */
  private renderClosed(closed: OutputView["closedToGuests"]): TemplateResult {
    return html`<div class="form">
      <p class="note">${t("people.guest-waits", { count: closed.length })}</p>
      <ul class="invite-waits">
        ${closed.map(
          ({ verdict, court, caseNumber, stage }) =>
            html`<li>
              <span><a href="/verdicts/${verdict}">${caseNumber}</a> <span class="sub">${court}</span></span>
              <span class="note">${t(`word.stage.${stage}`)}</span>
            </li>`,
        )}
      </ul>
      <div class="form-actions">
        <button type="button" class="button button-primary" autofocus @click=${this.close}>${t("shell.close")}</button>
      </div>
    </div>`;
  }

  private renderGuest(to: "verdict" | "output"): TemplateResult {
    return html`<p class="note">
        ${t(to === "verdict" ? "people.invite-guest-lead" : "people.invite-guest-lead-output")}
      </p>
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
      </div>`;
  }

  private renderMember({
    organisations,
    organisation,
    hasFormer,
    asks,
  }: InvitedTo & { kind: "network" }): TemplateResult {
    const where = this.place ?? organisation;
    const choose = ({ target }: Event): void => {
      const { value } = target as HTMLSelectElement;
      this.isNewOrganisation = value === NEW;
      if (value === NEW) return;
      this.place = OrganisationId.parse(value);
      // What cannot be chosen there is not left chosen.
      if (asks(this.chosen, this.place) !== null) this.chosen = USUAL_ROLE;
    };
    return html`${this.renderPerson(hasFormer)}
      <label class="form-row"
        ><span>${t("people.role")}</span>
        <select
          class="field"
          name="role"
          @input=${({ target }: Event) => (this.chosen = Role.parse((target as HTMLSelectElement).value))}
        >
          ${ROLES.map((role) => {
            const instead = this.isNewOrganisation ? null : asks(role, where);
            return html`<option value=${role} ?disabled=${instead !== null} .selected=${live(role === this.chosen)}>
              ${asking(t(`word.role.${role}`), instead)}
            </option>`;
          })}
        </select>
      </label>
      <label class="form-row"
        ><span>${t("people.organisation")}</span>
        <select class="field" name="organisation" @input=${choose}>
          ${organisations.map((each) => organisationOption(each, asks(USUAL_ROLE, each.id), each.id === organisation))}
          <option value=${NEW}>${t("people.new-organisation")}</option>
        </select>
      </label>
      ${this.isNewOrganisation ? this.renderNewOrganisation() : nothing}`;
  }

  private renderPerson(hasFormer: boolean): TemplateResult {
    return html`<div class="form-row">
        <label for="member-name">${t("people.name-optional")}</label>
        <input
          class="field"
          id="member-name"
          name="name"
          aria-describedby=${hasFormer ? "member-back-hint" : nothing}
          maxlength="120"
          autofocus
          @input=${takeApart}
        />
        ${hasFormer ? html`<span class="note" id="member-back-hint">${t("people.back-hint")}</span>` : nothing}
      </div>
      <label class="form-row"
        ><span>${t("people.email-optional")}</span>
        <input class="field" name="email" type="email" maxlength="200" autocomplete="off" @input=${takeApart} />
      </label>`;
  }

  private renderNewOrganisation(): TemplateResult {
    return html`<div class="form-columns">
      <label class="form-row"
        ><span>${t("people.organisation-name")}</span>
        <input class="field" name="organisation-name" required maxlength="200" />
      </label>
      <label class="form-row"
        ><span>${t("people.country")}</span>
        <select class="field" name="country" required>
          <option value="">${t("invite.which-country")}</option>
          ${COUNTRIES.map((country) => html`<option value=${country}>${t(`word.country.${country}`)}</option>`)}
        </select>
      </label>
    </div>`;
  }

  private renderMade(made: InvitationMade): TemplateResult {
    return html`${linkMade(made)}
      <div class="form-actions">
        <button class="button button-primary" @click=${this.close}>${t("shell.close")}</button>
      </div>`;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };

  private async submit(event: SubmitEvent, to: InvitedTo): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    this.isBusy = true;
    this.problem = null;
    try {
      // Asked before anything else: it is so only while the form is being sent.
      const another = keepsName(form) ? { isAnother: true as const } : {};
      this.made = await invite({ ...(await this.invitation(form, to)), ...another });
      formSent(formOf(to));
      await this.updateComplete;
      this.querySelector<HTMLElement>("coram-copy-link input")?.focus();
    } catch (error) {
      // Of who is invited to a new organisation nothing can be wrong but its name.
      this.problem = ledToField(form, error, this.isNewOrganisation ? { name: "organisation-name" } : {});
    } finally {
      this.isBusy = false;
    }
  }

  private async invitation(form: HTMLFormElement, to: InvitedTo): Promise<Invite> {
    const name = textOf(form, "name");
    if (to.kind === "network") {
      const role = Role.parse(textOf(form, "role"));
      const email = textOf(form, "email");
      const organisation = await this.organisation(form);
      return { kind: "member", role, organisation, ...(name ? { name } : {}), ...(email ? { email } : {}) };
    }
    const what = to.kind === "verdict" ? { verdict: to.verdict } : { output: to.output };
    return { kind: "guest", ...what, name, expiresInDays: Number(textOf(form, "days")) };
  }

  /** The one that was chosen, or the new one, which is made. */
  private async organisation(form: HTMLFormElement): Promise<OrganisationId> {
    if (!this.isNewOrganisation) return OrganisationId.parse(textOf(form, "organisation"));
    const country = Country.parse(textOf(form, "country"));
    const name = textOf(form, "organisation-name");
    // Made already, where only the invitation was refused.
    if (this.added?.name !== name) this.added = { name, id: (await addOrganisation({ name, country })).id };
    return this.added.id;
  }
}

/** What a mail program copies, `Name <address>`, is taken apart into both fields, into whichever it is put; a name that stands stays. */
function takeApart({ currentTarget }: Event): void {
  const field = currentTarget as HTMLInputElement;
  const [name, email] = ["name", "email"].map((each) => field.form?.querySelector<HTMLInputElement>(`[name=${each}]`));
  const copied = readMailbox(field.value);
  if (!copied || !name || !email) return;
  if (field === name || name.value.trim() === "") put(name, copied.name);
  put(email, copied.email);
}

/** As if it was typed there: whatever keeps what is typed hears of it. */
function put(field: HTMLInputElement, words: string): void {
  if (field.value === words) return;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Names the form of an invitation among the forms of all pages. */
function formOf(to: InvitedTo): string {
  return `invite ${to.kind === "network" ? to.kind : to.kind === "verdict" ? to.verdict : to.output}`;
}

function organisationOption({ id, name }: Organisation, instead: string | null, isProposed: boolean): TemplateResult {
  return html`<option value=${id} ?disabled=${instead !== null} ?selected=${isProposed}>
    ${asking(name, instead)}
  </option>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-invite": CoramInvite;
  }
}
