import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import type { OrganisationId } from "../../schema/domain/ids.ts";
import { DUTIES, type Role } from "../../schema/domain/member.ts";
import type { Place } from "../../schema/domain/people/place-rights.ts";
import type { InvitationMade, InvitationView, MemberChange, MembersView } from "../../schema/protocol/http/people.ts";
import { describeProblem } from "../api/http.ts";
import {
  bringBackMember,
  changeMember,
  readInvitations,
  readMembers,
  removeMember,
  resetMember,
} from "../api/people.ts";
import { serverClock } from "../api/server-clock.ts";
import { tell } from "../elements/announce.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import "../elements/coram-ask.ts";
import "../elements/coram-dialog.ts";
import type { ErasedWhole } from "../erasure/coram-erase-whole.ts";
import "../erasure/coram-erase-whole.ts";
import "../erasure/coram-erasures.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { GoesToNamed } from "../elements/address/goes-to-named.ts";
import { LightElement } from "../elements/light-element.ts";
import { byName, t } from "../i18n/t.ts";
import "./admin.css";
import "./coram-invite.ts";
import "./coram-invite-list.ts";
import "./coram-open-invitations.ts";
import { isInviting } from "./invite-rows.ts";
import { linkMade } from "./link-made.ts";
import { insteadOfPlace, insteadOfPuttingOut, leadOfEnd, memberControls, type Person } from "./member-controls.ts";
import {
  type FormerDesk,
  formerList,
  type GuestContext,
  guestList,
  inPlaceOf,
  invitedAnew,
  offerInviting,
  comesOf,
  namesOf,
  saysOf,
  roundRunnersChoice,
  runnersIn,
} from "./members-views.ts";
import { roleWords } from "./role-words.ts";

