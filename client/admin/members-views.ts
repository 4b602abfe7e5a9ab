import { type ReactiveControllerHost, type ReactiveElement, type TemplateResult, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { DUTIES, type Role } from "../../schema/domain/member.ts";
import { termsOf } from "../../schema/domain/people/guest-terms.ts";
import { isGoodByMaker } from "../../schema/domain/people/place-rights.ts";
import { ROUND_RUNNERS, RoundRunners } from "../../schema/domain/verdict.ts";
import type { OrganisationId } from "../../schema/domain/ids.ts";
import { groupBy } from "../../schema/group-by.ts";
import type { SettingsView } from "../../schema/protocol/http/account.ts";
import type { InvitationView, MemberChange, MembersView } from "../../schema/protocol/http/people.ts";
import { readOutputs } from "../api/outputs.ts";
import { serverClock } from "../api/server-clock.ts";
import { readNetwork } from "../api/verdicts.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import { chooses } from "../elements/input/chooses.ts";
import { byName, formatDate, formatList, t } from "../i18n/t.ts";
import { type Command, OffersCommands } from "../palette/offered.ts";
import { askNames, asking, type Person } from "./member-controls.ts";

/** The ways to invite, in *Find, or go to*. */
export function offerInviting(
  host: ReactiveControllerHost,
  { may, invite, list }: { may: () => boolean; invite: () => void; list: () => void },
): void {
  const ways = (): Command[] => [
    { key: "invite", name: t("people.invite-member"), label: "people.invite-member", act: invite },
    { key: "invite-list", name: t("invite.title"), label: "invite.title", act: list },
  ];
  new OffersCommands(host, () => (may() ? ways() : []));
}

/** Does what takes somebody from the list, and gives the focus to the row that stands where theirs stood: never to what a key would do to another. */
export async function inPlaceOf(page: ReactiveElement, id: Person["id"], act: () => Promise<void>): Promise<void> {
  const rows = (): HTMLElement[] => [...page.querySelectorAll<HTMLElement>("[data-member]")];
  const at = rows().findIndex((row) => row.dataset["member"] === id);
  await act();
  await page.updateComplete;
  const left = rows();
  left[Math.min(at, left.length - 1)]?.focus();
}

/** What verdicts and documents are called of which guests may open some, by their ids, as far as the reader may open them, too. */
export async function namesOf(
  guests: readonly Pick<NonNullable<Person["guest"]>, "verdicts" | "outputs">[],
): Promise<ReadonlyMap<string, string>> {
  const [network, documents] = await Promise.all([
    guests.some(({ verdicts }) => verdicts.length > 0) ? readNetwork() : null,
    guests.some(({ outputs }) => outputs.length > 0) ? readOutputs() : null,
  ]);
  return new Map<string, string>([
    ...(network?.verdicts ?? []).map(({ verdict }) => [verdict.id, verdict.caseNumber] as const),
    ...(documents?.outputs ?? []).map(({ id, title }) => [id, title || t("outputs.unnamed")] as const),
  ]);
}

export interface GuestContext {
  members: readonly Person[];
  /** Whom the reader asks to put a guest out; null where they may. */
  insteadOf: (guest: Person) => string | null;
  putOut: (guest: Person) => void;
  /** What is open to a guest, of what the reader may open too. */
  opens: (guest: Person) => readonly { of: string; href: string; words: string }[];
}

/** Invitations of a guest that last equally long: who made them, and to what. */
interface Stay {
  until: string;
  inviters: string;
  texts: ReadonlySet<string>;
}

/** By the day on which they end, the last one first. */
function staysOf(members: readonly Person[], { guest }: Person): Stay[] {
  if (!guest) return [];
  const days = groupBy(termsOf(guest), ({ expiresAt }) => formatDate(expiresAt));
  const stays = [...days].map(([day, terms]) => {
    const by = new Set(terms.map(({ invitedBy }) => invitedBy));
    const names = members.filter(({ id }) => by.has(id)).map(({ name }) => name);
    const texts = new Set<string>(terms.map(({ of }) => of));
    const last =
      terms
        .map(({ expiresAt }) => expiresAt)
        .toSorted()
        .at(-1) ?? "";
    return { until: t("people.until", { date: day }), inviters: formatList(names), texts, last };
  });
  return stays.toSorted((a, b) => b.last.localeCompare(a.last));
}

export function guestList(context: GuestContext, guests: Person[]): TemplateResult {
  return html`<section aria-labelledby="guests">
    <div class="section-head"><h2 id="guests">${t("people.guests")}</h2></div>
    <ul class="member-list">
      ${guests.map((guest) => {
        const stays = staysOf(context.members, guest);
        const opens = context.opens(guest);
        return html`<li class="guest" tabindex="-1" data-member=${guest.id}>
          <coram-initials initials=${guest.initials} away></coram-initials>
          <div class="who">
            <b>${guest.name}</b>
            ${stays.map(
              ({ inviters, until, texts }) =>
                html`<div class="note sub">
                    ${t("shell.guest-of", { name: inviters })}${stays.length > 1 ? `, ${until}` : nothing}
                  </div>
                  <div class="note guest-opens">
                    ${opens
                      .filter(({ of }) => texts.has(of))
                      .map(({ href, words }) => html`<a href=${href}>${words}</a> `)}
                  </div>`,
            )}
          </div>
          <span class="note">${stays.length === 1 ? stays[0]?.until : nothing}</span>
          ${
            context.insteadOf(guest) === null
              ? html`<button class="button button-small" @click=${() => context.putOut(guest)}>
                  ${t("people.remove")}
                </button>`
              : html`<span class="note">${asking(t("people.remove"), context.insteadOf(guest))}</span>`
          }
        </li>`;
      })}
    </ul>
  </section>`;
}

export interface FormerDesk {
  erase: (member: Person) => void;
  bringBack: (member: Person) => void;
  /** What the reader does instead of bringing somebody back, or of erasing them; null where they may. */
  asks: (member: Person) => string | null;
  asksToErase: (member: Person) => string | null;
  /** What the one is called that somebody was of, or came to as a guest. */
  organisation: (member: Person) => string;
  /** An open invitation to the address of somebody; undefined where there is none. */
  invited: (member: Person) => InvitedAnew | undefined;
}

/** Who invited somebody anew, and into what. */
interface InvitedAnew {
  name: string;
  organisation: string;
}

/** Who was removed bears their name here still, until it is erased. */
export function formerList(
  former: Person[],
  { erase, bringBack, asks, asksToErase, organisation, invited }: FormerDesk,
): TemplateResult {
  return html`<section aria-labelledby="former">
    <div class="section-head"><h2 id="former">${t("people.former")}</h2></div>
    <ul class="member-list">
      ${former.map(
        (member) =>
          html`<li class="guest">
            <coram-initials initials=${member.initials} away></coram-initials>
            <div class="who">
              <b>${member.name}</b>
              <div class="note sub">
                ${member.guest ? t("word.guest") : t(`word.role.${member.role}`)}, ${organisation(member)}
              </div>
              ${anewLine(invited(member))}
            </div>
            <span class="note">${t("people.former-since", { date: formatDate(member.removedAt ?? "") })}</span>
            ${
              member.name.startsWith("[")
                ? nothing
                : html`<div class="acts">
                    ${
                      member.guest || member.email === null
                        ? nothing
                        : asks(member) === null
                          ? html`<button
                              class="button button-small"
                              aria-label=${t("people.bring-back-of", { name: member.name })}
                              @click=${() => bringBack(member)}
                            >
                              ${t("people.bring-back")}
                            </button>`
                          : html`<span class="note">${asking(t("people.bring-back"), asks(member))}</span>`
                    }
                    ${
                      asksToErase(member) === null
                        ? html`<button class="button button-small" @click=${() => erase(member)}>
                            ${t("erase.menu-member")}
                          </button>`
                        : html`<span class="note">${asking(t("erase.menu-member"), asksToErase(member))}</span>`
                    }
                  </div>`
            }
          </li>`,
      )}
    </ul>
  </section>`;
}

export function invitedAnew(
  { email }: Person,
  open: readonly InvitationView[],
  people: MembersView | null,
): InvitedAnew | undefined {
  const link = open.find((each) => each.kind === "member" && email !== null && each.email === email);
  const maker = people?.members.find(({ id }) => id === link?.invitedBy);
  const to = people?.organisations.find(({ id }) => id === link?.organisation);
  return maker && to && { name: maker.name, organisation: to.name };
}

function anewLine(anew: InvitedAnew | undefined): TemplateResult | typeof nothing {
  return anew ? html`<div class="note">${t("people.former-invited", { ...anew })}</div>` : nothing;
}

/** Who runs rounds of which organisation's verdicts: a choice where it is the reader's, else what holds, and whom to ask. */
export function roundRunnersChoice(
  organisations: readonly Pick<SettingsView["organisations"][number], "id" | "name" | "roundRunners" | "ledBy">[],
  choose: ((organisation: OrganisationId, runners: RoundRunners) => void) | null,
  leadsToSettings = false,
): TemplateResult {
  return html`<section aria-labelledby="rounds">
    <div class="section-head"><h2 id="rounds">${t("rounds.title")}</h2></div>
    <p class="note">
      ${t("people.round-runners")} ${leadsToSettings ? html`<a href="/settings">${t("account.settings")}</a>` : nothing}
    </p>
    ${byName(organisations).map(({ id, name, roundRunners, ledBy }) =>
      choose && !ledBy
        ? html`<label class="form-row round-runners"
            ><span>${t("people.round-runners-of", { organisation: name })}</span>
            <select class="field" ${chooses((value) => choose(id, RoundRunners.parse(value)))}>
              ${ROUND_RUNNERS.map(
                (each) =>
                  html`<option value=${each} .selected=${live(each === roundRunners)}>
                    ${t(`people.round-runners-${each}`)}
                  </option>`,
              )}
            </select>
          </label>`
        : html`<p class="note">
            ${t("people.round-runners-of", { organisation: name })}: ${t(`people.round-runners-${roundRunners}`)}
            ${ledBy ? html`<span class="sub">${askNames(t("account.runners-do"), ledBy)}</span>` : nothing}
          </p>`,
    )}
  </section>`;
}

/** Organisations with who runs rounds of their verdicts. */
export function runnersIn({
  organisations,
  roundRules,
}: MembersView): (MembersView["organisations"][number] & { roundRunners: RoundRunners })[] {
  return organisations.map((each) => ({ ...each, roundRunners: roundRules[each.id] ?? "owner" }));
}

interface Consequences {
  codesBlind: boolean;
  open: readonly InvitationView[];
  people: MembersView | null;
}

/** What an organisation is left with when one of its facilitators leads it no longer; a sentence each. */
export function leftBehind({ id, name, role, organisation }: Person, people: MembersView | null): string[] {
  if (!people || !DUTIES[role].leads) return [];
  const of = people.organisations.find((each) => each.id === organisation)?.name ?? "";
  const count = people.preparing?.find((each) => each.organisation === organisation)?.count ?? 0;
  const leads = people.members.filter(
    (each) =>
      each.id !== id &&
      each.organisation === organisation &&
      each.guest === null &&
      each.removedAt === null &&
      DUTIES[each.role].leads,
  );
  const [other, ...more] = leads;
  return [
    ...(count > 0 ? [t("people.leaves-preparing", { count, name, organisation: of })] : []),
    ...(!other ? [t("people.leaves-nobody", { organisation: of })] : []),
    ...(other && more.length === 0 ? [t("people.leaves-one", { name: other.name, organisation: of })] : []),
  ];
}

/** What comes of another role, or of none, beside what the role itself says; a sentence each. */
export function comesOf(person: Person, role: Role | null, { codesBlind, open, people }: Consequences): string[] {
  const { name, role: was } = person;
  const now = role === null ? { leads: false, codes: false } : DUTIES[role];
  const said: string[] = [];
  if (role !== null && now.leads && !DUTIES[was].leads) said.push(t("people.role-gains", { name }));
  if (role !== null && DUTIES[was].leads && !now.leads) said.push(t("people.role-loses", { name }));
  if (!now.codes && codesBlind)
    said.push(
      role === null
        ? t("people.remove-coder", { name })
        : t("people.role-ask-coder", { name, role: t(`word.role.${role}`) }),
    );
  if (!now.leads) said.push(...leftBehind(person, people));
  const links = restingLinks(open, person, role, people?.members ?? []);
  if (links > 0) said.push(t("people.ends-links", { count: links, name }));
  return said;
}

/** What another role or organisation means, said before it is given. */
export function saysOf(
  member: Person,
  { role, organisation }: MemberChange,
  comes: (role: Role) => string[],
  people: MembersView | null,
): string {
  const { name } = member;
  if (organisation) {
    const [was, now] = [member.organisation, organisation].map(
      (id) => people?.organisations.find((each) => each.id === id)?.name ?? "",
    );
    return [
      t("people.organisation-then", { name, was: was ?? "", organisation: now ?? "" }),
      ...leftBehind(member, people),
    ].join(" ");
  }
  const said = role ? comes(role) : [];
  return said.length > 0
    ? said.join(" ")
    : t("people.role-then", { name, role: t(`word.role.${role ?? member.role}`) });
}

/** How many open links of a member rest with another role, or with the removal (null). */
function restingLinks(
  open: readonly InvitationView[],
  maker: Person,
  role: Role | null,
  members: readonly Person[],
): number {
  const after = { ...maker, role: role ?? maker.role, removedAt: role === null ? serverClock.stamp() : null };
  const then = members.map((each) => (each.id === maker.id ? after : each));
  return open.filter(
    (each) => each.invitedBy === maker.id && isGoodByMaker(each, maker, members) && !isGoodByMaker(each, after, then),
  ).length;
}
