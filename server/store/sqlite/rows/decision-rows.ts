import type { Database } from "better-sqlite3";
import { Decision, Parked, WordingWait } from "../../../../schema/domain/workshop/decision.ts";
import { packAnchor } from "../../../../schema/rooms/packed-anchor.ts";
import { StoreError } from "../../store-error.ts";
import type { NewDecision } from "../../workshops/decision-store.ts";
import { parseAnchor } from "./anchor-column.ts";

/** In the column of what becomes of tags: of a passage, that its words do not take the category. */
const NOT_TAKEN = "not-taken";

/** A row of `workshop_decisions`, with what of it waits. */
export function toDecision(row: Record<string, unknown>, waits: readonly Record<string, unknown>[]): Decision {
  const { anchor, ...rest } = row;
  return Decision.parse({
    ...rest,
    ...(typeof anchor === "string" ? { anchor: parseAnchor(anchor), takes: rest["effect"] !== NOT_TAKEN } : {}),
    waits: waits.map(({ language, member, done_at: doneAt }) => WordingWait.parse({ language, member, doneAt })),
  });
}

/** A row of `workshop_parked`. */
export function toParked({ verdict, anchor, done_at: doneAt, waits, ...row }: Record<string, unknown>): Parked {
  const passage = typeof anchor === "string" ? { verdict, anchor: parseAnchor(anchor) } : null;
  return Parked.parse({ ...row, passage, doneAt, waits: waits === 1 });
}

/**
 * Puts a decision into its table, inside the caller's transaction: with the change of a room that it makes, or alone. Throws conflict where
 * who decided has the floor no more.
 */
export function createDecisionInsert(db: Database): (decision: NewDecision) => void {
  const insert = db.prepare(
    `INSERT INTO workshop_decisions (id, workshop, step, ballot, edition, kind, words, by, at, category, version, part, language,
       before, after, effect, tags, verdicts, verdict, anchor, annotation)
     SELECT :id, :workshop, :step, :ballot, :edition, :kind, :words, :by, :at, :category, :version, :part, :language,
       :before, :after, :effect, :tags, :verdicts, :verdict, :anchor, :annotation
     WHERE EXISTS (SELECT 1 FROM workshops WHERE id = :workshop AND term = :term)`,
  );
  const insertWait = db.prepare("INSERT INTO decision_waits (decision, language, member) VALUES (?, ?, ?)");
  return ({ workshop, term, decision }) => {
    if (insert.run({ ...columnsOf(decision), workshop, term }).changes === 0)
      throw new StoreError("conflict", "The floor has moved");
    if (decision.kind !== "wording") return;
    for (const { language, member } of decision.waits) insertWait.run(decision.id, language, member);
  };
}

const NONE = {
  category: null,
  version: null,
  part: null,
  language: null,
  before: null,
  after: null,
  effect: null,
  tags: null,
  verdicts: null,
  verdict: null,
  anchor: null,
  annotation: null,
};

function columnsOf(decision: Decision): Record<string, unknown> {
  switch (decision.kind) {
    case "wording": {
      const { waits: _, ...columns } = decision;
      return { ...NONE, ...columns };
    }
    case "passage": {
      const { takes, anchor, ...columns } = decision;
      return {
        ...NONE,
        ...columns,
        anchor: JSON.stringify(packAnchor(anchor)),
        effect: takes ? null : NOT_TAKEN,
      };
    }
    case "open":
      return { ...NONE, ...decision };
  }
}
