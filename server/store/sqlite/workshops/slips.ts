import { z } from "zod";
import { MemberId, RoomId, SeatId, SlipId, StepId, VerdictId, WorkshopId } from "../../../../schema/domain/ids.ts";
import { MethodologyContent } from "../../../../schema/domain/methodology/methodology.ts";
import { StoreError } from "../../store-error.ts";
import type { Edition, SlipRow, SlipStore } from "../../workshops/slip-store.ts";
import { KeptCount, KeptGroup, KeptSlips } from "../../workshops/kept-slips.ts";
import { createCleaning } from "../file/cleaning.ts";
import { read, write } from "../file/intent.ts";
import { SqlitePart } from "../part.ts";
import { parseJson } from "../rows/json.ts";
import { SITS } from "../rows/workshop-rows.ts";
import { SLIP_TAG_COLUMNS, toSlipTagRow, type SlipTagColumns } from "../rows/projected-rows.ts";

const SlipColumns = z
  .object({
    id: SlipId,
    workshop: WorkshopId,
    step: StepId,
    pass: z.int(),
    seat: SeatId,
    member: MemberId,
    opened_at: z.string(),
    handed_in_at: z.string().nullable(),
    frozen_at: z.string().nullable(),
    shown: z.int(),
    is_key: z.int(),
    has_marks: z.int(),
    sits: z.int(),
    named_at: z.string().nullable(),
  })
  .transform(
    ({
      opened_at: openedAt,
      handed_in_at: handedInAt,
      frozen_at: frozenAt,
      shown,
      is_key: isKey,
      has_marks: hasMarks,
      sits,
      named_at: namedAt,
      ...row
    }) => ({
      ...row,
      openedAt,
      handedInAt,
      frozenAt,
      shown: shown === 1,
      isKey: isKey === 1,
      hasMarks: hasMarks === 1,
      sits: sits === 1,
      isNamed: namedAt !== null,
    }),
  );
const RoomsOfSlip = z.array(z.object({ room: RoomId, verdict: VerdictId }));

interface EditionColumns {
  number: number;
  content: string;
}

interface GroupColumns {
  pass: number;
  of: string;
  slips: number;
  withheld: number;
}

interface CountColumns {
  pass: number;
  of: string;
  passage: string;
  revision: number;
  categories: string;
}

