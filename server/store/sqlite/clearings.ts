import type { Database } from "better-sqlite3";
import { Checklist } from "../../../schema/domain/clearing.ts";
import { Stage } from "../../../schema/domain/verdict.ts";
import { Clearing } from "../../../schema/protocol/http/clearing.ts";
import type { ClearingStore, Signature } from "../clearing-store.ts";
import { StoreError } from "../store-error.ts";
import { read, truncateLog, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import { createStageWriter } from "./stages.ts";
import { createCleaning } from "./file/cleaning.ts";

interface ClearingColumns {
  checklist: string;
  revision: number;
  state: string;
  newest: number;
}

/** Signatures under checklists; see ClearingStore. */
export function createClearingStore(db: Database): ClearingStore {
  const stages = createStageWriter(db);
  const { oweCleaning } = createCleaning(db);
  const verdictOf = db.prepare<[string], { stage: string; revision: number }>(
    "SELECT stage, revision FROM verdicts WHERE id = ?",
  );
  const namesOf = db.prepare<[string], number>("SELECT number FROM names WHERE verdict = ?").pluck();
  const waitingOf = db.prepare<[string, string, number], { id: string; member: string }>(
    "SELECT id, member FROM clearings WHERE verdict = ? AND stage = ? AND revision = ? AND state = 'waiting'",
  );
  const insert = db.prepare(
    `INSERT INTO clearings (id, verdict, stage, revision, member, at, state, checklist)
     VALUES (:id, :verdict, :stage, :revision, :member, :at, :state, :checklist)`,
  );
  const setState = db.prepare("UPDATE clearings SET state = ? WHERE id = ?");
  const all = db.prepare<[string], ClearingColumns>(
    `SELECT clearings.*, verdicts.revision AS newest FROM clearings JOIN verdicts ON verdicts.id = clearings.verdict
     WHERE verdict = ? ORDER BY at DESC, clearings.rowid DESC`,
  );
  const second = db.prepare<[string], number>("SELECT 1 FROM second_readers WHERE verdict = ?").pluck();
  const addSecond = db.prepare("INSERT INTO second_readers (verdict) VALUES (?) ON CONFLICT (verdict) DO NOTHING");
  const removeSecond = db.prepare("DELETE FROM second_readers WHERE verdict = ?");

  const REMOVED =
    "SELECT id FROM removed_translations WHERE verdict = ? AND id NOT IN (SELECT value FROM json_each(?))";
  const dropParagraphs = db.prepare(`DELETE FROM removed_paragraphs WHERE removed IN (${REMOVED})`);
  const dropRemoved = db.prepare(`DELETE FROM removed_translations WHERE id IN (${REMOVED})`);

  /** Whether the verdict is at the stage now. */
  function keep({ from, names, needsSecond, checklist, keepsRemoved, ...signature }: Signature): boolean {
    const { verdict: id, stage, revision, member } = signature;
    const verdict = verdictOf.get(id);
    if (!verdict) throw new StoreError("not-found");
    if (verdict.stage !== from || verdict.revision !== revision || (namesOf.get(id) ?? null) !== names)
      throw new StoreError("conflict");
    const waiting = waitingOf.all(id, stage, revision);
    const others = waiting.filter((each) => each.member !== member);
    const isDone = !needsSecond || others.length > 0;
    for (const own of waiting.filter((each) => each.member === member)) setState.run("withdrawn", own.id);
    if (isDone) for (const other of others) setState.run("done", other.id);
    const state = isDone ? "done" : "waiting";
    insert.run({ ...signature, state, checklist: JSON.stringify(Checklist.parse(checklist)) });
    if (!isDone) return false;
    stages.set({ id, stage: Stage.parse(verdict.stage), revision }, stage);
    const kept = JSON.stringify(keepsRemoved);
    dropParagraphs.run(id, kept);
    if (dropRemoved.run(id, kept).changes > 0) oweCleaning();
    return true;
  }

  return {
    sign: async (signature) => {
      const isDone = await write(db, () => keep(signature));
      if (isDone) truncateLog(db);
      return isDone;
    },
    of: (verdict) => read(db, () => all.all(verdict).map(toClearing)),
    needsSecond: (verdict) => read(db, () => second.get(verdict) === 1),
    setNeedsSecond: (verdict, isNeeded) =>
      write(db, () => void (isNeeded ? addSecond.run(verdict) : removeSecond.run(verdict))),
  };
}

function toClearing({ newest, checklist, state, ...row }: ClearingColumns): Clearing {
  return Clearing.parse({
    ...row,
    state: state === "waiting" && row.revision < newest ? "withdrawn" : state,
    checklist: parseJson(Checklist, checklist),
  });
}
