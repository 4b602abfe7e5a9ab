import type { Database } from "better-sqlite3";
import type { MemberId } from "../../../../schema/domain/ids.ts";
import { TAG_WORDS } from "../../../../schema/rooms/tag-words.ts";
import type { AnnotationRow } from "../../rows.ts";

/**
 * Before the rows of a commit are written, inside its transaction: stamps the tags beside which somebody else than their author writes over
 * words that stood there. `by`: who wrote last in it.
 */
export function createNoteStamp(
  db: Database,
): (rows: readonly AnnotationRow[], by: MemberId | null, at: string) => void {
  const isOther = `(${TAG_WORDS.map((word) => `(${word} <> :${word} AND ${word} <> '')`).join(" OR ")})`;
  const stamp = db.prepare(
    `UPDATE annotations SET note_by = :by, note_at = :at WHERE id = :id AND room = :room AND author <> :by AND ${isOther}`,
  );
  const clear = db.prepare(
    `UPDATE annotations SET note_by = NULL, note_at = NULL
     WHERE id = :id AND room = :room AND author = :by AND note_by IS NOT NULL AND (${TAG_WORDS.map((word) => `${word} <> :${word}`).join(" OR ")})`,
  );
  return (rows, by, at) => {
    if (by === null) return;
    for (const row of rows) {
      const words = Object.fromEntries(TAG_WORDS.map((word) => [word, row[word]]));
      const of = { id: row.id, room: row.room, by, ...words };
      if (stamp.run({ ...of, at }).changes === 0) clear.run(of);
    }
  };
}
