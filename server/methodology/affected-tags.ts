import type { Actor } from "../../schema/domain/can.ts";
import type { CategoryMap } from "../../schema/domain/methodology/category-map.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import type { MethodologyContent, MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { shownCategory, type ShownIn } from "../../schema/domain/methodology/shown-category.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { FreezeDone } from "../../schema/protocol/http/methodology.ts";
import { countTags } from "../access/count-tags.ts";
import type { Store } from "../store/store.ts";
import { reviewedTags } from "./waiting-reviews.ts";

/**
 * How many tags a map from the version in force on concerns, by category, as far as the actor may know: of a merged one as many as
 * count of it, as nothing is to be done; else as many as stand on the lists of tags to review then, and of a retired one apart those that
 * count and stand on none. `content`: of the version that is to be; `isCounted`: of which verdicts.
 */
export async function affectedTags(
  store: Store,
  actor: Actor,
  inForce: MethodologyVersion,
  map: CategoryMap,
  content: Pick<MethodologyContent, "categories">,
  isCounted: (verdict: Verdict) => boolean = () => true,
): Promise<FreezeDone["affected"]> {
  const fates = Object.entries(map.fates) as [CategoryId, NonNullable<CategoryMap["fates"][CategoryId]>][];
  const next: ShownIn = { ...inForce, content, number: inForce.number + 1, maps: [...inForce.maps, map] };
  const found = new Map(fates.map(([category]) => [category, { tags: 0, verdicts: 0 }]));
  const stays = new Map<CategoryId, { tags: number; verdicts: number }>();
  for (const verdict of fates.length > 0 ? (await store.verdicts.all()).filter(isCounted) : []) {
    const here = new Map<CategoryId, number>();
    const add = (category: CategoryId, count: number): void =>
      void (count > 0 && here.set(category, (here.get(category) ?? 0) + count));
    const { byCategory, range } = await countTags(store, actor, verdict, inForce);
    // Coders of a round that is not settled are a range, which no sum takes in.
    if (!range)
      for (const [category, [count = 0]] of byCategory)
        if (map.fates[category]?.kind === "merged") add(category, count);
    for (const { row } of await reviewedTags(store, actor, verdict, next)) {
      const { category } = shownCategory(inForce, row.category, row.version);
      if (map.fates[category]?.kind !== "merged") add(category, 1);
    }
    for (const [category, count] of here) {
      const sum = found.get(category);
      if (sum) Object.assign(sum, { tags: sum.tags + count, verdicts: sum.verdicts + 1 });
    }
    if (!range)
      for (const [category, [count = 0]] of byCategory)
        if (map.fates[category]?.kind === "retired" && count > 0 && !here.has(category)) {
          const { tags, verdicts } = stays.get(category) ?? { tags: 0, verdicts: 0 };
          stays.set(category, { tags: tags + count, verdicts: verdicts + 1 });
        }
  }
  return fates.map(([category, fate]) => {
    const kept = stays.get(category);
    return { category, fate, ...(found.get(category) ?? { tags: 0, verdicts: 0 }), ...(kept ? { stays: kept } : {}) };
  });
}
