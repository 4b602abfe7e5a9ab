import type * as Y from "yjs";
import {
  newId,
  ThreadId,
  type CommentId,
  type AnnotationId,
  type DisagreementId,
  type CategoryId,
  type QuestionId,
} from "../domain/ids.ts";
import type { BlockId } from "../domain/output.ts";
import type { Anchor } from "../text/revision.ts";
import { Entries, LOCAL, type RawEntry } from "./entries.ts";
import type { Values } from "./field-rule.ts";
import { COMMENT_FIELDS, THREAD_FIELDS } from "./fields.ts";
import { packAnchor } from "./packed-anchor.ts";
import type { WordEnds } from "./word-ends.ts";

export interface Thread {
  id: ThreadId;
  /** The passage it hangs on; of one on a tag, the tag's when it was begun, for whoever does not have the tag. */
  anchor: Anchor | null;
  annotation: AnnotationId | null;
  /** What of a methodology it is about; in a verdict's discussion null. */
  category: CategoryId | null;
  question: QuestionId | null;
  /** The block of an output that it is about. */
  block: BlockId | null;
  /** The words of it, as they read then; null where it is about all of it. `ends` null: they are found by what they read alone. */
  words: string | null;
  ends: WordEnds | null;
  /** How the block should read, how it read when that was proposed (null: not known), and when an author took it over. */
  wording: string | null;
  was: string | null;
  taken: string | null;
  /** The disagreement that it is about. */
  case: DisagreementId | null;
  /** Whether it asks for votes. */
  proposal: boolean;
  /** A category suggested for the passage. */
  suggestion: CategoryId | null;
  /** The annotation that a member made from the suggestion. */
  applied: AnnotationId | null;
  createdAt: string;
  resolved: string | null;
  deleted: string | null;
  /** Yjs client id that made it; the server's table names the member. */
  creator: number;
  writers: Record<string, number>;
}

export interface Comment {
  id: CommentId;
  thread: ThreadId;
  body: string;
  createdAt: string;
  editedAt: string | null;
  deleted: string | null;
  creator: number;
}

/** What a new thread hangs on; a place of a methodology may ask for votes, and with neither is the methodology itself. */
export type ThreadPlace =
  | { anchor: Anchor; suggestion?: CategoryId }
  | { annotation: AnnotationId; anchor?: Anchor }
  | { case: DisagreementId; anchor?: Anchor }
  | { block?: BlockId; words?: string; ends?: WordEnds; wording?: string; was?: string }
  | { category?: CategoryId; question?: QuestionId; proposal?: true };

/** Typed access to a discussion's document (a layer's own threads have the same shape). */
export class DiscussionRoom {
  readonly threadEntries: Entries<typeof THREAD_FIELDS, ThreadId>;
  readonly commentEntries: Entries<typeof COMMENT_FIELDS, CommentId>;

  constructor(doc: Y.Doc) {
    this.threadEntries = new Entries(doc, "threads", THREAD_FIELDS);
    this.commentEntries = new Entries(doc, "comments", COMMENT_FIELDS);
  }

  /** All well-formed threads, deleted and resolved ones too. */
  threads(): Thread[] {
    return this.threadEntries.all().map(toThread);
  }

  /** Deleted ones too; null where there is none, or a peer wrote it wrongly. */
  thread(id: string): Thread | null {
    const entry = this.threadEntries.get(id);
    return entry && toThread(entry);
  }

  /** Comments, oldest first by their stated time, deleted ones too. */
  comments(thread?: ThreadId): Comment[] {
    const all = this.commentEntries.all().map(toComment);
    return (thread ? all.filter((comment) => comment.thread === thread) : all).sort(
      (a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id),
    );
  }

  /** Deleted ones too; null where there is none, or a peer wrote it wrongly. */
  comment(id: string): Comment | null {
    const entry = this.commentEntries.get(id);
    return entry && toComment(entry);
  }

