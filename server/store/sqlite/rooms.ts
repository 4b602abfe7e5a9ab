import { RoomId, type CommentId, type MemberId } from "../../../schema/domain/ids.ts";
import { type RoomCommit, type RoomStore } from "../room-store.ts";
import { StoreError } from "../store-error.ts";
import { ChangeCounts } from "./file/change-counts.ts";
import { read, write } from "./file/intent.ts";
import { createDecisionInsert } from "./rows/decision-rows.ts";
import { createAnswerTimes } from "./rows/answer-rows.ts";
import { createNoteStamp } from "./rows/note-times.ts";
import { SqliteProjectedRows } from "./rows/projected-rows.ts";
import { toRoomRow, type RoomColumns } from "./rows/room-row.ts";
import { SqlitePart } from "./part.ts";

/** The logs of rooms, who wrote in them, and the rows they project into. */
export class SqliteRooms extends SqlitePart implements RoomStore {
  readonly #byId = this.db.prepare<[string], RoomColumns>("SELECT * FROM rooms WHERE id = ?");
  readonly #counts = ChangeCounts.of(this.db);
  readonly #subject = this.db
    .prepare<[string], string>("SELECT coalesce(verdict, output, kind) FROM rooms WHERE id = ?")
    .pluck();
  readonly #all = this.db.prepare<[], RoomColumns>("SELECT * FROM rooms ORDER BY id");
  readonly #place = this.db.prepare<[string], { seq: number; gone: number }>(
    "SELECT seq, gone FROM rooms WHERE id = ?",
  );
  readonly #advance = this.db.prepare(
    `UPDATE rooms SET seq = seq + ?, active_at = coalesce(?, active_at) WHERE id = ? AND seq = ? AND gone = 0
       AND NOT EXISTS (SELECT 1 FROM layers WHERE layers.id = rooms.layer AND layers.frozen_at IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM workshop_slips WHERE workshop_slips.id = rooms.slip
         AND (workshop_slips.frozen_at IS NOT NULL OR workshop_slips.handed_in_at IS NOT NULL))
       AND NOT (kind = 'output'
         AND EXISTS (SELECT 1 FROM outputs WHERE outputs.id = rooms.output AND outputs.status IN ('asked', 'approved')))`,
  );
  readonly #isFrozen = this.db.prepare(
    `SELECT 1 FROM rooms LEFT JOIN layers ON layers.id = rooms.layer LEFT JOIN workshop_slips ON workshop_slips.id = rooms.slip
     WHERE rooms.id = ? AND (layers.frozen_at IS NOT NULL OR workshop_slips.frozen_at IS NOT NULL)`,
  );
  readonly #mentionsOf = this.db.prepare<[{ member: string }], { room: RoomId; comment: CommentId }>(
    `SELECT room, comment FROM mentions WHERE member = :member
       AND NOT EXISTS (SELECT 1 FROM mentions_done AS done WHERE done.member = :member AND done.comment = mentions.comment)
     ORDER BY room, comment`,
  );
  readonly #endMention = this.db.prepare(
    "INSERT INTO mentions_done (member, comment, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  readonly #insertUpdate = this.db.prepare(
    "INSERT INTO room_log (room, seq, member, at, bytes) VALUES (?, ?, ?, ?, ?)",
  );
  readonly #updatesAfter = this.db
    .prepare<[string, number], Uint8Array>("SELECT bytes FROM room_log WHERE room = ? AND seq > ? ORDER BY seq")
    .pluck();
  readonly #dropUpdates = this.db.prepare("DELETE FROM room_log WHERE room = ? AND seq <= ?");
  readonly #snapshotOf = this.db.prepare<[string], { seq: number; state: Uint8Array }>(
    "SELECT seq, state FROM room_snapshots WHERE room = ?",
  );
  readonly #upsertSnapshot = this.db.prepare(
    `INSERT INTO room_snapshots (room, seq, state) VALUES (?, ?, ?)
     ON CONFLICT (room) DO UPDATE SET seq = excluded.seq, state = excluded.state`,
  );
  readonly #clientsOf = this.db.prepare<[string], { client: number; member: MemberId }>(
    "SELECT client, member FROM room_clients WHERE room = ? ORDER BY client",
  );
  readonly #bind = this.db.prepare(
    "INSERT INTO room_clients (room, client, member) VALUES (?, ?, ?) ON CONFLICT (room, client) DO NOTHING",
  );
  readonly #noteTyped = this.db.prepare(
    `INSERT INTO output_writers (output, member) SELECT output, :member FROM rooms WHERE id = :room AND kind = 'output'
     ON CONFLICT DO NOTHING`,
  );
  readonly #boundTo = this.db
    .prepare<[string, number], string>("SELECT member FROM room_clients WHERE room = ? AND client = ?")
    .pluck();
  readonly #projected = new SqliteProjectedRows(this.db);
  readonly #answerTimes = createAnswerTimes(this.db);
  readonly #stampNotes = createNoteStamp(this.db);
  readonly #insertDecision = createDecisionInsert(this.db);
  readonly #openNext = this.db.prepare(
    `INSERT INTO rooms (id, kind, verdict, audience, layer, slip, methodology, output, seq, active_at)
     SELECT :next, kind, verdict, audience, layer, slip, methodology, output, 1, active_at FROM rooms WHERE id = :room`,
  );
  readonly #closeForGood = this.db.prepare("UPDATE rooms SET gone = 1 WHERE id = ?");
  readonly #dropSnapshot = this.db.prepare("DELETE FROM room_snapshots WHERE room = ?");
  readonly #withOldRows = this.db
    .prepare<[], string>("SELECT id FROM rooms WHERE rows_old = 1 AND gone = 0 ORDER BY id")
    .pluck();
  readonly #noteNewRows = this.db.prepare("UPDATE rooms SET rows_old = 0 WHERE id = ?");
  readonly #dropBindings = this.db.prepare("DELETE FROM room_clients WHERE room = ?");

  readonly row: RoomStore["row"] = (id) =>
    read(this.db, () => {
      const row = this.#byId.get(id);
      return row ? toRoomRow(row) : null;
    });

  readonly all: RoomStore["all"] = () => read(this.db, () => this.#all.all().map(toRoomRow));

  readonly load: RoomStore["load"] = (id) =>
    read(this.db, () => {
      const row = this.#byId.get(id);
      if (!row) return null;
      const snapshot = this.#snapshotOf.get(id);
      const log = this.#updatesAfter.all(id, snapshot?.seq ?? 0);
      const clients = this.#clientsOf.all(id).map(({ client, member }): [number, MemberId] => [client, member]);
      return { room: toRoomRow(row), seq: row.seq, snapshot: snapshot?.state ?? null, log, clients };
    });

  readonly commit: RoomStore["commit"] = (commits) =>
    write(this.db, () => {
      for (const commit of commits) this.#within(commit.room, () => this.#commitOne(commit));
    });

  readonly compact: RoomStore["compact"] = (id: RoomId, seq, snapshotV2) =>
    write(this.db, () => {
      const now = this.#place.get(id);
      if (!now) throw new StoreError("not-found");
      const earlier = this.#snapshotOf.get(id);
      // An older snapshot than the one there would lose the updates between them.
      if (seq > now.seq || (earlier && seq < earlier.seq)) throw new StoreError("conflict");
      this.#within(id, () => {
        this.#upsertSnapshot.run(id, seq, snapshotV2);
        this.#dropUpdates.run(id, seq);
      });
    });

  readonly renew: RoomStore["renew"] = ({ room, expectedSeq, next, snapshotV2, clients, rows }) =>
    write(this.db, () => {
      const now = this.#place.get(room);
      if (!now) throw new StoreError("not-found");
      if (now.gone === 1 || now.seq !== expectedSeq) throw new StoreError("conflict", `Room ${room} has moved on`);
      this.#openNext.run({ room, next });
      this.#closeForGood.run(room);
      this.#answerTimes.move(room, next);
      this.#projected.clear(room);
      this.#dropUpdates.run(room, now.seq);
      this.#dropSnapshot.run(room);
      this.#dropBindings.run(room);
      // As if all had come in one update.
      this.#upsertSnapshot.run(next, 1, snapshotV2);
      for (const [client, member] of clients) this.#bind.run(next, client, member);
      this.#projected.upsert(next, rows);
    });

  readonly withOldRows: RoomStore["withOldRows"] = () =>
    read(this.db, () => this.#withOldRows.all().map((id) => RoomId.parse(id)));

  readonly replaceRows: RoomStore["replaceRows"] = (id, rows) =>
    write(this.db, () => {
      if (!this.#place.get(id)) throw new StoreError("not-found");
      if (this.#isFrozen.get(id)) return false;
      this.#projected.clear(id);
      this.#projected.upsert(id, rows);
      this.#noteNewRows.run(id);
      return true;
    });

  readonly rows: RoomStore["rows"] = (id) => read(this.db, () => this.#projected.of(id));

  readonly mentions: RoomStore["mentions"] = (member) => read(this.db, () => this.#mentionsOf.all({ member }));

  readonly endMentions: RoomStore["endMentions"] = (member, comments, at) =>
    write(this.db, () => {
      for (const comment of comments) this.#endMention.run(member, comment, at);
    });

  /** Whoever rests on other verdicts and documents is told by it that nothing of theirs was changed. */
  #within(room: RoomId, act: () => void): void {
    const subject = this.#subject.get(room);
    if (subject === undefined) act();
    else this.#counts.inRoomOf(subject, act);
  }

  #commitOne({ room, expectedSeq, updates, clients, typedBy = [], rows, besides = [] }: RoomCommit): void {
    const isHere = this.#advance.run(updates.length, updates.at(-1)?.at ?? null, room, expectedSeq).changes === 1;
    if (!isHere && !this.#place.get(room)) throw new StoreError("not-found");
    if (!isHere) throw new StoreError("conflict", `Room ${room} has moved on`);
    for (const [client, member] of clients)
      if (this.#bind.run(room, client, member).changes === 0 && this.#boundTo.get(room, client) !== member)
        throw new StoreError("conflict", `Client ${client} of room ${room} is bound to somebody else`);
    for (const member of typedBy) this.#noteTyped.run({ room, member });
    let seq = expectedSeq;
    for (const { member, bytes, at } of updates) this.#insertUpdate.run(room, ++seq, member, at, bytes);
    const last = updates.at(-1);
    if (last) {
      this.#answerTimes.stamp(rows.answers, last.at);
      this.#stampNotes(rows.annotations, last.member, last.at);
    }
    this.#projected.upsert(room, rows);
    for (const row of besides) this.#insertDecision(row);
  }
}
