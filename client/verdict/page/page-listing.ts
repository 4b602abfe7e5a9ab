import type { AnnotationId, CategoryId } from "../../../schema/domain/ids.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import { language, t } from "../../i18n/t.ts";
import { outlineOf } from "./page-geometry.ts";
import { countShown, type TagCount } from "../model/tag-count.ts";
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
  tagCount: TagCount = { min: 0, max: 0, isPart: false };
  paragraphs = 0;
  outline: readonly OutlineEntry[] = [];
  private tagsBefore: readonly TagView[] = [];
  private filteredBefore: CategoryId | null = null;
  private seenOf: readonly TagView[] = [];
  private seenBefore: ReadonlySet<string> = new Set();
  private tagsSeen: readonly TagView[] = [];
  private outlineKey = "";
  private activeIdsFor: string | null = null;
  private activeIds: ReadonlySet<AnnotationId> = new Set();

  /** Before each drawing. `seen`: tags on changed words that the reader has looked at. */
  update(model: VerdictModel, filtered: CategoryId | null, seen: ReadonlySet<string>): void {
    const tags = this.withSeen(model.tags, seen);
    if (tags !== this.tagsBefore) {
      this.orphanTags = tags.filter((tag) => tag.state === "removed" && !tag.deleted);
    }
    if (tags !== this.tagsBefore || filtered !== this.filteredBefore) {
      this.tagsBefore = tags;
      this.filteredBefore = filtered;
      const below = filtered ? familyOf(model.categories, filtered) : null;
      this.shownTags = below ? tags.filter(({ category }) => below.has(category)) : tags;
      const range = countShown(model.tagsByLayer, ({ category }) => below?.has(category) ?? true);
      this.tagCount = { ...range, isPart: below !== null };
    }
    const isPart = filtered !== null || !showsCounted(model);
    if (this.tagCount.isPart !== isPart) this.tagCount = { ...this.tagCount, isPart };
    const { revision } = model.view;
    const outlineKey = `${revision.number} ${language()}`;
    if (this.outlineKey === outlineKey) return;
    this.outlineKey = outlineKey;
    this.outline = outlineOf(revision, (section) => t(`word.section.${section}`));
    this.paragraphs = contentBlocks(revision.blocks).length;
  }

  private withSeen(tags: readonly TagView[], seen: ReadonlySet<string>): readonly TagView[] {
    if (seen.size === 0) return tags;
    if (this.seenOf !== tags || this.seenBefore !== seen) {
      this.seenOf = tags;
      this.seenBefore = seen;
      this.tagsSeen = tags.map((tag) => (seen.has(tag.id) ? { ...tag, isSeen: true } : tag));
    }
    return this.tagsSeen;
  }

  /** The tag that is active, or on which the active thread hangs. */
  activeTags(model: VerdictModel, active: string | null): ReadonlySet<AnnotationId> {
    if (this.activeIdsFor !== active) {
      this.activeIdsFor = active;
      const thread = model.threads.find(({ id }) => id === active);
      const id = thread?.tag ?? active;
      this.activeIds = new Set(id && id !== "compose" ? [id as AnnotationId] : []);
    }
    return this.activeIds;
  }
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
