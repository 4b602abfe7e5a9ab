import type * as Y from "yjs";
import type { AnnotationId, CategoryId } from "../domain/ids.ts";
import type { Anchor } from "../text/revision.ts";
import { Entries, type RawEntry } from "./entries.ts";
import type { Values } from "./field-rule.ts";
import { MARK_FIELDS } from "./fields.ts";
import { packAnchor } from "./packed-anchor.ts";

/** What somebody marked in silence: a category on words of a passage. */
export interface Mark {
  id: AnnotationId;
  category: CategoryId;
  /** Number of the edition that the step codes. */
  edition: number;
  anchor: Anchor;
  createdAt: string;
  deleted: string | null;
}

/** Typed access to a slip's document. */
export class SlipRoom {
  readonly entries: Entries<typeof MARK_FIELDS, AnnotationId>;

  constructor(doc: Y.Doc) {
    this.entries = new Entries(doc, "annotations", MARK_FIELDS);
  }

  /** All well-formed marks, deleted ones too. */
  marks(): Mark[] {
    return this.entries.all().map(toMark);
  }

  /** Deleted ones too; null where there is none, or a peer wrote it wrongly. */
  mark(id: string): Mark | null {
    const entry = this.entries.get(id);
    return entry && toMark(entry);
  }

  /** Marks words; `now` is ISO 8601 UTC. */
  add({ category, edition, anchor }: Pick<Mark, "anchor" | "category" | "edition">, now: string): AnnotationId {
    return this.entries.add({ category, version: edition, anchor: packAnchor(anchor), createdAt: now });
  }

  /** Takes a mark away, or (null) brings it back. */
  remove(id: AnnotationId, now: string | null): void {
    this.entries.set(id, { deleted: now });
  }
}

function toMark({ id, fields }: RawEntry<Values<typeof MARK_FIELDS>, AnnotationId>): Mark {
  const { category, version: edition, anchor, createdAt, deleted } = fields;
  return { id, category, edition, anchor, createdAt, deleted: deleted ?? null };
}
