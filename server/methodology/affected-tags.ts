import type { Actor } from "../../schema/domain/can.ts";
import type { CategoryMap } from "../../schema/domain/category-map.ts";
import type { CategoryId, VerdictId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology.ts";
import type { FreezeDone } from "../../schema/protocol/http/methodology.ts";
import { countTags } from "../store/count-tags.ts";
import type { Store } from "../store/store.ts";

/** How many tags of what stands, as far as the actor may know, a map from the version in force on concerns, by category. */
export async function affectedTags(
  store: Store,
  actor: Actor,
  inForce: MethodologyVersion,
  map: CategoryMap,
): Promise<FreezeDone["affected"]> {
  const tags = new Map<CategoryId, number>();
  const verdicts = new Map<CategoryId, Set<VerdictId>>();
  for (const verdict of await store.verdicts.all()) {
    const { byCategory, range } = await countTags(store, actor, verdict, inForce);
    // Coders of a round that is not settled are a range, which no sum takes in.
    if (range) continue;
    for (const [category, [count = 0]] of byCategory) {
      if (count === 0 || !map.fates[category]) continue;
      tags.set(category, (tags.get(category) ?? 0) + count);
      verdicts.set(category, (verdicts.get(category) ?? new Set()).add(verdict.id));
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
