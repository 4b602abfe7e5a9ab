import { MemberId, OutputId, RoomId, SeatId, WorkshopId } from "../../../../schema/domain/ids.ts";
import { KeptPrepared, rewordPrepared } from "../../../../schema/domain/workshop/prepared.ts";
import { stepIn, type WorkshopTable } from "../../../../schema/domain/workshop/tables.ts";
import type { PlannedStep, Seat, Step, WorkshopPlan } from "../../../../schema/domain/workshop/workshop.ts";
import { packAnchor } from "../../../../schema/rooms/packed-anchor.ts";
import { StoreError } from "../../store-error.ts";
import type {
  StepTurn,
  WorkshopMoment,
  WorkshopRow,
  WorkshopStore,
  WorkshopTurn,
  WorkTurn,
} from "../../workshops/workshop-store.ts";
import { read, write } from "../file/intent.ts";
import { SqlitePart } from "../part.ts";
import { parseAnchor } from "../rows/anchor-column.ts";
import { parseJson } from "../rows/json.ts";
import { toTable } from "../rows/table-rows.ts";
import { WORKSHOPS, PassageColumns, SeatColumns, SITS, toStep, WorkshopColumns } from "../rows/workshop-rows.ts";
import { Hands } from "./hands.ts";

type Columns = Record<string, unknown>;

