import type { RoomId } from "../../../../schema/domain/ids.ts";
import { packAnchor } from "../../../../schema/rooms/packed-anchor.ts";
import type { Anchor } from "../../../../schema/text/revision.ts";
import { parseAnchor } from "./anchor-column.ts";
import { createAnswersOf, createAnswerWriter } from "./answer-rows.ts";
import { createMentionRows } from "./mention-rows.ts";
import { createOutputRows } from "./output-rows.ts";
import {
  type AnnotationRow,
  type CommentRow,
  type MentionRow,
  type RoomRows,
  type SlipTagRow,
  type ThreadRow,
} from "../../rows.ts";
import { StoreError } from "../../store-error.ts";
import { toTranslationRow, TRANSLATION_COLUMNS, type TranslationColumns } from "./translation-rows.ts";
import { SqlitePart } from "../part.ts";
import { TAG_WORDS } from "../../../../schema/rooms/tag-words.ts";

// The words beside a tag have columns of their names.
const WORDS: readonly string[] = TAG_WORDS;

/** Columns of the projected tables under the names of their rows, for every SELECT that reads them. */
export const ANNOTATION_COLUMNS = `annotations.id, annotations.room, annotations.layer, annotations.verdict, annotations.category,
  annotations.version, annotations.anchor, ${WORDS.map((word) => `annotations.${word}`).join(", ")}, annotations.created_at AS createdAt, annotations.deleted,
  annotations.author, annotations.last_writer AS lastWriter`;
export const THREAD_COLUMNS = `threads.id, threads.room, threads.verdict, threads.audience, threads.layer, threads.anchor,
  threads.annotation, threads.suggestion, threads.applied, threads.created_at AS createdAt, threads.resolved, threads.deleted,
  threads.author`;
export const COMMENT_COLUMNS = `comments.id, comments.room, comments.verdict, comments.thread, comments.body,
  comments.created_at AS createdAt, comments.edited_at AS editedAt, comments.deleted, comments.author`;

export const SLIP_TAG_COLUMNS =
  "slip_tags.id, slip_tags.room, slip_tags.slip, slip_tags.verdict, slip_tags.category, slip_tags.edition, slip_tags.anchor, slip_tags.created_at AS createdAt, slip_tags.deleted";

// Rows as the SELECTs above give them. Nobody but the projection writes these tables, and it has checked every value, so
// the ids are taken as they are: a zod parse of 5,000 annotations would cost more than the read.
export type AnnotationColumns = Omit<AnnotationRow, "anchor"> & { anchor: string };
export type SlipTagColumns = Omit<SlipTagRow, "anchor"> & { anchor: string };
export type ThreadColumns = Omit<ThreadRow, "anchor"> & { anchor: string | null };

/** Writes and reads what rooms project into; all of it inside the caller's transaction. */
export interface ProjectedRows {
  /** Throws conflict for a row whose id belongs to another room. */
  upsert(room: RoomId, rows: RoomRows): void;
  clear(room: RoomId): void;
  of(room: RoomId): RoomRows;
}

