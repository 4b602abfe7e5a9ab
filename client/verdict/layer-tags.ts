import type { AnnotationId } from "../../schema/domain/ids.ts";
import type { Annotation, LayerRoom } from "../../schema/rooms/layer-room.ts";
import type { ResolvedAnchor } from "../../schema/text/revision.ts";
import type { Tags } from "./frozen-tags.ts";
import type { VerdictRooms } from "./rooms.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import { tagView } from "./tag-view.ts";
import type { TagView } from "./view-model.ts";
import { writerCard } from "./writer-card.ts";

/** The tags of the layer that one works in, as views; only those are made anew that can have changed. */
export class LayerTags implements Tags {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private readonly byId = new Map<AnnotationId, TagView>();
  private list: TagView[] | null = null;
  /** Tags that were waiting for their acknowledgement when they were last built. */
  private readonly pending = new Set<AnnotationId>();
  /** Tags whose author or last writer nobody has named yet. */
  private readonly nameless = new Set<AnnotationId>();
  /** The layer that the tags were built from. */
  private builtFrom: LayerRoom | null = null;

  constructor(shown: ShownVerdict, rooms: VerdictRooms) {
    this.shown = shown;
    this.rooms = rooms;
  }

  /** All tags, deleted ones too, in no order; the same object as long as no tag has changed. */
  get all(): readonly TagView[] {
    this.list ??= [...this.byId.values()];
    return this.list;
  }

  get(id: string): TagView | null {
    return this.byId.get(id as AnnotationId) ?? null;
  }

  /** Makes the views of these tags anew, or all: where null, and where the layer is another. */
  rebuild(ids: ReadonlySet<string> | null): void {
    const layer = this.rooms.layer;
    if (ids?.size === 0 && layer?.room === this.builtFrom) return;
    this.list = null;
    if (!layer) return this.byId.clear();
    if (ids === null || layer.room !== this.builtFrom) return this.rebuildAll(layer.room);
    for (const id of ids) {
      const annotation = layer.room.annotation(id);
      const at = annotation && this.shown.resolve(annotation.anchor);
      if (annotation && at) this.byId.set(annotation.id, this.toView(annotation, at));
      else this.byId.delete(id as AnnotationId);
    }
  }

  /** What the names of writers that have just come can change; null = everything, where the layer is another. */
  unknownAuthors(): ReadonlySet<string> | null {
    return this.rooms.layer?.room === this.builtFrom ? new Set(this.nameless) : null;
  }

  /** Makes those anew that have been acknowledged since. */
  settle(): void {
    const settled = new Set<string>();
    for (const id of this.pending) {
      if (this.rooms.isUnsaved("layer", "annotations", id)) continue;
      this.pending.delete(id);
      settled.add(id);
    }
    if (settled.size > 0) this.rebuild(settled);
  }

  private rebuildAll(room: LayerRoom): void {
    this.builtFrom = room;
    this.byId.clear();
    this.nameless.clear();
    const annotations = room.annotations();
    const resolved = this.shown.resolveAll(annotations.map(({ anchor }) => anchor));
    annotations.forEach((annotation, i) => {
      const at = resolved[i];
      if (at) this.byId.set(annotation.id, this.toView(annotation, at));
    });
  }

  private toView(annotation: Annotation, at: ResolvedAnchor): TagView {
    const { shown, rooms } = this;
    const author = writerCard(shown, rooms, "layer", annotation.creator);
    const last = Object.entries(annotation.writers)
      .filter(([, client]) => client !== annotation.creator)
      .map(([, client]) => writerCard(shown, rooms, "layer", client))
      .find((card) => card.id !== author.id);
    const pending = rooms.isUnsaved("layer", "annotations", annotation.id);
    if (pending) this.pending.add(annotation.id);
    if (author === shown.unknown || last === shown.unknown) this.nameless.add(annotation.id);
    else this.nameless.delete(annotation.id);
    const deleted = annotation.deleted !== null;
    return tagView(shown, annotation, at, {
      author,
      changedBy: last ?? null,
      canChange: rooms.canTag,
      pending,
      deleted,
    });
  }
}
