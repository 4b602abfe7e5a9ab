import type { LayerId, MemberId, CategoryId, QuestionId, RoundId, VerdictId } from "../../schema/domain/ids.ts";
import type { AnswerPlace, AnswerValue } from "../../schema/domain/answer.ts";
import type { PlacedSpans } from "../../schema/agreement/round.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import type { AnnotationRow, TimedAnswer, ThreadRow, CommentRow, TranslationRow } from "./rows.ts";

// -------------------------------------------------------------------------------------------------------- passages
/** How many tags of an author say the same in the same words, and where the first of them begins. */
export interface TagTally {
  layer: LayerId;
  author: MemberId;
  category: CategoryId;
  version: number;
  count: number;
  /** The same without those on one passage twice. */
  places: number;
  /** The anchor that begins first in the text of its revision. */
  first: Anchor;
}

/** What somebody had answered where another's answer stands now. */
export interface EarlierAnswer {
  layer: LayerId;
  value: AnswerValue;
  by: MemberId;
  at: string | null;
  /** Ids of the passages that it rested on. */
  evidence: string[];
}

/** An answer in the place of somebody's, or that was taken back. */
export interface AnsweredOver extends Pick<TimedAnswer, "layer" | "verdict" | "question" | "subject"> {
  author: MemberId;
  at: string;
}

/** What somebody did in a layer: tags put and removed, answers given, changed and taken back. */
export interface WorkDone extends Pick<TimedAnswer, "layer" | "verdict"> {
  member: MemberId;
  tags: number;
  removed: number;
  answers: number;
  /** Of the last. */
  at: string;
}

/** Reads of projected rows, and where those of a revealed round lay. Layers are named only by what `visibleLayers` returned. */
export interface PassageStore {
  /** Tags of these layers, oldest first; deleted ones too. */
  annotations(layers: readonly LayerId[]): Promise<AnnotationRow[]>;
  /** Of the named layers, those with these ids; deleted ones too. */
  named(layers: readonly LayerId[], ids: readonly string[]): Promise<readonly AnnotationRow[]>;
  /** Tags of a member's that somebody else has removed since a time, oldest first; of which layers one may know, the caller asks. */
  removedByOthers(author: MemberId, since: string): Promise<AnnotationRow[]>;
  /** Tags of a member's beside which somebody else has written over their words since a time, oldest first; as of the removed ones. */
  notedByOthers(author: MemberId, since: string): Promise<(AnnotationRow & { by: MemberId; at: string })[]>;
  /** Tags that stand, counted by layer, author, category, version and the revision that they were made on. */
  tally(layers: readonly LayerId[]): Promise<readonly TagTally[]>;
  /** Of a layer's tags that stand: each category, version and passage once, whoever tagged it. */
  places(layer: LayerId): Promise<Pick<AnnotationRow, "category" | "version" | "anchor">[]>;
  /** Where the tags of a round lay when it was revealed; null where that is not kept. */
  compared(round: RoundId): Promise<PlacedSpans | null>;
  /** Keeps it, once: where it is kept already nothing changes. */
  keepCompared(round: RoundId, tags: PlacedSpans): Promise<void>;
  /** Rounds with coders' frozen layers, revealed or settled, of which it is not kept. */
  notKept(): Promise<{ verdict: VerdictId; round: RoundId }[]>;
  /** By layer, question and subject; those that were taken back too. */
  answers(layers: readonly LayerId[]): Promise<readonly TimedAnswer[]>;
  /** Answers of others that stand in the place of what somebody else answered, in these layers. */
  earlier(layers: readonly LayerId[], place: AnswerPlace): Promise<EarlierAnswer[]>;
  /** Answers given since a time in the place of a member's; of which layers one may know, the caller asks. */
  answeredOver(member: MemberId, since: string): Promise<AnsweredOver[]>;
  /** What each did since a time in these layers; a tag of one's own that came and went in it is none. */
  workSince(layers: readonly LayerId[], since: string): Promise<WorkDone[]>;
  /**
   * Whether somebody has ever tagged or said something of a verdict, of which something is left, and what they have answered: `isShown` by a
   * passage, or that it is not in the verdict, which none can show. Only of oneself is it asked, blind or not.
   */
  workOf(
    member: MemberId,
  ): Promise<{ hasTagged: boolean; hasCommented: boolean; answered: { question: QuestionId; isShown: boolean }[] }>;
  /** Threads of a verdict's discussions, oldest first; deleted ones too. */
  threads(verdict: VerdictId, audiences: readonly Audience[]): Promise<readonly ThreadRow[]>;
  /** What is said in them, oldest first; deleted ones too. */
  comments(verdict: VerdictId, audiences: readonly Audience[]): Promise<readonly CommentRow[]>;
  /** Who said something in discussions of verdicts since a time; what was deleted is left out. For whom, the caller asks `visibleAudiences`. */
  commentsSince(at: string): Promise<{ verdict: VerdictId; audience: Audience; author: MemberId; at: string }[]>;
  /** What coders wrote to themselves in these layers; deleted ones too. */
  ownThreads(layers: readonly LayerId[]): Promise<{ threads: ThreadRow[]; comments: CommentRow[] }>;
  /** Translations of passages, in these discussions and these layers; deleted ones too. */
  translations(
    verdict: VerdictId,
    audiences: readonly Audience[],
    layers: readonly LayerId[],
  ): Promise<readonly TranslationRow[]>;
  /** `seen`: layers of which the last change is told, with what was ruled and changed of those that are settled; `layers` where left out. */
  counts(
    verdict: VerdictId,
    layers: readonly LayerId[],
    audiences: readonly Audience[],
    seen?: readonly LayerId[],
  ): Promise<{
    /** Answers given, "not mentioned" too. */
    answers: number;
    threads: number;
    openThreads: number;
    taggers: number;
    lastActivity: string | null;
  }>;
}
