import type { Database } from "better-sqlite3";
import { z } from "zod";
import { LayerId, MemberId, RoomId, RoundId } from "../../../schema/domain/ids.ts";
import { Round } from "../../../schema/domain/verdict.ts";
import type { CoderRow, NewCoder, RoundBeginning, RoundRow, RoundStore } from "../round-store.ts";
import { CalledOff, UNITS } from "../../../schema/protocol/http/rounds.ts";
import { draftsOf, typedFields } from "../called-off.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import { createProjectedRows } from "./rows/projected-rows.ts";

interface RoundColumns {
  id: string;
  verdict: string;
  number: number;
  mode: string;
  blind_at: string | null;
  revealed_at: string | null;
  adjudicated_at: string | null;
}

const CoderColumns = z
  .object({
    round: RoundId,
    member: MemberId,
    due: z.string().nullable(),
    layer: LayerId,
    frozen_at: z.string().nullable(),
    has_begun: z.int(),
  })
  .transform(({ frozen_at, has_begun, round: _round, ...row }): CoderRow => ({
    ...row,
    frozenAt: frozen_at,
    hasBegun: has_begun === 1,
  }));

const FrozenRooms = z.array(z.object({ room: RoomId, layer: LayerId }));

/** Rounds, their coders, and what freezes with them; see RoundStore. */
export function createRoundStore(db: Database): RoundStore {
  const ofVerdict = db.prepare<[string], RoundColumns>("SELECT * FROM rounds WHERE verdict = ? ORDER BY number");
  const byId = db.prepare<[string], RoundColumns>("SELECT * FROM rounds WHERE id = ?");
  // A room that was renewed, empty as it was, has a number but no time.
  const codersOf = db.prepare<[string], { round: string; member: string; layer: string; frozen_at: string | null }>(
    `SELECT assignments.round, assignments.member, assignments.due, layers.id AS layer, layers.frozen_at,
       EXISTS (SELECT 1 FROM rooms WHERE rooms.layer = layers.id AND rooms.active_at IS NOT NULL) AS has_begun
     FROM assignments JOIN layers ON layers.round = assignments.round AND layers.owner = assignments.member
     WHERE assignments.round = ? ORDER BY assignments.assigned_at, assignments.member`,
  );
  const insertRound = db.prepare("INSERT INTO rounds (id, verdict, number, mode, blind_at) VALUES (?, ?, ?, ?, ?)");
  const turnBlind = db.prepare("UPDATE rounds SET mode = 'blind', blind_at = ? WHERE id = ?");
  const keepVersion = db.prepare(
    "UPDATE rounds SET methodology_version = (SELECT MAX(number) FROM methodology_versions) WHERE id = ?",
  );
  const versionOf = db.prepare<[string], number | null>("SELECT methodology_version FROM rounds WHERE id = ?").pluck();
  const turnRevealed = db.prepare("UPDATE rounds SET mode = 'revealed', revealed_at = ? WHERE id = ?");
  const turnSettled = db.prepare("UPDATE rounds SET mode = 'adjudicated', adjudicated_at = ? WHERE id = ?");
  const turnBack = db.prepare("UPDATE rounds SET mode = ?, adjudicated_at = NULL WHERE id = ?");
  const noteUnsettled = db.prepare(
    `INSERT INTO standing_changes (round, verdict, number, made_by, at, act, reason)
     VALUES (:round, :verdict, (SELECT COALESCE(MAX(number), 0) + 1 FROM standing_changes WHERE round = :round), :by, :at,
       '{"act":{"kind":"unsettle"},"after":null}', :reason)`,
  );
  const turnOpen = db.prepare(
    "UPDATE rounds SET mode = 'open', blind_at = NULL, methodology_version = NULL WHERE id = ?",
  );
  const dropRound = db.prepare("DELETE FROM rounds WHERE id = ?");
  const hasShared = db.prepare<[string], number>("SELECT 1 FROM layers WHERE round = ? AND kind = 'shared'").pluck();
  const dropReviews = db.prepare("DELETE FROM reviews WHERE layer = ?");
  const insertCalledOff = db.prepare(
    "INSERT INTO called_off (id, verdict, member, at, entries) VALUES (:id, :verdict, :member, :at, :entries)",
  );
  const calledOff = db.prepare<[string], CalledOffColumns>(
    "SELECT * FROM called_off WHERE verdict = ? ORDER BY at, id",
  );
  const dropCalledOff = db.prepare("DELETE FROM called_off WHERE verdict = ? AND member = ? AND id = ?");
  const projected = createProjectedRows(db);
  const insertLayer = db.prepare("INSERT INTO layers (id, verdict, round, kind, owner) VALUES (?, ?, ?, ?, ?)");
  const insertRoom = db.prepare("INSERT INTO rooms (id, kind, verdict, layer) VALUES (?, 'layer', ?, ?)");
  const assign = db.prepare(
    `INSERT INTO assignments (round, member, due, assigned_by, assigned_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (round, member) DO UPDATE SET due = excluded.due`,
  );
  const unassign = db.prepare("DELETE FROM assignments WHERE round = ? AND member = ?");
  const proposalsOf = db.prepare<[string, string], ProposalColumns>(
    `SELECT id, verdict, kind, proposed_label AS label, created_at AS createdAt FROM units
     WHERE proposed_in = ? AND proposed_by = ? ORDER BY created_at, id`,
  );
  const dropProposals = db.prepare("DELETE FROM units WHERE proposed_in = ? AND proposed_by = ?");
  const dropLayer = db.prepare("DELETE FROM layers WHERE id = ?");
  const freeze = db.prepare("UPDATE layers SET frozen_at = ? WHERE id = ? AND frozen_at IS NULL");
  const unfreeze = db.prepare("UPDATE layers SET frozen_at = NULL WHERE id = ?");
  const roomsOf = db.prepare<[string], string>("SELECT id FROM rooms WHERE layer = ? AND gone = 0").pluck();
  const closeForGood = db.prepare("UPDATE rooms SET gone = 1 WHERE id = ?");
  const forgetLayer = db.prepare("UPDATE rooms SET layer = NULL WHERE layer = ?");
  const documents = ["room_log", "room_snapshots", "room_clients"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE room = ?`),
  );
  const frozenRooms = db.prepare<[string]>(
    `SELECT rooms.id AS room, layers.id AS layer FROM layers JOIN rooms ON rooms.layer = layers.id
     WHERE layers.verdict = ? AND layers.frozen_at IS NOT NULL AND rooms.gone = 1 ORDER BY layers.id, rooms.id`,
  );

  function coders(round: string): CoderRow[] {
    return codersOf.all(round).map((row) => CoderColumns.parse(row));
  }

  function mustBe(id: RoundId, ...modes: Round["mode"][]): RoundColumns {
    const round = byId.get(id);
    if (!round) throw new StoreError("not-found");
    if (!modes.some((mode) => round.mode === mode)) throw new StoreError("conflict", `The round is ${round.mode}`);
    return round;
  }

  function addCoder(round: Pick<RoundColumns, "id" | "verdict">, coder: NewCoder, by: MemberId, at: string): void {
    assign.run(round.id, coder.member, coder.due, by, at);
    insertLayer.run(coder.layer, round.verdict, round.id, "own", coder.member);
    insertRoom.run(coder.room, round.verdict, coder.layer);
  }

  /** The layer's rooms answer that they are gone; documents and who wrote in them are not kept. */
  function closeRooms(layer: LayerId): RoomId[] {
    const rooms = roomsOf.all(layer).map((id) => RoomId.parse(id));
    for (const room of rooms) {
      closeForGood.run(room);
      for (const statement of documents) statement.run(room);
    }
    return rooms;
  }

  /** Units that a coder proposed become drafts of theirs. */
  function setProposalsAside(round: RoundId, member: MemberId): void {
    for (const { id, verdict, createdAt: at, ...fields } of proposalsOf.all(round, member)) {
      const entries = [{ root: UNITS, id, made: true, fields }];
      insertCalledOff.run({ id, verdict, member, at, entries: JSON.stringify(entries) });
    }
    dropProposals.run(round, member);
  }

  function dropCoder(round: RoundId, { member, layer }: CoderRow): RoomId[] {
    const rooms = closeRooms(layer);
    forgetLayer.run(layer);
    unassign.run(round, member);
    dropLayer.run(layer);
    return rooms;
  }

  function begin({ verdict, round, next, coders: all, by, at }: RoundBeginning): void {
    const newest = ofVerdict.all(verdict).at(-1);
    if (newest?.id !== round) throw new StoreError("conflict", "Another round has begun");
    const isFurther = newest.mode === "revealed" || newest.mode === "adjudicated";
    if (!isFurther && newest.mode !== "open") throw new StoreError("conflict", `The round is ${newest.mode}`);
    if (isFurther) insertRound.run(next, verdict, newest.number + 1, "blind", at);
    else turnBlind.run(at, round);
    const id = isFurther ? next : round;
    keepVersion.run(id);
    for (const coder of all) addCoder({ id, verdict }, coder, by, at);
  }

  function mustBeNewest({ id, verdict }: RoundColumns): void {
    if (ofVerdict.all(verdict).at(-1)?.id !== id) throw new StoreError("conflict", "Another round has begun");
  }

  function callOff(id: RoundId, at: string): RoomId[] {
    const { verdict } = mustBe(id, "blind");
    const all = coders(id);
    if (all.some(({ frozenAt }) => frozenAt !== null)) throw new StoreError("conflict", "A coder has handed in");
    const gone: RoomId[] = [];
    for (const coder of all) {
      const { member, layer } = coder;
      for (const room of roomsOf.all(layer).map((each) => RoomId.parse(each))) {
        for (const draft of draftsOf(projected.of(room)))
          insertCalledOff.run({
            id: draft.id,
            verdict,
            member,
            at: draft.at ?? at,
            entries: JSON.stringify(draft.entries),
          });
        projected.clear(room);
      }
      dropReviews.run(layer);
      setProposalsAside(id, member);
      gone.push(...dropCoder(id, coder));
    }
    if (hasShared.get(id)) turnOpen.run(id);
    else dropRound.run(id);
    return gone;
  }

  /** The coder's layer in a blind round. */
  function layerOf(round: RoundId, member: MemberId): LayerId {
    mustBe(round, "blind");
    const coder = coders(round).find((each) => each.member === member);
    if (!coder) throw new StoreError("not-found");
    return coder.layer;
  }

  return {
    of: (verdict) =>
      read(db, () => ofVerdict.all(verdict).map((row): RoundRow => ({ ...toRound(row), coders: coders(row.id) }))),
    begin: (beginning) => write(db, () => begin(beginning)),
    setCoders: (id, named, by, at) =>
      write(db, () => {
        const round = mustBe(id, "blind");
        const before = coders(id);
        const gone: RoomId[] = [];
        for (const coder of before)
          if (!coder.hasBegun && !coder.frozenAt && !named.some(({ member }) => member === coder.member)) {
            // Nobody answers for them: who has begun is not taken out.
            setProposalsAside(id, coder.member);
            gone.push(...dropCoder(id, coder));
          }
        for (const coder of named) {
          const isKnown = before.some(({ member }) => member === coder.member);
          if (isKnown) assign.run(id, coder.member, coder.due, by, at);
          else addCoder(round, coder, by, at);
        }
        return gone;
      }),
    handIn: (round, coder, at) =>
      write(db, () => {
        freeze.run(at, layerOf(round, coder));
      }),
    takeBack: (round, coder) =>
      write(db, () => {
        unfreeze.run(layerOf(round, coder));
      }),
    reveal: (id, without, at) =>
      write(db, () => {
        mustBe(id, "blind");
        const gone: RoomId[] = [];
        for (const coder of coders(id)) {
          if (!coder.frozenAt && !without.includes(coder.member))
            throw new StoreError("conflict", "A coder has not handed in");
          if (!coder.frozenAt && !coder.hasBegun) gone.push(...dropCoder(id, coder));
          else {
            freeze.run(at, coder.layer);
            gone.push(...closeRooms(coder.layer));
          }
        }
        turnRevealed.run(at, id);
        return gone;
      }),
    callOff: (id, at) => write(db, () => callOff(id, at)),
    calledOff: (verdict, member) =>
      read(db, () =>
        calledOff
          .all(verdict)
          .filter((row) => row.member === member)
          .map(toCalledOff),
      ),
    allCalledOff: (verdict) => read(db, () => calledOff.all(verdict).map(toCalledOff)),
    dropCalledOff: (verdict, member, id) =>
      write(db, () => {
        if (dropCalledOff.run(verdict, member, id).changes === 0) throw new StoreError("not-found");
      }),
    settle: (id, at) =>
      write(db, () => {
        mustBeNewest(mustBe(id, "revealed", "open"));
        turnSettled.run(at, id);
      }),
    unsettle: (id, by, at, reason) =>
      write(db, () => {
        const round = mustBe(id, "adjudicated");
        mustBeNewest(round);
        // One that was tagged together was never revealed.
        turnBack.run(round.revealed_at === null ? "open" : "revealed", id);
        noteUnsettled.run({ round: id, verdict: round.verdict, by, at, reason });
      }),
    version: (round) => read(db, () => versionOf.get(round) ?? null),
    frozenRooms: (verdict) => read(db, () => FrozenRooms.parse(frozenRooms.all(verdict))),
  };
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
