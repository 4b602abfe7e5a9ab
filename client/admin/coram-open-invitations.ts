import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { type Organisation } from "../../schema/domain/member.ts";
import { isGoodByMaker } from "../../schema/domain/people/place-rights.ts";
import type { InvitationMade, InvitationView, Invite, MembersView } from "../../schema/protocol/http/people.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import { describeProblem } from "../api/http.ts";
import { invite, resetMember, withdrawInvitation } from "../api/people.ts";
import { tell } from "../elements/announce.ts";
import "../elements/coram-ask.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine, ledToField, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { byName, compareWords, formatDate, t } from "../i18n/t.ts";
import { linksKept } from "./links-kept.ts";
import { asking, insteadOfPlace, insteadOfReset, insteadOfWithdraw } from "./member-controls.ts";
import { linkMade } from "./link-made.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-open-invitations": CoramOpenInvitations;
  }
}

/** Invitations that nobody has used yet. Each can be withdrawn, or get a new link, after a question that names whose link ends. */
@customElement("coram-open-invitations")
export class CoramOpenInvitations extends LightElement {
  @property({ attribute: false }) invitations: readonly InvitationView[] = [];
  @property({ attribute: false }) organisations: readonly Organisation[] = [];
  /** All of the network: a link of somebody who leads no longer works no longer, and it is theirs to make anew whose place it is. */
  @property({ attribute: false }) people: MembersView | null = null;
  /** Of verdicts and documents that the reader may open, by their ids. */
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();
  /** Has what is shown here fetched again. */
  @property({ attribute: false }) reload: () => Promise<void> = () => Promise.resolve();
  /** What is to be done with one of them, once it was asked. */
  @state() private asked: { invitation: InvitationView; to: "withdraw" | "anew" } | null = null;
  /** Whether all who were invited as members are to have new links. */
  @state() private isAskedOfAll = false;
  /** New links for all are being made: a second press would end the first ones. */
  @state() private isMaking = false;
  @state() private made: InvitationMade | null = null;
  /** Of which of them something was refused; null: of them all. */
  @state() private refused: { of: InvitationView["id"] | null; problem: unknown } | null = null;
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;

  protected override render(): TemplateResult {
    // Of one name by address: a link that is made anew stands where the one stood that it replaces.
    const all = byName(this.invitations.toSorted((a, b) => compareWords(a.email ?? "", b.email ?? "")));
    const invited = all.filter(({ kind }) => kind !== "reset");
    const passwords = all.filter(({ kind }) => kind === "reset");
    return html`${
        invited.length > 0
          ? html`<section aria-labelledby="pending">
              <div class="section-head">
                <h2 id="pending" class="grow">${t("people.pending")}</h2>
                ${
                  this.mine.length > 1
                    ? html`<button
                        type="button"
                        class="link"
                        ?disabled=${this.isMaking}
                        @click=${() => (this.isAskedOfAll = true)}
                      >
                        ${t("people.anew-all")}
                      </button>`
                    : nothing
                }
              </div>
              ${this.renderRefused(null)}
              <ul class="member-list">
                ${invited.map((each) => this.renderRow(each))}
              </ul>
            </section>`
          : nothing
      }
      ${
        passwords.length > 0
          ? html`<section aria-labelledby="pending-passwords">
              <div class="section-head"><h2 id="pending-passwords">${t("people.pending-passwords")}</h2></div>
              <ul class="member-list">
                ${passwords.map((each) => this.renderRow(each))}
              </ul>
            </section>`
          : nothing
      }
      ${this.renderQuestion()}
      <coram-dialog
        heading=${this.made ? t("people.link-anew") : ""}
        ?open=${this.made !== null}
        @coram-dialog-close=${this.closeMade}
      >
        ${this.made ? linkMade(this.made) : nothing}
      </coram-dialog>`;
  }

