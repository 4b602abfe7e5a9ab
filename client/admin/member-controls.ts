import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { can, type Actor } from "../../schema/domain/can.ts";
import { OrganisationId } from "../../schema/domain/ids.ts";
import { DUTIES, ROLES, Role } from "../../schema/domain/member.ts";
import { ledBesides, placeHindrance, type Place } from "../../schema/domain/people/place-rights.ts";
import type { MemberChange, MembersView } from "../../schema/protocol/http/people.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { byName, formatList, t } from "../i18n/t.ts";

/** One of the network's people, whoever they are in it. */
export type Person = MembersView["members"][number];

export interface ControlsDesk {
  me: Actor;
  people: MembersView;
  ask: (change: MemberChange) => void;
  reset: () => void;
  remove: () => void;
  erase: () => void;
}

/** Names of those who lead an organisation, as a list. */
export function leadersOf({ members }: Pick<MembersView, "members">, organisation: OrganisationId): string {
  const leaders = members.filter(
    (each) =>
      each.organisation === organisation && each.guest === null && each.removedAt === null && DUTIES[each.role].leads,
  );
  return formatList(byName(leaders).map(({ name }) => name));
}

/** Why the reader may not give somebody (null: whoever comes) a place, as whom to ask; null where they may. */
export function askInstead(
  me: Actor,
  people: MembersView,
  member: Person["id"] | null,
  was: Place | null,
  now: Place | null,
): string | null {
  const hindrance = placeHindrance(me, { member, was, now, led: ledBesides(people.members, member) });
  return hindrance?.why === "led" ? leadersOf(people, hindrance.organisation) : hindrance ? "" : null;
}

/** What a facilitator changes of a member: selects where they may choose, else what holds, and who changes it. */
export function memberControls(member: Person, desk: ControlsDesk): TemplateResult {
  const { people, ask } = desk;
  const { id, name, role, organisation } = member;
  const asks = (now: Place | null): string | null => askInstead(desk.me, people, id, { role, organisation }, now);
  const places = byName(people.organisations).map((each) => ({ ...each, asks: asks({ role, organisation: each.id }) }));
  const roles = ROLES.map((each) => ({ role: each, asks: asks({ role: each, organisation }) }));
  const isClosed = roles.every((each) => each.role === role || each.asks !== null);
  return html`${
    places.every((each) => each.id === organisation || each.asks !== null)
      ? html`<span class="note">${places.find((each) => each.id === organisation)?.name ?? ""}</span>`
      : html`<select
          class="field field-soft"
          aria-label=${t("people.organisation-of", { name })}
          @change=${(event: Event) => ask({ organisation: OrganisationId.parse(valueOf(event)) })}
        >
          ${places.map(
            (each) =>
              html`<option value=${each.id} ?disabled=${each.asks !== null} .selected=${live(each.id === organisation)}>
                ${asking(each.name, each.asks)}
              </option>`,
          )}
        </select>`
  }
  ${
    isClosed
      ? html`<span class="note">${t(`word.role.${role}`)}</span>`
      : html`<select
          class="field field-soft"
          aria-label=${t("people.role-of", { name })}
          @change=${(event: Event) => ask({ role: Role.parse(valueOf(event)) })}
        >
          ${roles.map(
            (each) =>
              html`<option value=${each.role} ?disabled=${each.asks !== null} .selected=${live(each.role === role)}>
                ${asking(t(`word.role.${each.role}`), each.asks)}
              </option>`,
          )}
        </select>`
  }
  ${menu(member, desk, asks(null))}
  ${isClosed ? html`<p class="note sub place-why">${whyClosed(member, desk)}</p>` : nothing}`;
}

function menu(member: Person, desk: ControlsDesk, asksToRemove: string | null): TemplateResult {
  const { id, name, organisation } = member;
  const mayReset = can(desk.me, "member.reset", { organisation, led: ledBesides(desk.people.members, id) });
  const items = [
    { words: t("people.reset-link"), asks: mayReset ? null : leadersOf(desk.people, organisation), act: desk.reset },
    { words: t("people.remove"), asks: asksToRemove, act: desk.remove },
    { words: t("erase.menu-member"), asks: asksToRemove, act: desk.erase },
  ];
  return html`<coram-menu label=${t("people.more", { name })}>
    <button slot="trigger" class="button button-quiet" aria-label=${t("people.more", { name })}>
      <coram-icon name="ellipsis"></coram-icon>
    </button>
    ${items.map(({ words, asks, act }) =>
      asks === null
        ? html`<button role="menuitem" @click=${act}>${words}</button>`
        : html`<button role="menuitem" aria-disabled="true" class="state-note">${asking(words, asks)}</button>`,
    )}
  </coram-menu>`;
}

/** What is not to be chosen, with whom to ask for it. */
export function asking(what: string, names: string | null): string {
  return names ? t("people.ask-instead", { what, names }) : what;
}

function whyClosed({ id, name, organisation }: Person, { me, people }: ControlsDesk): string {
  if (id === me.id) return t("people.place-own");
  const of = people.organisations.find((each) => each.id === organisation)?.name ?? "";
  return ledBesides(people.members, id).includes(organisation)
    ? t("people.place-led", { organisation: of, names: leadersOf(people, organisation) })
    : t("people.place-only", { organisation: of, name });
}

const valueOf = ({ target }: Event): string => (target as HTMLSelectElement).value;
