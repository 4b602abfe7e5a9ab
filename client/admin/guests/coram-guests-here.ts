import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import type { GuestBinding } from "../../../schema/domain/member.ts";
import { termOf, termsOf } from "../../../schema/domain/people/guest-terms.ts";
import type { InvitationView, MembersView } from "../../../schema/protocol/http/people.ts";
import { describeProblem } from "../../api/http.ts";
import { readInvitations, readMembers, removeMember, withdrawInvitation } from "../../api/people.ts";
import { serverClock } from "../../api/server-clock.ts";
import { Refetch } from "../../app/refetch.ts";
import { type Session, sessionContext, toActor } from "../../app/session-context.ts";
import { tell } from "../../elements/announce.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { byName, formatDate, t } from "../../i18n/t.ts";
import {
  asking,
  endsWith,
  insteadOfPuttingOut,
  leadOfEnd,
  insteadOfWithdraw,
  type Person,
} from "../member-controls.ts";
import { namesOf } from "../members-views.ts";
import { alsoEnds, putOutWords } from "./also-ends.ts";
import "../admin.css";
import "./guests-here.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-guests-here": CoramGuestsHere;
  }
}

/** Somebody who was invited, whether they have come or not. */
interface Guest {
  key: string;
  name: string;
  words: string;
  /** Whom the reader asks to end it; null where they may. */
  instead: string | null;
  /** What ending it is called, how it is asked, what it does, what is said once it is done and fetched anew, and the act. */
  ends: string;
  question: string;
  lead: string;
  ended: () => string;
  end: () => Promise<void>;
}

