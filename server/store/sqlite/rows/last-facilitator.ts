import type { Database } from "better-sqlite3";
import type { MemberId } from "../../../../schema/domain/ids.ts";
import { StoreError } from "../../store-error.ts";

const HERE = "guest IS NULL AND removed_at IS NULL";
const LEADS = `role = 'facilitator' AND ${HERE}`;
const ANOTHER = `id <> :id AND id NOT IN (SELECT member FROM erasures WHERE member IS NOT NULL AND done_at IS NULL)`;

/** The organisation that a member leads; undefined where they lead none. */
function leadsWhich(db: Database): (id: string) => string | undefined {
  const organisationOf = db
    .prepare<[string], string>(`SELECT organisation FROM members WHERE id = ? AND ${LEADS}`)
    .pluck();
  return (id) => organisationOf.get(id);
}

/**
 * Inside the transaction in which a member leaves: throws leaves-unled where they alone lead an organisation and somebody else of it is
 * there, who could; leaves-nobody where nobody is, and they do not know it (`isKnown`).
 */
function createLeaveKeeper(db: Database): (member: MemberId, isKnown: boolean) => void {
  const organisationOf = leadsWhich(db);
  const others = (what: string) =>
    db
      .prepare<{ id: string; organisation: string }, number>(
        `SELECT 1 FROM members WHERE ${what} AND ${ANOTHER} AND organisation = :organisation LIMIT 1`,
      )
      .pluck();
  const [isLed, hasOthers] = [others(LEADS), others(HERE)];
  return (id, isKnown) => {
    const organisation = organisationOf(id);
    if (organisation === undefined || isLed.get({ id, organisation }) === 1) return;
    if (hasOthers.get({ id, organisation }) === 1) throw new StoreError("leaves-unled");
    if (!isKnown) throw new StoreError("leaves-nobody");
  };
}

/**
 * Inside the transaction that takes a member's right away, or moves them (`isThereStill`: they lead elsewhere): throws last-facilitator
 * where nobody would be left to run the network, leaves-preparing where nobody would be left in their organisation who reads what it
 * has to prepare; and what `createLeaveKeeper` does, where they go by themselves (`leaving`). Whose erasure has begun is as good as gone.
 */
export function createFacilitatorKeeper(
  db: Database,
): (member: MemberId, isThereStill?: boolean, leaving?: { leavesNobody: boolean } | null) => void {
  const mayLeave = createLeaveKeeper(db);
  const organisationOf = leadsWhich(db);
  const others = `${LEADS} AND ${ANOTHER}`;
  const isLed = db.prepare<{ id: string }, number>(`SELECT 1 FROM members WHERE ${others} LIMIT 1`).pluck();
  const isPrepared = db
    .prepare<{ id: string; organisation: string }, number>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM members WHERE ${others} AND organisation = :organisation)
         OR NOT EXISTS (SELECT 1 FROM verdicts WHERE owner = :organisation AND stage = 'in-preparation')`,
    )
    .pluck();
  return (id, isThereStill = false, leaving = null) => {
    const organisation = organisationOf(id);
    if (organisation === undefined) return;
    if (!isThereStill && isLed.get({ id }) !== 1) throw new StoreError("last-facilitator");
    if (isPrepared.get({ id, organisation }) !== 1) throw new StoreError("leaves-preparing");
    if (leaving) mayLeave(id, leaving.leavesNobody);
  };
}
