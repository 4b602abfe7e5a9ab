import type { Actor } from "../../schema/domain/can.ts";
import type { Round } from "../../schema/domain/verdict.ts";
import type { LayerRow } from "./store.ts";

/**
 * Whether somebody codes a blind round and has not handed in. Asked of a verdict's newest round it is the `actorStillCodes` of
 * every question that is put to `can`.
 * Whoever has an open layer of their own in the round does; `layers` are all of the verdict.
 */
export function stillCodes(
  actor: Pick<Actor, "id"> | null,
  round: Pick<Round, "id" | "mode">,
  layers: readonly LayerRow[],
): boolean {
  if (!actor || round.mode !== "blind") return false;
  return layers.some((layer) => layer.owner === actor.id && layer.round === round.id && layer.frozenAt === null);
}