/** Rows that rooms are projected into, in SQLite. */
export class SqliteProjectedRows extends SqlitePart implements ProjectedRows {
  // `WHERE room = excluded.room` leaves another room's row alone; no row changed then says so.
  readonly #upsertAnnotation = this.db.prepare(
    `INSERT INTO annotations (id, room, layer, verdict, category, version, anchor, ${WORDS.join(", ")}, created_at, deleted, author, last_writer)
     VALUES (:id, :room, :layer, :verdict, :category, :version, :anchor, ${WORDS.map((word) => `:${word}`).join(", ")}, :createdAt, :deleted, :author, :lastWriter)
     ON CONFLICT (id) DO UPDATE SET category = excluded.category, version = excluded.version, anchor = excluded.anchor,
       ${WORDS.map((word) => `${word} = excluded.${word}`).join(", ")}, created_at = excluded.created_at, deleted = excluded.deleted, author = excluded.author,
       last_writer = excluded.last_writer
     WHERE annotations.room = excluded.room`,
  );
  readonly #upsertThread = this.db.prepare(
    `INSERT INTO threads (id, room, verdict, audience, layer, anchor, annotation, suggestion, applied, created_at, resolved, deleted, author)
     VALUES (:id, :room, :verdict, :audience, :layer, :anchor, :annotation, :suggestion, :applied, :createdAt, :resolved, :deleted, :author)
     ON CONFLICT (id) DO UPDATE SET anchor = excluded.anchor, annotation = excluded.annotation, suggestion = excluded.suggestion,
       applied = excluded.applied, created_at = excluded.created_at, resolved = excluded.resolved, deleted = excluded.deleted,
       author = excluded.author
     WHERE threads.room = excluded.room`,
  );
  readonly #upsertComment = this.db.prepare(
    `INSERT INTO comments (id, room, verdict, thread, body, created_at, edited_at, deleted, author)
     VALUES (:id, :room, :verdict, :thread, :body, :createdAt, :editedAt, :deleted, :author)
     ON CONFLICT (id) DO UPDATE SET thread = excluded.thread, body = excluded.body, created_at = excluded.created_at,
       edited_at = excluded.edited_at, deleted = excluded.deleted, author = excluded.author
     WHERE comments.room = excluded.room`,
  );
  readonly #upsertTranslation = this.db.prepare(
    `INSERT INTO translations (id, room, verdict, audience, layer, anchor, language, body, created_at, deleted, author, last_writer)
     VALUES (:id, :room, :verdict, :audience, :layer, :anchor, :language, :body, :createdAt, :deleted, :author, :lastWriter)
     ON CONFLICT (id) DO UPDATE SET anchor = excluded.anchor, language = excluded.language, body = excluded.body,
       created_at = excluded.created_at, deleted = excluded.deleted, author = excluded.author,
       last_writer = excluded.last_writer
     WHERE translations.room = excluded.room`,
  );
  readonly #upsertSlipTag = this.db.prepare(
    `INSERT INTO slip_tags (id, room, slip, verdict, category, edition, anchor, created_at, deleted)
     VALUES (:id, :room, :slip, :verdict, :category, :edition, :anchor, :createdAt, :deleted)
     ON CONFLICT (id) DO UPDATE SET category = excluded.category, edition = excluded.edition, anchor = excluded.anchor,
       created_at = excluded.created_at, deleted = excluded.deleted
     WHERE slip_tags.room = excluded.room`,
  );
  readonly #slipTagsOf = this.db.prepare<[string], SlipTagColumns>(
    `SELECT ${SLIP_TAG_COLUMNS} FROM slip_tags WHERE room = ? ORDER BY id`,
  );
  readonly #clears = ["annotations", "answers", "threads", "comments", "translations", "slip_tags", "mentions"].map(
    (table) => this.db.prepare(`DELETE FROM ${table} WHERE room = ?`),
  );
  readonly #mentions = createMentionRows(this.db);
  readonly #outputRows = createOutputRows(this.db);
  readonly #putAnswer = createAnswerWriter(this.db);
  readonly #answersOf = createAnswersOf(this.db);
  readonly #annotationsOf = this.db.prepare<[string], AnnotationColumns>(
    `SELECT ${ANNOTATION_COLUMNS} FROM annotations WHERE room = ? ORDER BY id`,
  );
  readonly #threadsOf = this.db.prepare<[string], ThreadColumns>(
    `SELECT ${THREAD_COLUMNS} FROM threads WHERE room = ? ORDER BY id`,
  );
  readonly #commentsOf = this.db.prepare<[string], CommentRow>(
    `SELECT ${COMMENT_COLUMNS} FROM comments WHERE room = ? ORDER BY id`,
  );
  readonly #translationsOf = this.db.prepare<[string], TranslationColumns>(
    `SELECT ${TRANSLATION_COLUMNS} FROM translations WHERE room = ? ORDER BY id`,
  );

  readonly upsert: ProjectedRows["upsert"] = (
    room,
    { annotations, answers, threads, comments, translations, slipTags = [], mentions = [], output },
  ) => {
    for (const row of annotations) this.#put(this.#upsertAnnotation, room, withPackedAnchor(row));
    for (const row of answers) {
      if (row.room !== room) throw new StoreError("conflict", `An answer does not belong to room ${room}`);
      this.#putAnswer(row);
    }
    for (const row of threads) this.#put(this.#upsertThread, room, withPackedAnchor(row));
    for (const row of comments) this.#put(this.#upsertComment, room, row);
    for (const row of translations) this.#put(this.#upsertTranslation, room, withPackedAnchor(row));
    for (const row of slipTags) this.#put(this.#upsertSlipTag, room, withPackedAnchor(row));
    for (const row of mentions) this.#mentions.put(room, row);
    if (output) this.#outputRows.put(room, output);
  };

  readonly clear: ProjectedRows["clear"] = (room) => {
    for (const statement of this.#clears) statement.run(room);
    this.#outputRows.clear(room);
  };

  readonly of: ProjectedRows["of"] = (room) => ({
    annotations: this.#annotationsOf.all(room).map(toAnnotationRow),
    answers: this.#answersOf(room),
    threads: this.#threadsOf.all(room).map(toThreadRow),
    comments: this.#commentsOf.all(room),
    translations: this.#translationsOf.all(room).map(toTranslationRow),
    ...ifMarks(this.#slipTagsOf.all(room)),
    ...ifMentions(this.#mentions.of(room)),
    ...ifOutput(this.#outputRows.of(room)),
  });

  #put(statement: { run(row: object): { changes: number } }, room: RoomId, row: { id: string; room: RoomId }): void {
    if (row.room !== room || statement.run(row).changes === 0)
      throw new StoreError("conflict", `Entry ${row.id} does not belong to room ${room}`);
  }
}

function ifMarks(rows: SlipTagColumns[]): Pick<RoomRows, "slipTags"> {
  return rows.length > 0 ? { slipTags: rows.map(toSlipTagRow) } : {};
}

function ifMentions(mentions: MentionRow[]): Pick<RoomRows, "mentions"> {
  return mentions.length > 0 ? { mentions } : {};
}

/** A mark of its columns. */
export function toSlipTagRow(columns: SlipTagColumns): SlipTagRow {
  return { ...columns, anchor: parseAnchor(columns.anchor) };
}

function ifOutput(output: RoomRows["output"]): Pick<RoomRows, "output"> {
  return output ? { output } : {};
}

/** A tag of its columns. */
export function toAnnotationRow(columns: AnnotationColumns): AnnotationRow {
  return { ...columns, anchor: parseAnchor(columns.anchor) };
}

/** A thread of its columns. */
export function toThreadRow(columns: ThreadColumns): ThreadRow {
  return { ...columns, anchor: columns.anchor === null ? null : parseAnchor(columns.anchor) };
}

function withPackedAnchor<T extends { anchor: Anchor | null }>(row: T): Omit<T, "anchor"> & { anchor: string | null } {
  return { ...row, anchor: row.anchor && JSON.stringify(packAnchor(row.anchor)) };
}
