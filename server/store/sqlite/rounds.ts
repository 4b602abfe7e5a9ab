import type { Database } from "better-sqlite3";
import { z } from "zod";
import { LayerId, MemberId, RoomId, RoundId } from "../../../schema/domain/ids.ts";
import { Round } from "../../../schema/domain/verdict.ts";
import type { CoderRow, NewCoder, RoundBeginning, RoundRow, RoundStore } from "../round-store.ts";
import { CalledOff, UNITS } from "../../../schema/protocol/http/rounds.ts";
import { draftsOf, typedFields } from "../called-off.ts";
import { rangesOf, within } from "../../../schema/text/paragraph-ranges.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import { CoderColumns } from "./rows/coder-row.ts";
import { SqliteProjectedRows } from "./rows/projected-rows.ts";
import { SqlitePart } from "./part.ts";

interface RoundColumns {
  id: string;
  verdict: string;
  number: number;
  mode: string;
  blind_at: string | null;
  revealed_at: string | null;
  adjudicated_at: string | null;
}

const FrozenRooms = z.array(z.object({ room: RoomId, layer: LayerId }));

/** Rounds, their coders, and what freezes with them; see RoundStore. */
export class SqliteRounds extends SqlitePart implements RoundStore {
  readonly #ofVerdict = this.db.prepare<[string], RoundColumns>(
    "SELECT * FROM rounds WHERE verdict = ? ORDER BY number",
  );
  readonly #byId = this.db.prepare<[string], RoundColumns>("SELECT * FROM rounds WHERE id = ?");
  // A room that was renewed, empty as it was, has a number but no time.
  readonly #codersOf = this.db.prepare<
    [string],
    { round: string; member: string; layer: string; frozen_at: string | null }
  >(
    `SELECT assignments.round, assignments.member, assignments.due, assignments.assigned_by, assignments.seen, assignments.reminded_by, assignments.reminded_at, layers.id AS layer, layers.frozen_at, layers.unfinished,
       EXISTS (SELECT 1 FROM rooms WHERE rooms.layer = layers.id AND rooms.active_at IS NOT NULL) AS has_begun
     FROM assignments JOIN layers ON layers.round = assignments.round AND layers.owner = assignments.member
     WHERE assignments.round = ? ORDER BY assignments.assigned_at, assignments.member`,
  );
  readonly #insertRound = this.db.prepare(
    "INSERT INTO rounds (id, verdict, number, mode, blind_at) VALUES (?, ?, ?, ?, ?)",
  );
  readonly #turnBlind = this.db.prepare("UPDATE rounds SET mode = 'blind', blind_at = ? WHERE id = ?");
  readonly #keepVersion = this.db.prepare(
    "UPDATE rounds SET methodology_version = (SELECT MAX(number) FROM methodology_versions) WHERE id = ?",
  );
  readonly #versionOf = this.db
    .prepare<[string], number | null>("SELECT methodology_version FROM rounds WHERE id = ?")
    .pluck();
  readonly #turnRevealed = this.db.prepare("UPDATE rounds SET mode = 'revealed', revealed_at = ? WHERE id = ?");
  readonly #rulingsOn = this.db
    .prepare<[string], number>("SELECT COALESCE(SUM(version), 0) FROM cases WHERE round = ?")
    .pluck();
  readonly #turnSettled = this.db.prepare("UPDATE rounds SET mode = 'adjudicated', adjudicated_at = ? WHERE id = ?");
  readonly #turnBack = this.db.prepare("UPDATE rounds SET mode = ?, adjudicated_at = NULL WHERE id = ?");
  readonly #noteUnsettled = this.db.prepare(
    `INSERT INTO standing_changes (round, verdict, number, made_by, at, act, reason)
     VALUES (:round, :verdict, (SELECT COALESCE(MAX(number), 0) + 1 FROM standing_changes WHERE round = :round), :by, :at,
       '{"act":{"kind":"unsettle"},"after":null}', :reason)`,
  );
  readonly #turnOpen = this.db.prepare(
    "UPDATE rounds SET mode = 'open', blind_at = NULL, methodology_version = NULL WHERE id = ?",
  );
  readonly #dropRound = this.db.prepare("DELETE FROM rounds WHERE id = ?");
  readonly #hasShared = this.db
    .prepare<[string], number>("SELECT 1 FROM layers WHERE round = ? AND kind = 'shared'")
    .pluck();
  readonly #dropReviews = this.db.prepare("DELETE FROM reviews WHERE layer = ?");
  readonly #insertCalledOff = this.db.prepare(
    "INSERT INTO called_off (id, verdict, member, at, entries) VALUES (:id, :verdict, :member, :at, :entries)",
  );
  readonly #calledOff = this.db.prepare<[string], CalledOffColumns>(
    "SELECT * FROM called_off WHERE verdict = ? ORDER BY at, id",
  );
  readonly #dropCalledOff = this.db.prepare("DELETE FROM called_off WHERE verdict = ? AND member = ? AND id = ?");
  readonly #projected = new SqliteProjectedRows(this.db);
  readonly #insertLayer = this.db.prepare(
    "INSERT INTO layers (id, verdict, round, kind, owner) VALUES (?, ?, ?, ?, ?)",
  );
  readonly #insertRoom = this.db.prepare("INSERT INTO rooms (id, kind, verdict, layer) VALUES (?, 'layer', ?, ?)");
  readonly #assign = this.db.prepare(
    `INSERT INTO assignments (round, member, due, assigned_by, assigned_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (round, member) DO UPDATE SET due = excluded.due`,
  );
  readonly #unassign = this.db.prepare("DELETE FROM assignments WHERE round = ? AND member = ?");
  readonly #see = this.db.prepare("UPDATE assignments SET seen = ? WHERE round = ? AND member = ?");
  readonly #remind = this.db.prepare(
    "UPDATE assignments SET reminded_by = ?, reminded_at = ? WHERE round = ? AND member = ?",
  );
  readonly #forgetSeen = this.db.prepare(
    "UPDATE assignments SET seen = '', reminded_by = NULL, reminded_at = NULL WHERE round = ?",
  );
  readonly #numbersOf = this.db
    .prepare<[string], string>(
      "SELECT DISTINCT each.value FROM revisions, json_each(revisions.numbers) AS each WHERE revisions.verdict = ?",
    )
    .pluck();
  readonly #proposalsOf = this.db.prepare<[string, string], ProposalColumns>(
    `SELECT id, verdict, kind, proposed_label AS label, created_at AS createdAt FROM units
     WHERE proposed_in = ? AND proposed_by = ? ORDER BY created_at, id`,
  );
  readonly #dropProposals = this.db.prepare("DELETE FROM units WHERE proposed_in = ? AND proposed_by = ?");
  readonly #dropLayer = this.db.prepare("DELETE FROM layers WHERE id = ?");
  readonly #freeze = this.db.prepare("UPDATE layers SET frozen_at = ? WHERE id = ? AND frozen_at IS NULL");
  readonly #noteUnfinished = this.db.prepare("UPDATE layers SET unfinished = 1 WHERE id = ?");
  readonly #unfreeze = this.db.prepare("UPDATE layers SET frozen_at = NULL WHERE id = ?");
  readonly #roomsOf = this.db.prepare<[string], string>("SELECT id FROM rooms WHERE layer = ? AND gone = 0").pluck();
  readonly #closeForGood = this.db.prepare("UPDATE rooms SET gone = 1 WHERE id = ?");
  readonly #forgetLayer = this.db.prepare("UPDATE rooms SET layer = NULL WHERE layer = ?");
  readonly #documents = ["room_log", "room_snapshots", "room_clients"].map((table) =>
    this.db.prepare(`DELETE FROM ${table} WHERE room = ?`),
  );
  readonly #frozenRooms = this.db.prepare<[string]>(
    `SELECT rooms.id AS room, layers.id AS layer FROM layers JOIN rooms ON rooms.layer = layers.id
     WHERE layers.verdict = ? AND layers.frozen_at IS NOT NULL AND rooms.gone = 1 ORDER BY layers.id, rooms.id`,
  );

  readonly of: RoundStore["of"] = (verdict) =>
    read(this.db, () =>
      this.#ofVerdict.all(verdict).map((row): RoundRow => ({ ...toRound(row), coders: this.#coders(row.id) })),
    );

  readonly begin: RoundStore["begin"] = (beginning) => write(this.db, () => this.#begin(beginning));

  readonly setCoders: RoundStore["setCoders"] = (id, named, by, at) =>
    write(this.db, () => {
      const round = this.#mustBe(id, "blind");
      const before = this.#coders(id);
      const gone: RoomId[] = [];
      for (const coder of before)
        if (!coder.hasBegun && !coder.frozenAt && !named.some(({ member }) => member === coder.member)) {
          // Nobody answers for them: who has begun is not taken out.
          this.#setProposalsAside(id, coder.member);
          gone.push(...this.#dropCoder(id, coder));
        }
      for (const coder of named) {
        const isKnown = before.some(({ member }) => member === coder.member);
        if (isKnown) this.#assign.run(id, coder.member, coder.due, by, at);
        else this.#addCoder(round, coder, by, at);
      }
      return gone;
    });

  readonly handIn: RoundStore["handIn"] = (round, coder, at) =>
    write(this.db, () => {
      this.#freeze.run(at, this.#layerOf(round, coder));
      this.#remind.run(null, null, round, coder);
    });

  readonly remind: RoundStore["remind"] = (id, by, at) =>
    write(this.db, () => {
      this.#mustBe(id, "blind");
      const missing = this.#coders(id).filter(({ frozenAt, reminded }) => frozenAt === null && reminded === null);
      for (const { member } of missing) this.#remind.run(by, at, id, member);
      return missing.map(({ member }) => member);
    });

  readonly see: RoundStore["see"] = (id, member, seen) =>
    write(this.db, () => {
      const { verdict } = this.#mustBe(id, "blind");
      const coder = this.#coders(id).find((each) => each.member === member);
      if (!coder) throw new StoreError("not-found");
      const numbers = this.#numbersOf.all(verdict);
      const all = rangesOf([...within(coder.seen, numbers), ...within(seen, numbers)]);
      if (all !== coder.seen) this.#see.run(all, id, member);
    });

  readonly takeBack: RoundStore["takeBack"] = (round, coder) =>
    write(this.db, () => {
      this.#unfreeze.run(this.#layerOf(round, coder));
    });

  readonly reveal: RoundStore["reveal"] = (id, without, at, named) =>
    write(this.db, () => {
      this.#mustBe(id, "blind");
      const gone: RoomId[] = [];
      const coders = this.#coders(id);
      const missing = coders.filter(({ frozenAt }) => frozenAt === null).map(({ member }) => member);
      if (!areThese(missing, without)) throw new StoreError("conflict", "Others have not handed in");
      const all = coders.map(({ member }) => member);
      if (named && !areThese(all, named)) throw new StoreError("conflict", "Others code it");
      for (const coder of coders) {
        if (!coder.frozenAt && !coder.hasBegun) gone.push(...this.#dropCoder(id, coder));
        else {
          this.#freeze.run(at, coder.layer);
          if (coder.frozenAt === null) this.#noteUnfinished.run(coder.layer);
          gone.push(...this.#closeRooms(coder.layer));
        }
      }
      this.#turnRevealed.run(at, id);
      this.#forgetSeen.run(id);
      return gone;
    });

  readonly callOff: RoundStore["callOff"] = (id, at) => write(this.db, () => this.#callOff(id, at));

  readonly calledOff: RoundStore["calledOff"] = (verdict, member) =>
    read(this.db, () =>
      this.#calledOff
        .all(verdict)
        .filter((row) => row.member === member)
        .map(toCalledOff),
    );

  readonly allCalledOff: RoundStore["allCalledOff"] = (verdict) =>
    read(this.db, () => this.#calledOff.all(verdict).map(toCalledOff));

  readonly dropCalledOff: RoundStore["dropCalledOff"] = (verdict, member, id) =>
    write(this.db, () => {
      if (this.#dropCalledOff.run(verdict, member, id).changes === 0) throw new StoreError("not-found");
    });

  readonly rulings: RoundStore["rulings"] = (id) => read(this.db, () => this.#rulingsOn.get(id) ?? 0);

  readonly settle: RoundStore["settle"] = (id, at, rulings) =>
    write(this.db, () => {
      if (this.#rulingsOn.get(id) !== rulings) throw new StoreError("conflict", "Somebody has ruled since");
      this.#mustBeNewest(this.#mustBe(id, "revealed", "open"));
      this.#turnSettled.run(at, id);
    });

  readonly unsettle: RoundStore["unsettle"] = (id, by, at, reason) =>
    write(this.db, () => {
      const round = this.#mustBe(id, "adjudicated");
      this.#mustBeNewest(round);
      // One that was tagged together was never revealed.
      this.#turnBack.run(round.revealed_at === null ? "open" : "revealed", id);
      this.#noteUnsettled.run({ round: id, verdict: round.verdict, by, at, reason });
    });

  readonly version: RoundStore["version"] = (round) => read(this.db, () => this.#versionOf.get(round) ?? null);

  readonly frozenRooms: RoundStore["frozenRooms"] = (verdict) =>
    read(this.db, () => FrozenRooms.parse(this.#frozenRooms.all(verdict)));

  #coders(round: string): CoderRow[] {
    return this.#codersOf.all(round).map((row) => CoderColumns.parse(row));
  }

  #mustBe(id: RoundId, ...modes: Round["mode"][]): RoundColumns {
    const round = this.#byId.get(id);
    if (!round) throw new StoreError("not-found");
    if (!modes.some((mode) => round.mode === mode)) throw new StoreError("conflict", `The round is ${round.mode}`);
    return round;
  }

  #addCoder(round: Pick<RoundColumns, "id" | "verdict">, coder: NewCoder, by: MemberId, at: string): void {
    this.#assign.run(round.id, coder.member, coder.due, by, at);
    this.#insertLayer.run(coder.layer, round.verdict, round.id, "own", coder.member);
    this.#insertRoom.run(coder.room, round.verdict, coder.layer);
  }

  /** The layer's rooms answer that they are gone; documents and who wrote in them are not kept. */
  #closeRooms(layer: LayerId): RoomId[] {
    const rooms = this.#roomsOf.all(layer).map((id) => RoomId.parse(id));
    for (const room of rooms) {
      this.#closeForGood.run(room);
      for (const statement of this.#documents) statement.run(room);
    }
    return rooms;
  }

  /** Units that a coder proposed become drafts of theirs. */
  #setProposalsAside(round: RoundId, member: MemberId): void {
    for (const { id, verdict, createdAt: at, ...fields } of this.#proposalsOf.all(round, member)) {
      const entries = [{ root: UNITS, id, made: true, fields }];
      this.#insertCalledOff.run({ id, verdict, member, at, entries: JSON.stringify(entries) });
    }
    this.#dropProposals.run(round, member);
  }

  #dropCoder(round: RoundId, { member, layer }: CoderRow): RoomId[] {
    const rooms = this.#closeRooms(layer);
    this.#forgetLayer.run(layer);
    this.#unassign.run(round, member);
    this.#dropLayer.run(layer);
    return rooms;
  }

  #begin({ verdict, round, next, coders: all, by, at }: RoundBeginning): void {
    const newest = this.#ofVerdict.all(verdict).at(-1);
    if (newest?.id !== round) throw new StoreError("conflict", "Another round has begun");
    const isFurther = newest.mode === "revealed" || newest.mode === "adjudicated";
    if (!isFurther && newest.mode !== "open") throw new StoreError("conflict", `The round is ${newest.mode}`);
    if (isFurther) this.#insertRound.run(next, verdict, newest.number + 1, "blind", at);
    else this.#turnBlind.run(at, round);
    const id = isFurther ? next : round;
    this.#keepVersion.run(id);
    for (const coder of all) this.#addCoder({ id, verdict }, coder, by, at);
  }

  #mustBeNewest({ id, verdict }: RoundColumns): void {
    if (this.#ofVerdict.all(verdict).at(-1)?.id !== id) throw new StoreError("conflict", "Another round has begun");
  }

  #callOff(id: RoundId, at: string): RoomId[] {
    const { verdict } = this.#mustBe(id, "blind");
    const all = this.#coders(id);
    if (all.some(({ frozenAt }) => frozenAt !== null)) throw new StoreError("conflict", "A coder has handed in");
    const gone: RoomId[] = [];
    for (const coder of all) {
      const { member, layer } = coder;
      for (const room of this.#roomsOf.all(layer).map((each) => RoomId.parse(each))) {
        for (const draft of draftsOf(this.#projected.of(room)))
          this.#insertCalledOff.run({
            id: draft.id,
            verdict,
            member,
            at: draft.at ?? at,
            entries: JSON.stringify(draft.entries),
          });
        this.#projected.clear(room);
      }
      this.#dropReviews.run(layer);
      this.#setProposalsAside(id, member);
      gone.push(...this.#dropCoder(id, coder));
    }
    if (this.#hasShared.get(id)) this.#turnOpen.run(id);
    else this.#dropRound.run(id);
    return gone;
  }

  /** The coder's layer in a blind round. */
  #layerOf(round: RoundId, member: MemberId): LayerId {
    this.#mustBe(round, "blind");
    const coder = this.#coders(round).find((each) => each.member === member);
    if (!coder) throw new StoreError("not-found");
    return coder.layer;
  }
}

interface ProposalColumns {
  id: string;
  verdict: string;
  kind: string;
  label: string;
  createdAt: string;
}

interface CalledOffColumns {
  id: string;
  member: string;
  at: string;
  entries: string;
}

function toCalledOff({ id, at, entries }: CalledOffColumns): CalledOff {
  return { id, at, entries: parseJson(CalledOff.shape.entries, entries) };
}

/** Rewrites what people typed into work of rounds that were called off; `id` as in the trace of an erasure. */
export function createCalledOffRewriting(
  db: Database,
): (verdict: string, rewrite: (text: string, id: string) => string) => void {
  const select = db.prepare<[string], CalledOffColumns>("SELECT * FROM called_off WHERE verdict = ?");
  const update = db.prepare("UPDATE called_off SET entries = ? WHERE id = ?");
  return (verdict, rewrite) => {
    for (const row of select.all(verdict)) {
      const entries = toCalledOff(row).entries.map((entry) => {
        const fields = { ...entry.fields };
        for (const { name, text, id } of typedFields(row.id, entry))
          fields[name] = rewrite(text, id).slice(0, WORDS_MAX);
        return { ...entry, fields };
      });
      const next = JSON.stringify(entries);
      if (next !== row.entries) update.run(next, row.id);
    }
  };
}

const WORDS_MAX = 20_000;

function toRound(row: RoundColumns): Omit<RoundRow, "coders"> {
  return {
    ...Round.parse(row),
    blindAt: row.blind_at,
    revealedAt: row.revealed_at,
    adjudicatedAt: row.adjudicated_at,
  };
}

/** Whether each is named, and nobody else. */
function areThese(members: readonly MemberId[], named: readonly MemberId[]): boolean {
  return new Set(named).size === members.length && members.every((member) => named.includes(member));
}
