import type { StepId, WorkshopId } from "../../../../schema/domain/ids.ts";
import { packAnchor } from "../../../../schema/rooms/packed-anchor.ts";
import { StoreError } from "../../store-error.ts";
import type { SetTable, TableStore } from "../../workshops/table-store.ts";
import { read, write } from "../file/intent.ts";
import { SqlitePart } from "../part.ts";
import { TableDecisionColumns } from "../rows/table-rows.ts";

interface Work {
  id: StepId;
  table: string;
  began_at: string | null;
}

/** Tables; see TableStore. */
export class SqliteTables extends SqlitePart implements TableStore {
  readonly #gone = this.db.prepare(
    "UPDATE workshops SET course = course + 1, version = version + 1 WHERE id = :workshop AND course = :course AND term = :term",
  );
  readonly #moved = this.db.prepare("UPDATE workshops SET version = version + 1 WHERE id = ?");
  readonly #works = this.db.prepare<[string], Work>(
    `SELECT workshop_steps.id, workshop_steps.of_table AS "table", workshop_steps.began_at FROM workshop_steps
     JOIN workshop_tables ON workshop_tables.id = workshop_steps.of_table WHERE workshop_tables.step = ?`,
  );
  readonly #put = this.db.prepare(
    `INSERT INTO workshop_tables (id, step, position, name, question, chair) VALUES (:id, :step, :position, :name, :question, :chair)
     ON CONFLICT (id) DO UPDATE SET position = excluded.position, name = excluded.name, question = excluded.question,
       chair = excluded.chair`,
  );
  readonly #putWork = this.db.prepare(
    `INSERT INTO workshop_steps (id, workshop, position, day, kind, title, minutes, phase_minutes, of_table)
     SELECT :work, workshop, :position, day, 'code', title, minutes, '{}', :id FROM workshop_steps WHERE id = :step`,
  );
  readonly #dropSeats = this.db.prepare("DELETE FROM workshop_table_seats WHERE of_table = ?");
  readonly #addSeat = this.db.prepare("INSERT INTO workshop_table_seats (of_table, seat) VALUES (?, ?)");
  readonly #dropPassages = this.db.prepare("DELETE FROM workshop_passages WHERE step = ?");
  readonly #addPassage = this.db.prepare(
    "INSERT INTO workshop_passages (id, step, position, verdict, anchor) VALUES (:id, :step, :position, :verdict, :anchor)",
  );
  readonly #dropWork = this.db.prepare("DELETE FROM workshop_steps WHERE id = ?");
  readonly #drop = this.db.prepare("DELETE FROM workshop_tables WHERE id = ?");
  readonly #hasPassage = this.db
    .prepare<[string, string], number>(
      `SELECT 1 FROM workshop_passages JOIN workshop_steps ON workshop_steps.id = workshop_passages.step
       WHERE workshop_passages.id = ? AND workshop_steps.workshop = ? AND workshop_steps.of_table IS NOT NULL`,
    )
    .pluck();
  readonly #decide = this.db.prepare(
    `INSERT INTO workshop_table_decisions (passage, categories, open, words, edition, by, at)
     VALUES (:passage, :categories, :open, :words, :edition, :by, :at)
     ON CONFLICT (passage) DO UPDATE SET categories = excluded.categories, open = excluded.open, words = excluded.words,
       edition = excluded.edition, by = excluded.by, at = excluded.at`,
  );
  readonly #undecide = this.db.prepare("DELETE FROM workshop_table_decisions WHERE passage = ?");
  readonly #decisions = this.db.prepare<[string]>(
    `SELECT workshop_table_decisions.* FROM workshop_table_decisions
     JOIN workshop_passages ON workshop_passages.id = workshop_table_decisions.passage
     JOIN workshop_steps ON workshop_steps.id = workshop_passages.step
     WHERE workshop_steps.workshop = ? ORDER BY workshop_passages.position, workshop_passages.id`,
  );
  readonly #typed = (
    [
      ["workshop_tables", "id", "name"],
      ["workshop_tables", "id", "question"],
      ["workshop_table_decisions", "passage", "words"],
    ] as const
  ).map(
    ([table, key, column]) =>
      [
        this.db.prepare<[], { id: string; words: string }>(
          `SELECT ${key} AS id, ${column} AS words FROM ${table} WHERE ${column} <> ''`,
        ),
        this.db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`),
      ] as const,
  );

  readonly set: TableStore["set"] = (workshop, step, on, tables) =>
    write(this.db, () => {
      if (this.#gone.run({ workshop, ...on }).changes === 0)
        throw new StoreError("conflict", "The workshop has gone on");
      const works = this.#works.all(step);
      const stays = new Set(tables.map(({ id }) => id as string));
      for (const work of works) if (!stays.has(work.table)) this.#takeAway(work);
      for (const [position, table] of tables.entries())
        this.#putTable(step, table, position, works.find((work) => work.table === table.id) ?? null);
    });

  readonly decide: TableStore["decide"] = (workshop, { isOpen, categories, ...decision }) =>
    write(this.db, () => {
      if (this.#hasPassage.get(decision.passage, workshop) === undefined) throw new StoreError("not-found");
      this.#decide.run({ ...decision, categories: JSON.stringify(categories), open: isOpen ? 1 : 0 });
      this.#moved.run(workshop);
    });

  readonly undecide: TableStore["undecide"] = (workshop, passage) =>
    write(this.db, () => {
      this.#undecide.run(passage);
      this.#moved.run(workshop);
    });

  readonly decisions: TableStore["decisions"] = (workshop: WorkshopId) =>
    read(this.db, () => this.#decisions.all(workshop).map((row) => TableDecisionColumns.parse(row)));

  readonly rewriteWords: TableStore["rewriteWords"] = (rewrite) =>
    write(this.db, () => {
      for (const [all, set] of this.#typed)
        for (const { id, words } of all.all()) {
          const said = rewrite(words);
          if (said !== words) set.run(said, id);
        }
    });

  #takeAway({ id, table, began_at: beganAt }: Work): void {
    if (beganAt !== null) throw new StoreError("conflict", "The table has begun");
    this.#dropSeats.run(table);
    this.#dropPassages.run(id);
    this.#dropWork.run(id);
    this.#drop.run(table);
  }

  #putTable(
    step: StepId,
    { id, name, question, chair, seats, passages, ...table }: SetTable,
    position: number,
    had: Work | null,
  ): void {
    this.#put.run({ id, step, position, name, question, chair });
    this.#dropSeats.run(id);
    for (const seat of seats) this.#addSeat.run(id, seat);
    if (had !== null && had.began_at !== null) return;
    const work = had?.id ?? table.work;
    if (had) this.#dropPassages.run(work);
    else this.#putWork.run({ work, position, id, step });
    for (const [i, passage] of passages.entries())
      this.#addPassage.run({
        id: passage.id,
        step: work,
        position: i,
        verdict: passage.verdict,
        anchor: JSON.stringify(packAnchor(passage.anchor)),
      });
  }
}
