import { describe, expect, it } from "vitest";
import type { RoomRows } from "../../../server/store/rows.ts";
import { MemberId, newId, RoomId } from "../../../schema/domain/ids.ts";
import {
  aComment,
  aCommit,
  addNetwork,
  after,
  anAnnotation,
  aThread,
  aVerdict,
  expectFailure,
  NO_ROWS,
  NOW,
  type StoreUnderTest,
} from "./store-fixture.ts";

const LARGEST_CLIENT = 2 ** 32 - 1;

export function describeRooms({ store, reopen }: StoreUnderTest): void {
  describe("rooms", () => {
    it("a room begins empty, and one that is not there is null", async () => {
      const { verdict } = await addNetwork(store());
      const room = await store().rooms.row(verdict.rooms.layer);
      expect(await store().rooms.load(verdict.rooms.layer)).toEqual({
        room,
        seq: 0,
        snapshot: null,
        log: [],
        clients: [],
      });
      expect(await store().rooms.load(newId(RoomId))).toBeNull();
      expect(await store().rooms.all()).toHaveLength(3);
    });

    it("a commit stores updates in order, bindings and rows, and all is there after a restart", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const room = verdict.rooms.layer;
      const annotation = anAnnotation(verdict, lawyer.id, {
        note: "Ranjivost – „žena“ 𝔸",
        anchor: {
          revision: 1,
          ranges: [
            { start: 1, end: 4 },
            { start: 9, end: 30 },
          ],
        },
      });
      await store().rooms.commit([
        aCommit(room, 0, lawyer.id, {
          updates: [
            { member: lawyer.id, bytes: new Uint8Array([0, 255]), at: NOW },
            { member: facilitator.id, bytes: new Uint8Array([1]), at: after(1) },
          ],
          clients: [
            [LARGEST_CLIENT, lawyer.id],
            [7, facilitator.id],
          ],
          rows: { ...NO_ROWS, annotations: [annotation] },
        }),
      ]);
      await store().rooms.commit([
        aCommit(room, 2, lawyer.id, { updates: [{ member: lawyer.id, bytes: new Uint8Array([2]), at: after(2) }] }),
      ]);
      const again = await reopen();
      const state = await again.rooms.load(room);
      expect(state?.seq).toBe(3);
      expect(state?.log.map((bytes) => [...bytes])).toEqual([[0, 255], [1], [2]]);
      expect(state?.clients).toEqual([
        [7, facilitator.id],
        [LARGEST_CLIENT, lawyer.id],
      ]);
      expect(await again.rooms.rows(room)).toEqual({ ...NO_ROWS, annotations: [annotation] });
    });

    it("a commit on a seq that has passed is a conflict and stores nothing", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const room = verdict.rooms.layer;
      await store().rooms.commit([aCommit(room, 0, lawyer.id)]);
      const late = aCommit(room, 0, lawyer.id, {
        clients: [[9, lawyer.id]],
        rows: { ...NO_ROWS, annotations: [anAnnotation(verdict, lawyer.id)] },
      });
      await expectFailure(store().rooms.commit([late]), "conflict");
      await expectFailure(store().rooms.commit([{ ...late, expectedSeq: 2 }]), "conflict");
      expect(await store().rooms.load(room)).toMatchObject({ seq: 1, clients: [] });
      expect(await store().rooms.rows(room)).toEqual(NO_ROWS);
    });

    it("of two rooms in one commit, the conflict of one stores nothing of the other", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const good = aCommit(verdict.rooms.layer, 0, lawyer.id, {
        clients: [[9, lawyer.id]],
        rows: { ...NO_ROWS, annotations: [anAnnotation(verdict, lawyer.id)] },
      });
      const bad = aCommit(verdict.rooms.internal, 5, lawyer.id);
      await expectFailure(store().rooms.commit([good, bad]), "conflict");
      const again = await reopen();
      expect(await again.rooms.load(verdict.rooms.layer)).toMatchObject({ seq: 0, log: [], clients: [] });
      expect(await again.rooms.rows(verdict.rooms.layer)).toEqual(NO_ROWS);
      await again.rooms.commit([good, { ...bad, expectedSeq: 0 }]);
      expect(await again.rooms.load(verdict.rooms.internal)).toMatchObject({ seq: 1 });
    });

    it("of many commits on the same seq at once, one is stored", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const tries = Array.from({ length: 6 }, () => store().rooms.commit([aCommit(verdict.rooms.layer, 0, lawyer.id)]));
      const outcomes = await Promise.allSettled(tries);
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      expect(await store().rooms.load(verdict.rooms.layer)).toMatchObject({ seq: 1 });
    });

    it("a client id stays with the member who had it first, in its room", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const { layer, internal } = verdict.rooms;
      await store().rooms.commit([aCommit(layer, 0, lawyer.id, { clients: [[7, lawyer.id]] })]);
      await store().rooms.commit([aCommit(layer, 1, lawyer.id, { clients: [[7, lawyer.id]] })]);
      await expectFailure(
        store().rooms.commit([aCommit(layer, 2, facilitator.id, { clients: [[7, facilitator.id]] })]),
        "conflict",
      );
      await store().rooms.commit([aCommit(internal, 0, facilitator.id, { clients: [[7, facilitator.id]] })]);
      expect(await store().rooms.load(layer)).toMatchObject({ seq: 2, clients: [[7, lawyer.id]] });
    });

    it("a commit to a room or by a member that is not there is refused", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      await expectFailure(store().rooms.commit([aCommit(newId(RoomId), 0, lawyer.id)]), "not-found");
      await expectFailure(store().rooms.commit([aCommit(verdict.rooms.layer, 0, newId(MemberId))]), "not-found");
      expect(await store().rooms.load(verdict.rooms.layer)).toMatchObject({ seq: 0, log: [] });
    });

    it("a row is written over by its id, in every field that can change", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const { layer, internal } = verdict.rooms;
      const annotation = anAnnotation(verdict, lawyer.id);
      const thread = aThread(verdict, lawyer.id);
      const comment = aComment(thread, lawyer.id);
      await store().rooms.commit([
        aCommit(layer, 0, lawyer.id, { rows: { ...NO_ROWS, annotations: [annotation] } }),
        aCommit(internal, 0, lawyer.id, { rows: { ...NO_ROWS, threads: [thread], comments: [comment] } }),
      ]);
      const changed = {
        ...annotation,
        category: anAnnotation(verdict, lawyer.id, { category: "act.recruitment" as typeof annotation.category })
          .category,
        version: 2,
        anchor: { revision: 2, ranges: [{ start: 3, end: 5 }] },
        note: "nova",
        deleted: after(3),
        lastWriter: facilitator.id,
      };
      const hung = {
        ...thread,
        anchor: null,
        annotation: annotation.id,
        applied: annotation.id,
        resolved: after(4),
        deleted: after(5),
      };
      const edited = { ...comment, body: "Zato.", editedAt: after(6), deleted: after(7) };
      await store().rooms.commit([
        aCommit(layer, 1, lawyer.id, { rows: { ...NO_ROWS, annotations: [changed] } }),
        aCommit(internal, 1, lawyer.id, { rows: { ...NO_ROWS, threads: [hung], comments: [edited] } }),
      ]);
      expect(await store().rooms.rows(layer)).toEqual({ ...NO_ROWS, annotations: [changed] });
      expect(await store().rooms.rows(internal)).toEqual({ ...NO_ROWS, threads: [hung], comments: [edited] });
    });

    it("a row of one room is never written over from another, whatever the row says", async () => {
      const { organisation, lawyer, facilitator, verdict } = await addNetwork(store());
      const other = aVerdict(organisation.id, facilitator.id);
      await store().verdicts.add(other);
      const mine = anAnnotation(verdict, lawyer.id, { note: "mine" });
      const thread = aThread(verdict, lawyer.id);
      const comment = aComment(thread, lawyer.id);
      await store().rooms.commit([
        aCommit(verdict.rooms.layer, 0, lawyer.id, { rows: { ...NO_ROWS, annotations: [mine] } }),
        aCommit(verdict.rooms.internal, 0, lawyer.id, { rows: { ...NO_ROWS, threads: [thread], comments: [comment] } }),
      ]);
      const stolen = anAnnotation(other, facilitator.id, { id: mine.id, note: "stolen" });
      const there = { room: other.rooms.internal, verdict: other.verdict.id };
      const attempts: [RoomId, RoomRows][] = [
        [other.rooms.layer, { ...NO_ROWS, annotations: [stolen] }],
        [other.rooms.layer, { ...NO_ROWS, annotations: [{ ...stolen, room: verdict.rooms.layer }] }],
        [other.rooms.internal, { ...NO_ROWS, threads: [{ ...thread, ...there }] }],
        [other.rooms.internal, { ...NO_ROWS, comments: [{ ...comment, ...there }] }],
      ];
      for (const [room, rows] of attempts) {
        await expectFailure(store().rooms.commit([aCommit(room, 0, facilitator.id, { rows })]), "conflict");
        await expectFailure(store().rooms.replaceRows(room, rows), "conflict");
      }
      expect((await store().rooms.rows(verdict.rooms.layer)).annotations).toEqual([mine]);
      expect(await store().rooms.rows(verdict.rooms.internal)).toEqual({
        ...NO_ROWS,
        threads: [thread],
        comments: [comment],
      });
      expect(await store().rooms.load(other.rooms.layer)).toMatchObject({ seq: 0 });
    });

    it("compaction puts a snapshot in the place of the updates it holds and keeps later ones, bindings and rows", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const room = verdict.rooms.layer;
      const annotation = anAnnotation(verdict, lawyer.id);
      for (const seq of [0, 1, 2])
        await store().rooms.commit([
          aCommit(room, seq, lawyer.id, { clients: [[7, lawyer.id]], rows: { ...NO_ROWS, annotations: [annotation] } }),
        ]);
      await store().rooms.compact(room, 2, new Uint8Array([42]));
      const again = await reopen();
      const state = await again.rooms.load(room);
      expect(state).toMatchObject({ seq: 3, clients: [[7, lawyer.id]] });
      expect([...(state?.snapshot ?? [])]).toEqual([42]);
      expect(state?.log.map((bytes) => bytes[0])).toEqual([2]);
      expect((await again.rooms.rows(room)).annotations).toEqual([annotation]);
      await again.rooms.compact(room, 3, new Uint8Array([43]));
      await again.rooms.commit([aCommit(room, 3, lawyer.id)]);
      expect((await again.rooms.load(room))?.log.map((bytes) => bytes[0])).toEqual([3]);
    });

    it("a snapshot older than the one there, or newer than the log, is refused", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const room = verdict.rooms.layer;
      for (const seq of [0, 1]) await store().rooms.commit([aCommit(room, seq, lawyer.id)]);
      await store().rooms.compact(room, 2, new Uint8Array([2]));
      await expectFailure(store().rooms.compact(room, 1, new Uint8Array([1])), "conflict");
      await expectFailure(store().rooms.compact(room, 3, new Uint8Array([3])), "conflict");
      await expectFailure(store().rooms.compact(newId(RoomId), 0, new Uint8Array([0])), "not-found");
      expect([...((await store().rooms.load(room))?.snapshot ?? [])]).toEqual([2]);
    });

    it("a renewed room is gone, and the next one holds its rows and its new document in the same place", async () => {
      const { lawyer, facilitator, verdict } = await addNetwork(store());
      const room = verdict.rooms.layer;
      const annotation = anAnnotation(verdict, lawyer.id);
      const rows = { ...NO_ROWS, annotations: [annotation] };
      await store().rooms.commit([aCommit(room, 0, lawyer.id, { clients: [[7, lawyer.id]], rows })]);
      await store().rooms.compact(room, 1, new Uint8Array([1]));
      await store().rooms.commit([aCommit(room, 1, lawyer.id)]);
      const next = newId(RoomId);
      const renewal = {
        room,
        expectedSeq: 2,
        next,
        snapshotV2: new Uint8Array([2]),
        clients: [[9, facilitator.id]] as [number, MemberId][],
        rows: { ...NO_ROWS, annotations: [{ ...annotation, room: next }] },
      };
      await expectFailure(store().rooms.renew({ ...renewal, expectedSeq: 1 }), "conflict");
      await expectFailure(store().rooms.renew({ ...renewal, room: newId(RoomId) }), "not-found");
      const before = await store().rooms.row(room);
      await store().rooms.renew(renewal);
      const reopened = await reopen();
      expect(await reopened.rooms.load(room)).toMatchObject({
        room: { gone: true },
        snapshot: null,
        log: [],
        clients: [],
      });
      expect(await reopened.rooms.rows(room)).toEqual(NO_ROWS);
      expect(await reopened.rooms.load(next)).toMatchObject({
        room: { ...before, id: next, gone: false },
        seq: 1,
        snapshot: Buffer.from([2]),
        log: [],
        clients: [[9, facilitator.id]],
      });
      expect(await reopened.rooms.rows(next)).toEqual(renewal.rows);
      expect((await reopened.verdicts.rooms(verdict.verdict.id)).map(({ id }) => id)).not.toContain(room);
      await expectFailure(reopened.rooms.renew({ ...renewal, next: newId(RoomId) }), "conflict");
      await reopened.rooms.commit([aCommit(next, 1, lawyer.id)]);
    });

    it("replacing the rows of a room leaves exactly the new ones, and other rooms alone", async () => {
      const { lawyer, verdict } = await addNetwork(store());
      const { internal, review } = verdict.rooms;
      const [gone, stays] = [
        aThread(verdict, lawyer.id),
        aThread(verdict, lawyer.id, { room: review, audience: "review" }),
      ];
      await store().rooms.commit([
        aCommit(internal, 0, lawyer.id, {
          rows: { ...NO_ROWS, threads: [gone], comments: [aComment(gone, lawyer.id)] },
        }),
        aCommit(review, 0, lawyer.id, { rows: { ...NO_ROWS, threads: [stays] } }),
      ]);
      const fresh = aThread(verdict, lawyer.id);
      await store().rooms.replaceRows(internal, { ...NO_ROWS, threads: [fresh] });
      expect(await store().rooms.rows(internal)).toEqual({ ...NO_ROWS, threads: [fresh] });
      expect(await store().rooms.rows(review)).toEqual({ ...NO_ROWS, threads: [stays] });
      await expectFailure(store().rooms.replaceRows(newId(RoomId), NO_ROWS), "not-found");
    });
  });
}
