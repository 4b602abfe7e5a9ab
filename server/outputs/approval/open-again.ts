import { can } from "../../../schema/domain/can.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { OutputRow } from "../../store/output-store.ts";
import { StoreError } from "../../store/store-error.ts";
import type { Store } from "../../store/store.ts";
import { OutputSubjects } from "../output-subjects.ts";

/** Makes an approved document a draft again, with all languages that one signature stood for: none of them stays behind as approved. */
export async function openAgain(
  deps: Pick<Deps, "clock" | "realtime" | "store">,
  signedIn: SignedIn,
  row: OutputRow,
  { number, why }: { number: number; why: string },
): Promise<void> {
  const { store, realtime, clock } = deps;
  const rows = await signedTogether(store, row);
  const subjects = new OutputSubjects(store);
  for (const each of rows)
    if (!can(signedIn.actor, "output.approve", await subjects.of(signedIn.actor, each)))
      throw new Refusal("not-allowed");
  if (number !== row.number || row.status !== "approved") throw new Refusal("output-moved");
  try {
    const documents = rows.map((each) => ({ output: each.id, number: each.number }));
    await store.approvals.openAgain(documents, why, { by: signedIn.member.id, at: clock().toISOString() });
  } catch (error) {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("output-moved") : error;
  }
  for (const { id: output } of rows) {
    await audit(deps, signedIn, "output.status", { output, status: "draft", version: null });
    // Its room is for writing again.
    await realtime.recheckOutput(output);
    realtime.publish({ type: "output", output });
  }
}

/** The document and those that stand as they were signed with it. */
async function signedTogether(store: Store, row: OutputRow): Promise<OutputRow[]> {
  const newest = await store.approvals.newest(row.id);
  const rows = [row];
  for (const { output, version } of newest?.state === "approved" ? newest.documents : []) {
    const other = output === row.id ? null : await store.outputs.get(output);
    if (other?.status === "approved" && other.approvedVersion === version) rows.push(other);
  }
  return rows;
}
