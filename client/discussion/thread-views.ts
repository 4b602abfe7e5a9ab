import type { Who } from "../../schema/domain/change-entry.ts";
import type { MemberId, ThreadId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { Comment, DiscussionRoom, Thread } from "../../schema/rooms/discussion-room.ts";
import type { ForWhom } from "../typed/for-whom.ts";
import { justDeleted } from "./just-deleted.ts";
import { mentionedIn } from "./said.ts";
import type { ThreadView } from "./thread-view.ts";

/** What a discussion's document does not know by itself, wherever it is held. */
export interface ThreadContext {
  audience: ForWhom;
  me: MemberId;
  /** Whether the reader may change such a field of an entry. */
  mayChange(who: Who, isCreator: boolean): boolean;
  /** Who resolves what others began; `creator-or-facilitator` unless told. */
  resolves?: Who;
  canWrite: boolean;
  /** The member behind a Yjs client id of this room; null where nobody has named them yet, and nothing of theirs is shown. */
  card(client: number): MemberCard | null;
  /** A member by their id; null where the reader does not know them. */
  member(id: MemberId): MemberCard | null;
  isUnsaved(root: string, id: string): boolean;
  /** Whether a thread is shown also where nothing is said in it. */
  standsAlone(thread: Thread): boolean;
}

/** Where a thread stands, and what more it says than its comments: what differs between passages, documents and the methodology. */
export type ThreadPlace = Pick<
  ThreadView,
  "ranges" | "state" | "tag" | "isOfOtherLayer" | "case" | "suggestion" | "canApply"
>;

/** Of what hangs on no passage. */
export const NOWHERE: ThreadPlace = { ranges: [], state: "same", tag: null, suggestion: null, canApply: false };

/** All comments of a discussion by thread, oldest first. */
export function commentsByThread(room: DiscussionRoom): ReadonlyMap<ThreadId, Comment[]> {
  const byThread = new Map<ThreadId, Comment[]>();
  for (const comment of room.comments()) {
    const list = byThread.get(comment.thread);
    if (list) list.push(comment);
    else byThread.set(comment.thread, [comment]);
  }
  return byThread;
}

/** A thread as it is shown; null where nothing of it is left to show. */
export function threadView(
  thread: Thread,
  said: readonly Comment[],
  place: ThreadPlace,
  context: ThreadContext,
): ThreadView | null {
  const { audience, me, canWrite } = context;
  const author = context.card(thread.creator);
  // A deleted last comment leaves nothing to hold its place for, but for its author a way back.
  const last = said.findLastIndex(({ id, deleted }) => !deleted || id === justDeleted.comment);
  if (!author || (last < 0 && !context.standsAlone(thread))) return null;
  return {
    ...place,
    id: thread.id,
    audience,
    comments: said.slice(0, last + 1).flatMap((comment) => {
      const by = context.card(comment.creator);
      if (!by) return [];
      return {
        id: comment.id,
        author: by,
        body: comment.deleted ? "" : comment.body,
        mentioned: comment.deleted ? [] : mentionedIn(comment.body, me, context.member),
        createdAt: comment.createdAt,
        edited: comment.editedAt !== null,
        mine: by.id === me,
        pending: context.isUnsaved("comments", comment.id),
        deleted: comment.deleted !== null,
      };
    }),
    author,
    resolved: thread.resolved !== null,
    canReply: canWrite,
    canResolve: canWrite && context.mayChange(context.resolves ?? "creator-or-facilitator", author.id === me),
  };
}