  /** The words that it was begun with. */
  private firstWords({ id, creator }: Thread): RawEntry<Values<typeof COMMENT_FIELDS>, CommentId> | null {
    const first = this.comments(id).find((comment) => comment.creator === creator);
    return first ? this.commentEntries.get(first.id) : null;
  }

  /** When a thread was ended and by which client: resolved, or withdrawn with the words that it was begun with. Null while it is open. */
  ended(thread: Thread): { how: "resolved" | "withdrawn"; at: string; client: number | undefined } | null {
    const { deleted, resolved, writers } = thread;
    if (deleted !== null) return { how: "withdrawn", at: deleted, client: writers["deleted"] };
    const first = this.firstWords(thread);
    if (first?.fields.deleted) return { how: "withdrawn", at: first.fields.deleted, client: first.writers["deleted"] };
    return resolved === null ? null : { how: "resolved", at: resolved, client: writers["resolved"] };
  }

  /** Opens a thread with its first comment in one transaction. */
  open(on: ThreadPlace, body: string, now: string): ThreadId {
    const { doc } = this.threadEntries.root;
    const values = { ...on, ...("anchor" in on && on.anchor ? { anchor: packAnchor(on.anchor) } : {}), createdAt: now };
    const id = newId(ThreadId);
    doc?.transact(() => {
      this.threadEntries.add(values, id);
      this.reply(id, body, now);
    }, LOCAL);
    return id;
  }

  /** Adds a comment. `now`: ISO 8601. */
  reply(thread: ThreadId, body: string, now: string): CommentId {
    return this.commentEntries.add({ thread, body, createdAt: now });
  }

  /** Other words for a comment of one's own. `now`: ISO 8601. */
  edit(comment: CommentId, body: string, now: string): void {
    this.commentEntries.set(comment, { body, editedAt: now });
  }

  /** `at` null brings it back. */
  deleteComment(comment: CommentId, at: string | null): void {
    this.commentEntries.set(comment, { deleted: at });
  }

  /** `at` null brings it back. */
  deleteThread(thread: ThreadId, at: string | null): void {
    this.threadEntries.set(thread, { deleted: at });
  }

  /** `at` null opens it again. */
  resolve(thread: ThreadId, at: string | null): void {
    this.threadEntries.set(thread, { resolved: at });
  }

  /** Notes the tag that was made of the suggestion. */
  setApplied(thread: ThreadId, annotation: AnnotationId): void {
    this.threadEntries.set(thread, { applied: annotation });
  }

  /** Notes that an author took the wording over. */
  setTaken(thread: ThreadId, at: string): void {
    this.threadEntries.set(thread, { taken: at });
  }

  /** Calls back with the ids of threads and comments that changed. */
  observe(callback: (ids: Set<string>, transaction: Y.Transaction) => void): () => void {
    const stops = [this.threadEntries.observe(callback), this.commentEntries.observe(callback)];
    return () => stops.forEach((stop) => stop());
  }
}

function toThread({ id, fields, creator, writers }: RawEntry<Values<typeof THREAD_FIELDS>, ThreadId>): Thread {
  return {
    id,
    anchor: fields.anchor ?? null,
    annotation: fields.annotation ?? null,
    category: fields.category ?? null,
    question: fields.question ?? null,
    block: fields.block ?? null,
    words: fields.words ?? null,
    ends: fields.ends ?? null,
    wording: fields.wording ?? null,
    was: fields.was ?? null,
    taken: fields.taken ?? null,
    case: fields.case ?? null,
    proposal: fields.proposal === true,
    suggestion: fields.suggestion ?? null,
    applied: fields.applied ?? null,
    createdAt: fields.createdAt,
    resolved: fields.resolved ?? null,
    deleted: fields.deleted ?? null,
    creator,
    writers,
  };
}

function toComment({ id, fields, creator }: RawEntry<Values<typeof COMMENT_FIELDS>, CommentId>): Comment {
  return {
    id,
    thread: fields.thread,
    body: fields.body,
    createdAt: fields.createdAt,
    editedAt: fields.editedAt ?? null,
    deleted: fields.deleted ?? null,
    creator,
  };
}
