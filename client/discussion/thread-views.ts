import { mayChangeEntry } from "../../schema/domain/can.ts";
import type { AnnotationId, CategoryId, ThreadId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { Comment, DiscussionRoom, Thread } from "../../schema/rooms/discussion-room.ts";
import type { Anchor, ResolvedAnchor } from "../../schema/text/revision.ts";
import type { ForWhom } from "./for-whom.ts";
import type { ThreadView } from "./thread-view.ts";

/** Where something lies in the revision shown. */
type Place = Pick<ResolvedAnchor, "state" | "ranges">;

/** What a discussion's document does not know by itself. */
export interface ThreadContext {
  audience: ForWhom;
  me: MemberCard;
  canWrite: boolean;
  canTag: boolean;
  /** The member behind a Yjs client id of this room. */
  card(client: number): MemberCard;
  isUnsaved(root: string, id: string): boolean;
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
export function threadViews(room: DiscussionRoom, context: ThreadContext): ThreadView[] {
  const byThread = new Map<ThreadId, Comment[]>();
  for (const comment of room.comments()) {
    const list = byThread.get(comment.thread);
    if (list) list.push(comment);
    else byThread.set(comment.thread, [comment]);
  }
  const views: ThreadView[] = [];
  for (const thread of room.threads()) {
    if (thread.deleted) continue;
    const tag = thread.annotation ? context.tag(thread.annotation) : null;
    const at = tag ? { state: tag.state, ranges: tag.ranges } : placeOf(thread, context);
    if (!at) continue;
    const author = context.card(thread.creator);
    const all = byThread.get(thread.id) ?? [];
    // A deleted last comment leaves nothing to hold its place for.
    while (all.at(-1)?.deleted) all.pop();
    if (all.length === 0 && !thread.suggestion) continue;
    const suggested = thread.suggestion && context.suggested(thread.suggestion);
    const isApplied = thread.applied !== null;
    views.push({
      id: thread.id,
      audience: context.audience,
      ranges: at.ranges,
      state: at.state,
      tag: tag ? thread.annotation : null,
      isOfOtherLayer: thread.annotation !== null && tag === null,
      case: thread.case,
      suggestion:
        suggested === null
          ? null
          : { category: suggested.category, code: suggested.code, label: suggested.label, applied: isApplied },
      comments: all.map((comment) => ({
        id: comment.id,
        author: context.card(comment.creator),
        body: comment.deleted ? "" : comment.body,
        createdAt: comment.createdAt,
        edited: comment.editedAt !== null,
        mine: context.card(comment.creator).id === context.me.id,
        pending: context.isUnsaved("comments", comment.id),
        deleted: comment.deleted !== null,
      })),
      author,
      resolved: thread.resolved !== null,
      canReply: context.canWrite,
      canResolve: context.canWrite && mayChangeEntry("creator-or-facilitator", context.me, author.id === context.me.id),
      canApply: context.canTag && suggested?.isInUse === true && !isApplied,
    });
  }
  return views;
}

/** Where a thread stands that hangs on no tag that is shown; null for one that waits for a text. */
function placeOf(thread: Thread, context: ThreadContext): Place | null {
  const anchor = (thread.annotation && context.placeOfTag(thread.annotation)) ?? thread.anchor;
  if (anchor) return context.resolve(anchor);
  // What is said of a case without a passage has its place there; what hangs on a tag that is nowhere is listed.
  return { state: thread.case ? "same" : "removed", ranges: [] };
}
