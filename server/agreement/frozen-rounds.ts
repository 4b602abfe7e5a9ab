import { can, type Actor } from "../../schema/domain/can.ts";
import type { LayerId, MemberId, RoundId } from "../../schema/domain/ids.ts";
import type { Round, Verdict } from "../../schema/domain/verdict.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import { visibleLayers } from "../access/visible-layers.ts";

/** Frozen own layers of a round that an actor may read. */
export interface FrozenLayers {
  verdict: Verdict;
  round: Round;
  layers: Map<LayerId, MemberId>;
}

/**
 * The rounds of a verdict that can be compared, oldest first: revealed or adjudicated, with two coders at least who handed in. Layers are
 * learnt of from `visibleLayers` alone, so that who codes blind meanwhile compares nothing.
 */
export async function comparableRounds(store: Store, actor: Actor, verdict: Verdict): Promise<FrozenLayers[]> {
  if (!can(actor, "verdict.read", verdict)) return [];
  const [rounds, visible] = await Promise.all([
    store.verdicts.rounds(verdict.id),
    visibleLayers(store, actor, verdict),
  ]);
  return rounds.flatMap((round): FrozenLayers[] => {
    if (round.mode !== "revealed" && round.mode !== "adjudicated") return [];
    const layers = comparedLayers(visible, round.id);
    return layers.size < 2 ? [] : [{ verdict, round, layers }];
  });
}

/** The layers of coders that a round is compared by. */
export const comparedLayers = (layers: readonly LayerRow[], of: RoundId): Map<LayerId, MemberId> =>
  new Map(layers.flatMap((layer) => ownFrozen(layer, of)));

function ownFrozen({ id, round, kind, owner, frozenAt, isUnfinished }: LayerRow, of: RoundId): [LayerId, MemberId][] {
  const isHandedIn = frozenAt !== null && !isUnfinished;
  return round === of && kind === "own" && owner !== null && isHandedIn ? [[id, owner]] : [];
}

/** The newest such round of each verdict that an actor may read, those of the filter. */
export async function newestRounds(
  store: Store,
  actor: Actor,
  filter: { country?: string | undefined; form?: string | undefined },
): Promise<FrozenLayers[]> {
  const found: FrozenLayers[] = [];
  for (const verdict of await store.verdicts.all()) {
    if (filter.country !== undefined && verdict.country !== filter.country) continue;
    if (filter.form !== undefined && verdict.form !== filter.form) continue;
    const newest = (await comparableRounds(store, actor, verdict)).at(-1);
    if (newest) found.push(newest);
  }
  return found;
}