/** Who reads one verdict or document as a guest, or is invited to, each with the way to put them out. Nothing where nobody is. */
@customElement("coram-guests-here")
export class CoramGuestsHere extends LightElement {
  @property({ attribute: false }) of!: VerdictId | OutputId;
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  @state() private people: MembersView | null = null;
  @state() private invitations: readonly InvitationView[] = [];
  /** What else is open to those guests, by its id, as far as the reader may open it. */
  @state() private names: ReadonlyMap<string, string> = new Map();
  /** Whose access is to end, while that is asked. */
  @state() private asked: string | null = null;
  @state() private problem: unknown = null;
  private readonly refetch = new Refetch<[MembersView, InvitationView[]]>(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "members",
    fetch: () => Promise.all([readMembers(), readInvitations()]),
    take: async ([people, invitations]) => {
      this.people = people;
      this.invitations = invitations;
      const isMore = ({ verdicts, outputs }: GuestBinding): boolean => verdicts.length + outputs.length > 1;
      this.names = await namesOf(this.came(people).flatMap(({ guest }) => (guest && isMore(guest) ? [guest] : [])));
    },
  });

  protected override render(): TemplateResult | typeof nothing {
    const guests = this.guests;
    const problem = this.problem ?? this.refetch.problem;
    if (guests.length === 0) return errorLine(problem === null ? null : describeProblem(problem));
    return html`<section class="guests-here" aria-labelledby="guests-here" tabindex="-1">
      <h3 id="guests-here">${t("people.guests")}</h3>
      <ul class="member-list">
        ${guests.map((guest) => this.renderGuest(guest))}
      </ul>
      ${errorLine(problem === null ? null : describeProblem(problem))}
    </section>`;
  }

  private renderGuest(guest: Guest): TemplateResult {
    const { key, name, words, instead, ends } = guest;
    return html`<li class="guest">
      <div class="who">
        <b>${name}</b>
        <div class="note sub">${words}</div>
      </div>
      ${
        instead === null
          ? html`<button
              type="button"
              class="button button-small"
              aria-label="${ends}: ${name}"
              aria-expanded=${this.asked === key}
              @click=${() => void this.ask(key)}
            >
              ${ends}
            </button>`
          : html`<span class="note">${asking(ends, instead)}</span>`
      }
      ${this.asked === key ? this.renderAsked(guest) : nothing}
    </li>`;
  }

  private renderAsked(guest: Guest): TemplateResult {
    const { key, question, ends, lead } = guest;
    // The buttons of the next row are near: it says whom they are of.
    return html`<div class="alert alert-warn" role="group" aria-labelledby="guest-asked-${key}">
      <p><b id="guest-asked-${key}">${question}</b> ${lead}</p>
      <div class="form-actions">
        <button type="button" class="button" @click=${() => this.leave()}>${t("shell.cancel")}</button>
        <button type="button" class="button button-primary" @click=${() => void this.end(guest)}>${ends}</button>
      </div>
    </div>`;
  }

  private came({ members }: MembersView): Person[] {
    const now = serverClock.stamp();
    return members.filter(
      ({ removedAt, guest }) => removedAt === null && guest !== null && (termOf(guest, this.of)?.expiresAt ?? "") > now,
    );
  }

  private get guests(): Guest[] {
    const { people, of } = this;
    const me = this.session?.member;
    if (!people || !me) return [];
    const now = serverClock.stamp();
    const actor = toActor(me);
    const inviter = (id: string): string => people.members.find((each) => each.id === id)?.name ?? "";
    const came = this.came(people).flatMap((member): Guest[] => {
      const { id, name, guest } = member;
      const terms = guest ? termsOf(guest).filter((each) => each.of === of && each.expiresAt > now) : [];
      if (terms.length === 0) return [];
      const ends = endsWith(actor, people, member).ends;
      return [
        {
          key: id,
          name,
          words: terms
            .map((each) => `${t("shell.guest-of", { name: inviter(each.invitedBy) })}, ${untilDay(each.expiresAt)}`)
            .join("; "),
          instead: insteadOfPuttingOut(actor, people, member, of),
          ends: t("people.remove"),
          question: t("people.remove-title", { name }),
          lead: [leadOfEnd(actor, people, member), alsoEnds(ends, of, this.names)].filter(Boolean).join(" "),
          ended: () =>
            putOutWords(name, this.people?.members.find((each) => each.id === id) ?? null, of, serverClock.stamp()),
          end: () => removeMember(id),
        },
      ];
    });
    const invited = this.invitations
      .filter((each) => each.kind === "guest" && each.spentAt === null && each.expiresAt > now)
      .filter(({ verdict, output }) => verdict === of || output === of)
      .map((each): Guest => {
        const name = each.name ?? t("people.unnamed");
        return {
          key: each.id,
          name,
          words: `${t("people.made-by", { name: inviter(each.invitedBy) })}, ${untilDay(each.expiresAt)}`,
          instead: insteadOfWithdraw(actor, people, each),
          ends: t("people.withdraw"),
          question: t("people.withdraw-ask"),
          lead: t("people.withdraw-lead", { who: name }),
          ended: () => t("people.withdrawn", { name }),
          end: () => withdrawInvitation(each.id),
        };
      });
    return [...byName(came), ...byName(invited)];
  }

  private async ask(key: string): Promise<void> {
    this.asked = key;
    this.problem = null;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".alert .button")?.focus();
  }

  /** Back to the button that asked. */
  private leave(): void {
    this.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    this.asked = null;
  }

  /** The row goes: the list has the focus, or what stands before it. */
  private async end({ ended, end }: Guest): Promise<void> {
    this.asked = null;
    try {
      await end();
    } catch (error) {
      this.problem = error;
    }
    await this.refetch.load();
    // What is open still is known by what was fetched since.
    if (this.problem === null && this.refetch.problem === null) tell(ended());
    await this.updateComplete;
    const list = this.querySelector<HTMLElement>("section") ?? this.closest<HTMLElement>("[tabindex], dialog");
    list?.focus();
  }
}

function untilDay(expiresAt: string): string {
  return t("people.until", { date: formatDate(expiresAt) });
}
