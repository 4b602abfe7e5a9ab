import { type TemplateResult, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { OrganisationId } from "../../schema/domain/ids.ts";
import { ROUND_RUNNERS, RoundRunners } from "../../schema/domain/verdict.ts";
import type { InvitationView, Invite, MembersView } from "../../schema/protocol/http/people.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import { formatDate, t } from "../i18n/t.ts";

/** One of the network's people, whoever they are in it. */
export type Person = MembersView["members"][number];

export interface GuestDesk {
  members: readonly Person[];
  mayPutOut: (guest: Person) => boolean;
  putOut: (guest: Person) => void;
  /** What is open to a guest, of what the reader may open too. */
  opens: (guest: Person) => readonly { href: string; words: string }[];
}

export function guestList(desk: GuestDesk, guests: Person[]): TemplateResult {
  return html`<section aria-labelledby="guests">
    <div class="section-head"><h2 id="guests">${t("people.guests")}</h2></div>
    <ul class="member-list">
      ${guests.map((guest) => {
        const inviter = desk.members.find((each) => each.id === guest.guest?.invitedBy);
        return html`<li class="guest">
          <coram-initials initials=${guest.initials} away></coram-initials>
          <div class="who">
            <b>${guest.name}</b>
            <div class="note sub">${t("shell.guest-of", { name: inviter?.name ?? "" })}</div>
            <div class="note guest-opens">
              ${desk.opens(guest).map(({ href, words }) => html`<a href=${href}>${words}</a> `)}
            </div>
          </div>
          <span class="note">${t("people.until", { date: formatDate(guest.guest?.expiresAt ?? "") })}</span>
          ${
            desk.mayPutOut(guest)
              ? html`<button class="button button-small" @click=${() => desk.putOut(guest)}>
                  ${t("people.remove")}
                </button>`
              : nothing
          }
        </li>`;
      })}
    </ul>
  </section>`;
}

/** Who was removed bears their name here still, until it is erased. */
export function formerList(
  former: Person[],
  erase: (member: Person) => void,
  bringBack: (member: Person) => void,
): TemplateResult {
  return html`<section aria-labelledby="former">
    <div class="section-head"><h2 id="former">${t("people.former")}</h2></div>
    <ul class="member-list">
      ${former.map(
        (member) =>
          html`<li class="guest">
            <coram-initials initials=${member.initials} away></coram-initials>
            <div class="who"><b>${member.name}</b></div>
            <span class="note">${t("people.former-since", { date: formatDate(member.removedAt ?? "") })}</span>
            ${
              member.name.startsWith("[")
                ? nothing
                : html`<div class="acts">
                    ${
                      member.guest || member.email === null
                        ? nothing
                        : html`<button
                            class="button button-small"
                            aria-label=${t("people.bring-back-of", { name: member.name })}
                            @click=${() => bringBack(member)}
                          >
                            ${t("people.bring-back")}
                          </button>`
                    }
                    <button class="button button-small" @click=${() => erase(member)}>${t("erase.menu-member")}</button>
                  </div>`
            }
          </li>`,
      )}
    </ul>
  </section>`;
}

export interface InvitationDesk {
  organisationName: (id: OrganisationId) => string;
  makeAnew: (invitation: InvitationView) => void;
  withdraw: (invitation: InvitationView) => void;
}

/** What an invitation is to: a role of the network, a guest's, or a new password. */
export function invitedTo({ kind, role }: Pick<InvitationView, "kind" | "role">): string {
  if (kind === "reset") return t("people.reset-link");
  return kind === "guest" ? t("word.guest") : t(`word.role.${role}`);
}

export function pendingList(desk: InvitationDesk, pending: InvitationView[]): TemplateResult {
  return html`<section aria-labelledby="pending">
    <div class="section-head"><h2 id="pending">${t("people.pending")}</h2></div>
    <ul class="member-list">
      ${pending.map((each) => {
        const name = each.name ?? t("people.unnamed");
        return html`<li class="guest" data-invitation=${each.id}>
          <coram-icon name="link"></coram-icon>
          <div class="who">
            <b>${name}</b>
            ${each.email ? html`<div class="note sub ellipsis">${each.email}</div>` : nothing}
            <div class="note sub">${invitedTo(each)}, ${desk.organisationName(each.organisation)}</div>
          </div>
          <span class="note">${t("people.until", { date: formatDate(each.expiresAt) })}</span>
          <div class="acts">
            ${
              each.kind === "reset"
                ? nothing
                : html`<button
                    class="button button-small"
                    aria-label=${t("people.link-anew-of", { name })}
                    @click=${() => desk.makeAnew(each)}
                  >
                    ${t("people.link-anew")}
                  </button>`
            }
            <button
              class="button button-small"
              aria-label=${t("people.withdraw-of", { name })}
              @click=${() => desk.withdraw(each)}
            >
              ${t("people.withdraw")}
            </button>
          </div>
        </li>`;
      })}
    </ul>
  </section>`;
}

/** The network's setting of who runs rounds: read by everybody, changed by facilitators. */
export function roundRunnersChoice(
  { roundRunners }: Pick<MembersView, "roundRunners">,
  choose: ((runners: RoundRunners) => void) | null,
): TemplateResult {
  return html`<section aria-labelledby="rounds">
    <div class="section-head"><h2 id="rounds">${t("rounds.title")}</h2></div>
    ${
      choose
        ? html`<label class="form-row round-runners"
            ><span>${t("people.round-runners")}</span>
            <select
              class="field"
              @change=${(event: Event) => choose(RoundRunners.parse((event.target as HTMLSelectElement).value))}
            >
              ${ROUND_RUNNERS.map(
                (each) =>
                  html`<option value=${each} .selected=${live(each === roundRunners)}>
                    ${t(`people.round-runners-${each}`)}
                  </option>`,
              )}
            </select>
          </label>`
        : html`<p class="note">${t("people.round-runners")}: ${t(`people.round-runners-${roundRunners}`)}</p>`
    }
  </section>`;
}

const DAY_MS = 24 * 3_600_000;

/** For the same person, in the place of a link that was lost. */
export function inviteAnew(invitation: InvitationView): Invite {
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
