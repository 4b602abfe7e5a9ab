import type { Database } from "better-sqlite3";
import { z } from "zod";
import { Outcome, type Ruling } from "../../../../schema/domain/disagreement.ts";
import { MemberId, type VerdictId } from "../../../../schema/domain/ids.ts";
import { type StandingAct, StandingChange } from "../../../../schema/domain/standing-change.ts";
import { parseJson } from "./json.ts";

export interface RulingColumns {
  case_id: string;
  number: number;
  ruled_by: string;
  panel: string;
  at: string;
  outcome: string;
  reason: string;
}

export interface ChangeColumns {
  round: string;
  number: number;
  made_by: string;
  at: string;
  act: string;
  reason: string;
}

export const StoredAct = StandingChange.pick({ act: true, after: true });

const Members = z.array(MemberId);

/** A ruling of its columns. Throws where the row holds another shape. */
export function toRuling(row: RulingColumns): Ruling {
  return {
    number: row.number,
    by: MemberId.parse(row.ruled_by),
    panel: parseJson(Members, row.panel),
    at: row.at,
    outcome: parseJson(Outcome, row.outcome),
    reason: row.reason,
  };
}

/** A change of what is settled, of its columns. Throws where the row holds another shape. */
export function toChange({ number, made_by, at, act, reason }: ChangeColumns): StandingChange {
  return { number, by: MemberId.parse(made_by), at, reason, ...parseJson(StoredAct, act) };
}

/** As long as an answer in words may be: a token may be longer than the name. */
const WORDS_MAX = 20_000;

/** Rewrites what people typed into rulings on a verdict's disagreements; `id` as in the trace of an erasure. */
export function createRulingRewriting(
  db: Database,
): (verdict: VerdictId, rewrite: (text: string, id: string) => string) => void {
  const select = db.prepare<[string], RulingColumns>(
    "SELECT rulings.* FROM rulings JOIN cases ON cases.id = rulings.case_id WHERE cases.verdict = ?",
  );
  const update = db.prepare(
    "UPDATE rulings SET reason = :reason, outcome = :outcome WHERE case_id = :case_id AND number = :number",
  );
  return (verdict, rewrite) => {
    for (const row of select.all(verdict)) {
      const id = `${row.case_id}/${row.number}`;
      const outcome = parseJson(Outcome, row.outcome);
      const next = {
        reason: row.reason && rewrite(row.reason, id),
        outcome:
          outcome.kind === "value" && typeof outcome.value === "string"
            ? JSON.stringify({ ...outcome, value: rewrite(outcome.value, `${id}/value`).slice(0, WORDS_MAX) })
            : row.outcome,
      };
      if (next.reason !== row.reason || next.outcome !== row.outcome)
        update.run({ case_id: row.case_id, number: row.number, ...next });
    }
  };
}

/** The same of what was changed since a round was settled: `<round>/<number>`, with `/value` of an answer in words. */
export function createChangeRewriting(
  db: Database,
): (verdict: VerdictId, rewrite: (text: string, id: string) => string) => void {
  const select = db.prepare<[string], ChangeColumns>("SELECT * FROM standing_changes WHERE verdict = ?");
  const update = db.prepare("UPDATE standing_changes SET reason = ?, act = ? WHERE round = ? AND number = ?");
  return (verdict, rewrite) => {
    for (const row of select.all(verdict)) {
      const id = `${row.round}/${row.number}`;
      const stored = parseJson(StoredAct, row.act);
      const said = typedAnswer(stored.act);
      const act =
        said === null
          ? row.act
          : JSON.stringify({
              ...stored,
              act: { ...stored.act, value: rewrite(said, `${id}/value`).slice(0, WORDS_MAX) },
            });
      const reason = row.reason && rewrite(row.reason, id);
      if (reason !== row.reason || act !== row.act) update.run(reason, act, row.round, row.number);
    }
  };
}

/** An answer that somebody typed; null of any other act. */
function typedAnswer(act: StandingAct): string | null {
  return (act.kind === "answer" || act.kind === "withdraw-answer") && typeof act.value === "string" ? act.value : null;
}
