import type { Actor } from "../../schema/domain/can.ts";
import { resolveCategory, type CategoryMap } from "../../schema/domain/category-map.ts";
import type { CategoryId, VerdictId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology.ts";
import type { FreezeDone } from "../../schema/protocol/http/methodology.ts";
import type { Store } from "../store/store.ts";
import { visibleLayers } from "../store/visible-layers.ts";

/** How many tags, of layers that the actor may see, a map from the version in force on concerns, by category. */
export async function affectedTags(
  store: Store,
  actor: Actor,
  inForce: MethodologyVersion,
  map: CategoryMap,
): Promise<FreezeDone["affected"]> {
  const tags = new Map<CategoryId, number>();
  const verdicts = new Map<CategoryId, Set<VerdictId>>();
  for (const verdict of await store.verdicts.all()) {
    const layers = await visibleLayers(store, actor, verdict);
    for (const { category, version, deleted } of await store.passages.annotations(layers.map(({ id }) => id))) {
      if (deleted !== null) continue;
      const now = resolveCategory(category, version, inForce.maps, inForce.number).category;
      if (!map.fates[now]) continue;
      tags.set(now, (tags.get(now) ?? 0) + 1);
      verdicts.set(now, (verdicts.get(now) ?? new Set()).add(verdict.id));
    }
  }
  const fates = Object.entries(map.fates) as [CategoryId, NonNullable<CategoryMap["fates"][CategoryId]>][];
  return fates.map(([category, fate]) => ({
    category,
    fate,
    tags: tags.get(category) ?? 0,
    verdicts: verdicts.get(category)?.size ?? 0,
  }));
}
