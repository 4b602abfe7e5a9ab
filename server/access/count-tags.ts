import type { Actor } from "../../schema/domain/can.ts";
import { countedTags, tagRange, type TagRange } from "../../schema/domain/counted-tags.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { shownCategory } from "../../schema/domain/methodology/shown-category.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import type { Store } from "../store/store.ts";
import type { TagTally } from "../store/passage-store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import { whatStands, type Standing } from "./what-stands.ts";

type Read = Pick<Store, "verdicts" | "passages">;

/** The tags of a verdict, for one asker. */
export interface TagCount {
  standing: Standing;
  /** What is counted: what stands; where nothing is settled yet its coders' layers; none where the asker may not know. */
  layers: LayerRow[];
  /** By category in the version in force, one number a layer. */
  byCategory: ReadonlyMap<CategoryId, readonly number[]>;
  /** Null where it is hidden, and where nothing is settled. */
  total: number | null;
  /** Of a round that is not settled; null where what stands is counted. */
  range: TagRange | null;
  /** What was counted, for whoever quotes the first of each. */
  tally: readonly TagTally[];
}

/**
 * How many tags a verdict has. The one function that pages, the matrix, figures and files ask: an undeleted tag of what stands,
 * resolved by the version in force, where one category on one passage counts once.
 */
export async function countTags(
  store: Read,
  actor: Actor | null,
  verdict: Verdict,
  methodology: MethodologyVersion | null,
): Promise<TagCount> {
  const standing = await whatStands(store, actor, verdict);
  const { state, layer, unsettled } = standing;
  const isHidden = state === "blind" || state === "in-preparation";
  const layers = isHidden ? [] : state === "unsettled" ? inCoderOrder(unsettled?.coders ?? []) : layer ? [layer] : [];
  const { byCategory, totals, tally } = await countLayers(store, verdict, layers, methodology);
  const isRange = state === "unsettled";
  return {
    standing,
    layers,
    byCategory,
    total: isHidden || isRange ? null : (totals[0] ?? 0),
    range: isRange ? tagRange(totals) : null,
    tally,
  };
}

/** The same of layers that somebody names, each for itself. */
export async function countLayers(
  store: Read,
  verdict: Verdict,
  layers: readonly LayerRow[],
  methodology: MethodologyVersion | null,
): Promise<{ byCategory: Map<CategoryId, number[]>; totals: number[]; tally: readonly TagTally[] }> {
  const ids = layers.map(({ id }) => id);
  const tally = ids.length === 0 ? [] : await store.passages.tally(ids);
  const shownAs = ({ category, version }: Pick<TagTally, "category" | "version">): CategoryId =>
    methodology ? shownCategory(methodology, category, version).category : category;
  const byCategory = new Map<CategoryId, number[]>();
  const count = (category: CategoryId, layer: string, number: number): void => {
    const counts = byCategory.get(category) ?? ids.map(() => 0);
    byCategory.set(category, counts);
    const at = ids.findIndex((id) => id === layer);
    counts[at] = (counts[at] ?? 0) + number;
  };
  // Those of one author, category, version and revision have no doubles but in the same ranges, which the rows tell.
  const lines = new Set(tally.map((row) => `${row.layer} ${shownAs(row)}`));
  const isPlain = lines.size === tally.length && tally.every(({ first }) => first.revision === verdict.revision);
  if (isPlain) for (const row of tally) count(shownAs(row), row.layer, row.places);
  else
    for (const id of ids) {
      const rows = await store.passages.places(id);
      const maps = await store.verdicts.maps(verdict.id);
      const now = Math.max(verdict.revision, ...rows.map(({ anchor }) => anchor.revision));
      const found = resolveMany(
        rows.map(({ anchor }) => anchor),
        maps,
        now,
      );
      const tags = rows.map((row, i) => {
        const at = found[i];
        return { category: shownAs(row), ranges: at && at !== "newer" ? at.ranges : [], anchor: row.anchor };
      });
      for (const { category } of countedTags(tags)) count(category, id, 1);
    }
  const totals = ids.map((_, i) => [...byCategory.values()].reduce((sum, counts) => sum + (counts[i] ?? 0), 0));
  return { byCategory, totals, tally };
}

/** The same at each fetch. */
function inCoderOrder(layers: readonly LayerRow[]): LayerRow[] {
  return [...layers].sort((a, b) => a.id.localeCompare(b.id));
}
