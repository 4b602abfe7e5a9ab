import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Deps } from "../deps.ts";

/**
 * Guests of a verdict, and those of documents, learn that something is closed to them or open again: what they may no longer read
 * is told to nobody by itself.
 */
export async function tellGuests({ realtime, store }: Pick<Deps, "realtime" | "store">, id: VerdictId): Promise<void> {
  for (const { id: member, guest, removedAt } of await store.people.members())
    if (removedAt === null && guest && (guest.verdicts.includes(id) || guest.outputs.length > 0))
      realtime.publish({ type: "session", member });
}
