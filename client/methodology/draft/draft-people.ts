import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { Presence } from "../../../schema/protocol/sync-messages.ts";
import type { RoomConnection } from "../../sync/room-connection.ts";

/** A colleague in the draft. */
export interface DraftPerson {
  member: MemberCard;
  /** The entry that they have open; null = none. */
  entry: string | null;
  /** The field that they write in now. */
  field: string | null;
}

/** Colleagues who have the draft open, by name; one in two windows counts once, where they write before where they look. */
export function draftPeople(
  { doc, provider }: RoomConnection,
  me: MemberId,
  cards: ReadonlyMap<MemberId, MemberCard>,
): DraftPerson[] {
  const people = new Map<MemberId, DraftPerson>();
  for (const [client, state] of provider.awareness.getStates()) {
    const presence = Presence.safeParse(state);
    if (client === doc.clientID || !presence.success || !presence.data.member) continue;
    const member = cards.get(presence.data.member);
    if (!member || member.id === me) continue;
    const { entry = null, field = null } = presence.data.draft ?? {};
    const known = people.get(member.id);
    if (!known || (known.field === null && field !== null)) people.set(member.id, { member, entry, field });
  }
  return [...people.values()].sort((a, b) => a.member.name.localeCompare(b.member.name));
}
