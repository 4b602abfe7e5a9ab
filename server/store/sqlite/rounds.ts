import type { Database } from "better-sqlite3";
import { z } from "zod";
import { LayerId, MemberId, RoomId, RoundId } from "../../../schema/domain/ids.ts";
import { Round } from "../../../schema/domain/verdict.ts";
import type { CoderRow, NewCoder, RoundBeginning, RoundRow, RoundStore } from "../round-store.ts";
import { StoreError } from "../store.ts";
import { read, write } from "./intent.ts";

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
  const turnRevealed = db.prepare("UPDATE rounds SET mode = 'revealed', revealed_at = ? WHERE id = ?");
  const turnAdjudicated = db.prepare("UPDATE rounds SET mode = 'adjudicated', adjudicated_at = ? WHERE id = ?");
  const insertLayer = db.prepare("INSERT INTO layers (id, verdict, round, kind, owner) VALUES (?, ?, ?, ?, ?)");
  const insertRoom = db.prepare("INSERT INTO rooms (id, kind, verdict, layer) VALUES (?, 'layer', ?, ?)");
  const assign = db.prepare(
    `INSERT INTO assignments (round, member, due, assigned_by, assigned_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (round, member) DO UPDATE SET due = excluded.due`,
  );
  const unassign = db.prepare("DELETE FROM assignments WHERE round = ? AND member = ?");
  // Nobody answers for them: who has begun is not taken out.
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

  function mustBe(id: RoundId, mode: Round["mode"]): RoundColumns {
    const round = byId.get(id);
    if (!round) throw new StoreError("not-found");
    if (round.mode !== mode) throw new StoreError("conflict", `The round is ${round.mode}`);
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

  function dropCoder(round: RoundId, { member, layer }: CoderRow): RoomId[] {
    const rooms = closeRooms(layer);
    forgetLayer.run(layer);
    unassign.run(round, member);
    dropLayer.run(layer);
    return rooms;
  }

  function begin({ verdict, round, mode, next, shared, coders: all, by, at }: RoundBeginning): void {
    const newest = ofVerdict.all(verdict).at(-1);
    if (newest?.id !== round) throw new StoreError("conflict", "Another round has begun");
    const isFurther = newest.mode === "revealed" || newest.mode === "adjudicated";
    if (!isFurther && (newest.mode !== "open" || mode !== "blind"))
      throw new StoreError("conflict", `The round is ${newest.mode}`);
    if (isFurther) insertRound.run(next, verdict, newest.number + 1, mode, mode === "blind" ? at : null);
    else turnBlind.run(at, round);
    const id = isFurther ? next : round;
    if (mode === "blind") for (const coder of all) addCoder({ id, verdict }, coder, by, at);
    else {
      insertLayer.run(shared.layer, verdict, id, "shared", null);
      insertRoom.run(shared.room, verdict, shared.layer);
    }
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
            dropProposals.run(id, coder.member);
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
    adjudicate: (id, at) =>
      write(db, () => {
        mustBe(id, "revealed");
        turnAdjudicated.run(at, id);
      }),
    frozenRooms: (verdict) => read(db, () => FrozenRooms.parse(frozenRooms.all(verdict))),
  };
}

function toRound(row: RoundColumns): Omit<RoundRow, "coders"> {
  return {
    ...Round.parse(row),
    blindAt: row.blind_at,
    revealedAt: row.revealed_at,
    adjudicatedAt: row.adjudicated_at,
  };
}
