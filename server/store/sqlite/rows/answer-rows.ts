import type { Database } from "better-sqlite3";
import type { AnswerValue } from "../../../../schema/domain/answer.ts";
import type { RoomId, VerdictId } from "../../../../schema/domain/ids.ts";
import { answerKey } from "../../../../schema/rooms/answer-keys.ts";
import { packAnchor } from "../../../../schema/rooms/packed-anchor.ts";
import type { AnswerRow, TimedAnswer } from "../../rows.ts";
import { unpackAnchor } from "./anchor-column.ts";

/** Columns of `answers` under the names of their rows. */
export const ANSWER_COLUMNS = `answers.room, answers.layer, answers.verdict, answers.question, answers.subject, answers.value,
  answers.version, answers.note, answers.certainty, answers.evidence, answers.author, answers.last_writer AS lastWriter`;

export type AnswerColumns = Omit<AnswerRow, "value" | "evidence"> & { value: string | null; evidence: string };

/** Writes answers inside the caller's transaction; one of a unit that is not there fails it. */
export function createAnswerWriter(db: Database): (row: AnswerRow) => void {
  const upsert = db.prepare(
    `INSERT INTO answers (room, layer, verdict, question, subject, unit, value, version, note, certainty, evidence, author, last_writer)
     VALUES (:room, :layer, :verdict, :question, :subject, :unit, :value, :version, :note, :certainty, :evidence, :author, :lastWriter)
     ON CONFLICT (room, question, subject) DO UPDATE SET value = excluded.value, version = excluded.version,
       note = excluded.note, certainty = excluded.certainty, evidence = excluded.evidence, author = excluded.author,
       last_writer = excluded.last_writer`,
  );
  return (row) => {
    const evidence = row.evidence.map(({ id, anchor }) => ({ id, anchor: anchor && packAnchor(anchor) }));
    upsert.run({
      ...row,
      unit: row.subject === "verdict" ? null : row.subject,
      value: row.value === null ? null : JSON.stringify(row.value),
      evidence: JSON.stringify(evidence),
    });
  };
}

/** Times of answers: kept with each commit, and not projected. */
export interface AnswerTimes {
  /**
   * Before the rows of a commit are written, inside its transaction: stamps those of which the value is another, or another's, and keeps
   * what somebody else had answered there.
   */
  stamp(rows: readonly AnswerRow[], at: string): void;
  /** All times of a room whose rows follow from others' (`adjudicatedRows`); an answer without a known time has none. */
  replace(room: RoomId, rows: readonly TimedAnswer[]): void;
  /** The room has another id. */
  move(room: RoomId, next: RoomId): void;
}

interface StoredAnswer {
  value: string | null;
  author: string;
  evidence: string;
  at: string | null;
  before: string | null;
  beforeBy: string | null;
}

const NOTHING_BEFORE = { value: null, author: null, at: null, evidence: null };

function evidenceIds({ evidence }: Pick<StoredAnswer, "evidence">): string[] {
  return (JSON.parse(evidence) as { id: string }[]).map(({ id }) => id);
}

/** Keeps when answers were given, within a transaction of the caller's. */
export function createAnswerTimes(db: Database): AnswerTimes {
  const stored = db.prepare<[string, string, string], StoredAnswer>(
    `SELECT value, author, evidence, at, before, before_by AS beforeBy FROM answers LEFT JOIN answer_times USING (room, question, subject)
     WHERE room = ? AND question = ? AND subject = ?`,
  );
  const keepBefore = db.prepare(
    `UPDATE answer_times SET before = :value, before_by = :author, before_at = :at, before_evidence = :evidence
     WHERE room = :room AND question = :question AND subject = :subject`,
  );
  const upsert = db.prepare(
    `INSERT INTO answer_times (room, question, subject, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (room, question, subject) DO UPDATE SET at = excluded.at`,
  );
  const dropAll = db.prepare("DELETE FROM answer_times WHERE room = ?");
  const moveAll = db.prepare("UPDATE answer_times SET room = ? WHERE room = ?");
  return {
    stamp(rows, at) {
      for (const { room, question, subject, value, author } of rows) {
        const before = stored.get(room, question, subject);
        const given = value === null ? null : JSON.stringify(value);
        const isSame = (before?.value ?? null) === given && (given === null || before?.author === author);
        if (isSame) continue;
        upsert.run(room, question, subject, at);
        const place = { room, question, subject };
        // What somebody else puts back is their writing, and the earlier person's answer: whose it was stays. Their own stands in nobody's place.
        if (given !== null && given === before?.before) {
          if (author === before.beforeBy) keepBefore.run({ ...place, ...NOTHING_BEFORE });
        } else if (before && before.value !== null && before.value !== given && before.author !== author)
          keepBefore.run({ ...place, ...before, evidence: JSON.stringify(evidenceIds(before)) });
      }
    },
    replace(room, rows) {
      dropAll.run(room);
      for (const { question, subject, at } of rows) if (at !== null) upsert.run(room, question, subject, at);
    },
    move: (room, next) => void moveAll.run(next, room),
  };
}

