import type { Database } from "better-sqlite3";
import type { MemberId } from "../../../../schema/domain/ids.ts";
import { StoreError } from "../../store-error.ts";

/**
 * Inside the transaction that takes a member's right away: throws last-facilitator where nobody would be left to run the
 * network. Whose erasure has begun is as good as gone.
 */
export function createFacilitatorKeeper(db: Database): (member: MemberId) => void {
  const others = db
    .prepare<{ id: string }, number>(
      `SELECT COUNT(*) FROM members
       WHERE role = 'facilitator' AND guest IS NULL AND removed_at IS NULL AND id <> :id
         AND id NOT IN (SELECT member FROM erasures WHERE member IS NOT NULL AND done_at IS NULL)`,
    )
    .pluck();
  const isOne = db
    .prepare<[string], number>(
      "SELECT 1 FROM members WHERE id = ? AND role = 'facilitator' AND guest IS NULL AND removed_at IS NULL",
    )
    .pluck();
  return (id) => {
    if (isOne.get(id) === 1 && others.get({ id }) === 0) throw new StoreError("last-facilitator");
  };
}
