import type { Database } from "better-sqlite3";
import { EarlierWording } from "../../../../schema/protocol/http/methodology.ts";

/** So many stay: what is older is in a version. */
const KEPT = 300;

/** What stood in texts of the draft before others wrote there, inside the caller's transaction. */
export function createEarlierWordings(db: Database) {
  const goneOn = db.prepare(
    `UPDATE draft_wordings SET made_at = :at WHERE id = (SELECT max(id) FROM draft_wordings
       WHERE root = :root AND entry = :entry AND field = :field) AND made_by = :by AND made_at >= :since`,
  );
  const insert = db.prepare(
    `INSERT INTO draft_wordings (root, entry, field, was, author, made_by, made_at)
     VALUES (:root, :entry, :field, :was, :author, :by, :at)`,
  );
  const prune = db.prepare(
    "DELETE FROM draft_wordings WHERE id NOT IN (SELECT id FROM draft_wordings ORDER BY id DESC LIMIT ?)",
  );
  const since = db.prepare<[], Record<string, unknown>>(
    `SELECT root, entry, field, was, author, made_by AS by, made_at AS at FROM draft_wordings
      WHERE made_at > coalesce((SELECT max(frozen_at) FROM methodology_versions), '') ORDER BY made_at DESC, id DESC`,
  );
  const every = db.prepare<[], { id: number; was: string }>("SELECT id, was FROM draft_wordings");
  const setWas = db.prepare("UPDATE draft_wordings SET was = ? WHERE id = ?");
  return {
    keep(wording: EarlierWording, sitting: string): void {
      if (goneOn.run({ ...wording, since: sitting }).changes > 0) return;
      insert.run(wording);
      prune.run(KEPT);
    },
    all: (): EarlierWording[] => since.all().map((row) => EarlierWording.parse(row)),
    rewrite(rewrite: (text: string) => string): void {
      for (const { id, was } of every.all()) {
        const next = rewrite(was);
        if (next !== was) setWas.run(next, id);
      }
    },
  };
}
