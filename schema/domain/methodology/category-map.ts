import { z } from "zod";
import { CategoryId } from "../ids.ts";

/** Into so many parts a category is split, at once or through its parts. */
export const PARTS_MAX = 20;

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
  /** It became several: a person has to say which, and until then its tags are of none of them. */
  z.strictObject({ kind: z.literal("split"), into: z.array(CategoryId).min(2).max(PARTS_MAX) }),
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
  /** The category that counts and is shown in the version asked for: of one that was split itself, and none of its parts. */
  category: CategoryId;
  /** `review`: somewhere on the way the meaning changed, and nobody has said since what the tag is now. */
  state: "same" | "carried" | "review" | "retired";
  /** Version at which review became due last; null where none is. */
  reviewSince: number | null;
  /** What it may be now, where it was split and nobody has said which it is; [] else. */
  candidates: CategoryId[];
}

/**
 * What counts of a category that was split until somebody has sorted it: its own id, or, where one of the parts goes by that, an id
 * that is no part's.
 */
export function unsortedId(category: CategoryId, parts: readonly CategoryId[]): CategoryId {
  return parts.includes(category) ? CategoryId.parse(`${category.slice(0, 70)}.unsorted`) : category;
}

/**
 * Carries a category that was chosen (or confirmed) in version `version` to version `target`: maps from `version` up to
 * `target` - 1, applied in order. Never throws: an unknown category stays as it is. A merge into a category that is itself
 * merged later follows it; a split or redefinition on the way asks for review. Of parts that are merged again into one it is that.
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
  // What it was before it was split; and whether a part that some of its tags were meant for was given up since.
  let unsplit: Pick<ResolvedCategory, "state" | "reviewSince"> = { state, reviewSince };
  let isSure = true;
  for (const map of [...maps].sort((a, b) => a.from - b.from)) {
    if (map.from < version || map.from >= target) continue;
    if (candidates.length > 0) {
      isSure &&= candidates.every((each) => partsIn(map, each).length > 0);
      candidates = [...new Set(candidates.flatMap((each) => partsIn(map, each)))];
      const [only, ...others] = candidates;
      if (only === undefined) [state, reviewSince] = ["retired", map.from + 1];
      else if (others.length === 0 && isSure) {
        ({ state, reviewSince } = unsplit);
        if (state === "same") state = "carried";
        [at, candidates] = [only, []];
      }
      continue;
    }
    const fate = map.fates[at];
    if (!fate || fate.kind === "same") continue;
    if (fate.kind === "merged") {
      at = fate.into;
      if (state === "same") state = "carried";
      continue;
    }
    if (fate.kind === "split") {
      unsplit = { state, reviewSince };
      isSure = true;
      candidates = [...fate.into];
      at = unsortedId(at, candidates);
    }
    reviewSince = map.from + 1;
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
