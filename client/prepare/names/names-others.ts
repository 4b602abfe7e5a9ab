import { html, nothing, type TemplateResult } from "lit";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { NamesCommand, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import "../../elements/coram-initials.ts";
import { t } from "../../i18n/t.ts";
import { decisionOf, type WalkItem } from "./walk/names-walk.ts";

/** A person, a number or other words that may be decided on. */
interface Decided {
  id: string;
  state: string;
  by?: MemberId | undefined;
}

const decidedIn = ({ entities, identifiers, quasi }: NamesView): Decided[] => [...entities, ...identifiers, ...quasi];

/** Who else has decided on something between two states of the names. */
export function decidersBetween(before: NamesView, after: NamesView, me: MemberId | undefined): MemberId[] {
  const states = new Map(decidedIn(before).map(({ id, state }) => [id, state]));
  const changed = decidedIn(after).filter(({ id, state }) => states.has(id) && states.get(id) !== state);
  return changed.flatMap(({ by }) => (by && by !== me ? [by] : []));
}

/** On what one had decided, and somebody else decides otherwise between two states of the names. */
export function overruledBetween(before: NamesView, after: NamesView, me: MemberId | undefined): string[] {
  const was = new Map(decidedIn(before).map((each) => [each.id, each]));
  return decidedIn(after).flatMap(({ id, state, by }) => {
    const own = was.get(id);
    return own && own.by === me && own.state !== state && by && by !== me ? id : [];
  });
}

/** On what a decision is; null where it is on more than one thing. */
export function decidedOn(command: NamesCommand): string | null {
  return "entity" in command ? command.entity : "id" in command ? command.id : null;
}

/** That a colleague has decided otherwise on what one's own decision was about: who, and on what. */
export function overtakenWords(members: readonly MemberCard[], names: NamesView, id: string | null): string {
  const entity = names.entities.find((each) => each.id === id);
  const thing = [...names.identifiers, ...names.quasi].find((each) => each.id === id);
  const what = entity?.canonical ?? thing?.text;
  return what ? t("names.overtaken-by", { name: nameOf(members, (entity ?? thing)?.by), what }) : t("names.overtaken");
}

/** What a colleague has decided on the thing in hand, and how one goes on. */
export function meanwhileWords(members: readonly MemberCard[], names: NamesView, item: WalkItem): string {
  // Of a place of a person it is not kept who has decided on it.
  const by = item.kind === "mention" ? undefined : decidedIn(names).find(({ id }) => id === item.id)?.by;
  return t(decisionOf(names, item) ? "names.meanwhile-yes" : "names.meanwhile-no", { name: nameOf(members, by) });
}

function nameOf(members: readonly MemberCard[], by: MemberId | undefined): string {
  return members.find(({ id }) => id === by)?.name ?? t("names.somebody");
}

/** Whose decisions have come in since one is here. */
export function othersHere(
  members: readonly MemberCard[],
  here: ReadonlySet<MemberId>,
): TemplateResult | typeof nothing {
  const others = members.filter(({ id }) => here.has(id));
  if (others.length === 0) return nothing;
  return html`<p class="note names-here">
    ${t("names.here")}
    ${others.map(({ initials, name }) => html`<coram-initials small .initials=${initials} .name=${name}></coram-initials>`)}
  </p>`;
}
