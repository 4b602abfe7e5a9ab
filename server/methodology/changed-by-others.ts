import type { Actor } from "../../schema/domain/can.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { VerdictAccess } from "../access/verdict-access.ts";
import type { Store } from "../store/store.ts";
import { TOLD_DAYS } from "./sorted-by-others.ts";

type ToldNotice = Extract<NonNullable<NetworkView["told"]>[number], { tag: unknown }>;

/**
 * Tags of the actor's that others have removed lately, or over whose notes they have written, in layers that all write in, as far as the actor
 * sees these.
 */
export async function changedByOthers(
  store: Store,
  actor: Actor,
  accesses: readonly VerdictAccess[],
  now: Date,
): Promise<ToldNotice[]> {
  const since = new Date(now.getTime() - TOLD_DAYS * 24 * 3_600_000).toISOString();
  const [removed, noted] = await Promise.all([
    store.passages.removedByOthers(actor.id, since),
    store.passages.notedByOthers(actor.id, since),
  ]);
  const rows = [
    ...removed.map((row) => ({ ...row, kind: "removed" as const, by: row.lastWriter, at: row.deleted ?? "" })),
    ...noted.map((row) => ({ ...row, kind: "noted" as const })),
  ];
  const shared = new Set(
    accesses.flatMap(({ layerRefs }) => layerRefs.filter(({ kind }) => kind === "shared").map(({ layer }) => layer)),
  );
  return Promise.all(
    rows
      .filter(({ layer }) => shared.has(layer))
      .map(async ({ id: tag, verdict, category, version, kind, by: from, at }): Promise<ToldNotice> => {
        const then = await store.methodologies.version(version);
        const was = then?.content.categories.find(({ id }) => id === category)?.code ?? "";
        return { kind, verdict, from, tag, was, now: null, at };
      }),
  );
}
