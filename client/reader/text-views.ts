import type { ResolvedCategory } from "../../schema/domain/methodology/category-map.ts";
import type { AnnotationId, CategoryId, ThreadId, TranslationId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { Anchor, Range, ResolvedAnchor } from "../../schema/text/revision.ts";
import type { TagWord, TagWords } from "../../schema/rooms/tag-words.ts";

/** One tag as it is painted and listed. */
export interface TagView extends TagWords {
  id: AnnotationId;
  /** What its category is in the version in force. */
  category: CategoryId;
  /** Where somebody has to say what it is now: its category means something else, was split or is used no more. */
  review?: Pick<ResolvedCategory, "state" | "reviewSince" | "candidates"> | null;
  /** What it may be since its category was split, or one was proposed from its words, for whoever may say which. */
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
  author: MemberCard;
  /** Another member who last changed it, or null. */
  changedBy: MemberCard | null;
  /** Another member who wrote what stands beside it, or deleted it; missing where that is its author, or is not known. */
  by?: Partial<Record<TagWord | "deleted", MemberCard>>;
  mine: boolean;
  /** May this person change or delete it. */
  canChange: boolean;
  /** It is of what is settled, and this person may withdraw it with a reason. */
  canRule?: boolean;
  /** Not yet durable: hollow stripe. */
  pending: boolean;
  deleted: boolean;
  createdAt: string;
  /** Methodology version it is stamped with. */
  version: number;
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

/** What the text shows of the translation of some of its words. */
export interface TextTranslation {
  id: TranslationId;
  language: UiLanguage;
  ranges: readonly Range[];
}

/** What the text shows of a thread. */
export interface TextThread {
  id: ThreadId;
  ranges: readonly Range[];
  state: ResolvedAnchor["state"];
  /** The tag it hangs on, whose highlight it has; null = it hangs on words. */
  tag: string | null;
  resolved: boolean;
  comments: readonly { deleted: boolean }[];
}
