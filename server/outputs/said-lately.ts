import type { Actor } from "../../schema/domain/can.ts";
import type { MemberId, OutputId } from "../../schema/domain/ids.ts";
import type { Deps } from "../deps.ts";
import { talksSince } from "./talks-since.ts";

/** Who said something about documents since a time, as far as the actor reads it. */
export async function saidOfOutputs(
  deps: Pick<Deps, "realtime" | "store">,
  actor: Actor,
  since: string,
): Promise<{ output: OutputId; author: MemberId; at: string }[]> {
  const talks = await talksSince(deps, actor, since, (room) => {
    const open = new Set(room.threads().flatMap(({ id, deleted }) => (deleted === null ? [id] : [])));
    return room.comments().filter(({ deleted, thread }) => deleted === null && open.has(thread));
  });
  return talks.flatMap(({ row, authors, found }) =>
    found.flatMap(({ creator, createdAt: at }) => {
      const author = authors.get(creator);
      return author && at >= since ? [{ output: row.id, author, at }] : [];
    }),
  );
}
