import { countedTags, tagRange, type TagRange } from "../../../schema/domain/counted-tags.ts";
import { formatNumber, t } from "../../i18n/t.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { VerdictModel } from "./verdict-model.ts";

/** How many tags there are of what is shown, and whether these are all that the verdict has. */
export interface TagCount extends TagRange {
  /** They are of one category, or of other layers than those by which the verdict is counted. */
  isPart: boolean;
  /** They are of several coders, and each coder's are counted. */
  isPerCoder: boolean;
  /** They are on their way: nobody knows yet how many there are. */
  isAwaited?: boolean;
  /** They are not for this reader to see yet. */
  isKept?: true;
}

export const NO_TAGS: TagCount = { min: 0, max: 0, isPart: false, isPerCoder: false };
export const KEPT_TAGS: TagCount = { ...NO_TAGS, isKept: true };

/** Each layer's tags counted apart: of several coders the fewest and the most, never a sum. */
export function countShown(layers: readonly (readonly TagView[])[], isShown: (tag: TagView) => boolean): TagRange {
  return tagRange(layers.map((tags) => countedTags(tags.filter((tag) => !tag.deleted && isShown(tag))).length));
}

/** "7", "5–9". */
export function rangeWords({ min, max }: TagRange): string {
  return min === max ? formatNumber(max) : `${formatNumber(min)}–${formatNumber(max)}`;
}

/** "7"; "5–9 per coder" where the tags of several are listed, which are more; "3 shown" of a part. */
export function countWords(count: TagCount): string {
  if (count.isAwaited) return "…";
  const number = rangeWords(count);
  if (count.isPerCoder) return t("verdict.per-coder", { number });
  return count.isPart ? t("verdict.shown", { number }) : number;
}

/**
 * Whether nothing of tags and answers is shown because the verdict is not settled: guests, and members who do not code in its round, are
 * given no coder's layer, and that which is there would say that nothing was found.
 */
export function isKeptFrom(model: VerdictModel): boolean {
  const { round, layers } = model.view;
  const isOutside = model.isGuest || layers.every(({ kind }) => kind === "shared");
  const isUnsettled = round.mode === "blind" || round.mode === "revealed";
  if (!isOutside || !isUnsettled || !model.synced || model.tags.length > 0) return false;
  return model.answersOf !== "layer" || [...model.answerViews.values()].every(({ value }) => value === null);
}
