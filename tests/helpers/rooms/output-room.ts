import { newId, OutputId, RoomId } from "../../../schema/domain/ids.ts";
import type { Output } from "../../../schema/domain/output.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { Store } from "../../../server/store/store.ts";
import { NOW } from "../store/store-fixture.ts";

/** An output about everything, with its rooms, on a server without routes. */
export async function addOutput({
  store,
  lawyers: [{ id: by }],
}: {
  store: Store;
  lawyers: readonly [Member, ...Member[]];
}): Promise<{ id: OutputId; content: RoomId }> {
  const output: Output = {
    id: newId(OutputId),
    template: "summary",
    methodologyVersion: 1,
    title: "",
    language: "en",
    scope: { kind: "all" },
    status: "draft",
    statusBy: by,
    statusAt: NOW,
    number: 1,
    createdBy: by,
    createdAt: NOW,
    partner: null,
    leader: null,
    approvedVersion: null,
  };
  const rooms = { content: newId(RoomId), internal: newId(RoomId), review: newId(RoomId) };
  await store.outputs.add(output, rooms);
  return { id: output.id, content: rooms.content };
}
