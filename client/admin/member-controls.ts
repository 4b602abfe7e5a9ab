import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { can, type Actor } from "../../schema/domain/can.ts";
import { type OutputId, OrganisationId, type VerdictId } from "../../schema/domain/ids.ts";
import { DUTIES, type GuestTerm, ROLES, Role } from "../../schema/domain/member.ts";
import {
  guestParts,
  leadersIn,
  linkSubject,
  placeHindrance,
  type Place,
} from "../../schema/domain/people/place-rights.ts";
import type { InvitationView, MemberChange, MembersView } from "../../schema/protocol/http/people.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { endsOf, endsWords } from "./guests/also-ends.ts";
import { chooses } from "../elements/input/chooses.ts";
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

/** Names of those who lead an organisation, as a list; `but`: not of this one. */
export function leadersOf(
  { members }: Pick<MembersView, "members">,
  organisation: OrganisationId,
  but: Person["id"] | null = null,
): string {
  const leaders = leadersIn(members).filter((each) => each.organisation === organisation && each.id !== but);
  return formatList(byName(leaders).map(({ name }) => name));
}

/** Why the reader may not give somebody (null: whoever comes) a place, as what to do instead; null where they may. */
export function insteadOfPlace(
  me: Actor,
  people: MembersView,
  member: Person["id"] | null,
  was: Place | null,
  now: Place | null,
): string | null {
  const leaders = leadersIn(people.members);
  const preparing = (people.preparing ?? []).map(({ organisation }) => organisation);
  const hindrance = placeHindrance(me, { member, was, now, leaders, preparing });
  if (!hindrance) return null;
  if (hindrance.why === "strands") return t("people.first-another");
  if (hindrance.why === "operator") return t("people.ask-operator", { command: "coram member" });
  if (hindrance.why !== "led") return "";
  const names = leadersOf(people, hindrance.organisation, member);
  if (!names) return t("people.leaves-themselves");
  // Between two that have facilitators somebody goes by the hands of both.
  const isLed = leaders.some(({ organisation }) => organisation === was?.organisation);
  const goesOver = isLed && now?.organisation === hindrance.organisation;
  return t(goesOver ? "people.ask-both" : "people.ask", { names });
}

/** Why the reader may not make a link by which somebody chooses a new password, as what to do instead; null where they may. */
export function insteadOfReset(me: Actor, people: MembersView, { id, organisation }: Person): string | null {
  if (can(me, "member.reset", { member: id, organisation, leaders: leadersIn(people.members) })) return null;
  const names = leadersOf(people, organisation, id);
  return names ? t("people.ask", { names }) : t("people.ask-operator", { command: "coram member reset" });
}

/** Whom the reader asks to withdraw a link; null where they may. */
export function insteadOfWithdraw(me: Actor, people: MembersView, link: InvitationView): string | null {
  const subject = linkSubject(link, people.members, people.begun ?? []);
  if (can(me, "invitation.manage", subject)) return null;
  return t("people.ask", { names: leadersOf(people, subject.place.organisation) });
}

/**
 * Whom the reader asks to put a guest out, or to erase one who was here; null where they may: of what they read by one invitation at
 * least, or of one text.
 */
export function insteadOfPuttingOut(
  me: Actor,
  people: MembersView,
  { guest, organisation }: Person,
  of?: VerdictId | OutputId,
): string | null {
  if (!guest) return null;
  const all = guestParts({ guest, organisation }, people.members, people.begun ?? []);
  const parts = all.filter(({ term }) => of === undefined || term?.of === of);
  const [first] = parts;
  if (!first || parts.some(({ subject }) => can(me, "invitation.manage", subject))) return null;
  return t("people.ask", { names: leadersOf(people, first.subject.place.organisation) });
}

/** What of a guest's ends where the reader puts them out, and whether that is all. */
export function endsWith(
  me: Actor,
  people: MembersView,
  { guest, organisation }: Person,
): { ends: GuestTerm["of"][]; isAll: boolean } {
  const parts = guest ? guestParts({ guest, organisation }, people.members, people.begun ?? []) : [];
  return endsOf(parts, ({ subject }) => can(me, "invitation.manage", subject));
}

