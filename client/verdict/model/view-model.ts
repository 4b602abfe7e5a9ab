import type { TagRange } from "../../../schema/domain/counted-tags.ts";
import type { ResolvedCategory } from "../../../schema/domain/methodology/category-map.ts";
import type { AnnotationId, CaseId, CategoryId, CommentId, MemberId, ThreadId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Anchor, Range, ResolvedAnchor } from "../../../schema/text/revision.ts";
import type { ForWhom } from "../../discussion/for-whom.ts";

/*
 * What the verdict page's elements show. The page's model makes these from rooms and HTTP; elements take them as
 * properties and answer with events. Offsets are UTF-16 of the revision shown.
 */

/** One tag as it is painted and listed. */
export interface TagView {
  id: AnnotationId;
  /** What its category is in the version in force. */
  category: CategoryId;
  /** Where somebody has to say what it is now: its category means something else, was split or is used no more. */
  review?: Pick<ResolvedCategory, "state" | "reviewSince" | "candidates"> | null;
  /** What it may be since its category was split, for whoever may say which. */
  sorting?: { category: CategoryId; code: string; label: string }[];
  /** Code letters and number, `B3`; its first letter picks the hue (`data-cat`). */
  code: string;
  /** Label in the reader's language. */
  label: string;
  ranges: Range[];
  /** What it was made on; absent in a preview. */
  anchor?: Anchor;
  /** removed: no range left; listed, never moved. */
  state: ResolvedAnchor["state"];
  /** Its words were changed, and the reader has looked at that. */
  isSeen?: boolean;
  note: string;
  author: MemberCard;
  /** Another member who last changed it, or null. */
  changedBy: MemberCard | null;
  mine: boolean;
  /** May this person change or delete it. */
  canChange: boolean;
  /** Not yet durable: hollow stripe. */
  pending: boolean;
  deleted: boolean;
  createdAt: string;
  /** Methodology version it is stamped with. */
  version: number;
}

export interface CommentView {
  id: CommentId;
  author: MemberCard;
  body: string;
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
  case?: CaseId | null;
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

/** A colleague on this verdict. */
export interface PersonHere {
  member: MemberCard;
  /** Start offset of the block they are on; null = not known. */
  block: number | null;
  /** Coram's number of that block, for "¶41". */
  paragraph: string | null;
  selection: Range | null;
}

/** What a category says, in the reader's language. */
export interface CategoryDefinition {
  id: CategoryId;
  code: string;
  parent: CategoryId | null;
  label: string;
  /** The label in all languages, for type-ahead. */
  labels: string[];
  definition: string;
  include: string[];
  exclude: string[];
  example: string;
  /** What looks like it and is not. */
  nearMiss: string;
  /** How long a passage should be. */
  spanRule: string;
  /** A heading: only those below it may be used. */
  onlyChildren: boolean;
  digit: number | null;
}

/** A node of the methodology tree as the left column and the picker show it. */
export interface CategoryView extends CategoryDefinition {
  /** Tags of this category here, and with those below it; of several coders the fewest and the most. */
  count: TagRange;
  total: TagRange;
  isBranch: boolean;
  /** It was split: its tags are of none of the parts until somebody has said of which. */
  isUnsorted?: boolean;
}

/** An entry of the outline: a section or a heading. */
export interface OutlineEntry {
  /** Offset to go to. */
  start: number;
  depth: number;
  /** Words of the verdict (carry `lang`), or null for a section that has none. */
  heading: string | null;
  /** Section's name in the reader's language, or null. */
  section: string | null;
  /** Coram's number of the block that it leads to. */
  number: string;
}

/** Durable state of one's own work. */
export type SavedState =
  | { state: "saved"; at: Date | null }
  | { state: "saving"; changes: number; isKept?: boolean }
  /** `isKept`: the changes are safe on this device; `isOnDevice` is false where they last as long as the page. */
  | { state: "offline"; changes: number; isKept?: boolean; isOnDevice?: boolean }
  | { state: "failed"; since: Date | null; changes: number };

export type MarginFilter = "all" | "tags" | "comments";

export type MemberById = ReadonlyMap<MemberId, MemberCard>;