/** Slips and editions; see SlipStore. */
export class SqliteSlips extends SqlitePart implements SlipStore {
  readonly #newest = this.db.prepare<[], EditionColumns>(
    "SELECT number, content FROM methodology_editions ORDER BY number DESC LIMIT 1",
  );
  readonly #editions = this.db.prepare<[], EditionColumns>("SELECT number, content FROM methodology_editions");
  readonly #edition = this.db.prepare<[number], EditionColumns>(
    "SELECT number, content FROM methodology_editions WHERE number = ?",
  );
  readonly #editionOf = this.db.prepare<[string], EditionColumns>(
    `SELECT methodology_editions.number, methodology_editions.content FROM workshop_slips
     JOIN workshop_steps ON workshop_steps.id = workshop_slips.step
     JOIN methodology_editions ON methodology_editions.number = workshop_steps.edition WHERE workshop_slips.id = ?`,
  );
  readonly #methodology = this.db.prepare<[], string>("SELECT id FROM methodologies").pluck();
  readonly #insertEdition = this.db.prepare(
    "INSERT INTO methodology_editions (number, methodology, content, made_at) VALUES (?, ?, ?, ?)",
  );
  readonly #setEdition = this.db.prepare("UPDATE methodology_editions SET content = ? WHERE number = ?");
  readonly #slipColumns = `workshop_slips.*, workshop_steps.workshop, workshop_seats.member, EXISTS (SELECT 1 FROM workshop_keys
       WHERE workshop_keys.step = workshop_slips.step AND workshop_keys.member = workshop_seats.member) AS is_key,
       EXISTS (SELECT 1 FROM slip_tags WHERE slip_tags.slip = workshop_slips.id AND slip_tags.deleted IS NULL) AS has_marks, ${SITS} AS sits FROM workshop_slips
     JOIN workshop_steps ON workshop_steps.id = workshop_slips.step JOIN workshop_seats ON workshop_seats.id = workshop_slips.seat`;
  readonly #byId = this.db.prepare<[string]>(`SELECT ${this.#slipColumns} WHERE workshop_slips.id = ?`);
  readonly #ofStep = this.db.prepare<[string]>(
    `SELECT ${this.#slipColumns} WHERE workshop_slips.step = ? ORDER BY workshop_slips.opened_at, workshop_slips.id`,
  );
  readonly #own = this.db
    .prepare<[string, number, string], string>("SELECT id FROM workshop_slips WHERE step = ? AND pass = ? AND seat = ?")
    .pluck();
  readonly #stepNow = this.db.prepare<[string], { pass: number; phase: string | null; ended_at: string | null }>(
    "SELECT pass, phase, ended_at FROM workshop_steps WHERE id = ?",
  );
  readonly #insert = this.db.prepare(
    "INSERT INTO workshop_slips (id, step, pass, seat, opened_at) VALUES (:id, :step, :pass, :seat, :at)",
  );
  readonly #insertRoom = this.db.prepare("INSERT INTO rooms (id, kind, verdict, slip) VALUES (?, 'slip', ?, ?)");
  readonly #roomsOf = this.db.prepare<[string]>(
    "SELECT id AS room, verdict FROM rooms WHERE slip = ? AND gone = 0 AND verdict IS NOT NULL ORDER BY id",
  );
  readonly #handIn = this.db.prepare("UPDATE workshop_slips SET handed_in_at = ? WHERE id = ?");
  readonly #show = this.db.prepare("UPDATE workshop_slips SET shown = ? WHERE id = ?");
  readonly #name = this.db.prepare("UPDATE workshop_slips SET named_at = ? WHERE id = ? AND named_at IS NULL");
  readonly #tags = this.db.prepare<[string], SlipTagColumns>(
    `SELECT ${SLIP_TAG_COLUMNS} FROM slip_tags WHERE slip_tags.slip IN (SELECT value FROM json_each(?)) AND deleted IS NULL
     ORDER BY created_at, id`,
  );

  readonly #dropKey = this.db.prepare("DELETE FROM workshop_keys WHERE step = ?");
  readonly #addKey = this.db.prepare("INSERT INTO workshop_keys (step, member) VALUES (?, ?)");
  readonly #keyOf = this.db
    .prepare<[string], string>("SELECT member FROM workshop_keys WHERE step = ? ORDER BY member")
    .pluck();
  readonly #kept = this.db.prepare<[], { workshop: string }>(
    "SELECT DISTINCT workshop_steps.workshop FROM workshop_slips JOIN workshop_steps ON workshop_steps.id = workshop_slips.step",
  );
  readonly #roomsOfStep = this.db
    .prepare<[string], string>(
      "SELECT rooms.id FROM rooms JOIN workshop_slips ON workshop_slips.id = rooms.slip WHERE workshop_slips.step = ? ORDER BY rooms.id",
    )
    .pluck();
  readonly #emptyRoom = ["room_log", "room_snapshots", "room_clients", "slip_tags"].map((table) =>
    this.db.prepare(`DELETE FROM ${table} WHERE room = ?`),
  );
  readonly #closeRoom = this.db.prepare("UPDATE rooms SET gone = 1, verdict = NULL, slip = NULL WHERE id = ?");
  readonly #drop = this.db.prepare("DELETE FROM workshop_slips WHERE step = ?");
  readonly #keepGroup = this.db.prepare(
    "INSERT INTO slip_groups (step, pass, of, slips, withheld) VALUES (:step, :pass, :group, :slips, :withheld)",
  );
  readonly #keepCount = this.db.prepare(
    `INSERT INTO slip_counts (step, pass, of, passage, revision, categories)
     VALUES (:step, :pass, :group, :passage, :revision, :categories)`,
  );
  readonly #keepFigures = this.db.prepare(
    "INSERT INTO slip_figures (step, figures) VALUES (?, ?) ON CONFLICT (step) DO UPDATE SET figures = excluded.figures",
  );
  readonly #groupsLeft = this.db.prepare<[string], GroupColumns>(
    "SELECT pass, of, slips, withheld FROM slip_groups WHERE step = ? ORDER BY pass, of DESC",
  );
  readonly #countsLeft = this.db.prepare<[string], CountColumns>(
    `SELECT slip_counts.pass, slip_counts.of, slip_counts.passage, slip_counts.revision, slip_counts.categories
     FROM slip_counts JOIN workshop_passages ON workshop_passages.id = slip_counts.passage
     WHERE slip_counts.step = ? ORDER BY workshop_passages.position`,
  );
  readonly #figuresLeft = this.db.prepare<[string], string>("SELECT figures FROM slip_figures WHERE step = ?").pluck();
  readonly #cleaning = createCleaning(this.db);

  readonly makeEdition: SlipStore["makeEdition"] = (content, at) =>
    write(this.db, () => {
      const methodology = this.#methodology.get();
      if (methodology === undefined) throw new StoreError("not-found");
      const text = JSON.stringify(MethodologyContent.parse(content));
      const newest = this.#newest.get();
      if (newest?.content === text) return newest.number;
      const number = (newest?.number ?? 0) + 1;
      this.#insertEdition.run(number, methodology, text, at);
      return number;
    });

  readonly edition: SlipStore["edition"] = (number) => read(this.db, () => toEdition(this.#edition.get(number)));

  readonly editionOf: SlipStore["editionOf"] = (slip) => read(this.db, () => toEdition(this.#editionOf.get(slip)));

  readonly rewriteEditions: SlipStore["rewriteEditions"] = (content) =>
    write(this.db, () => {
      for (const row of this.#editions.all()) {
        const text = JSON.stringify(content(parseJson(MethodologyContent, row.content)));
        if (text !== row.content) this.#setEdition.run(text, row.number);
      }
    });

  readonly open: SlipStore["open"] = ({ rooms, ...slip }) =>
    write(this.db, () => {
      const { step, pass, seat, id } = slip;
      const own = this.#own.get(step, pass, seat);
      if (own !== undefined) return this.#mustFind(own);
      const now = this.#stepNow.get(step);
      if (!now) throw new StoreError("not-found");
      const isOpen = now.ended_at === null && (now.phase === "silence" || now.phase === "closed");
      if (!isOpen || now.pass !== pass) throw new StoreError("conflict", "Nobody codes this pass now");
      this.#insert.run(slip);
      for (const { room, verdict } of rooms) this.#insertRoom.run(room, verdict, id);
      return this.#mustFind(id);
    });

  readonly get: SlipStore["get"] = (id) => read(this.db, () => this.#find(id));

  readonly ofStep: SlipStore["ofStep"] = (step) =>
    read(this.db, () => this.#ofStep.all(step).map((row) => this.#whole(row)));

  readonly handIn: SlipStore["handIn"] = (id, at) =>
    write(this.db, () => {
      const slip = this.#mustFind(id);
      if (slip.frozenAt !== null) throw new StoreError("conflict", "The slip is frozen");
      if (at === null || slip.handedInAt === null) this.#handIn.run(at, id);
    });

  readonly show: SlipStore["show"] = (id, { shown, at, names }) =>
    write(this.db, () => {
      const { step, frozenAt } = this.#mustFind(id);
      if (frozenAt === null) throw new StoreError("conflict", "The slip is not revealed");
      this.#show.run(shown ? 1 : 0, id);
      for (const named of names(this.#ofStep.all(step).map((row) => this.#whole(row)))) this.#name.run(at, named.id);
    });

  readonly setKey: SlipStore["setKey"] = (step, members) =>
    write(this.db, () => {
      const now = this.#stepNow.get(step);
      if (!now) throw new StoreError("not-found");
      if (now.pass > 0) throw new StoreError("conflict", "The step was coded");
      this.#dropKey.run(step);
      for (const member of members) this.#addKey.run(step, member);
    });

  readonly keySetters: SlipStore["keySetters"] = (step) =>
    read(this.db, () => this.#keyOf.all(step).map((member) => MemberId.parse(member)));

  readonly kept: SlipStore["kept"] = () =>
    read(this.db, () => this.#kept.all().map(({ workshop }) => WorkshopId.parse(workshop)));

  readonly forget: SlipStore["forget"] = (step, left) =>
    write(this.db, () => {
      this.#keep(step, KeptSlips.parse(left));
      const rooms = this.#roomsOfStep.all(step).map((id) => RoomId.parse(id));
      for (const room of rooms) {
        for (const statement of this.#emptyRoom) statement.run(room);
        this.#closeRoom.run(room);
      }
      this.#drop.run(step);
      this.#cleaning.oweCleaning();
      return rooms;
    });

  readonly left: SlipStore["left"] = (step) =>
    read(this.db, () => {
      const counts = this.#countsLeft.all(step);
      const groups = this.#groupsLeft.all(step).map(({ pass, of, slips, withheld }) =>
        KeptGroup.parse({
          pass,
          group: of,
          slips,
          isWithheld: withheld === 1,
          passages: counts
            .filter((count) => count.pass === pass && count.of === of)
            .map(({ passage, revision, categories }) => ({
              passage,
              revision,
              categories: parseJson(KeptCount.shape.categories, categories),
            })),
        }),
      );
      const figures = this.#figuresLeft.get(step);
      return { groups, figures: figures === undefined ? null : parseJson(KeptSlips.shape.figures, figures) };
    });

  readonly tags: SlipStore["tags"] = (slips) =>
    read(this.db, () => this.#tags.all(JSON.stringify(slips)).map(toSlipTagRow));

  #keep(step: StepId, { groups, figures }: KeptSlips): void {
    for (const { pass, group, slips, isWithheld, passages } of groups) {
      this.#keepGroup.run({ step, pass, group, slips, withheld: isWithheld ? 1 : 0 });
      for (const { passage, revision, categories } of passages)
        this.#keepCount.run({ step, pass, group, passage, revision, categories: JSON.stringify(categories) });
    }
    if (figures) this.#keepFigures.run(step, JSON.stringify(figures));
  }

  #find(id: string): SlipRow | null {
    const row = this.#byId.get(id);
    return row === undefined ? null : this.#whole(row);
  }

  #mustFind(id: string): SlipRow {
    const slip = this.#find(id);
    if (!slip) throw new StoreError("not-found");
    return slip;
  }

  #whole(row: unknown): SlipRow {
    const slip = SlipColumns.parse(row);
    return { ...slip, rooms: RoomsOfSlip.parse(this.#roomsOf.all(slip.id)) };
  }
}

function toEdition(row: EditionColumns | undefined): Edition | null {
  return row ? { number: row.number, content: parseJson(MethodologyContent, row.content) } : null;
}
