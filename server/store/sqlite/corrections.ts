import { z } from "zod";
import { MemberId } from "../../../schema/domain/ids.ts";
import type { CorrectionStore, RevisionRow } from "../correction-store.ts";
import { read, write } from "./file/intent.ts";
import { SqlitePart } from "./part.ts";

const RevisionColumns = z
  .object({
    number: z.int(),
    made_by: MemberId,
    made_at: z.string(),
    how: z.literal("reimport").nullable(),
    is_kept: z.int(),
  })
  .transform(({ number, made_by, made_at, how, is_kept }): RevisionRow => {
    return { number, by: made_by, at: made_at, how, isKept: is_kept === 1 };
  });
const Seen = z.object({ subject: z.string(), revision: z.int() });

/** History of texts and what members have seen of it; see CorrectionStore. */
export class SqliteCorrections extends SqlitePart implements CorrectionStore {
  readonly #revisionsOf = this.db.prepare<[string]>(
    `SELECT number, made_by, made_at, how, text IS NOT NULL AS is_kept FROM revisions WHERE verdict = ? ORDER BY number`,
  );
  readonly #seenOf = this.db.prepare<[string, string]>(
    "SELECT subject, revision FROM seen_changes WHERE member = ? AND verdict = ? ORDER BY subject",
  );
  readonly #insert = this.db.prepare(
    `INSERT INTO seen_changes (member, verdict, subject, revision) VALUES (?, ?, ?, ?)
     ON CONFLICT (member, verdict, subject) DO UPDATE SET revision = max(revision, excluded.revision)`,
  );

  readonly revisions: CorrectionStore["revisions"] = (verdict) =>
    read(this.db, () => this.#revisionsOf.all(verdict).map((row) => RevisionColumns.parse(row)));

  readonly seen: CorrectionStore["seen"] = (member, verdict) =>
    read(this.db, () => this.#seenOf.all(member, verdict).map((row) => Seen.parse(row)));

  readonly markSeen: CorrectionStore["markSeen"] = (member, verdict, subjects, revision) =>
    write(this.db, () => {
      for (const subject of subjects) this.#insert.run(member, verdict, subject, revision);
    });
}
