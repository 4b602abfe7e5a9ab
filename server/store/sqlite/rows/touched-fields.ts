import type { Database } from "better-sqlite3";
import type { MemberId } from "../../../../schema/domain/ids.ts";
import { TouchedField } from "../../../../schema/protocol/http/methodology.ts";

/** Who last wrote each field of the draft, and when, inside the caller's transaction. */
export function createTouchedFields(db: Database) {
  const upsert = db.prepare(
    `INSERT INTO draft_touched (root, entry, field, made_by, made_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET made_by = excluded.made_by, made_at = excluded.made_at`,
  );
  const since = db.prepare<[], Record<string, unknown>>(
    `SELECT root, entry, field, made_by AS by, made_at AS at FROM draft_touched
      WHERE made_at > coalesce((SELECT max(frozen_at) FROM methodology_versions), '') ORDER BY root, entry, field`,
  );
  return {
    keep(places: readonly { root: string; entry: string; field: string | null }[], by: MemberId, at: string): void {
      for (const { root, entry, field } of places) upsert.run(root, entry, field ?? "", by, at);
    },
    all: (): TouchedField[] => since.all().map((row) => TouchedField.parse(row)),
  };
}
