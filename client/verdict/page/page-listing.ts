import type { AnnotationId, CategoryId } from "../../../schema/domain/ids.ts";
import type { TagRange } from "../../../schema/domain/counted-tags.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { language, t } from "../../i18n/t.ts";
import { outlineOf } from "./page-geometry.ts";
import { countShown, isKeptFrom, KEPT_TAGS, NO_TAGS, type TagCount } from "../model/tag-count.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import type { CategoryView, OutlineEntry } from "../model/view-model.ts";
import type { TagView } from "../../reader/text-views.ts";

/** What is listed of a verdict; each list stays the same object as long as what it was made from does. */
export class PageListing {
  /** Those of the category that is filtered for, and of the ones below it; all where none is. */
  shownTags: readonly TagView[] = [];
  /** Tags whose words have gone from the text. */
  orphanTags: readonly TagView[] = [];
  /** Of what is shown; deleted ones are not counted. */
  tagCount: TagCount = NO_TAGS;
  /** How many of what is shown were deleted, for who may restore them. */
  removed = 0;
  paragraphs = 0;
  outline: readonly OutlineEntry[] = [];
  private outlineFor: Revision | null = null;
  private outlineIn = "";
  private readonly seenOnce = onceFor((tags: readonly TagView[], seen: ReadonlySet<string>) =>
    seen.size === 0 ? tags : tags.map((tag) => (seen.has(tag.id) ? { ...tag, isSeen: true } : tag)),
  );
  private readonly orphansOnce = onceFor((tags: readonly TagView[]) =>
    tags.filter((tag) => tag.state === "removed" && !tag.deleted),
  );
  private readonly filteredOnce = onceFor(filteredFor);
  private readonly countOnce = onceFor(
    (range: TagRange, isPart: boolean, isPerCoder: boolean, isAwaited: boolean): TagCount => ({
      ...range,
      isPart,
      isPerCoder,
      isAwaited,
    }),
  );
  private readonly activeOnce = onceFor((active: string | null, model: VerdictModel): ReadonlySet<AnnotationId> => {
    const id = model.threads.find((each) => each.id === active)?.tag ?? active;
    return new Set(id && id !== "compose" ? [id as AnnotationId] : []);
  });

  /** Before each drawing. `seen`: tags on changed words that the reader has looked at. */
  update(model: VerdictModel, filtered: CategoryId | null, seen: ReadonlySet<string>): void {
    const tags = this.seenOnce(model.tags, seen);
    this.orphanTags = this.orphansOnce(tags);
    const { shown, range } = this.filteredOnce(tags, filtered, model);
    this.shownTags = shown;
    this.removed = model.canTag ? shown.filter(({ deleted }) => deleted).length : 0;
    this.tagCount = isKeptFrom(model)
      ? KEPT_TAGS
      : this.countOnce(
          range,
          filtered !== null || !showsCounted(model),
          model.tagsByLayer.length > 1,
          model.awaitsLayers || !model.hasContent,
        );
    const { revision } = model.view;
    if (this.outlineFor === revision && this.outlineIn === language()) return;
    this.outlineFor = revision;
    this.outlineIn = language();
    this.outline = outlineOf(revision, (section) => t(`word.section.${section}`));
    this.paragraphs = contentBlocks(revision.blocks).length;
  }

  /** The tag that is active, or on which the active thread hangs. */
  activeTags(model: VerdictModel, active: string | null): ReadonlySet<AnnotationId> {
    return this.activeOnce(active, model);
  }
}

/** Tags of a category and of those below it, and how many they are; of all where none is filtered for. */
function filteredFor(
  tags: readonly TagView[],
  filtered: CategoryId | null,
  model: VerdictModel,
): { shown: readonly TagView[]; range: TagRange } {
  const below = filtered ? familyOf(model.categories, filtered) : null;
  return {
    shown: below ? tags.filter(({ category }) => below.has(category)) : tags,
    range: countShown(model.tagsByLayer, ({ category }) => below?.has(category) ?? true),
  };
}

/** Whether what is shown is what the verdict is counted by: what stands, or all coders of a round that is not settled. */
function showsCounted({ shownLayers, view }: VerdictModel): boolean {
  const { stands, layers, round } = view;
  if (stands === undefined) return true;
  if (stands !== null) return shownLayers.length === 1 && shownLayers[0] === stands;
  const coders = layers.filter((layer) => layer.kind === "own" && layer.roundNumber === round.number);
  return (
    round.mode === "revealed" &&
    shownLayers.length === coders.length &&
    coders.every(({ layer }) => shownLayers.includes(layer))
  );
}

/** A category and all below it; parents come before their children. */
function familyOf(categories: readonly CategoryView[], id: CategoryId): Set<CategoryId> {
  const family = new Set([id]);
  for (const category of categories) if (category.parent && family.has(category.parent)) family.add(category.id);
  return family;
}
