import type { AnnotationId, ThreadId } from "../../../schema/domain/ids.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import type { Anchor, Range } from "../../../schema/text/revision.ts";
import type { CommentRow, ThreadRow } from "../../store/rows.ts";
import { withNames } from "../../../schema/rooms/mentions.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { labelOf, type Names } from "../names.ts";

/** A comment of a thread, with its author's name. */
export interface PassageComment {
  /** Whom it is for; `coding`: a coder wrote it to themselves before the reveal. */
  audience: Audience | "coding";
  author: string;
  at: string;
  body: string;
}

/** A discussion that the asker may read; on a passage or on a tag. */
export interface VerdictThread {
  id: ThreadId;
  /** The tag that it is on, of those that are exported; null = on words. */
  annotation: AnnotationId | null;
  /** Where it stands now; empty where the words were removed. */
  ranges: Range[];
  /** Code and path of the tag that it suggests; "" for none. */
  suggestion: string;
  isResolved: boolean;
  /** Oldest first; at least one. */
  comments: PassageComment[];
}

/** Where anchors and tags stand now; null = unknown, or in a text that is not here yet. */
export interface Places {
  ofAnchor(anchor: Anchor): Range[] | null;
  ofAnnotation(id: AnnotationId): Range[] | null;
  /** Of a tag that is not exported. */
  anchorOf(id: AnnotationId): Anchor | null;
}

/** Threads with their comments, without what was deleted. A comment is for whom its own thread is for. */
export function toThreads(
  rows: readonly ThreadRow[],
  comments: readonly CommentRow[],
  names: Names,
  places: Places,
): VerdictThread[] {
  const byThread = groupBy(
    comments.filter(({ deleted }) => !deleted),
    ({ thread }) => thread,
  );
  return rows.flatMap((row): VerdictThread[] => {
    const said = byThread.get(row.id);
    const onTag = row.annotation && places.ofAnnotation(row.annotation);
    // On a tag of another layer: on its words.
    const anchor = (row.annotation && places.anchorOf(row.annotation)) ?? row.anchor;
    const ranges = onTag ?? (anchor && places.ofAnchor(anchor));
    if (row.deleted || !said || !ranges) return [];
    return [
      {
        id: row.id,
        annotation: onTag ? row.annotation : null,
        ranges,
        suggestion: row.suggestion ? labelOf(names.category(row.suggestion)) : "",
        isResolved: row.resolved !== null,
        comments: said
          .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id))
          .map(({ author, createdAt, body }) => ({
            audience: row.audience ?? "coding",
            author: names.member(author),
            at: createdAt,
            body: withNames(body, (id) => names.member(id) || "?"),
          })),
      },
    ];
  });
}
