import type { AnswerSubject, AnswerValue, Certainty } from "../../schema/domain/answer.ts";
import type {
  AnnotationId,
  CategoryId,
  CommentId,
  LayerId,
  MemberId,
  QuestionId,
  RoomId,
  SlipId,
  ThreadId,
  TranslationId,
  VerdictId,
} from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import type { OutputRows } from "./output-store.ts";
import type { TagWords } from "../../schema/rooms/tag-words.ts";

// ----------------------------------------------------------------------------------------------------------- rooms
/** Rows that an update projects into (docs/design.md, idea 8). Upserts by id; a row is never removed here, `deleted` is a field. */
export interface AnnotationRow extends TagWords {
  id: AnnotationId;
  room: RoomId;
  layer: LayerId;
  verdict: VerdictId;
  category: CategoryId;
  version: number;
  anchor: Anchor;
  createdAt: string;
  deleted: string | null;
  author: MemberId;
  /** Who last wrote any field. */
  lastWriter: MemberId;
}

export interface ThreadRow {
  id: ThreadId;
  room: RoomId;
  verdict: VerdictId;
  audience: Audience | null;
  /** Of a layer's own threads. */
  layer: LayerId | null;
  anchor: Anchor | null;
  annotation: AnnotationId | null;
  suggestion: CategoryId | null;
  applied: AnnotationId | null;
  createdAt: string;
  resolved: string | null;
  deleted: string | null;
  author: MemberId;
}

export interface CommentRow {
  id: CommentId;
  room: RoomId;
  verdict: VerdictId;
  thread: ThreadId;
  body: string;
  createdAt: string;
  editedAt: string | null;
  deleted: string | null;
  author: MemberId;
}

/** The translation of a passage. */
export interface TranslationRow {
  id: TranslationId;
  room: RoomId;
  verdict: VerdictId;
  audience: Audience | null;
  /** Of one that a blind coder wrote. */
  layer: LayerId | null;
  anchor: Anchor;
  language: UiLanguage;
  body: string;
  createdAt: string;
  deleted: string | null;
  author: MemberId;
  /** Who last wrote any field. */
  lastWriter: MemberId;
}

/** One answer of a layer: question and subject are its key within the room. */
export interface AnswerRow {
  room: RoomId;
  layer: LayerId;
  verdict: VerdictId;
  question: QuestionId;
  subject: AnswerSubject;
  /** null = not answered, or taken back. */
  value: AnswerValue | null;
  /** Methodology version in force when the value was given; null without one. */
  version: number | null;
  note: string;
  certainty: Certainty;
  /** In the order of their ids; `anchor` is null where `id` is an annotation's. */
  evidence: { id: string; anchor: Anchor | null }[];
  /** Who gave (or took back) the value; without one, who wrote the rest. */
  author: MemberId;
  /** Somebody else who wrote another part; otherwise the author. */
  lastWriter: MemberId;
}

/** An answer with when its value was given or taken back; null where that was before the server kept it, or never. */
export interface TimedAnswer extends AnswerRow {
  at: string | null;
}

/** A mark of a slip. */
export interface SlipTagRow {
  id: AnnotationId;
  room: RoomId;
  slip: SlipId;
  verdict: VerdictId;
  category: CategoryId;
  edition: number;
  anchor: Anchor;
  createdAt: string;
  deleted: string | null;
}

/** Who is mentioned in a comment; nobody where a comment that was written over mentions nobody any more. */
export interface MentionRow {
  comment: CommentId;
  /** In the order of their ids. */
  members: MemberId[];
}

export interface RoomRows {
  annotations: AnnotationRow[];
  answers: AnswerRow[];
  threads: ThreadRow[];
  comments: CommentRow[];
  translations: TranslationRow[];
  /** Of a slip's room. */
  slipTags?: SlipTagRow[];
  /** Of a discussion that others read. */
  mentions?: MentionRow[];
  /** Of an output's room, where more than words of its texts changed. */
  output?: OutputRows | undefined;
}
