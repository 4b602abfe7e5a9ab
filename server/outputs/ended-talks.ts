import type { Actor } from "../../schema/domain/can.ts";
import type { ToldDiscussion } from "../../schema/protocol/http/outputs.ts";
import type { Comment, Thread } from "../../schema/rooms/discussion-room.ts";
import type { Deps } from "../deps.ts";
import { talksSince } from "./talks-since.ts";

/**
 * What became of wordings that the actor proposed for documents, and of comments that they made, where somebody else ended it since a time.
 */
export async function endedTalks(
  deps: Pick<Deps, "realtime" | "store">,
  actor: Actor,
  since: string,
): Promise<ToldDiscussion[]> {
  const talks = await talksSince(deps, actor, since, (room) =>
    room.threads().map((thread) => ({ thread, last: room.comments(thread.id).findLast(isThere) })),
  );
  return talks.flatMap(({ row: { id, title, language }, authors, found }) =>
    found.flatMap(({ thread, last }): ToldDiscussion[] => {
      const end = authors.get(thread.creator) === actor.id ? endOf(thread) : null;
      const from = end && authors.get(end.client ?? -1);
      if (!end || !from || from === actor.id || end.at < since) return [];
      const isReason = end.how === "wording-declined" && last !== undefined && authors.get(last.creator) === from;
      const reason = isReason ? { reason: last.body } : {};
      const output = { id, title, language };
      return [{ kind: "discussion", how: end.how, output, thread: thread.id, from, at: end.at, ...reason }];
    }),
  );
}

function isThere({ deleted }: Comment): boolean {
  return deleted === null;
}

/** How a discussion of a document ended, when and by which client; null while it is open, and where it is gone. */
export function endOf({ wording, taken, resolved, deleted, writers }: Thread): {
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
