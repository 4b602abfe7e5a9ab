import type { Database } from "better-sqlite3";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { TYPED_FIELDS, type Stage, type Verdict } from "../../../schema/domain/verdict.ts";
import { createNameWriter } from "./names.ts";
import { createCleaning } from "./file/cleaning.ts";

/** What belongs to a change of stage, inside a transaction of somebody else's. */
export interface StageWriter {
  set(verdict: Pick<Verdict, "id" | "stage" | "revision">, stage: Stage): void;
  /** Words before a revision, and the state of names that quotes them. */
  dropWords(id: VerdictId, before: number): void;
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
  };
}

/** Whether a verdict leaves its preparation. */
export function isClearing(from: Stage, to: Stage): boolean {
  return from === "in-preparation" && to !== "in-preparation";
}
