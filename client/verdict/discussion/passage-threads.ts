import type { AnnotationId, CategoryId } from "../../../schema/domain/ids.ts";
import type { DiscussionRoom, Thread } from "../../../schema/rooms/discussion-room.ts";
import type { Anchor, ResolvedAnchor } from "../../../schema/text/revision.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";
import { commentsByThread, threadView, type ThreadContext, type ThreadPlace } from "../../discussion/thread-views.ts";

/** Where something lies in the revision shown. */
type Place = Pick<ResolvedAnchor, "state" | "ranges">;

/** What a discussion of a verdict does not know by itself. */
export interface PassageContext extends ThreadContext {
  canTag: boolean;
  /** Null for an anchor of a revision that is not shown yet. */
  resolve(anchor: Anchor): ResolvedAnchor | null;
  /** Where a tag lies that is shown. */
  tag(id: AnnotationId): Place | null;
  /** Where a tag lies that is in another layer than what is shown; null where nobody said. */
  placeOfTag(id: AnnotationId): Anchor | null;
  /** What a suggested category is in the version in force, and whether a tag may still be made of it. */
  suggested(id: CategoryId): { category: CategoryId; code: string; label: string; isInUse: boolean } | null;
}

/** The threads of one discussion as the margin shows them: without deleted ones, and without those that wait for a text. */
export function passageThreads(room: DiscussionRoom, context: PassageContext): ThreadView[] {
  const said = commentsByThread(room);
  return room.threads().flatMap((thread) => {
    const place = thread.deleted ? null : placeOf(thread, context);
    return (place && threadView(thread, said.get(thread.id) ?? [], place, context)) ?? [];
  });
}

/** Null for a thread that waits for a text. */
function placeOf(thread: Thread, context: PassageContext): ThreadPlace | null {
  const tag = thread.annotation ? context.tag(thread.annotation) : null;
  const at = tag ?? anchorOf(thread, context);
  if (!at) return null;
  const suggested = thread.suggestion && context.suggested(thread.suggestion);
  const isApplied = thread.applied !== null;
  return {
    ranges: at.ranges,
    state: at.state,
    tag: tag ? thread.annotation : null,
    isOfOtherLayer: thread.annotation !== null && tag === null,
    case: thread.case,
    suggestion: suggested && {
      category: suggested.category,
      code: suggested.code,
      label: suggested.label,
      applied: isApplied,
    },
    canApply: context.canTag && suggested?.isInUse === true && !isApplied,
  };
}

/** Where a thread stands that hangs on no tag that is shown. */
function anchorOf(thread: Thread, context: PassageContext): Place | null {
  const anchor = (thread.annotation && context.placeOfTag(thread.annotation)) ?? thread.anchor;
  if (anchor) return context.resolve(anchor);
  // What is said of a disagreement without a passage has its place there; what hangs on a tag that is nowhere is listed.
  return { state: thread.case ? "same" : "removed", ranges: [] };
}
