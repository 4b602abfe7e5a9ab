import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";
import type { AnnotationId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Annotation, LayerRoom } from "../../../schema/rooms/layer-room.ts";
import type { ResolvedAnchor } from "../../../schema/text/revision.ts";
import type { Tags } from "./frozen-tags.ts";
import type { VerdictRooms } from "./rooms.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import { tagView } from "./tag-view.ts";
import type { TagView } from "../../reader/text-views.ts";
import { writerCard } from "../cards/writer-card.ts";

interface Now {
  canChange: boolean;
  cardOf(client: number): MemberCard;
}

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

  get byLayer(): readonly (readonly TagView[])[] {
    return [this.all];
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
    const now = this.now();
    for (const id of ids) {
      const annotation = layer.room.annotation(id);
      const at = annotation && this.shown.resolve(annotation.anchor);
      if (annotation && at) this.byId.set(annotation.id, this.toView(annotation, at, now));
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
    const now = this.now();
    const annotations = room.annotations();
    const resolved = this.shown.resolveAll(annotations.map(({ anchor }) => anchor));
    annotations.forEach((annotation, i) => {
      const at = resolved[i];
      if (at) this.byId.set(annotation.id, this.toView(annotation, at, now));
    });
  }

  /** What is the same for all tags that are made in one go: of thousands, the writers are a handful. */
  private now(): Now {
    const known = new Map<number, MemberCard>();
    return {
      canChange: this.rooms.canTag,
      cardOf: (client) => {
        const card = known.get(client) ?? writerCard(this.shown, this.rooms, "layer", client);
        known.set(client, card);
        return card;
      },
    };
  }

  private toView(annotation: Annotation, at: ResolvedAnchor, { canChange, cardOf }: Now): TagView {
    const { shown, rooms } = this;
    const author = cardOf(annotation.creator);
    const last = lastWriter(annotation, author, cardOf);
    const pending = rooms.isUnsaved("layer", "annotations", annotation.id);
    if (pending) this.pending.add(annotation.id);
    if (author === shown.unknown || last === shown.unknown) this.nameless.add(annotation.id);
    else this.nameless.delete(annotation.id);
    const deleted = annotation.deleted !== null;
    return tagView(shown, annotation, at, {
      author,
      changedBy: last,
      ...(last ? { by: writersOf(annotation, author, cardOf) } : {}),
      canChange,
      pending,
      deleted,
    });
  }
}

/** Who wrote the words beside another's tag, and who deleted it. */
function writersOf(annotation: Annotation, author: MemberCard, cardOf: Now["cardOf"]): NonNullable<TagView["by"]> {
  const by: NonNullable<TagView["by"]> = {};
  for (const part of [...TAG_WORDS, "deleted"] as const) {
    const client = annotation.writers[part];
    const card = client === undefined || annotation[part] === null || annotation[part] === "" ? null : cardOf(client);
    if (card && card.id !== author.id) by[part] = card;
  }
  return by;
}

/** The first of those who wrote in another's tag, if any. Most tags have one writer, so nothing is made for those. */
function lastWriter({ creator, writers }: Annotation, author: MemberCard, cardOf: Now["cardOf"]): MemberCard | null {
  for (const client of Object.values(writers)) {
    if (client === creator) continue;
    const card = cardOf(client);
    if (card.id !== author.id) return card;
  }
  return null;
}