  private renderRow(invitation: InvitationView): TemplateResult {
    const { id, kind, email, organisation, expiresAt } = invitation;
    const name = nameOf(invitation);
    const members = this.people?.members ?? [];
    const maker = members.find((each) => each.id === invitation.invitedBy);
    const instead = this.insteadOfAnew(invitation);
    const closed = this.insteadOfWithdraw(invitation);
    return html`<li class="guest" data-invitation=${id}>
      <coram-icon name="link"></coram-icon>
      <div class="who">
        <b>${name}</b>
        ${email ? html`<div class="note sub ellipsis">${email}</div>` : nothing}
        <div class="note sub">${invitedTo(invitation)}, ${this.nameOf(organisation)}</div>
        ${this.renderOpened(invitation)}
        ${maker ? html`<div class="note sub">${t("people.made-by", { name: maker.name })}</div>` : nothing}
      </div>
      <span class="note"
        >${
          isGoodByMaker(invitation, maker, members)
            ? t("people.until", { date: formatDate(expiresAt) })
            : t("people.ended-with", { name: maker?.name ?? "" })
        }</span
      >
      <div class="acts">
        ${
          kind === "reset" && !invitation.member
            ? nothing
            : instead !== null
              ? html`<span class="note">${asking(t("people.link-anew"), instead)}</span>`
              : html`<button
                  class="button button-small"
                  aria-label=${t("people.link-anew-of", { name })}
                  @click=${() => (this.asked = { invitation, to: "anew" })}
                >
                  ${t("people.link-anew")}
                </button>`
        }
        ${
          closed !== null
            ? html`<span class="note">${asking(t("people.withdraw"), closed)}</span>`
            : html`<button
                class="button button-small"
                aria-label=${t("people.withdraw-of", { name })}
                @click=${() => (this.asked = { invitation, to: "withdraw" })}
              >
                ${t("people.withdraw")}
              </button>`
        }
      </div>
      ${this.asked?.invitation.id === id ? nothing : this.renderRefused(id)}
    </li>`;
  }

  /** What a guest is invited to read, where the reader may, too. */
  private renderOpened({ verdict, output }: InvitationView): TemplateResult | typeof nothing {
    const words = this.names.get(verdict ?? output ?? "");
    if (words === undefined) return nothing;
    const href = verdict ? `/verdicts/${verdict}` : `/outputs/${output}`;
    return html`<div class="note guest-opens"><a href=${href}>${words}</a></div>`;
  }

  private renderRefused(of: InvitationView["id"] | null): TemplateResult | typeof nothing {
    return this.refused?.of === of ? errorLine(describeProblem(this.refused.problem)) : nothing;
  }

  /** What the reader does instead of making one of them anew; null where they may. */
  private insteadOfAnew(invitation: InvitationView): string | null {
    const { kind, member, role, organisation } = invitation;
    const { people } = this;
    const me = this.session?.member;
    if (!people || !me) return null;
    if (kind === "guest") return this.insteadOfWithdraw(invitation);
    const whose = people.members.find(({ id }) => id === member);
    if (whose) return insteadOfReset(toActor(me), people, whose);
    // A new link ends the one before it.
    return (
      insteadOfPlace(toActor(me), people, null, null, { role, organisation }) ?? this.insteadOfWithdraw(invitation)
    );
  }

  /** What the reader does instead of withdrawing one of them; null where they may. */
  private insteadOfWithdraw(invitation: InvitationView): string | null {
    const { people } = this;
    const me = this.session?.member;
    return people && me ? insteadOfWithdraw(toActor(me), people, invitation) : null;
  }

  private renderQuestion(): TemplateResult {
    const { asked } = this;
    const to = asked?.to ?? "withdraw";
    const member = asked?.to === "anew" && asked.invitation.kind === "member" ? asked.invitation : null;
    return html`${this.renderAnew(member)}
      <coram-ask
        ?open=${asked !== null && member === null}
        heading=${t(`people.${to}-ask`)}
        lead=${asked ? t(`people.${to}-lead`, { who: this.describe(asked.invitation) }) : ""}
        leave=${t("shell.cancel")}
        sure=${t(to === "anew" ? "people.make-link" : "people.withdraw")}
        @coram-ask-sure=${() => {
          this.asked = null;
          if (asked) void (to === "anew" ? this.makeAnew(asked.invitation) : this.withdraw(asked.invitation));
        }}
        @coram-dialog-close=${() => (this.asked = null)}
      ></coram-ask>
      <coram-ask
        ?open=${this.isAskedOfAll}
        heading=${t("people.anew-all-ask", { count: this.mine.length })}
        lead=${t("people.anew-all-lead")}
        leave=${t("shell.cancel")}
        sure=${t("people.anew-all-do")}
        @coram-ask-sure=${() => void this.makeAllAnew()}
        @coram-dialog-close=${() => (this.isAskedOfAll = false)}
      ></coram-ask>`;
  }

  /** Who sent a link to a wrong address makes another for the right one: the first ends, whoever has it. */
  private renderAnew(invitation: InvitationView | null): TemplateResult {
    return html`<coram-dialog
      heading=${t("people.anew-ask")}
      ?open=${invitation !== null}
      @coram-dialog-close=${() => (this.asked = null)}
    >
      ${
        invitation
          ? html`<form
              class="form"
              @input=${() => (this.refused = null)}
              @submit=${(event: SubmitEvent) => void this.submitAnew(event, invitation)}
            >
              <p>${t("people.anew-lead", { who: this.describe(invitation) })}</p>
              <label class="form-row"
                ><span>${t("people.email-optional")}</span>
                <input
                  class="field"
                  name="email"
                  type="email"
                  maxlength="200"
                  autocomplete="off"
                  .defaultValue=${invitation.email ?? ""}
                />
              </label>
              ${this.isOpen(invitation) ? this.renderRefused(invitation.id) : errorLine(t("people.anew-gone", { name: nameOf(invitation) }))}
              <div class="form-actions">
                <button type="button" class="button" @click=${() => (this.asked = null)}>${t("shell.cancel")}</button>
                <button class="button button-primary" ?disabled=${!this.isOpen(invitation)} autofocus>
                  ${t("people.make-link")}
                </button>
              </div>
            </form>`
          : nothing
      }
    </coram-dialog>`;
  }