/** What comes of putting somebody out, as the question says it, with the texts that close to a guest where `names` has what they are called. */
export function leadOfEnd(
  me: Actor | null,
  people: MembersView | null,
  person: Person,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  if (!person.guest) return t("people.remove-text");
  const { ends, isAll } = people && me ? endsWith(me, people, person) : { ends: [], isAll: true };
  const lead = isAll ? t("people.remove-text-guest") : t("people.remove-text-part", { name: person.name });
  return [endsWords(ends, names) ?? [], lead].flat().join(" ");
}

/** What a facilitator changes of a member: selects where they may choose, else what holds, and who changes it. */
export function memberControls(member: Person, desk: ControlsDesk): TemplateResult {
  const { people, ask } = desk;
  const { id, name, role, organisation } = member;
  const asks = (now: Place | null): string | null => insteadOfPlace(desk.me, people, id, { role, organisation }, now);
  const places = byName(people.organisations).map((each) => ({ ...each, asks: asks({ role, organisation: each.id }) }));
  const roles = ROLES.map((each) => ({ role: each, asks: asks({ role: each, organisation }) }));
  const isClosed = roles.every((each) => each.role === role || each.asks !== null);
  const why = isClosed ? whyClosed(member, desk) : null;
  return html`${
    places.every((each) => each.id === organisation || each.asks !== null)
      ? html`<span class="note">${places.find((each) => each.id === organisation)?.name ?? ""}</span>`
      : html`<select
          class="field field-soft"
          aria-label=${t("people.organisation-of", { name })}
          ${chooses((value) => ask({ organisation: OrganisationId.parse(value) }))}
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
          ${chooses((value) => ask({ role: Role.parse(value) }))}
        >
          ${roles.map(
            (each) =>
              html`<option value=${each.role} ?disabled=${each.asks !== null} .selected=${live(each.role === role)}>
                ${asking(t(`word.role.${each.role}`), each.asks)}
              </option>`,
          )}
        </select>`
  }
  ${menu(member, desk, asks(null))} ${why ? html`<p class="note sub place-why">${why}</p>` : nothing}`;
}

function menu(member: Person, desk: ControlsDesk, asksToRemove: string | null): TemplateResult {
  const items = [
    {
      words: t("people.reset-link"),
      asks: insteadOfReset(desk.me, desk.people, member),
      act: desk.reset,
    },
    { words: t("people.remove"), asks: asksToRemove, act: desk.remove },
    { words: t("erase.menu-member"), asks: asksToRemove, act: desk.erase },
  ];
  return html`<coram-menu label=${t("people.more", member)}>
    <button slot="trigger" class="button button-quiet" aria-label=${t("people.more", member)}>
      <coram-icon name="ellipsis"></coram-icon>
    </button>
    ${items.map(({ words, asks, act }) =>
      asks === null
        ? html`<button role="menuitem" @click=${act}>${words}</button>`
        : html`<button role="menuitem" aria-disabled="true" class="state-note">${asking(words, asks)}</button>`,
    )}
  </coram-menu>`;
}

/** What is not to be chosen, with what to do instead. */
export function asking(what: string, instead: string | null): string {
  return instead ? t("people.instead", { what, instead }) : what;
}

/** What only some may do, for whoever is not one of them. */
export function askNames(what: string, names: readonly string[]): string {
  return asking(
    what,
    t("people.ask", { names: formatList(byName(names.map((name) => ({ name }))).map(({ name }) => name)) }),
  );
}

/** Said where somebody leads: of others it stands in the menu, at each thing. */
function whyClosed({ id, name, role, organisation }: Person, { me, people }: ControlsDesk): string | null {
  if (id === me.id) return t(leadersOf(people, organisation, id) ? "people.place-own" : "people.place-own-only");
  if (!DUTIES[role].leads) return null;
  const of = people.organisations.find((each) => each.id === organisation)?.name ?? "";
  if (leadersOf(people, organisation, id))
    return t("people.place-led", { organisation: of, names: leadersOf(people, organisation) });
  const isAlone = !people.members.some(
    (each) => each.id !== id && each.organisation === organisation && each.guest === null && each.removedAt === null,
  );
  return t(isAlone ? "people.place-alone" : "people.place-only", { organisation: of, name });
}