/** As with the other projected rows, what stands in the table was checked when it was written. */
export function toAnswerRow(columns: AnswerColumns): AnswerRow {
  const evidence = JSON.parse(columns.evidence) as { id: string; anchor: number[] | null }[];
  return {
    ...columns,
    value: columns.value === null ? null : (JSON.parse(columns.value) as AnswerValue),
    evidence: evidence.map(({ id, anchor }) => ({ id, anchor: anchor && unpackAnchor(anchor) })),
  };
}

/** An answer of its columns, with when it was given (null where nobody knows). */
export function toTimedAnswer({ at, ...columns }: AnswerColumns & Pick<TimedAnswer, "at">): TimedAnswer {
  return { ...toAnswerRow(columns), at };
}

/** Reads the answers of a room, by question and subject. */
export function createAnswersOf(db: Database): (room: RoomId) => AnswerRow[] {
  const select = db.prepare<[string], AnswerColumns>(
    `SELECT ${ANSWER_COLUMNS} FROM answers WHERE room = ? ORDER BY question, subject`,
  );
  return (room) => select.all(room).map(toAnswerRow);
}

type Rewrite = (text: string, id: string) => string;

type EarlierText = Pick<AnswerRow, "room" | "layer" | "question" | "subject"> & { before: string };

/** Rewrites what people typed into the answers of a verdict; `id` as in the trace of an erasure. */
export function createAnswerRewriting(db: Database): (verdict: VerdictId, rewrite: Rewrite) => void {
  const select = db.prepare<[string], AnswerColumns>(`SELECT ${ANSWER_COLUMNS} FROM answers WHERE verdict = ?`);
  const update = db.prepare(
    "UPDATE answers SET value = :value, note = :note WHERE room = :room AND question = :question AND subject = :subject",
  );
  const earlier = createEarlierRewriting(db);
  return (verdict, rewrite) => {
    earlier(verdict, rewrite);
    for (const columns of select.all(verdict)) {
      const { room, layer, question, subject, value, note } = toAnswerRow(columns);
      const id = (part: "value" | "note"): string => `${layer}/${answerKey(question, subject, part)}`;
      const next = {
        value: typeof value === "string" ? JSON.stringify(rewrite(value, id("value"))) : columns.value,
        note: note && rewrite(note, id("note")),
      };
      if (next.value !== columns.value || next.note !== note) update.run({ room, question, subject, ...next });
    }
  };
}

/** An answer in whose place another stands goes as a whole where it holds what is erased. */
function createEarlierRewriting(db: Database): (verdict: VerdictId, rewrite: Rewrite) => void {
  const select = db.prepare<[string], EarlierText>(
    `SELECT times.room, rooms.layer, times.question, times.subject, times.before FROM answer_times AS times
     JOIN rooms ON rooms.id = times.room WHERE rooms.verdict = ? AND times.before LIKE '"%'`,
  );
  const drop = db.prepare(
    `UPDATE answer_times SET before = NULL, before_by = NULL, before_at = NULL, before_evidence = NULL
     WHERE room = ? AND question = ? AND subject = ?`,
  );
  return (verdict, rewrite) => {
    for (const { room, layer, question, subject, before } of select.all(verdict)) {
      const text = JSON.parse(before) as string;
      if (rewrite(text, `${layer}/${answerKey(question, subject, "value")}`) !== text)
        drop.run(room, question, subject);
    }
  };
}
