import type { MemberId } from "../../../schema/domain/ids.ts";
import { Presence } from "../../../schema/protocol/sync-messages.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { RoomConnection } from "../../sync/room-connection.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import type { PersonHere } from "../../reader/text-views.ts";

/** Colleagues with a place in the room, by name; those of another revision without one. */
export function peopleHere({ doc, provider }: RoomConnection, shown: ShownVerdict): PersonHere[] {
  const people = new Map<MemberId, PersonHere>();
  const { number, blocks } = shown.view.revision;
  for (const [client, state] of provider.awareness.getStates()) {
    const presence = Presence.safeParse(state);
    if (client === doc.clientID || !presence.success || !presence.data.member) continue;
    const member = shown.card(presence.data.member);
    if (!member || member.id === shown.me) continue;
    const here = presence.data.verdict?.revision === number ? presence.data.verdict : null;
    const selection = here?.selection && here.selection.start < here.selection.end ? here.selection : null;
    people.set(member.id, {
      member,
      block: here?.block ?? null,
      // Where they work, rather than what stands at the top of their screen.
      paragraph: here ? (blockAt(blocks, selection?.start ?? here.block)?.number ?? null) : null,
      selection,
    });
  }
  return [...people.values()].sort((a, b) => a.member.name.localeCompare(b.member.name));
}
