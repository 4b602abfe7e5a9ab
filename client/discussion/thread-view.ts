import type { AnnotationId, DisagreementId, CategoryId, CommentId, ThreadId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { Range, ResolvedAnchor } from "../../schema/text/revision.ts";
import type { ForWhom } from "../typed/for-whom.ts";
import type { Mentioned } from "./said.ts";

export interface CommentView {
  id: CommentId;
  author: MemberCard;
  /** As it is kept; `spoken` and `renderSaid` say who is mentioned in it. */
  body: string;
  mentioned: readonly Mentioned[];
  createdAt: string;
  edited: boolean;
  mine: boolean;
  pending: boolean;
  /** A deleted comment keeps its place in the thread while replies hang below it. */
  deleted: boolean;
}

export interface ThreadView {
  id: ThreadId;
  audience: ForWhom;
  /** Ranges of the passage it hangs on (those of its tag, where it hangs on one); empty = removed. */
  ranges: Range[];
  state: ResolvedAnchor["state"];
  /** The tag it hangs on, where that is shown; null = it hangs on words. */
  tag: AnnotationId | null;
  /** It was begun on a tag of another layer than what is shown. */
  isOfOtherLayer?: boolean;
  /** The disagreement it is about, or null. */
  case?: DisagreementId | null;
  /** A suggested category with its code and label, and whether a member has applied it. */
  suggestion: { category: CategoryId; code: string; label: string; applied: boolean } | null;
  comments: CommentView[];
  author: MemberCard;
  resolved: boolean;
  canReply: boolean;
  canResolve: boolean;
  /** A suggestion that this person may turn into a tag. */
  canApply: boolean;
}
