import type { Actor } from "../../schema/domain/can.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { VerdictAccess } from "../access/verdict-access.ts";
import type { Store } from "../store/store.ts";
import { TOLD_DAYS } from "./sorted-by-others.ts";

type ToldNotice = Extract<NonNullable<NetworkView["told"]>[number], { tag: unknown }>;

/** Tags of the actor's that others have removed lately from layers that all write in, as far as the actor sees these. */
export async function removedByOthers(
  store: Store,
  actor: Actor,
  accesses: readonly VerdictAccess[],
  now: Date,
): Promise<ToldNotice[]> {
  const since = new Date(now.getTime() - TOLD_DAYS * 24 * 3_600_000).toISOString();
  const rows = await store.passages.removedByOthers(actor.id, since);
  const shared = new Set(
    accesses.flatMap(({ layerRefs }) => layerRefs.filter(({ kind }) => kind === "shared").map(({ layer }) => layer)),
  );
  return Promise.all(
    rows
      .filter(({ layer }) => shared.has(layer))
      .map(async ({ id: tag, verdict, category, version, lastWriter: from, deleted }): Promise<ToldNotice> => {
        const then = await store.methodologies.version(version);
        const was = then?.content.categories.find(({ id }) => id === category)?.code ?? "";
        return { kind: "removed", verdict, from, tag, was, now: null, at: deleted ?? "" };
      }),
  );
}