/** Workshops; see WorkshopStore. */
export class SqliteWorkshops extends SqlitePart implements WorkshopStore {
  readonly #all = this.db.prepare<[], Columns>(
    `${WORKSHOPS} ORDER BY json_extract(days, '$[0]') DESC, made_at DESC, id`,
  );
  readonly #byId = this.db.prepare<[string], Columns>(`${WORKSHOPS} WHERE id = ?`);
  readonly #stepsOf = this.db.prepare<[string], Columns>(
    "SELECT * FROM workshop_steps WHERE workshop = ? AND of_table IS NULL ORDER BY position",
  );
  readonly #tablesOf = this.db.prepare<[string], Columns>(
    `SELECT workshop_tables.* FROM workshop_tables JOIN workshop_steps ON workshop_steps.id = workshop_tables.step
     WHERE workshop_steps.workshop = ? ORDER BY workshop_steps.position, workshop_tables.position`,
  );
  readonly #worksOf = this.db.prepare<[string], Columns>(
    "SELECT * FROM workshop_steps WHERE workshop = ? AND of_table IS NOT NULL",
  );
  readonly #tableSeats = this.db.prepare<[string]>(
    `SELECT workshop_table_seats.* FROM workshop_table_seats JOIN workshop_seats ON workshop_seats.id = workshop_table_seats.seat
     WHERE workshop_seats.workshop = ? AND ${SITS} ORDER BY workshop_seats.at, workshop_seats.id`,
  );
  readonly #passagesOf = this.db.prepare<[string]>(
    `SELECT workshop_passages.* FROM workshop_passages JOIN workshop_steps ON workshop_steps.id = workshop_passages.step
     WHERE workshop_steps.workshop = ? ORDER BY workshop_passages.position`,
  );
  readonly #insert = this.db.prepare(
    `INSERT INTO workshops (id, host, title, days, begins, languages, deputies, rule, state, term, version, made_by, made_at)
     VALUES (:id, :host, :title, :days, :begins, :languages, :deputies, :rule, 'planned', 0, 1, :by, :at)`,
  );
  readonly #setPlan = this.db.prepare(
    `UPDATE workshops SET title = :title, days = :days, begins = :begins, languages = :languages, deputies = :deputies, rule = :rule,
       course = course + 1, version = version + 1 WHERE id = :id`,
  );
  readonly #insertStep = this.db.prepare(
    `INSERT INTO workshop_steps (id, workshop, position, day, kind, title, minutes, phase_minutes, prepared, ended_at)
     VALUES (:id, :workshop, :position, :day, :kind, :title, :minutes, :phaseMinutes, :prepared, :endedAt)`,
  );
  readonly #moveStep = this.db.prepare("UPDATE workshop_steps SET position = ? WHERE id = ?");
  readonly #insertPassage = this.db.prepare(
    "INSERT INTO workshop_passages (id, step, position, verdict, anchor) VALUES (:id, :step, :position, :verdict, :anchor)",
  );
  readonly #dropPassages = this.db.prepare("DELETE FROM workshop_passages WHERE step = ?");
  readonly #dropStep = this.db.prepare("DELETE FROM workshop_steps WHERE id = ?");
  /** Of slips on paper, what is of steps and passages that a plan no longer has. */
  readonly #dropPaper = [
    "DELETE FROM workshop_paper_counts WHERE passage NOT IN (SELECT id FROM workshop_passages)",
    "DELETE FROM workshop_paper WHERE step NOT IN (SELECT id FROM workshop_steps)",
  ].map((statement) => this.db.prepare(statement));
  readonly #turn = this.db.prepare(
    `UPDATE workshops SET state = :state, step = :step, left_ms = :leftMs, opened_at = :openedAt, closed_at = :closedAt,
       course = course + 1, version = version + 1 WHERE id = :id`,
  );
  readonly #turnStep = this.db.prepare(
    `UPDATE workshop_steps SET phase = :phase, pass = :pass, edition = :edition, began_at = :beganAt, ends_at = :endsAt, ended_at = :endedAt,
       left_ms = :leftMs WHERE id = :id`,
  );
  readonly #running = this.db.prepare<[], Columns>(
    `${WORKSHOPS} WHERE workshops.state = 'open' AND EXISTS (
       SELECT 1 FROM workshop_steps LEFT JOIN workshop_tables ON workshop_tables.id = workshop_steps.of_table
       WHERE workshop_steps.workshop = workshops.id AND workshop_steps.ends_at IS NOT NULL
         AND workshops.step IN (workshop_steps.id, workshop_tables.step))`,
  );
  readonly #freezeSlips = this.db.prepare(
    "UPDATE workshop_slips SET frozen_at = ? WHERE step = ? AND pass = ? AND frozen_at IS NULL",
  );
  readonly #slipRooms = this.db
    .prepare<[string, number], string>(
      `SELECT rooms.id FROM rooms JOIN workshop_slips ON workshop_slips.id = rooms.slip
       WHERE workshop_slips.step = ? AND workshop_slips.pass = ? AND rooms.gone = 0 ORDER BY rooms.id`,
    )
    .pluck();
  readonly #closeForGood = this.db.prepare("UPDATE rooms SET gone = 1 WHERE id = ?");
  readonly #documents = ["room_log", "room_snapshots", "room_clients"].map((table) =>
    this.db.prepare(`DELETE FROM ${table} WHERE room = ?`),
  );
  readonly #titles = ["workshops", "workshop_steps"].map(
    (table) =>
      [
        this.db.prepare<[], { id: string; title: string }>(`SELECT id, title FROM ${table}`),
        this.db.prepare(`UPDATE ${table} SET title = ? WHERE id = ?`),
      ] as const,
  );
  readonly #prepared = this.db.prepare<[], { id: string; prepared: string }>(
    "SELECT id, prepared FROM workshop_steps WHERE prepared IS NOT NULL",
  );
  readonly #prepare = this.db.prepare("UPDATE workshop_steps SET prepared = ? WHERE id = ?");
  readonly #practised = this.db.prepare<[string], { anchor: string; at: string }>(
    `SELECT workshop_passages.anchor, min(coalesce(CASE WHEN workshop_steps.pass > 0 THEN workshop_steps.began_at END, printed_at),
       coalesce(printed_at, workshop_steps.began_at)) AS at FROM workshop_passages
     JOIN workshop_steps ON workshop_steps.id = workshop_passages.step
     LEFT JOIN workshop_paper ON workshop_paper.step = workshop_steps.id
     WHERE workshop_passages.verdict = ? AND (workshop_steps.pass > 0 OR printed_at IS NOT NULL) ORDER BY at, workshop_passages.id`,
  );
  readonly #giveFloor = this.db.prepare(
    "UPDATE workshops SET holder = ?, term = term + 1, version = version + 1 WHERE id = ?",
  );
  readonly #moved = this.db.prepare("UPDATE workshops SET version = version + 1 WHERE id = ?");
  readonly #dropSeats = this.db.prepare("DELETE FROM workshop_seats WHERE workshop = ?");
  readonly #answer = this.db.prepare(
    `INSERT INTO workshop_answers (workshop, member, coming, at) VALUES (:id, :member, :coming, :at)
     ON CONFLICT (workshop, member) DO UPDATE SET coming = excluded.coming, at = excluded.at`,
  );
  readonly #takeBack = this.db.prepare("DELETE FROM workshop_answers WHERE workshop = ? AND member = ?");
  readonly #answers = this.db.prepare<[string], { member: string; coming: number }>(
    `SELECT workshop_answers.member, workshop_answers.coming FROM workshop_answers
     JOIN members ON members.id = workshop_answers.member WHERE workshop_answers.workshop = ? AND members.removed_at IS NULL`,
  );
  readonly #dropAnswers = this.db.prepare("DELETE FROM workshop_answers WHERE workshop = ?");
  readonly #drop = this.db.prepare("DELETE FROM workshops WHERE id = ?");
  readonly #minutes = this.db
    .prepare<[string], string>("SELECT output FROM workshop_minutes WHERE workshop = ?")
    .pluck();
  readonly #ofMinutes = this.db
    .prepare<[string], string>("SELECT workshop FROM workshop_minutes WHERE output = ?")
    .pluck();
  readonly #setMinutes = this.db.prepare(
    "INSERT INTO workshop_minutes (workshop, output) VALUES (?, ?) ON CONFLICT (workshop) DO NOTHING",
  );
  readonly #seats = this.db.prepare<[string, number], Columns>(
    `SELECT * FROM workshop_seats WHERE workshop = ? AND (? OR ${SITS}) ORDER BY at, id`,
  );
  readonly #sit = this.db.prepare(
    `INSERT INTO workshop_seats (id, workshop, member, language, at) VALUES (:id, :workshop, :member, :language, :at)
     ON CONFLICT (workshop, member) DO UPDATE SET language = excluded.language`,
  );
  readonly #hands = new Hands(this.db);

  readonly all: WorkshopStore["all"] = () => read(this.db, () => this.#all.all().map((row) => this.#whole(row)));

  readonly get: WorkshopStore["get"] = (id) => read(this.db, () => this.#find(id));

  readonly make: WorkshopStore["make"] = ({ steps, ...workshop }) =>
    write(this.db, () => {
      this.#insert.run({ ...workshop, ...lists(workshop) });
      for (const [position, step] of steps.entries()) this.#addStep(workshop.id, step, position);
    });

  readonly plan: WorkshopStore["plan"] = (id, course, plan) =>
    write(this.db, () => {
      const workshop = this.#mustBe(id, { course });
      this.#setPlan.run({ id, title: plan.title, begins: plan.begins, rule: plan.rule, ...lists(plan) });
      const begun = workshop.steps.filter(hasBegun);
      const isBegun = new Set(begun.map((step) => step.id));
      for (const step of workshop.steps) {
        if (isBegun.has(step.id)) continue;
        this.#dropPassages.run(step.id);
        this.#dropStep.run(step.id);
      }
      const coming = plan.steps.filter((step) => !isBegun.has(step.id));
      for (const [position, step] of begun.entries()) this.#moveStep.run(position, step.id);
      // What is skipped stays so.
      const skipped = new Map(workshop.steps.map((step) => [step.id, step.endedAt]));
      for (const [i, step] of coming.entries()) this.#addStep(id, step, begun.length + i, skipped.get(step.id) ?? null);
      for (const statement of this.#dropPaper) statement.run();
    });

  readonly turn: WorkshopStore["turn"] = (id, on, make) =>
    write(this.db, () => {
      const workshop = this.#mustBe(id, on);
      const { steps, reveal, ...turn } = make(workshop);
      this.#turn.run({ ...turnable(workshop), ...turn, id });
      this.#endSpeaking(workshop, { ...turn, steps });
      return this.#turnSteps(workshop, { steps, reveal });
    });

  readonly turnWork: WorkshopStore["turnWork"] = (id, make) =>
    write(this.db, () => {
      const workshop = this.#mustBe(id, {});
      this.#moved.run(id);
      return this.#turnSteps(workshop, make(workshop));
    });

  readonly running: WorkshopStore["running"] = () =>
    read(this.db, () => this.#running.all().map((row) => this.#whole(row)));

  readonly giveFloor: WorkshopStore["giveFloor"] = (id, term, to) =>
    write(this.db, () => {
      const workshop = this.#find(id);
      if (!workshop) throw new StoreError("not-found");
      if (workshop.term !== term) throw new StoreError("conflict", "The floor has moved");
      this.#giveFloor.run(to, id);
      this.#hands.lead(id, to);
      return term + 1;
    });

  readonly practised: WorkshopStore["practised"] = (verdict) =>
    read(this.db, () => this.#practised.all(verdict).map(({ anchor, at }) => ({ anchor: parseAnchor(anchor), at })));

  readonly drop: WorkshopStore["drop"] = (id) =>
    write(this.db, () => {
      const workshop = this.#find(id);
      if (!workshop) throw new StoreError("not-found");
      if (workshop.openedAt !== null) throw new StoreError("conflict", "The workshop has opened");
      for (const { id: step } of workshop.steps) {
        this.#dropPassages.run(step);
        this.#dropStep.run(step);
      }
      for (const statement of this.#dropPaper) statement.run();
      this.#dropSeats.run(id);
      this.#dropAnswers.run(id);
      this.#drop.run(id);
    });

  readonly rewriteWords: WorkshopStore["rewriteWords"] = (words) =>
    write(this.db, () => {
      for (const [all, set] of this.#titles)
        for (const { id, title } of all.all()) {
          const said = words(title);
          if (said !== title) set.run(said, id);
        }
      for (const { id, prepared } of this.#prepared.all()) {
        const said = JSON.stringify(rewordPrepared(parseJson(KeptPrepared, prepared), words));
        if (said !== prepared) this.#prepare.run(said, id);
      }
    });

  readonly minutes: WorkshopStore["minutes"] = (id) =>
    read(this.db, () => {
      const output = this.#minutes.get(id);
      return output === undefined ? null : OutputId.parse(output);
    });

  readonly ofMinutes: WorkshopStore["ofMinutes"] = (output) =>
    read(this.db, () => WorkshopId.nullable().parse(this.#ofMinutes.get(output) ?? null));

  readonly setMinutes: WorkshopStore["setMinutes"] = (id, output) =>
    write(this.db, () => {
      if (this.#setMinutes.run(id, output).changes === 0) throw new StoreError("conflict", "It has minutes");
    });

  readonly #seatsOf = (id: WorkshopId, ever = 0): Seat[] =>
    this.#seats.all(id, ever).map((row) => SeatColumns.parse(row));

  readonly seats: WorkshopStore["seats"] = (id) => read(this.db, () => this.#seatsOf(id));
  readonly everSeated: WorkshopStore["everSeated"] = (id) => read(this.db, () => this.#seatsOf(id, 1));

  readonly sit: WorkshopStore["sit"] = (id, seat) =>
    write(this.db, () => {
      this.#sit.run({ ...seat, workshop: id });
      this.#moved.run(id);
      const taken = this.#seatsOf(id).find(({ member }) => member === seat.member);
      if (!taken) throw new StoreError("not-found");
      return taken;
    });

  readonly answer: WorkshopStore["answer"] = (id, { member, coming, at }) =>
    write(this.db, () => {
      if (coming === null) this.#takeBack.run(id, member);
      else this.#answer.run({ id, member, coming: coming ? 1 : 0, at });
    });

  readonly answers: WorkshopStore["answers"] = (id) =>
    read(this.db, () =>
      this.#answers.all(id).map(({ member, coming }) => ({ member: MemberId.parse(member), coming: coming === 1 })),
    );

  readonly raiseHand: WorkshopStore["raiseHand"] = (id, seat, at) =>
    write(this.db, () => {
      if (!this.#hands.raise(id, SeatId.parse(seat), at)) throw new StoreError("not-found");
      this.#moved.run(id);
    });

  readonly letSpeak: WorkshopStore["letSpeak"] = (id, seat, at) =>
    write(this.db, () => {
      if (!this.#hands.letSpeak(id, seat, at)) throw new StoreError("not-found");
      this.#moved.run(id);
    });

  #find(id: WorkshopId): WorkshopRow | null {
    const row = this.#byId.get(id);
    return row ? this.#whole(row) : null;
  }

  #whole(row: Columns): WorkshopRow {
    const workshop = WorkshopColumns.parse(row);
    const passages = this.#passagesOf.all(workshop.id).map((each) => PassageColumns.parse(each));
    const ofStep = (id: unknown): Step["passages"] =>
      passages
        .filter((each) => each.step === id)
        .map(({ id: passage, verdict, anchor }) => ({ id: passage, verdict, anchor }));
    const stepOf = (step: Columns): Step => toStep(step, ofStep(step["id"]));
    return {
      ...workshop,
      steps: this.#stepsOf.all(workshop.id).map(stepOf),
      tables: this.#tables(workshop.id, stepOf),
    };
  }

  #tables(workshop: WorkshopId, stepOf: (step: Columns) => Step): WorkshopTable[] {
    const tables = this.#tablesOf.all(workshop);
    if (tables.length === 0) return [];
    const [works, seats] = [this.#worksOf.all(workshop), this.#tableSeats.all(workshop)];
    return tables.map((table) => {
      const work = works.find((each) => each["of_table"] === table["id"]);
      if (!work) throw new StoreError("not-found", "A table works on nothing");
      return toTable(table, seats, stepOf(work), work["left_ms"]);
    });
  }

  #mustBe(id: WorkshopId, { course, term }: WorkshopMoment): WorkshopRow {
    const workshop = this.#find(id);
    if (!workshop) throw new StoreError("not-found");
    if ((course ?? workshop.course) !== workshop.course || (term ?? workshop.term) !== workshop.term)
      throw new StoreError("conflict", "The workshop has gone on");
    return workshop;
  }

  /** Whoever was let speak has spoken when their step ends, and with a pause; when it closes nobody asks any more. */
  #endSpeaking({ id, step }: WorkshopRow, { state, step: next = step, steps = [] }: WorkshopTurn): void {
    const isOver = next !== step || steps.some((each) => each.id === step && each.endedAt);
    if (state === "closed") this.#hands.endAll(id);
    else if (state !== undefined || isOver) this.#hands.endSpeaking(id);
  }

  #turnSteps(workshop: WorkshopRow, { steps = [], reveal }: WorkTurn): RoomId[] {
    for (const step of steps) this.#setStep(workshop, step);
    return reveal ? this.#reveal(reveal) : [];
  }

  /** Nothing comes into a slip any more; its rooms answer that they are gone, and documents and who wrote in them are not kept. */
  #reveal({ step, pass, at }: NonNullable<WorkshopTurn["reveal"]>): RoomId[] {
    this.#freezeSlips.run(at, step, pass);
    const rooms = this.#slipRooms.all(step, pass).map((room) => RoomId.parse(room));
    for (const room of rooms) {
      this.#closeForGood.run(room);
      for (const statement of this.#documents) statement.run(room);
    }
    return rooms;
  }

  #addStep(workshop: WorkshopId, planned: PlannedStep, position: number, endedAt: string | null = null): void {
    const { passages, prepared, ...step } = planned;
    this.#insertStep.run({
      ...step,
      workshop,
      position,
      phaseMinutes: JSON.stringify(step.phaseMinutes),
      prepared: prepared && JSON.stringify(prepared),
      endedAt,
    });
    for (const [i, { id, verdict, anchor }] of passages.entries())
      this.#insertPassage.run({ id, step: step.id, position: i, verdict, anchor: JSON.stringify(packAnchor(anchor)) });
  }

  #setStep(workshop: WorkshopRow, { id, ...turn }: StepTurn): void {
    const step = stepIn(workshop, id);
    if (!step) throw new StoreError("not-found");
    const { phase, pass, edition, beganAt, endsAt, endedAt, leftMs = null } = { ...step, ...turn };
    this.#turnStep.run({ id, phase, pass, edition, beganAt, endsAt, endedAt, leftMs });
  }
}

function hasBegun({ beganAt }: Step): boolean {
  return beganAt !== null;
}

function lists({ days, languages, deputies }: Pick<WorkshopPlan, "days" | "deputies" | "languages">): {
  days: string;
  languages: string;
  deputies: string;
} {
  return {
    days: JSON.stringify(days),
    languages: JSON.stringify(languages),
    deputies: JSON.stringify(deputies),
  };
}

function turnable({
  state,
  step,
  leftMs,
  openedAt,
  closedAt,
}: WorkshopRow): Pick<WorkshopRow, "closedAt" | "leftMs" | "openedAt" | "state" | "step"> {
  return { state, step, leftMs, openedAt, closedAt };
}
