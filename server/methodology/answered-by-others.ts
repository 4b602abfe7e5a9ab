import type { Actor } from "../../schema/domain/can.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { VerdictAccess } from "../access/verdict-access.ts";
import type { Store } from "../store/store.ts";
import { TOLD_DAYS } from "./sorted-by-others.ts";

type ToldNotice = NonNullable<NetworkView["told"]>[number];

/**
 * Answers of the actor's in whose place others' stand since lately, in layers that all write in and that the actor sees. A question that
 * is not asked any more is answered by nobody.
 */
export async function answeredByOthers(
  store: Store,
  actor: Actor,
  accesses: readonly VerdictAccess[],
  inForce: MethodologyVersion | null,
  now: Date,
): Promise<ToldNotice[]> {
  const since = new Date(now.getTime() - TOLD_DAYS * 24 * 3_600_000).toISOString();
  const rows = await store.passages.answeredOver(actor.id, since);
  const shared = new Set(
    accesses.flatMap(({ layerRefs }) => layerRefs.filter(({ kind }) => kind === "shared").map(({ layer }) => layer)),
  );
  return rows.flatMap(({ layer, verdict, question, subject, author: from, at }): ToldNotice[] => {
    const asked = inForce?.content.questions.find(({ id }) => id === question);
    if (!asked || !shared.has(layer)) return [];
    return [{ kind: "answered", verdict, from, question, subject, label: asked.label, at }];
  });
}
