import type * as Y from "yjs";
import type { AnnotationId, CategoryId } from "../domain/ids.ts";
import type { Anchor } from "../text/revision.ts";
import { Entries, type RawEntry } from "./entries.ts";
import type { Values } from "./field-rule.ts";
import { ANNOTATION_FIELDS } from "./fields.ts";
import { packAnchor } from "./packed-anchor.ts";
import { tagWords, type TagWords } from "./tag-words.ts";

/** A tag as a layer holds it: stand-off, without a copy of the text. */
export interface Annotation extends TagWords {
  id: AnnotationId;
  category: CategoryId;
  /** Methodology version in force when the category was chosen. */
  version: number;
  anchor: Anchor;
  createdAt: string;
  deleted: string | null;
  /** Yjs client id that made it; the server's table names the member. */
  creator: number;
  /** Yjs client id that last wrote each field. */
  writers: Record<string, number>;
}

/** Fields of an annotation that a person can change. */
export interface AnnotationChange extends Partial<TagWords> {
  category?: CategoryId;
  version?: number;
  anchor?: Anchor;
  deleted?: string | null;
}

/** Typed access to a layer's document. */
export class LayerRoom {
  readonly entries: Entries<typeof ANNOTATION_FIELDS, AnnotationId>;

  constructor(doc: Y.Doc) {
    this.entries = new Entries(doc, "annotations", ANNOTATION_FIELDS);
  }

  /** All well-formed annotations, deleted ones too. */
  annotations(): Annotation[] {
    return this.entries.all().map(toAnnotation);
  }

  /** Deleted ones too; null where there is none, or a peer wrote it wrongly. */
  annotation(id: string): Annotation | null {
    const entry = this.entries.get(id);
    return entry && toAnnotation(entry);
  }

  /** Tags a passage; `now` is ISO 8601 UTC. */
  add(tag: { category: CategoryId; version: number; anchor: Anchor } & Partial<TagWords>, now: string): AnnotationId {
    const { category, version, anchor } = tag;
    return this.entries.add({ category, version, anchor: packAnchor(anchor), ...tagWords(tag), createdAt: now });
  }

  /** Writes the fields that are named, as one act. */
  change(id: AnnotationId, change: AnnotationChange): void {
    const { anchor, ...rest } = change;
    this.entries.set(id, anchor ? { ...rest, anchor: packAnchor(anchor) } : { ...rest });
  }

  /** Calls back with the ids of tags made and changed, once a transaction; what it returns ends that. */
  observe(callback: (ids: Set<string>, transaction: Y.Transaction) => void): () => void {
    return this.entries.observe(callback);
  }
}

function toAnnotation({
  id,
  fields,
  creator,
  writers,
}: RawEntry<Values<typeof ANNOTATION_FIELDS>, AnnotationId>): Annotation {
  return {
    id,
    category: fields.category,
    version: fields.version,
    anchor: fields.anchor,
    ...tagWords(fields),
    createdAt: fields.createdAt,
    deleted: fields.deleted ?? null,
    creator,
    writers,
  };
}
