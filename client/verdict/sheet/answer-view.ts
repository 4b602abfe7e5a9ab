import type { AnswerSubject, AnswerValue, Certainty } from "../../../schema/domain/answer.ts";
import type { QuestionId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Anchor, Range, ResolvedAnchor } from "../../../schema/text/revision.ts";

/*
 * What the case sheet shows of a layer's answers. Made from the room that one works in, or from a frozen layer's rows; the
 * sheet's elements know neither.
 */

/** A passage on which an answer rests. */
export interface EvidenceView {
  /** The tag's, or the passage's own where it has no tag. */
  id: string;
  /** The tag's code and label; null for a passage without a tag. */
  tag: { code: string; label: string } | null;
  /** In the revision shown; empty where no word is left, or the tag is not there. */
  ranges: readonly Range[];
  /** What it was chosen on; null where the tag is not there. */
  anchor: Anchor | null;
  /** `gone`: the tag was deleted, or has not come yet. */
  state: ResolvedAnchor["state"] | "gone";
  /** The reader has looked at what became of the words. */
  isSeen: boolean;
  /** Who gave it, where that is known. */
  author: MemberCard | null;
}

/** A layer's answer to one question for one subject. */
export interface AnswerView {
  /** `<question>/<subject>`. */
  id: string;
  question: QuestionId;
  subject: AnswerSubject;
  /** null = not answered, or taken back. */
  value: AnswerValue | null;
  /** Methodology version in which the value was given. */
  version: number | null;
  note: string;
  certainty: Certainty;
  evidence: readonly EvidenceView[];
  /** Who gave the value, or took it back; null where nobody did. */
  author: MemberCard | null;
  /** When the value was given; null where that is not known here, as in a layer that is written in now. */
  at: string | null;
  /** Who wrote the note, where there is one. */
  noteAuthor: MemberCard | null;
  mine: boolean;
  /** Not yet durable. */
  pending: boolean;
  /** What this person had answered before somebody else, or they on another device, answered otherwise, until they have looked at it. */
  replaced: AnswerValue | null;
  /**
   * Whose answer this person's stands in the place of, since the page was opened; their own where they gave it on another device; null where its
   * value is not known.
   */
  over: { value: AnswerValue | null; author: MemberCard } | null;
}

/** When an answer was given, and what somebody else had answered there before. */
export interface GivenAnswer {
  at: string;
  earlier: {
    value: AnswerValue;
    author: MemberCard | null;
    at: string | null;
    /** Ids of the passages that it rested on. */
    evidence: readonly string[];
  } | null;
}

/** Answers by `<question>/<subject>`. */
export type AnswerViews = ReadonlyMap<string, AnswerView>;

/** Changed words of a tag that the reader has looked at count as seen. */
export function withSeen(all: AnswerViews, seen: ReadonlySet<string>): AnswerViews {
  const mark = (each: EvidenceView): EvidenceView => (seen.has(each.id) ? { ...each, isSeen: true } : each);
  return new Map([...all].map(([id, view]) => [id, { ...view, evidence: view.evidence.map(mark) }]));
}
