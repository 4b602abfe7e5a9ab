import type { Database } from "better-sqlite3";
import type { MemberId, RoomId } from "../../../schema/domain/ids.ts";
import { type RoomCommit, type RoomStore } from "../room-store.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";
import { createAnswerTimes } from "./rows/answer-rows.ts";
import { createProjectedRows } from "./rows/projected-rows.ts";
import { toRoomRow, type RoomColumns } from "./rows/room-row.ts";

/** The logs of rooms, who wrote in them, and the rows they project into. */
export function createRoomStore(db: Database): RoomStore {
  const byId = db.prepare<[string], RoomColumns>("SELECT * FROM rooms WHERE id = ?");
  const all = db.prepare<[], RoomColumns>("SELECT * FROM rooms ORDER BY id");
  const place = db.prepare<[string], { seq: number; gone: number }>("SELECT seq, gone FROM rooms WHERE id = ?");
  const advance = db.prepare(
    `UPDATE rooms SET seq = seq + ?, active_at = coalesce(?, active_at) WHERE id = ? AND seq = ? AND gone = 0
       AND NOT EXISTS (SELECT 1 FROM layers WHERE layers.id = rooms.layer AND layers.frozen_at IS NOT NULL)
       AND NOT (kind = 'output'
         AND EXISTS (SELECT 1 FROM outputs WHERE outputs.id = rooms.output AND outputs.status = 'approved'))`,
  );
  const isFrozen = db.prepare(
    "SELECT 1 FROM rooms JOIN layers ON layers.id = rooms.layer WHERE rooms.id = ? AND layers.frozen_at IS NOT NULL",
  );
  const insertUpdate = db.prepare("INSERT INTO room_log (room, seq, member, at, bytes) VALUES (?, ?, ?, ?, ?)");
  const updatesAfter = db
    .prepare<[string, number], Uint8Array>("SELECT bytes FROM room_log WHERE room = ? AND seq > ? ORDER BY seq")
    .pluck();
  const dropUpdates = db.prepare("DELETE FROM room_log WHERE room = ? AND seq <= ?");
  const snapshotOf = db.prepare<[string], { seq: number; state: Uint8Array }>(
    "SELECT seq, state FROM room_snapshots WHERE room = ?",
  );
  const upsertSnapshot = db.prepare(
    `INSERT INTO room_snapshots (room, seq, state) VALUES (?, ?, ?)
     ON CONFLICT (room) DO UPDATE SET seq = excluded.seq, state = excluded.state`,
  );
  const clientsOf = db.prepare<[string], { client: number; member: MemberId }>(
    "SELECT client, member FROM room_clients WHERE room = ? ORDER BY client",
  );
  const bind = db.prepare(
    "INSERT INTO room_clients (room, client, member) VALUES (?, ?, ?) ON CONFLICT (room, client) DO NOTHING",
  );
  const boundTo = db
    .prepare<[string, number], string>("SELECT member FROM room_clients WHERE room = ? AND client = ?")
    .pluck();
  const projected = createProjectedRows(db);
  const answerTimes = createAnswerTimes(db);
  const openNext = db.prepare(
    `INSERT INTO rooms (id, kind, verdict, audience, layer, methodology, output, seq, active_at)
     SELECT :next, kind, verdict, audience, layer, methodology, output, 1, active_at FROM rooms WHERE id = :room`,
  );
  const closeForGood = db.prepare("UPDATE rooms SET gone = 1 WHERE id = ?");
  const dropSnapshot = db.prepare("DELETE FROM room_snapshots WHERE room = ?");
  const dropBindings = db.prepare("DELETE FROM room_clients WHERE room = ?");

  function commitOne({ room, expectedSeq, updates, clients, rows }: RoomCommit): void {
    const isHere = advance.run(updates.length, updates.at(-1)?.at ?? null, room, expectedSeq).changes === 1;
    if (!isHere && !place.get(room)) throw new StoreError("not-found");
    if (!isHere) throw new StoreError("conflict", `Room ${room} has moved on`);
    for (const [client, member] of clients)
      if (bind.run(room, client, member).changes === 0 && boundTo.get(room, client) !== member)
        throw new StoreError("conflict", `Client ${client} of room ${room} is bound to somebody else`);
    let seq = expectedSeq;
    for (const { member, bytes, at } of updates) insertUpdate.run(room, ++seq, member, at, bytes);
    const at = updates.at(-1)?.at;
    if (at !== undefined) answerTimes.stamp(rows.answers, at);
    projected.upsert(room, rows);
  }

  return {
    row: (id) =>
      read(db, () => {
        const row = byId.get(id);
        return row ? toRoomRow(row) : null;
      }),
    all: () => read(db, () => all.all().map(toRoomRow)),
    load: (id) =>
      read(db, () => {
        const row = byId.get(id);
        if (!row) return null;
        const snapshot = snapshotOf.get(id);
        const log = updatesAfter.all(id, snapshot?.seq ?? 0);
        const clients = clientsOf.all(id).map(({ client, member }): [number, MemberId] => [client, member]);
        return { room: toRoomRow(row), seq: row.seq, snapshot: snapshot?.state ?? null, log, clients };
      }),
    commit: (commits) =>
      write(db, () => {
        for (const commit of commits) commitOne(commit);
      }),
    compact: (id: RoomId, seq, snapshotV2) =>
      write(db, () => {
        const now = place.get(id);
        if (!now) throw new StoreError("not-found");
        const earlier = snapshotOf.get(id);
        // An older snapshot than the one there would lose the updates between them.
        if (seq > now.seq || (earlier && seq < earlier.seq)) throw new StoreError("conflict");
        upsertSnapshot.run(id, seq, snapshotV2);
        dropUpdates.run(id, seq);
      }),
    renew: ({ room, expectedSeq, next, snapshotV2, clients, rows }) =>
      write(db, () => {
        const now = place.get(room);
        if (!now) throw new StoreError("not-found");
        if (now.gone === 1 || now.seq !== expectedSeq) throw new StoreError("conflict", `Room ${room} has moved on`);
        openNext.run({ room, next });
        closeForGood.run(room);
        answerTimes.move(room, next);
        projected.clear(room);
        dropUpdates.run(room, now.seq);
        dropSnapshot.run(room);
        dropBindings.run(room);
        // As if all had come in one update.
        upsertSnapshot.run(next, 1, snapshotV2);
        for (const [client, member] of clients) bind.run(next, client, member);
        projected.upsert(next, rows);
      }),
    replaceRows: (id, rows) =>
      write(db, () => {
        if (!place.get(id)) throw new StoreError("not-found");
        if (isFrozen.get(id)) return false;
        projected.clear(id);
        projected.upsert(id, rows);
        return true;
      }),
    rows: (id) => read(db, () => projected.of(id)),
  };
}
