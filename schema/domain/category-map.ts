import { z } from "zod";
import { CategoryId } from "./ids.ts";

/**
 * What became of one category between two frozen versions of the methodology. Annotations are never rewritten: a row keeps
 * its category and version for ever and is resolved through the maps of all later versions, as an anchor is through edit maps.
 */
export const CategoryFate = z.discriminatedUnion("kind", [
  /** Another label, definition in other words, another code: the same thing. */
  z.strictObject({ kind: z.literal("same") }),
  /** Another meaning under the same id: every tag of it is put up for review. */
  z.strictObject({ kind: z.literal("redefined") }),
  /** Everything of it belongs to another category now, by rule. */
  z.strictObject({ kind: z.literal("merged"), into: CategoryId }),
  /** It became several: a person has to say which, the first stands meanwhile. */
  z.strictObject({ kind: z.literal("split"), into: z.array(CategoryId).min(2).max(20) }),
  /** It is used no more: its tags are put up for review, and stay what they were. */
  z.strictObject({ kind: z.literal("retired") }),
]);
export type CategoryFate = z.infer<typeof CategoryFate>;

/** How version `from` became version `from + 1`. Categories that do not stand here are the `same`. Kept for ever. */
export const CategoryMap = z.strictObject({
  from: z.int().positive(),
  fates: z.record(CategoryId, CategoryFate),
});
export type CategoryMap = z.infer<typeof CategoryMap>;

/** What a tag's category is in a later version. */
export interface ResolvedCategory {
  /** The category that counts and is shown in the version asked for. */
  category: CategoryId;
  /** `review`: somewhere on the way the meaning changed, and nobody has said since what the tag is now. */
  state: "same" | "carried" | "review" | "retired";
  /** Version at which review became due last; null where none is. */
  reviewSince: number | null;
  /** What it may be now, where it was split; [] else. */
  candidates: CategoryId[];
}

/**
 * Carries a category that was chosen (or confirmed) in version `version` to version `target`: maps from `version` up to
 * `target` - 1, applied in order. Never throws: an unknown category stays as it is. A merge into a category that is itself
 * merged later follows it; a split or redefinition on the way asks for review.
 */
export function resolveCategory(
  category: CategoryId,
  version: number,
  maps: readonly CategoryMap[],
  target: number,
): ResolvedCategory {
  let at = category;
  let state: ResolvedCategory["state"] = "same";
  let reviewSince: number | null = null;
  let candidates: CategoryId[] = [];
  for (const map of [...maps].sort((a, b) => a.from - b.from)) {
    if (map.from < version || map.from >= target) continue;
    candidates = [...new Set(candidates.flatMap((each) => partsIn(map, each)))];
    const fate = map.fates[at];
    if (!fate || fate.kind === "same") continue;
    if (fate.kind === "merged") {
      at = fate.into;
      if (state === "same") state = "carried";
      continue;
    }
    reviewSince = map.from + 1;
    if (fate.kind === "split") {
      candidates = [...new Set([...fate.into, ...candidates])];
      at = fate.into[0] ?? at;
    }
    if (fate.kind === "retired") state = "retired";
    else if (state !== "retired") state = "review";
  }
  return { category: at, state, reviewSince, candidates };
}

/** What a category is in the version after a map; [] where it is used no more. */
export function partsIn({ fates }: CategoryMap, category: CategoryId): CategoryId[] {
  const fate = fates[category];
  if (fate?.kind === "merged") return [fate.into];
  if (fate?.kind === "split") return fate.into;
  return fate?.kind === "retired" ? [] : [category];
}
