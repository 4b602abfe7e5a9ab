import { can } from "../../schema/domain/can.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { OutputDelete } from "../../schema/protocol/http/parts/output-delete.ts";
import { audit } from "../actions/audit.ts";
import type { Deps } from "../deps.ts";
import { Refusal } from "../refusal.ts";
import { toActor, type SignedIn } from "../rooms/room-access.ts";
import type { OutputRow } from "../store/output-store.ts";
import { StoreError } from "../store/store-error.ts";
import { OutputSubjects } from "./output-subjects.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** Takes a draft away for good, for whoever may; everybody who could read it is told. Throws as `OutputDelete` says. */
export async function deleteOutput(
  deps: Needs,
  by: SignedIn,
  row: OutputRow,
  { number, title }: OutputDelete,
): Promise<void> {
  const { store, realtime } = deps;
  const { id: output, leader } = row;
  if (number !== row.number || title !== row.title) throw new Refusal("output-moved");
  if (await store.outputs.isSigned(output)) throw new Refusal("output-signed");
  if ((await store.outputs.inLanguages(output)).some((each) => each.leader === output))
    throw new Refusal("output-leads");
  // Afterwards nobody can be asked about it.
  const readers = await readersOf(deps, row);
  const { rooms, guests } = await remove(deps, row);
  await audit(deps, by, "output.delete", { output, leader });
  for (const room of rooms) realtime.retire(room);
  for (const guest of guests) await realtime.recheckMember(guest);
  realtime.events.tellNow({ type: "output", output }, ({ id }) => readers.has(id));
  if (leader) realtime.publish({ type: "output", output: leader });
}

async function remove({ store, clock }: Needs, { id, number }: OutputRow) {
  try {
    return await store.outputs.remove(id, number, clock().toISOString());
  } catch (error) {
    // Somebody asked for signatures, or made another language, in this moment.
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("output-moved") : error;
  }
}

async function readersOf({ store }: Pick<Deps, "store">, row: OutputRow): Promise<ReadonlySet<MemberId>> {
  const subjects = new OutputSubjects(store);
  const readers = new Set<MemberId>();
  for (const member of await store.people.members()) {
    const actor = member.removedAt === null ? toActor(member) : null;
    if (actor && can(actor, "output.read", await subjects.of(actor, row))) readers.add(member.id);
  }
  return readers;
}
