import type { Database } from "better-sqlite3";
import type { MemberId } from "../../../../schema/domain/ids.ts";
import { StoreError } from "../../store-error.ts";

/**
 * Inside the transaction that takes a member's right away, or moves them (`isThereStill`: they lead elsewhere): throws last-facilitator
 * where nobody would be left to run the network, leaves-preparing where nobody would be left in their organisation who reads what it
 * has to prepare. Whose erasure has begun is as good as gone.
 */
export function createFacilitatorKeeper(db: Database): (member: MemberId, isThereStill?: boolean) => void {
  const leads = `role = 'facilitator' AND guest IS NULL AND removed_at IS NULL`;
  const others = `${leads} AND id <> :id
         AND id NOT IN (SELECT member FROM erasures WHERE member IS NOT NULL AND done_at IS NULL)`;
  const organisationOf = db
    .prepare<[string], string>(`SELECT organisation FROM members WHERE id = ? AND ${leads}`)
    .pluck();
  const isLed = db.prepare<{ id: string }, number>(`SELECT 1 FROM members WHERE ${others} LIMIT 1`).pluck();
  const isPrepared = db
    .prepare<{ id: string; organisation: string }, number>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM members WHERE ${others} AND organisation = :organisation)
         OR NOT EXISTS (SELECT 1 FROM verdicts WHERE owner = :organisation AND stage = 'in-preparation')`,
    )
    .pluck();
  return (id, isThereStill = false) => {
    const organisation = organisationOf.get(id);
    if (organisation === undefined) return;
    if (!isThereStill && isLed.get({ id }) !== 1) throw new StoreError("last-facilitator");
    if (isPrepared.get({ id, organisation }) !== 1) throw new StoreError("leaves-preparing");
  };
}
