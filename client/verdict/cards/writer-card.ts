import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import type { VerdictRooms } from "../model/rooms.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";

/** Who writes under this Yjs client id in the layer or in a discussion; `shown.unknown` while nobody has said so. */
export function writerCard(
  shown: ShownVerdict,
  rooms: VerdictRooms,
  kind: "layer" | Audience,
  client: number,
): MemberCard {
  const member = rooms.memberOf(kind, client);
  if (member) return shown.card(member) ?? shown.unknown;
  // Written here and not yet bound: nobody but this person can have made it.
  return rooms.isOwnClient(kind, client) ? shown.myCard : shown.unknown;
}
