import { z } from "zod";
import { AnswerValue, NOT_MENTIONED } from "../../../schema/domain/answer.ts";
import { MemberId, QuestionId, RoundId, VerdictId } from "../../../schema/domain/ids.ts";
import { Audience } from "../../../schema/domain/room.ts";
import type { AnsweredOver, EarlierAnswer, PassageStore, TagTally, WorkDone } from "../passage-store.ts";
import type { CommentRow, TimedAnswer } from "../rows.ts";
import { parseAnchor } from "./rows/anchor-column.ts";
import { ANSWER_COLUMNS, type AnswerColumns, toTimedAnswer } from "./rows/answer-rows.ts";
import { PackedSpans } from "../shapes/packed-spans.ts";
import { read, write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { parseJson } from "./rows/json.ts";
import {
  ANNOTATION_COLUMNS,
  type AnnotationColumns,
  COMMENT_COLUMNS,
  THREAD_COLUMNS,
  type ThreadColumns,
  toAnnotationRow,
  toThreadRow,
} from "./rows/projected-rows.ts";
import { toTranslationRow, TRANSLATION_COLUMNS, type TranslationColumns } from "./rows/translation-rows.ts";
import { SqlitePart } from "./part.ts";

const NotKept = z.array(z.object({ verdict: VerdictId, round: RoundId }));
const CommentSince = z.object({ verdict: VerdictId, audience: Audience, author: MemberId, at: z.string() });

type EarlierColumns = Omit<EarlierAnswer, "value" | "evidence"> & { value: string; evidence: string };
type PlaceColumns = Pick<TagTally, "category" | "version"> & { anchor: string };
type TallyColumns = Omit<TagTally, "first"> & { first: string };
interface ThreadCounts {
  threads: number;
  openThreads: number;
}

/** Reads of projected rows, and where tags of revealed rounds lay; lists of layers and audiences go in as JSON arrays. Rows come oldest first by their stated time. */
export class SqlitePassages extends SqlitePart implements PassageStore {
  readonly #annotations = this.db.prepare<[string], AnnotationColumns>(
    `SELECT ${ANNOTATION_COLUMNS} FROM annotations WHERE layer IN (SELECT value FROM json_each(?)) ORDER BY created_at, id`,
  );
  readonly #named = this.db.prepare<[string, string], AnnotationColumns>(
    `SELECT ${ANNOTATION_COLUMNS} FROM annotations
     WHERE id IN (SELECT value FROM json_each(?)) AND layer IN (SELECT value FROM json_each(?)) ORDER BY created_at, id`,
  );
  readonly #removedByOthers = this.db.prepare<[string, string], AnnotationColumns>(
    `SELECT ${ANNOTATION_COLUMNS} FROM annotations
     WHERE author = ? AND deleted >= ? AND last_writer <> author ORDER BY deleted, id`,
  );
  readonly #notedByOthers = this.db.prepare<[string, string], AnnotationColumns & { by: MemberId; at: string }>(
    `SELECT ${ANNOTATION_COLUMNS}, note_by AS "by", note_at AS at FROM annotations
     WHERE author = ? AND note_at >= ? AND deleted IS NULL ORDER BY note_at, id`,
  );
  // A column beside MIN() is of the row that has it; a packed anchor is `[revision, start, end, …]`.
  readonly #tally = this.db.prepare<[string], TallyColumns>(
    `SELECT layer, author, category, version, COUNT(*) AS count, COUNT(DISTINCT anchor) AS places, anchor AS first, MIN(anchor ->> '$[1]') FROM annotations
     WHERE deleted IS NULL AND layer IN (SELECT value FROM json_each(?))
     GROUP BY layer, author, category, version, anchor ->> '$[0]'`,
  );
  readonly #commentsSince = this.db.prepare<
    [string],
    { verdict: string; audience: string; author: string; at: string }
  >(
    `SELECT comments.verdict, threads.audience, comments.author, comments.created_at AS at
     FROM comments JOIN threads ON threads.id = comments.thread
     WHERE comments.created_at >= ? AND comments.deleted IS NULL AND threads.deleted IS NULL AND threads.audience IS NOT NULL`,
  );
  readonly #workSince = this.db.prepare<{ layers: string; since: string }, WorkDone>(
    `SELECT layer, verdict, member, SUM(tags) AS tags, SUM(removed) AS removed, SUM(answers) AS answers, MAX(at) AS at FROM (
       SELECT layer, verdict, author AS member, 1 AS tags, 0 AS removed, 0 AS answers, created_at AS at FROM annotations
       WHERE created_at >= :since AND deleted IS NULL
       UNION ALL SELECT layer, verdict, last_writer, 0, 1, 0, deleted FROM annotations
       WHERE deleted >= :since AND (created_at < :since OR last_writer <> author)
       UNION ALL SELECT layer, verdict, author, 0, 0, 1, times.at FROM answers
       JOIN answer_times AS times USING (room, question, subject) WHERE times.at >= :since)
     WHERE layer IN (SELECT value FROM json_each(:layers)) GROUP BY layer, verdict, member ORDER BY at`,
  );
  readonly #hasTagged = this.db
    .prepare<[string], number>("SELECT EXISTS (SELECT 1 FROM annotations WHERE author = ? AND deleted IS NULL)")
    .pluck();
  readonly #hasCommented = this.db
    .prepare<[string], number>("SELECT EXISTS (SELECT 1 FROM comments WHERE author = ? AND deleted IS NULL)")
    .pluck();
  readonly #answered = this.db.prepare<{ member: string; none: string }, { question: string; shown: number }>(
    `SELECT question, MAX(json_array_length(evidence) > 0 OR value = :none) AS shown
     FROM answers WHERE author = :member AND value IS NOT NULL GROUP BY question`,
  );
  readonly #answers = this.db.prepare<[string], AnswerColumns & Pick<TimedAnswer, "at">>(
    `SELECT ${ANSWER_COLUMNS}, times.at FROM answers
     LEFT JOIN answer_times AS times
       ON times.room = answers.room AND times.question = answers.question AND times.subject = answers.subject
     WHERE layer IN (SELECT value FROM json_each(?)) ORDER BY layer, answers.question, answers.subject`,
  );
  readonly #earlier = this.db.prepare<{ question: string; subject: string; layers: string }, EarlierColumns>(
    `SELECT answers.layer, before AS value, before_by AS "by", before_at AS at, before_evidence AS evidence
     FROM answers JOIN answer_times USING (room, question, subject)
     WHERE question = :question AND subject = :subject AND before IS NOT NULL
       AND layer IN (SELECT value FROM json_each(:layers))`,
  );
  readonly #answeredOver = this.db.prepare<{ member: string; since: string }, AnsweredOver>(
    `SELECT layer, verdict, question, subject, author, times.at FROM answer_times AS times
     JOIN answers USING (room, question, subject)
     WHERE before_by = :member AND author <> :member AND times.before IS NOT answers.value AND times.at >= :since ORDER BY times.at, question, subject`,
  );
  readonly #threads = this.db.prepare<[string, string], ThreadColumns>(
    `SELECT ${THREAD_COLUMNS} FROM threads
     WHERE verdict = ? AND audience IN (SELECT value FROM json_each(?)) ORDER BY created_at, id`,
  );
  // A comment is for whom its own room is for, whatever thread it says it answers.
  readonly #comments = this.db.prepare<[string, string], CommentRow>(
    `SELECT ${COMMENT_COLUMNS} FROM rooms JOIN comments ON comments.room = rooms.id
     WHERE rooms.verdict = ? AND rooms.audience IN (SELECT value FROM json_each(?)) ORDER BY comments.created_at, comments.id`,
  );
  readonly #ownThreads = this.db.prepare<[string], ThreadColumns>(
    `SELECT ${THREAD_COLUMNS} FROM threads WHERE layer IN (SELECT value FROM json_each(?)) ORDER BY created_at, id`,
  );
  readonly #ownComments = this.db.prepare<[string], CommentRow>(
    `SELECT ${COMMENT_COLUMNS} FROM rooms JOIN comments ON comments.room = rooms.id
     WHERE rooms.layer IN (SELECT value FROM json_each(?)) ORDER BY comments.created_at, comments.id`,
  );
  readonly #translations = this.db.prepare<[string, string, string], TranslationColumns>(
    `SELECT ${TRANSLATION_COLUMNS} FROM translations
     WHERE verdict = ? AND (audience IN (SELECT value FROM json_each(?)) OR layer IN (SELECT value FROM json_each(?)))
     ORDER BY created_at, id`,
  );
  readonly #places = this.db.prepare<[string], PlaceColumns>(
    `SELECT DISTINCT category, version, anchor FROM annotations WHERE deleted IS NULL AND layer = ?`,
  );
  readonly #compared = this.db.prepare<[string], { length: number; spans: string }>(
    "SELECT length, spans FROM compared_tags WHERE round = ?",
  );
  readonly #keepCompared = this.db.prepare(
    "INSERT INTO compared_tags (round, length, spans) VALUES (?, ?, ?) ON CONFLICT (round) DO NOTHING",
  );
  readonly #notKept = this.db.prepare<[]>(
    `SELECT verdict, id AS round FROM rounds
     WHERE mode IN ('revealed', 'adjudicated') AND id NOT IN (SELECT round FROM compared_tags)
       AND EXISTS (SELECT 1 FROM layers WHERE round = rounds.id AND kind = 'own' AND frozen_at IS NOT NULL) ORDER BY id`,
  );
  readonly #taggerCount = this.db
    .prepare<[string, string], number>(
      `SELECT COUNT(DISTINCT author) FROM annotations
       WHERE verdict = ? AND deleted IS NULL AND layer IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  readonly #answerCount = this.db
    .prepare<[string, string], number>(
      `SELECT COUNT(*) FROM answers
       WHERE verdict = ? AND value IS NOT NULL AND layer IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  readonly #threadCounts = this.db.prepare<[string, string], ThreadCounts>(
    `SELECT COUNT(*) AS threads, COALESCE(SUM(CASE WHEN resolved IS NULL THEN 1 ELSE 0 END), 0) AS openThreads FROM threads
     WHERE verdict = ? AND deleted IS NULL AND audience IN (SELECT value FROM json_each(?))`,
  );
  readonly #lastActivity = this.db
    .prepare<{ verdict: string; layers: string; audiences: string }, string | null>(
      // What is settled has no room: it changes by rulings, by what is added or withdrawn, and with its round.
      `WITH seen AS (SELECT id, round, kind FROM layers WHERE verdict = :verdict AND id IN (SELECT value FROM json_each(:layers))),
         opened AS (SELECT round FROM seen WHERE kind = 'adjudicated')
       SELECT MAX(at) FROM (
         SELECT active_at AS at FROM rooms
           WHERE verdict = :verdict
             AND (layer IN (SELECT id FROM seen) OR audience IN (SELECT value FROM json_each(:audiences)))
         UNION ALL SELECT rulings.at FROM rulings JOIN cases ON cases.id = rulings.case_id
           WHERE cases.round IN (SELECT round FROM opened)
         UNION ALL SELECT at FROM standing_changes WHERE round IN (SELECT round FROM opened)
         UNION ALL SELECT COALESCE(adjudicated_at, revealed_at) FROM rounds WHERE id IN (SELECT round FROM opened)
         UNION ALL SELECT at FROM clearings WHERE verdict = :verdict AND state = 'done')`,
    )
    .pluck();

  readonly annotations: PassageStore["annotations"] = (layers) =>
    read(this.db, () => this.#annotations.all(JSON.stringify(layers)).map(toAnnotationRow));

  readonly named: PassageStore["named"] = keptRead(this.db, (layers, ids) =>
    this.#named.all(JSON.stringify(ids), JSON.stringify(layers)).map(toAnnotationRow),
  );

  readonly removedByOthers: PassageStore["removedByOthers"] = (author, since) =>
    read(this.db, () => this.#removedByOthers.all(author, since).map(toAnnotationRow));

  readonly notedByOthers: PassageStore["notedByOthers"] = (author, since) =>
    read(this.db, () =>
      this.#notedByOthers.all(author, since).map(({ by, at, ...row }) => ({ ...toAnnotationRow(row), by, at })),
    );

  readonly tally: PassageStore["tally"] = keptRead(this.db, (layers) =>
    this.#tally
      .all(JSON.stringify(layers))
      .map(({ first, layer, author, category, version, count, places: distinct }) => {
        return { layer, author, category, version, count, places: distinct, first: parseAnchor(first) };
      }),
  );

  readonly places: PassageStore["places"] = (layer) =>
    read(this.db, () => this.#places.all(layer).map(({ anchor, ...of }) => ({ ...of, anchor: parseAnchor(anchor) })));

  readonly compared: PassageStore["compared"] = (round) =>
    read(this.db, () => {
      const row = this.#compared.get(round);
      if (!row) return null;
      const spans = parseJson(PackedSpans, row.spans).map(([coder, category, start, end, isPart]) => {
        return { coder, category, start, end, ...(isPart === 1 ? { isPart: true } : {}) };
      });
      return { length: row.length, spans };
    });

  readonly keepCompared: PassageStore["keepCompared"] = (round, { length, spans }) =>
    write(this.db, () => {
      const packed = spans.map(({ coder, category, start, end, isPart }) => [
        coder,
        category,
        start,
        end,
        isPart ? 1 : 0,
      ]);
      this.#keepCompared.run(round, length, JSON.stringify(PackedSpans.parse(packed)));
    });

  readonly notKept: PassageStore["notKept"] = () => read(this.db, () => NotKept.parse(this.#notKept.all()));

  readonly answers: PassageStore["answers"] = keptRead(this.db, (layers) =>
    this.#answers.all(JSON.stringify(layers)).map(toTimedAnswer),
  );

  readonly earlier: PassageStore["earlier"] = (layers, { question, subject }) =>
    read(this.db, () =>
      this.#earlier.all({ question, subject, layers: JSON.stringify(layers) }).map((row) => {
        const evidence = parseJson(z.array(z.string()), row.evidence);
        return { ...row, value: parseJson(AnswerValue, row.value), evidence };
      }),
    );

  readonly answeredOver: PassageStore["answeredOver"] = (member, since) =>
    read(this.db, () => this.#answeredOver.all({ member, since }));

  readonly threads: PassageStore["threads"] = keptRead(this.db, (verdict, audiences) =>
    this.#threads.all(verdict, JSON.stringify(audiences)).map(toThreadRow),
  );

  readonly comments: PassageStore["comments"] = keptRead(this.db, (verdict, audiences) =>
    this.#comments.all(verdict, JSON.stringify(audiences)),
  );

  readonly ownThreads: PassageStore["ownThreads"] = (layers) =>
    read(this.db, () => {
      const ofLayers = JSON.stringify(layers);
      return { threads: this.#ownThreads.all(ofLayers).map(toThreadRow), comments: this.#ownComments.all(ofLayers) };
    });

  readonly translations: PassageStore["translations"] = keptRead(this.db, (verdict, audiences, layers) =>
    this.#translations.all(verdict, JSON.stringify(audiences), JSON.stringify(layers)).map(toTranslationRow),
  );

  readonly commentsSince: PassageStore["commentsSince"] = (at) =>
    read(this.db, () => z.array(CommentSince).parse(this.#commentsSince.all(at)));

  readonly workSince: PassageStore["workSince"] = (layers, since) =>
    read(this.db, () => this.#workSince.all({ layers: JSON.stringify(layers), since }));

  readonly workOf: PassageStore["workOf"] = (member) =>
    read(this.db, () => {
      const answered = this.#answered.all({ member, none: JSON.stringify(NOT_MENTIONED) });
      return {
        hasTagged: this.#hasTagged.get(member) === 1,
        hasCommented: this.#hasCommented.get(member) === 1,
        answered: answered.map(({ question, shown }) => ({
          question: QuestionId.parse(question),
          isShown: shown === 1,
        })),
      };
    });

  readonly counts: PassageStore["counts"] = keptRead(this.db, (verdict, layers, audiences, seen = layers) => {
    const [ofLayers, forAudiences] = [JSON.stringify(layers), JSON.stringify(audiences)];
    const taggers = this.#taggerCount.get(verdict, ofLayers) ?? 0;
    const given = this.#answerCount.get(verdict, ofLayers) ?? 0;
    const { threads: made, openThreads } = this.#threadCounts.get(verdict, forAudiences) ?? {
      threads: 0,
      openThreads: 0,
    };
    const last = this.#lastActivity.get({ verdict, layers: JSON.stringify(seen), audiences: forAudiences }) ?? null;
    return { taggers, answers: given, threads: made, openThreads, lastActivity: last };
  });
}
