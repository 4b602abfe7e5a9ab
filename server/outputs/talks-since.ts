import type { Actor } from "../../schema/domain/can.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import { Audience } from "../../schema/domain/room.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { outputRight } from "../../schema/rooms/room-right.ts";
import type { Deps } from "../deps.ts";
import type { OutputRow } from "../store/output-store.ts";
import { OutputSubjects } from "./output-subjects.ts";

/** A discussion of a document in which somebody wrote. */
export interface TalkSince<T> {
  row: OutputRow;
  /** Who writes by which client of the room. */
  authors: ReadonlyMap<number, MemberId>;
  /** What `read` found in it. */
  found: T;
}

/** Looks into the discussions of documents that the actor reads, and in which somebody wrote since a time: into no others. */
export async function talksSince<T>(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  actor: Actor,
  since: string,
  read: (room: DiscussionRoom) => T,
): Promise<TalkSince<T>[]> {
  const subjects = new OutputSubjects(store);
  const talks: TalkSince<T>[] = [];
  for (const row of await store.outputs.all()) {
    const rooms = await store.outputs.rooms(row.id);
    for (const audience of Audience.options) {
      if (((await store.outputs.writtenAt(rooms[audience])) ?? "") < since) continue;
      if (!outputRight(actor, { kind: "discussion", audience }, await subjects.of(actor, row))) continue;
      const authors = new Map(await store.outputs.clientsIn(rooms[audience]));
      const found = await realtime.look(rooms[audience], (doc) => read(new DiscussionRoom(doc)));
      talks.push({ row, authors, found });
    }
  }
  return talks;
}
