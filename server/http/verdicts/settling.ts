import type { Actor } from "../../../schema/domain/can.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { Settling } from "../../../schema/protocol/http/rounds.ts";
import { countLayers } from "../../access/count-tags.ts";
import { visibleLayers } from "../../access/visible-layers.ts";
import { whatStands } from "../../access/what-stands.ts";
import type { Deps } from "../../deps.ts";
import type { RoundRow } from "../../store/round-store.ts";
import type { LayerRow } from "../../store/verdict-store.ts";

/** What would begin and stop to stand, were a round marked as settled now. */
export async function settlingOf(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  verdict: Verdict,
  { id, mode }: RoundRow,
): Promise<Settling> {
  const layers = await visibleLayers(store, actor, verdict);
  const { layer } = await whatStands(store, actor, verdict);
  const kind = mode === "open" ? "shared" : "adjudicated";
  const next = layers.find((each) => each.kind === kind && each.round === id);
  const methodology = await store.methodologies.current();
  const count = async (of: LayerRow | null | undefined): Promise<Settling["begin"]> => {
    const layersOf = of ? [of] : [];
    const { totals } = await countLayers(store, verdict, layersOf, methodology);
    const ids = layersOf.map((each) => each.id);
    const { answers } = await store.passages.counts(verdict.id, ids, []);
    return { tags: totals[0] ?? 0, answers };
  };
  const [open, begin, stop] = await Promise.all([store.disagreements.open(id), count(next), count(layer)]);
  return { open, begin, stop };
}
