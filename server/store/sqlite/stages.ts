import type { Database, Statement } from "better-sqlite3";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { TYPED_FIELDS, type Stage, type Verdict } from "../../../schema/domain/verdict.ts";
import { ParagraphRanges, rangesOf, within } from "../../../schema/text/paragraph-ranges.ts";
import type { WithRevision } from "../correction-store.ts";
import { createNameWriter } from "./names.ts";
import { createCleaning } from "./file/cleaning.ts";

/** What belongs to a change of stage, inside a transaction of somebody else's. */
export interface StageWriter {
  set(verdict: Pick<Verdict, "id" | "stage" | "revision">, stage: Stage): void;
  /** Words before a revision, and the state of names that quotes them. */
  dropWords(id: VerdictId, before: number): void;
  /** Paragraphs that read otherwise now were seen by nobody who clears the verdict, but for who changed them. */
  unsee(id: VerdictId, changed: NonNullable<WithRevision["changed"]>): void;
}

/** Moves verdicts to a stage, within a transaction of the caller's, and takes away what must not outlive the stage before. */
export function createStageWriter(db: Database): StageWriter {
  const updateStage = db.prepare("UPDATE verdicts SET stage = ? WHERE id = ?");
  const dropEarlierText = db.prepare(
    "UPDATE revisions SET text = NULL, blocks = NULL WHERE verdict = ? AND number < ? AND text IS NOT NULL",
  );
  const dropTyped = db.prepare(
    `UPDATE verdict_changes SET before = NULL WHERE verdict = ? AND field IN (${TYPED_FIELDS.map((field) => `'${field}'`).join(", ")})`,
  );
  const withdraw = db.prepare("UPDATE clearings SET state = 'withdrawn' WHERE verdict = ? AND state = 'waiting'");
  const forget = ["clearing_reading", "clearing_reasons"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE verdict = ?`),
  );
  const readings = db.prepare<[string], { member: string; seen: string }>(
    "SELECT member, seen FROM clearing_reading WHERE verdict = ?",
  );
  const numbersOf = createNumbersOf(db);
  const setSeen = db.prepare("UPDATE clearing_reading SET seen = ? WHERE verdict = ? AND member = ?");
  const names = createNameWriter(db);
  const { oweCleaning } = createCleaning(db);
  function dropWords(id: VerdictId, before: number): void {
    const { changes } = dropEarlierText.run(id, before);
    names.drop(id);
    if (changes > 0) oweCleaning();
  }
  return {
    set({ id, stage: from, revision }, stage) {
      updateStage.run(stage, id);
      withdraw.run(id);
      // Of the next stage everything is asked anew.
      for (const statement of forget) statement.run(id);
      if (!isClearing(from, stage)) return;
      dropWords(id, revision);
      // As earlier texts: a name may have stood in the court or the number until it was prepared.
      if (dropTyped.run(id).changes > 0) oweCleaning();
    },
    dropWords,
    unsee(id, { numbers, by }) {
      const others = numbers.length > 0 ? readings.all(id).filter(({ member }) => member !== by) : [];
      const left = others.length > 0 ? numbersOf.all(id).filter((number) => !numbers.includes(number)) : [];
      for (const { member, seen } of others)
        setSeen.run(rangesOf(within(ParagraphRanges.parse(seen), left)), id, member);
    },
  };
}

/** Numbers of all paragraphs that a verdict has or had. */
export function createNumbersOf(db: Database): Statement<[string], string> {
  return db
    .prepare<[string], string>(
      "SELECT DISTINCT each.value FROM revisions, json_each(revisions.numbers) AS each WHERE revisions.verdict = ?",
    )
    .pluck();
}

/** Whether a verdict leaves its preparation. */
export function isClearing(from: Stage, to: Stage): boolean {
  return from === "in-preparation" && to !== "in-preparation";
}
