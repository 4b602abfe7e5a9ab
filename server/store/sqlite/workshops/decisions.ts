import { z } from "zod";
import { DecisionId, MemberId, WorkshopId } from "../../../../schema/domain/ids.ts";
import { UiLanguage } from "../../../../schema/domain/language.ts";
import type { Decision, WordingDecision } from "../../../../schema/domain/workshop/decision.ts";
import { WordingPart } from "../../../../schema/domain/workshop/ballot.ts";
import { CategoryId } from "../../../../schema/domain/ids.ts";
import { packAnchor } from "../../../../schema/rooms/packed-anchor.ts";
import { StoreError } from "../../store-error.ts";
import type { DecisionStore } from "../../workshops/decision-store.ts";
import { read, write } from "../file/intent.ts";
import { SqlitePart } from "../part.ts";
import { createDecisionInsert, toDecision, toParked } from "../rows/decision-rows.ts";

type Columns = Record<string, unknown>;

const WaitingColumns = z.object({
  workshop: WorkshopId,
  decision: DecisionId,
  language: UiLanguage,
  category: CategoryId,
  part: WordingPart,
  by: MemberId,
  at: z.string(),
});

interface Words {
  id: string;
  words: string;
  before: string | null;
  after: string | null;
}

/** Decisions and what was put off; see DecisionStore. */
export class SqliteDecisions extends SqlitePart implements DecisionStore {
  readonly #of = this.db.prepare<[string], Columns>(
    "SELECT * FROM workshop_decisions WHERE workshop = ? ORDER BY at DESC, id",
  );
  readonly #wordings = this.db.prepare<[number], Columns>(
    "SELECT * FROM workshop_decisions WHERE kind = 'wording' AND version = ? ORDER BY at DESC, id",
  );
  readonly #waits = this.db.prepare<[string], Columns>(
    "SELECT * FROM decision_waits WHERE decision = ? ORDER BY language",
  );
  readonly #waiting = this.db.prepare<[string]>(
    `SELECT workshop_decisions.workshop, decision_waits.decision, decision_waits.language, workshop_decisions.category,
       workshop_decisions.part, workshop_decisions.by, workshop_decisions.at
     FROM decision_waits JOIN workshop_decisions ON workshop_decisions.id = decision_waits.decision
     WHERE decision_waits.member = ? AND decision_waits.done_at IS NULL ORDER BY workshop_decisions.at, decision_waits.language`,
  );
  readonly #settle = this.db.prepare(
    "UPDATE decision_waits SET done_at = ? WHERE decision = ? AND language = ? AND done_at IS NULL",
  );
  readonly #parked = this.db.prepare<[string], Columns>(
    "SELECT * FROM workshop_parked WHERE workshop = ? ORDER BY at, id",
  );
  readonly #park = this.db.prepare(
    `INSERT INTO workshop_parked (id, workshop, words, category, verdict, anchor, by, at, waits, ballot)
     VALUES (:id, :workshop, :words, :category, :verdict, :anchor, :by, :at, :waits, :ballot)
     ON CONFLICT (ballot) WHERE ballot IS NOT NULL DO NOTHING`,
  );
  readonly #parkedById = this.db.prepare<[string], Columns>("SELECT * FROM workshop_parked WHERE id = ?");
  readonly #changeParked = this.db.prepare(
    "UPDATE workshop_parked SET taker = :taker, due = :due, done_at = :doneAt, waits = :waits WHERE id = :id",
  );
  readonly #dropParked = this.db.prepare("DELETE FROM workshop_parked WHERE id = ?");
  readonly #dropWaitingBy = this.db.prepare("DELETE FROM workshop_parked WHERE workshop = ? AND by = ? AND waits = 1");
  readonly #decided = this.db.prepare<[], Words>("SELECT id, words, before, after FROM workshop_decisions");
  readonly #setDecided = this.db.prepare(
    "UPDATE workshop_decisions SET words = :words, before = :before, after = :after WHERE id = :id",
  );
  readonly #putOff = this.db.prepare<[], { id: string; words: string }>("SELECT id, words FROM workshop_parked");
  readonly #setPutOff = this.db.prepare("UPDATE workshop_parked SET words = ? WHERE id = ?");
  readonly #insert = createDecisionInsert(this.db);

  readonly of: DecisionStore["of"] = (workshop) =>
    read(this.db, () => this.#of.all(workshop).map((row) => this.#whole(row)));

  readonly make: DecisionStore["make"] = (decision) => write(this.db, () => this.#insert(decision));

  readonly wordings: DecisionStore["wordings"] = (version) =>
    read(this.db, () =>
      this.#wordings
        .all(version)
        .map((row) => this.#whole(row))
        .filter((decision): decision is WordingDecision => decision.kind === "wording"),
    );

  readonly waitingFor: DecisionStore["waitingFor"] = (member) =>
    read(this.db, () => this.#waiting.all(member).map((row) => WaitingColumns.parse(row)));

  readonly settle: DecisionStore["settle"] = (decision, language, at) =>
    write(this.db, () => {
      if (this.#settle.run(at, decision, language).changes === 0) throw new StoreError("not-found");
    });

  readonly parked: DecisionStore["parked"] = (workshop) =>
    read(this.db, () => this.#parked.all(workshop).map((row) => toParked(row)));

  readonly park: DecisionStore["park"] = (workshop, { id, words, category, passage, ballot, by, at, waits }) =>
    write(this.db, () => {
      const anchor = passage && JSON.stringify(packAnchor(passage.anchor));
      const verdict = passage?.verdict ?? null;
      const row = { id, workshop, words, category, verdict, anchor, ballot, by, at, waits: waits ? 1 : 0 };
      return this.#park.run(row).changes === 1;
    });

  readonly changeParked: DecisionStore["changeParked"] = (id, change) =>
    write(this.db, () => {
      const row = this.#parkedById.get(id);
      if (!row) throw new StoreError("not-found");
      const { taker, due, doneAt, waits } = { ...toParked(row), ...change };
      this.#changeParked.run({ id, taker, due, doneAt, waits: waits ? 1 : 0 });
    });

  readonly dropParked: DecisionStore["dropParked"] = (id) =>
    write(this.db, () => {
      if (this.#dropParked.run(id).changes === 0) throw new StoreError("not-found");
    });

  readonly dropWaitingBy: DecisionStore["dropWaitingBy"] = (workshop, member) =>
    write(this.db, () => void this.#dropWaitingBy.run(workshop, member));

  readonly rewriteWords: DecisionStore["rewriteWords"] = (rewrite) =>
    write(this.db, () => {
      for (const row of this.#decided.all()) {
        const [words, before, after] = [row.words, row.before, row.after].map((text) => text && rewrite(text));
        if (words !== row.words || before !== row.before || after !== row.after)
          this.#setDecided.run({ id: row.id, words, before, after });
      }
      for (const { id, words } of this.#putOff.all()) {
        const said = rewrite(words);
        if (said !== words) this.#setPutOff.run(said, id);
      }
    });

  #whole(row: Columns): Decision {
    return toDecision(row, this.#waits.all(String(row["id"])));
  }
}
