import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId, OrganisationId } from "../../../../schema/domain/ids.ts";
import type { ActBy, OrganisationChange } from "../../people-store.ts";

const Columns = z.object({
  organisation: OrganisationId,
  how: z.enum(["added", "renamed", "moved", "removed"]),
  was: z.string().nullable(),
  now: z.string().nullable(),
  by: MemberId,
  at: z.string(),
});

export interface OrganisationChanges {
  /** Inside the transaction that does it. */
  note(change: Pick<OrganisationChange, "organisation" | "how" | "was" | "now">, act: ActBy): void;
  since(time: string): OrganisationChange[];
}

/** What organisations were called and where they were, and who made that otherwise. */
export function createOrganisationChanges(db: Database): OrganisationChanges {
  const insert = db.prepare(
    "INSERT INTO organisation_changes (organisation, how, was, now, by, at) VALUES (:organisation, :how, :was, :now, :by, :at)",
  );
  const select = db.prepare<[string]>("SELECT * FROM organisation_changes WHERE at >= ? ORDER BY id");
  return {
    note: (change, act) => void insert.run({ ...change, ...act }),
    since: (time) => select.all(time).map((row) => Columns.parse(row)),
  };
}
