import type { Actor } from "../../schema/domain/can.ts";
import { Audience } from "../../schema/domain/room.ts";
import type { ToldDiscussion } from "../../schema/protocol/http/outputs.ts";
import { type Comment, DiscussionRoom, type Thread } from "../../schema/rooms/discussion-room.ts";
import { outputRight } from "../../schema/rooms/room-right.ts";
import type { Deps } from "../deps.ts";
import { OutputSubjects } from "./output-subjects.ts";

/**
 * What became of wordings that the actor proposed for documents, and of comments that they made, where somebody else ended it since a time.
 * Rooms in which nobody wrote since are not looked into.
 */
export async function endedTalks(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  actor: Actor,
  since: string,
): Promise<ToldDiscussion[]> {
  const subjects = new OutputSubjects(store);
  const told: ToldDiscussion[] = [];
  for (const row of await store.outputs.all()) {
    const rooms = await store.outputs.rooms(row.id);
    for (const audience of Audience.options) {
      if (((await store.outputs.writtenAt(rooms[audience])) ?? "") < since) continue;
      if (!outputRight(actor, { kind: "discussion", audience }, await subjects.of(actor, row))) continue;
      const authors = new Map(await store.outputs.clientsIn(rooms[audience]));
      const threads = await realtime.look(rooms[audience], (doc) => {
        const room = new DiscussionRoom(doc);
        return room.threads().map((thread) => ({ thread, last: room.comments(thread.id).findLast(isThere) }));
      });
      const output = { id: row.id, title: row.title, language: row.language };
      for (const { thread, last } of threads) {
        const end = authors.get(thread.creator) === actor.id ? endOf(thread) : null;
        const from = end && authors.get(end.client ?? -1);
        if (!end || !from || from === actor.id || end.at < since) continue;
        const isReason = end.how === "wording-declined" && last !== undefined && authors.get(last.creator) === from;
        const reason = isReason ? { reason: last.body } : {};
        told.push({ kind: "discussion", how: end.how, output, thread: thread.id, from, at: end.at, ...reason });
      }
    }
  }
  return told;
}

function isThere({ deleted }: Comment): boolean {
  return deleted === null;
}

/** How a discussion of a document ended, when and by which client; null while it is open, and where it is gone. */
function endOf({ wording, taken, resolved, deleted, writers }: Thread): {
  how: ToldDiscussion["how"];
  at: string;
  client: number | undefined;
} | null {
  if (deleted !== null) return null;
  if (taken !== null) return { how: "wording-applied", at: taken, client: writers["taken"] };
  if (resolved === null) return null;
  return {
    how: wording === null ? "comment-resolved" : "wording-declined",
    at: resolved,
    client: writers["resolved"],
  };
}
