import type { Database } from "better-sqlite3";
import type { CommentId, MemberId, RoomId } from "../../../../schema/domain/ids.ts";
import type { MentionRow } from "../../rows.ts";

/** Writes and reads who is mentioned in which comment, inside the caller's transaction. */
export function createMentionRows(db: Database): {
  /** In the place of all that its comment had. */
  put(room: RoomId, row: MentionRow): void;
  of(room: RoomId): MentionRow[];
} {
  const drop = db.prepare("DELETE FROM mentions WHERE room = ? AND comment = ?");
  const insert = db.prepare("INSERT INTO mentions (room, comment, member) VALUES (?, ?, ?)");
  const all = db.prepare<[string], { comment: CommentId; member: MemberId }>(
    "SELECT comment, member FROM mentions WHERE room = ? ORDER BY comment, member",
  );
  return {
    put(room, { comment, members }) {
      drop.run(room, comment);
      for (const member of members) insert.run(room, comment, member);
    },
    of(room) {
      const rows = new Map<CommentId, MentionRow>();
      for (const { comment, member } of all.all(room)) {
        const row = rows.get(comment) ?? { comment, members: [] };
        rows.set(comment, row);
        row.members.push(member);
      }
      return [...rows.values()];
    },
  };
}