  private async submitAnew(event: SubmitEvent, invitation: InvitationView): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const email = textOf(form, "email");
    await this.makeAnew(invitation, email === "" ? {} : { email });
    if (!this.refused) return;
    this.refused = { of: invitation.id, problem: ledToField(form, this.refused.problem) };
    // Somebody may have joined with it meanwhile.
    if (!form.querySelector("[aria-invalid]")) await this.reload();
  }

  /** Whether nobody has joined with it meanwhile, or withdrawn it. */
  private isOpen({ id }: InvitationView): boolean {
    return this.invitations.some((each) => each.id === id);
  }

  /** Those of members that the reader may make anew. */
  private get mine(): InvitationView[] {
    return this.invitations.filter((each) => each.kind === "member" && this.insteadOfAnew(each) === null);
  }

  private nameOf(organisation: Organisation["id"]): string {
    return this.organisations.find(({ id }) => id === organisation)?.name ?? "";
  }

  private describe(invitation: InvitationView): string {
    const { email, organisation } = invitation;
    const words = [nameOf(invitation), email ?? "", invitedTo(invitation), this.nameOf(organisation)];
    return words.filter(Boolean).join(", ");
  }

  /** The focus stays in the list, where the next invitation stands then. */
  private async withdraw(invitation: InvitationView): Promise<void> {
    const at = this.rows.findIndex((row) => row.dataset["invitation"] === invitation.id);
    this.refused = null;
    try {
      await withdrawInvitation(invitation.id);
      linksKept.drop([invitation.id]);
      tell(t("people.withdrawn", { name: nameOf(invitation) }));
    } catch (problem) {
      this.refused = { of: invitation.id, problem };
    }
    await this.reload();
    await this.updateComplete;
    const { rows } = this;
    rows
      .at(Math.min(at, rows.length - 1))
      ?.querySelector<HTMLElement>(".acts button:last-child")
      ?.focus();
  }

  private async makeAnew(invitation: InvitationView, corrected: { email?: string } = {}): Promise<void> {
    this.refused = null;
    try {
      const anew = { ...inviteAnew(invitation), ...corrected };
      const made = await (invitation.member ? resetMember(invitation.member) : invite(anew));
      // The question is closed before the link is shown: the focus goes back to where it was asked.
      this.asked = null;
      await this.updateComplete;
      this.made = made;
      linksKept.drop([invitation.id]);
    } catch (problem) {
      this.refused = { of: invitation.id, problem };
    }
  }

  /** One after the other, so that each keeps its role and its days; those that were made are kept at once, whatever comes of the rest. */
  private async makeAllAnew(): Promise<void> {
    this.isAskedOfAll = false;
    if (this.isMaking) return;
    this.isMaking = true;
    this.refused = null;
    let count = 0;
    try {
      for (const each of this.mine) {
        linksKept.add([await invite(inviteAnew(each))]);
        linksKept.drop([each.id]);
        count++;
      }
    } catch (problem) {
      this.refused = { of: null, problem };
    } finally {
      this.isMaking = false;
    }
    await this.reload();
    if (count > 0) this.dispatchEvent(new CustomEvent("coram-invited", { detail: { count }, bubbles: true }));
  }

  private readonly closeMade = (): void => {
    this.made = null;
    void this.reload();
  };

  private get rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-invitation]")];
  }
}

function nameOf({ name }: InvitationView): string {
  return name ?? t("people.unnamed");
}

/** What an invitation is to: a role of the network, a guest's, or a new password. */
function invitedTo({ kind, role }: InvitationView): string {
  if (kind === "reset") return t("people.reset-link");
  return kind === "guest" ? t("word.guest") : t(`word.role.${role}`);
}

const DAY_MS = 24 * 3_600_000;

/** For the same person, in the place of a link that was lost. */
function inviteAnew(invitation: InvitationView): Invite {
  const { id, kind, role, organisation, name, verdict, output, createdAt, expiresAt } = invitation;
  const expiresInDays = Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / DAY_MS);
  return kind === "guest"
    ? {
        kind,
        name: name ?? "",
        ...(output ? { output } : { verdict: verdict ?? undefined }),
        expiresInDays,
        replaces: id,
      }
    : { kind: "member", role, organisation, ...(name ? { name } : {}), expiresInDays, replaces: id };
}
