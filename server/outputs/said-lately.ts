import type { Actor } from "../../schema/domain/can.ts";
import { outputRight } from "../../schema/rooms/room-right.ts";
import type { MemberId, OutputId } from "../../schema/domain/ids.ts";
import { Audience } from "../../schema/domain/room.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import type { Deps } from "../deps.ts";
import { OutputSubjects } from "./output-subjects.ts";

/** Who said something about documents since a time, as far as the actor reads it. Rooms in which nobody wrote are not looked into. */
export async function saidOfOutputs(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  actor: Actor,
  since: string,
): Promise<{ output: OutputId; author: MemberId; at: string }[]> {
  const subjects = new OutputSubjects(store);
  const said: { output: OutputId; author: MemberId; at: string }[] = [];
  for (const row of await store.outputs.all()) {
    const rooms = await store.outputs.rooms(row.id);
    for (const audience of Audience.options) {
      if (((await store.outputs.writtenAt(rooms[audience])) ?? "") < since) continue;
      if (!outputRight(actor, { kind: "discussion", audience }, await subjects.of(actor, row))) continue;
      const authors = new Map(await store.outputs.clientsIn(rooms[audience]));
      const comments = await realtime.look(rooms[audience], (doc) => {
        const room = new DiscussionRoom(doc);
        const open = new Set(room.threads().flatMap(({ id, deleted }) => (deleted === null ? [id] : [])));
        return room.comments().filter(({ deleted, thread }) => deleted === null && open.has(thread));
      });
      for (const { creator, createdAt: at } of comments) {
        const author = authors.get(creator);
        if (author && at >= since) said.push({ output: row.id, author, at });
      }
    }
  }
  return said;
}