/** Members, guests and pending invitations. Facilitators change, remove and invite; others read. */
@customElement("coram-members-page")
export class CoramMembersPage extends LightElement {
  @state() private people: MembersView | null = null;
  @state() private invitations: InvitationView[] = [];
  /** Verdicts and documents that the reader may open, by their ids: of these it is said which a guest may. */
  @state() private names: ReadonlyMap<string, string> = new Map();
  @state() private isInviting = false;
  /** A list of people is being invited; one that was begun, or whose links are not done with, is open already. */
  @state() private isListing = isInviting();
  @state() private leaving: Person | null = null;
  /** Whose change the server refused: it is said in their row. */
  @state() private refused: { member: Person["id"]; problem: unknown } | null = null;
  /** Another role or organisation, which is asked before it is given. */
  @state() private asked: { member: Person; change: MemberChange } | null = null;
  @state() private erasing: ErasedWhole | null = null;
  /** A link that was just made, and the dialog's heading. */
  @state() private made: (InvitationMade & { heading: string }) | null = null;
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  private readonly refetch = new Refetch<[MembersView, InvitationView[]]>(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "members",
    fetch: () => Promise.all([readMembers(), readInvitations()]),
    take: async ([people, invitations]) => {
      this.people = people;
      this.invitations = invitations;
      this.names = await namesOf([
        ...people.members.flatMap(({ guest, removedAt }) => (removedAt === null ? (guest ?? []) : [])),
        ...this.open.map(({ verdict, output }) => ({
          verdicts: verdict ? [verdict] : [],
          outputs: output ? [output] : [],
        })),
      ]);
    },
  });

  private opens({ guest }: Person): { of: string; href: string; words: string }[] {
    const { verdicts = [], outputs = [] } = guest ?? {};
    const all = [
      ...verdicts.map((id) => ({ of: id, href: `/verdicts/${id}`, words: this.names.get(id) })),
      ...outputs.map((id) => ({ of: id, href: `/outputs/${id}`, words: this.names.get(id) })),
    ];
    return all.flatMap(({ words, ...at }) => (words === undefined ? [] : [{ ...at, words }]));
  }

  constructor() {
    super();
    new GoesToNamed(this, "member");
    const invite = (): void => void (this.isInviting = true);
    offerInviting(this, { may: () => this.mayManage, invite, list: () => void this.openList() });
  }

  private async openList(): Promise<void> {
    this.isListing = true;
    await this.updateComplete;
    const list = this.querySelector("coram-invite-list");
    list?.requestUpdate();
    await list?.updateComplete;
    list?.focusLines();
  }

  private get open(): InvitationView[] {
    return this.invitations.filter((each) => each.spentAt === null && each.expiresAt > serverClock.stamp());
  }

  private get mayManage(): boolean {
    const member = this.session?.member;
    return member ? can(toActor(member), "member.manage", null) : false;
  }

  protected override render(): TemplateResult {
    const here = (this.people?.members ?? []).filter((member) => member.removedAt === null);
    const members = byName(here.filter((member) => member.guest === null));
    const guests = here.filter((member) => member.guest !== null);
    const former = byName((this.people?.members ?? []).filter((member) => member.removedAt !== null));
    const { problem } = this.refetch;
    return html`<div class="page page-medium">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${t("shell.members")}</h1>
          ${this.people && !this.mayManage ? html`<p class="sub">${t("people.read-only")}</p>` : nothing}
        </div>
        ${
          this.mayManage
            ? html`<div class="row">
                <button
                  class="button"
                  aria-expanded=${this.isListing}
                  @click=${() => (this.isListing ? (this.isListing = false) : void this.openList())}
                >
                  ${t("invite.title")}
                </button>
                <button
                  class="button button-primary"
                  ?disabled=${!this.people}
                  @click=${() => (this.isInviting = true)}
                >
                  <coram-icon name="plus"></coram-icon>${t("people.invite-member")}
                </button>
              </div>`
            : nothing
        }
      </div>
      ${this.isListing ? html`<coram-invite-list @coram-invited=${() => void this.refetch.load()}></coram-invite-list>` : nothing}
      ${errorLine(problem === null ? null : describeProblem(problem), () => void this.refetch.load())}
      ${this.people ? this.renderMembers(members) : problem === null ? skeleton(9, t("shell.loading")) : nothing}
      ${guests.length ? guestList(this.guestDesk, guests) : nothing}
      ${this.mayManage && former.length ? formerList(former, this.formerDesk) : nothing}
      <coram-open-invitations
        .invitations=${this.open}
        .organisations=${this.people?.organisations ?? []}
        .people=${this.people}
        .names=${this.names}
        .reload=${() => this.refetch.load()}
        @coram-invited=${() => void this.openList()}
      ></coram-open-invitations>
      ${this.people ? roleWords() : nothing}
      ${this.people ? roundRunnersChoice(runnersIn(this.people), null, this.mayManage) : nothing}
      ${this.mayManage ? html`<coram-erasures></coram-erasures>` : nothing} ${this.renderDialogs()}
    </div>`;
  }

  private renderMembers(members: Person[]): TemplateResult {
    return html`<section aria-labelledby="members">
      <div class="section-head">
        <h2 id="members" class="grow">${t("people.members")}</h2>
        <span class="note sub">${t("network.member-count", { count: members.length })}</span>
      </div>
      <ul class="member-list">
        ${members.map((member) => this.renderMember(member))}
      </ul>
    </section>`;
  }

  private renderMember(member: Person): TemplateResult {
    const refusal = this.refused?.member === member.id ? this.refused.problem : null;
    const isMe = member.id === this.session?.member?.id;
    return html`<li tabindex="-1" data-member=${member.id}>
      <coram-initials initials=${member.initials} ?me=${isMe}></coram-initials>
      <div class="who">
        <b>${member.name}</b>${isMe ? html` <span class="note sub">${t("people.you")}</span>` : nothing}
        ${member.email ? html`<div class="note sub ellipsis">${member.email}</div>` : nothing}
      </div>
      ${
        this.mayManage
          ? this.renderControls(member)
          : html`<span class="note">${this.organisationName(member.organisation)}</span
              ><span class="note">${t(`word.role.${member.role}`)}</span>`
      }
      ${errorLine(refusal === null ? null : describeProblem(refusal))}
    </li>`;
  }

  private renderControls(member: Person): TemplateResult {
    const { people } = this;
    const me = this.session?.member;
    if (!people || !me) return html``;
    return memberControls(member, {
      me: toActor(me),
      people,
      ask: (change) => (this.asked = { member, change }),
      reset: () => void this.makeReset(member),
      remove: () => (this.leaving = member),
      erase: () => this.erase(member),
    });
  }

  /** As one who may withdraw their link. */
  private insteadOfGuest(guest: Person): string | null {
    const me = this.session?.member;
    return this.people && me ? insteadOfPuttingOut(toActor(me), this.people, guest) : "";
  }

  private get guestDesk(): GuestContext {
    return {
      members: this.people?.members ?? [],
      insteadOf: (guest) => this.insteadOfGuest(guest),
      putOut: (guest) => (this.leaving = guest),
      opens: (guest) => this.opens(guest),
    };
  }

  private get formerDesk(): FormerDesk {
    return {
      organisation: ({ organisation }) => this.organisationName(organisation),
      invited: (member) => invitedAnew(member, this.open, this.people),
      erase: (member) => this.erase(member),
      bringBack: (member) => void this.bringBack(member),
      asks: (member) => this.insteadOf(member, null, member),
      asksToErase: (member) => (member.guest ? this.insteadOfGuest(member) : this.insteadOf(member, member, null)),
    };
  }

  private erase({ id, name }: Person): void {
    this.erasing = { kind: "member", id, name };
  }

  private renderDialogs(): TemplateResult {
    const { leaving, made } = this;
    const me = this.session?.member;
    const organisations = byName(this.people?.organisations ?? []);
    const hasFormer = this.people?.members.some(({ removedAt }) => removedAt !== null) ?? false;
    return html`<coram-invite
        .to=${
          this.isInviting && me
            ? {
                kind: "network",
                organisations,
                organisation: me.organisation,
                hasFormer,
                asks: (role: Role, organisation: OrganisationId) => this.insteadOf(null, null, { role, organisation }),
              }
            : null
        }
        @coram-dialog-close=${() => {
          this.isInviting = false;
          void this.refetch.load();
        }}
      ></coram-invite>
      <coram-ask
        ?open=${leaving !== null}
        heading=${leaving ? t("people.remove-title", { name: leaving.name }) : ""}
        lead=${[
          leaving ? leadOfEnd(me ? toActor(me) : null, this.people, leaving, this.names) : "",
          ...(leaving && !leaving.guest ? this.comesOf(leaving, null) : []),
        ].join(" ")}
        leave=${t("shell.cancel")}
        sure=${t("people.remove")}
        @coram-ask-sure=${this.removeLeaving}
        @coram-dialog-close=${() => (this.leaving = null)}
      ></coram-ask>
      ${this.renderAsked()}
      <coram-erase-whole
        .what=${this.erasing}
        @coram-dialog-close=${() => {
          this.erasing = null;
          void this.refetch.load();
          void this.querySelector("coram-erasures")?.load();
        }}
      ></coram-erase-whole>
      <coram-dialog
        heading=${made?.heading ?? ""}
        ?open=${made !== null}
        @coram-dialog-close=${() => {
          this.made = null;
          void this.refetch.load();
        }}
      >
        ${made ? linkMade(made) : nothing}
      </coram-dialog>`;
  }

  private organisationName(id: OrganisationId): string {
    return this.people?.organisations.find((each) => each.id === id)?.name ?? "";
  }

  private renderAsked(): TemplateResult {
    const { asked } = this;
    const name = asked?.member.name ?? "";
    const of = asked?.change.organisation ? "organisation" : "role";
    return html`<coram-ask
      ?open=${asked !== null}
      heading=${t(`people.${of}-ask`, { name })}
      lead=${asked ? saysOf(asked.member, asked.change, (role) => this.comesOf(asked.member, role), this.people) : ""}
      .isFinal=${asked !== null && DUTIES[asked.member.role].leads}
      leave=${t("people.as-it-is")}
      sure=${t(`people.${of}-do`)}
      @coram-ask-sure=${() => {
        this.asked = null;
        if (asked) void this.change(asked.member, asked.change);
      }}
      @coram-dialog-close=${() => (this.asked = null)}
    ></coram-ask>`;
  }

  private comesOf(person: Person, role: Role | null): string[] {
    return comesOf(person, role, {
      codesBlind: this.people?.codeBlind?.includes(person.id) ?? false,
      open: this.open,
      people: this.people,
    });
  }

  private async change(member: Person, change: MemberChange): Promise<void> {
    this.refused = null;
    try {
      await changeMember(member.id, change);
      const { role, organisation } = change;
      const to = organisation ? this.organisationName(organisation) : t(`word.role.${role ?? member.role}`);
      tell(t("people.changed", { name: member.name, to }));
    } catch (problem) {
      this.refused = { member: member.id, problem };
    }
    // Also after a refusal, so that a select shows what holds.
    await this.refetch.load();
  }

  private makeReset(person: Person): Promise<void> {
    return this.show(t("people.reset-link"), () => resetMember(person.id));
  }

  private bringBack({ id, name }: Person): Promise<void> {
    return this.show(t("people.back-title", { name }), () => bringBackMember(id));
  }

  private insteadOf(person: Person | null, was: Place | null, now: Place | null): string | null {
    const { people } = this;
    const me = this.session?.member;
    return people && me ? insteadOfPlace(toActor(me), people, person?.id ?? null, was, now) : null;
  }

  private async show(heading: string, make: () => Promise<InvitationMade>): Promise<void> {
    try {
      this.made = { ...(await make()), heading };
      this.refetch.problem = null;
    } catch (error) {
      this.refetch.problem = error;
    }
  }

  private async removeLeaving(): Promise<void> {
    const { leaving } = this;
    this.leaving = null;
    if (leaving) await inPlaceOf(this, leaving.id, () => this.attempt(() => removeMember(leaving.id)));
  }

  /** Does one thing and shows the list as it is then: also after a refusal, so that a select shows what holds. */
  private async attempt(action: () => Promise<void>): Promise<void> {
    let problem: unknown = null;
    try {
      await action();
    } catch (error) {
      problem = error;
    }
    await this.refetch.load();
    if (problem !== null) this.refetch.problem = problem;
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-members-page": CoramMembersPage;
  }
}
