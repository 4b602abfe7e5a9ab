import type { Database } from "better-sqlite3";
import { z } from "zod";
import { InvitationId, OutputId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { InvitationRow, WithdrawnLink } from "../../people-store.ts";

const Columns = z.object({
  id: InvitationId,
  name: z.string().nullable(),
  email: z.string().nullable(),
  verdict: VerdictId.nullable(),
  output: OutputId.nullable(),
});

export interface WithdrawnLinks {
  /** Inside the transaction that withdraws it. */
  keep(row: InvitationRow): void;
  all(now: string): WithdrawnLink[];
  purge(now: string): number;
  /** Inside a transaction: takes a name or an address that somebody gives up. */
  forget(was: string): void;
}

/** Who was invited by links that were withdrawn, as long as these would have lasted. */
export function createWithdrawnLinks(db: Database): WithdrawnLinks {
  const insert = db.prepare(
    `INSERT INTO withdrawn_links (id, name, email, verdict, output, expires_at)
     VALUES (:id, :name, :email, :verdict, :output, :expiresAt)`,
  );
  const select = db.prepare<[string]>("SELECT * FROM withdrawn_links WHERE expires_at > ?");
  const purge = db.prepare("DELETE FROM withdrawn_links WHERE expires_at <= ?");
  const forget = db.prepare("DELETE FROM withdrawn_links WHERE name = ? OR email = ?");
  return {
    keep: (row) => {
      // Of a link for a new password, and of one that was used, it is known whose it was.
      const isOfNobodyHere = row.spentAt === null && (row.kind === "member" || row.kind === "guest");
      if (isOfNobodyHere && (row.name ?? row.email) !== null) insert.run(row);
    },
    all: (now) => select.all(now).map((row) => Columns.parse(row)),
    purge: (now) => purge.run(now).changes,
    forget: (was) => void forget.run(was, was),
  };
}
