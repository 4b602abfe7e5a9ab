import type { Actor, VerdictSubject } from "../../schema/domain/can.ts";
import type { Store, LayerRow } from "./store.ts";
import { visibleLayers } from "./visible-layers.ts";

/**
 * The layers that speak for a verdict where nobody asks for others: matrix, exports and outputs read these. Of the newest
 * round of which the actor may see a layer: the adjudicated one; without it the shared one of an open round; without both
 * (revealed and not yet ruled on, or the actor's own of a blind round) the coders' own. Only layers that `visibleLayers` names.
 */
export async function standingLayers(
  store: Pick<Store, "verdicts">,
  actor: Actor | null,
  verdict: VerdictSubject,
): Promise<LayerRow[]> {
  const visible = await visibleLayers(store, actor, verdict);
  const newest = Math.max(...visible.map(({ roundNumber }) => roundNumber));
  const ofRound = visible.filter(({ roundNumber }) => roundNumber === newest);
  const adjudicated = ofRound.filter(({ kind }) => kind === "adjudicated");
  if (adjudicated.length > 0) return adjudicated;
  const own = ofRound.filter(({ kind }) => kind === "own");
  return own.length > 0 ? own : ofRound;
}
