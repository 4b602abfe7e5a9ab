import { expect, test } from "vitest";
import type { Batch } from "../../../client/sync/batch.ts";
import type { Draft } from "../../../client/sync/draft.ts";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import type { Records, Shelf, StoreName, Write } from "../../../client/sync/offline/records.ts";
import { serverClock } from "../../../client/api/server-clock.ts";
import { refreshCopies } from "../../../client/sync/offline/refresh.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { lateIn, placesOf } from "../../../client/sync/places.ts";
import {
  LayerId,
  MemberId,
  newId,
  OrganisationId,
  RoomId,
  RoundId,
  StepId,
  VerdictId,
  WorkshopId,
} from "../../../schema/domain/ids.ts";
import { slipPlace } from "../../../schema/rooms/room-place.ts";
import { MemberCard } from "../../../schema/domain/member.ts";
import type { Mode, Stage } from "../../../schema/domain/verdict.ts";
import { VerdictView, type NetworkView, type RoomRef } from "../../../schema/protocol/http/verdicts.ts";

const NOW = "2026-11-25T10:00:00.000Z";
const me = newId(MemberId);
const other = newId(MemberId);

/** Records in memory that count as lying on a device. */
class Disk extends MemoryShelf implements Shelf {
  override readonly isOnDevice = true;
}

const layer = (owner: MemberId | null, round = 1): RoomRef & { kind: "layer" } => ({
  kind: "layer",
  room: newId(RoomId),
  right: "write",
  layer: newId(LayerId),
  owner,
  round,
});
const discussion = (): RoomRef => ({ kind: "discussion", room: newId(RoomId), right: "write", audience: "internal" });

function view(rooms: RoomRef[], { mode = "open", stage = "cleared", keepCopy = true } = {}): VerdictView {
  const id = newId(VerdictId);
  return VerdictView.parse({
    verdict: {
      id,
      owner: newId(OrganisationId),
      stage: stage as Stage,
      revision: 1,
      pages: 1,
      createdAt: NOW,
      country: "rs",
      court: "Viši sud u Nišu",
      caseNumber: "K 12/25",
      date: null,
      instance: "first",
      form: "individual",
      language: "sr",
      script: "Latn",
    },
    round: { id: newId(RoundId), verdict: id, number: 1, mode: mode as Mode },
    revision: { number: 1, text: "", blocks: [] },
    maps: [],
    rooms,
    methodology: null,
    members: [],
    organisations: [],
    can: { tag: true, prepare: false, inviteGuests: false, exportOwn: true, exportAll: false, keepCopy },
  });
}

const batch = (id: string): Batch => ({ id, client: 1, clock: 1, update: new Uint8Array([1]), entries: [], at: NOW });
const copy = { state: new Uint8Array([0, 0]), clients: [] };

test("in a blind round only one's own layer and the shared one may be copied, whatever else the server might list", () => {
  const rooms = [layer(me), layer(other), layer(null), discussion()];
  expect(placesOf(view(rooms, { mode: "blind" }), me).map(({ mayCopy }) => mayCopy)).toEqual([true, false, true, true]);
  expect(placesOf(view(rooms, { mode: "revealed" }), me).every(({ mayCopy }) => mayCopy)).toBe(true);
});

test("nothing is copied of a verdict in preparation, nor where the server says no", () => {
  for (const change of [{ stage: "in-preparation" }, { keepCopy: false }])
    expect(placesOf(view([layer(null), discussion()], change), me).some(({ mayCopy }) => mayCopy)).toBe(false);
});

test("a layer that is not listed any more, or of an earlier round, is late; a discussion never is", () => {
  const mine = layer(me);
  const isLate = lateIn(view([mine, layer(null, 0), discussion()]));
  expect(isLate(`layer/${mine.layer}`)).toBe(false);
  expect(isLate(`layer/${newId(LayerId)}`)).toBe(true);
  expect(isLate("discussion/internal")).toBe(false);
});

test("only copies of what may be copied reach the device, and go when it may not be any more; unsent work stays", async () => {
  const disk = new Disk();
  const store = await WorkStore.open(me, disk);
  const [mine, foreign] = [layer(me), layer(other)];
  const shown = view([mine, foreign], { mode: "blind" });
  const kept = await store.openWork(shown.verdict.id);
  kept.keepOnly(placesOf(shown, me));
  kept.keep(`layer/${mine.layer}`, mine.room, batch("a"));
  for (const { room } of [mine, foreign]) kept.settle(room, [], copy);
  await store.settled();
  expect((await disk.all("rooms")).map(({ room }) => room)).toEqual([mine.room]);
  kept.keepOnly([]);
  await store.settled();
  expect(await disk.all("rooms")).toEqual([]);
  expect((await store.unsent()).find(({ of }) => of.id === shown.verdict.id)?.records).toHaveLength(1);
});

test("one member's unsent work and drafts are not read by another's store, nor discarded with theirs", async () => {
  const disk = new Disk();
  const verdict = newId(VerdictId);
  const mine = await WorkStore.open(me, disk);
  mine.keepBatch(verdict, "discussion/internal", newId(RoomId), batch("a"), undefined);
  const draft: Draft = { id: "d", place: "discussion/internal", entries: [], why: "refused", late: false, at: NOW };
  mine.addDraft(verdict, draft, null);
  await mine.settled();
  const theirs = await WorkStore.open(other, disk);
  expect([await theirs.unsentCount(), theirs.allDrafts()]).toEqual([0, []]);
  expect((await theirs.openWork(verdict)).batches).toEqual([]);
  await theirs.discardUnsent();
  expect(await (await WorkStore.open(me, disk)).unsentCount()).toBe(2);
});

test("what was put on a slip and never came in goes with the slips of its time, when the device is next opened", async () => {
  const disk = new Disk();
  const verdict = newId(VerdictId);
  const work = await WorkStore.open(me, disk);
  const ago = (days: number): string => new Date(Date.now() - days * 24 * 3_600_000).toISOString();
  const place = slipPlace({ workshop: newId(WorkshopId), step: newId(StepId), pass: 1 });
  for (const [id, at] of [
    ["old", ago(31)],
    ["new", ago(29)],
  ] as const) {
    work.addDraft(verdict, { id, place, entries: [], why: "no-access", late: true, at }, null);
    work.keepBatch(verdict, place, newId(RoomId), { ...batch(`${id} batch`), at }, undefined);
    work.addDraft(
      verdict,
      { id: `${id} note`, place: "discussion/internal", entries: [], why: "refused", late: false, at },
      null,
    );
  }
  await work.settled();
  const all = ["new", "new batch", "new note", "old", "old batch", "old note"];
  // The device's clock may be months ahead.
  const ids = async (): Promise<string[]> =>
    [...(await disk.all("drafts")), ...(await disk.all("batches"))].map(({ id }) => id).sort();
  await (await WorkStore.open(me, disk)).settled();
  expect(await ids()).toEqual(all);
  serverClock.heard(new Date().toISOString());
  await (await WorkStore.open(me, disk)).settled();
  expect(await ids()).toEqual(["new", "new batch", "new note", "old note"]);
});

test("what another tab has just set aside is counted and discarded with the rest, though nobody has told of it yet", async () => {
  const disk = new Disk();
  const [here, elsewhere] = [await WorkStore.open(me, disk), await WorkStore.open(me, disk)];
  const draft: Draft = { id: "d", place: "discussion/internal", entries: [], why: "refused", late: false, at: NOW };
  elsewhere.addDraft(newId(VerdictId), draft, null);
  await elsewhere.settled();
  expect(await here.unsentCount()).toBe(1);
  const third = await WorkStore.open(me, disk);
  elsewhere.addDraft(newId(VerdictId), { ...draft, id: "e" }, null);
  await elsewhere.settled();
  await third.discardUnsent();
  expect(await disk.all("drafts")).toEqual([]);
});

test("a draft that is set while drafts are read is here and on the device when that is done, whichever reading ends last", async () => {
  let held: (() => void)[] | null = null;
  let reads = 0;
  class Slow extends Disk {
    /** Whoever reads later waits longer for what was read. */
    override async all<Name extends StoreName>(store: Name, prefix?: readonly string[]): Promise<Records[Name][]> {
      const records = await super.all(store, prefix);
      for (let turns = reads++; turns > 0; turns--) await new Promise(setImmediate);
      return records;
    }
  }
  const disk = new Slow();
  const [work, verdict] = [await WorkStore.open(me, disk), newId(VerdictId)];
  const draft: Draft = { id: "d", place: "discussion/internal", entries: [], why: "refused", late: false, at: NOW };
  const letGo = async (): Promise<void> => {
    await new Promise(setImmediate);
    held?.shift()?.();
  };
  const ids = (): string[] => work.allDrafts().map(({ draft: { id } }) => id);
  held = [];
  const first = work.unsentCount();
  await new Promise(setImmediate);
  work.addDraft(verdict, draft, null);
  await work.settled();
  const second = work.unsentCount();
  await letGo();
  expect(ids()).toEqual(["d"]);
  await letGo();
  expect([await first, await second, ids()]).toEqual([1, 1, ["d"]]);
  work.dropDraft("d", "let-go");
  await work.settled();
  held = null;
  expect(await disk.all("drafts")).toEqual([]);
});

test("work that a device does not take is said not to be on it, and the page goes on", async () => {
  class Full extends Disk {
    override write(): Promise<void> {
      return Promise.reject(new Error("quota"));
    }
  }
  const store = await WorkStore.open(me, new Full());
  expect(store.isOnDevice).toBe(true);
  store.keepBatch(newId(VerdictId), "discussion/internal", newId(RoomId), batch("a"), undefined);
  expect(store.isSettled).toBe(false);
  await store.settled();
  expect([store.isSettled, store.isOnDevice]).toEqual([true, false]);
});

test("after an erasure, of whatever, every copy is fetched anew: names stand in more than what they were erased from", async () => {
  const disk = new Disk();
  const shown = view([layer(null)]);
  const card = { id: other, name: "Elira Lawyer", initials: "EL", role: "lawyer", organisation: newId(OrganisationId) };
  const names = (name: string): VerdictView => ({
    ...shown,
    members: [MemberCard.parse({ ...card, name, isGuest: false, isRemoved: false })],
  });
  const network = (erasures?: number): NetworkView => ({
    name: "N",
    members: [],
    organisations: [],
    methodology: null,
    ...(erasures === undefined ? {} : { erasures }),
    verdicts: [
      {
        verdict: shown.verdict,
        mode: shown.round.mode,
        rooms: shown.rooms.map(({ room }) => room),
        counts: null,
        canPrepare: false,
        cases: null,
        lastActivity: null,
      },
    ],
    waiting: [],
  });
  let now = network();
  const fetched: VerdictId[] = [];
  const refresh = async (work: WorkStore, name: string): Promise<void> => {
    await refreshCopies(work, {
      network: () => Promise.resolve(now),
      verdict: (id) => {
        fetched.push(id);
        return Promise.resolve(names(name));
      },
      outputs: () => Promise.reject(new Error("asked for documents, of which none is kept")),
      output: () => Promise.resolve(null),
      parts: () => Promise.resolve(null),
      methodology: () => Promise.resolve(null),
    });
    await work.settled();
  };
  const before = await WorkStore.open(me, disk);
  before.copies.keepView(names("Elira Lawyer"));
  await refresh(before, "Elira Lawyer");
  expect(fetched).toEqual([]);
  now = network(1);
  // On another day: the store is opened anew.
  const later = await WorkStore.open(me, disk);
  await refresh(later, "[Member A]");
  expect(fetched).toEqual([shown.verdict.id]);
  expect(JSON.stringify(await disk.all("verdicts"))).not.toContain("Elira");
  await refresh(later, "[Member A]");
  await refresh(await WorkStore.open(me, disk), "[Member A]");
  expect(fetched).toHaveLength(1);
});

test("a burst of work waits for one write, in its order, and not for as many as there were keys", async () => {
  const written: string[][] = [];
  class Slow extends Disk {
    override async write(writes: readonly Write[]): Promise<void> {
      written.push(writes.map((each) => ("put" in each ? "put" : "delete")));
      await new Promise(setImmediate);
      return super.write(writes);
    }
  }
  const store = await WorkStore.open(me, new Slow());
  const seen = view([layer(null)]);
  const kept = await store.openWork(seen.verdict.id);
  await store.settled();
  written.length = 0;
  const room = newId(RoomId);
  const batches = Array.from({ length: 20 }, (_, i) => batch(`b${i}`));
  for (const batch of batches) kept.keep("layer/x", room, batch);
  kept.settle(room, [batches[3]?.id ?? ""], null);
  await store.settled();
  expect(written.map((each) => each.length)).toEqual([22]);
  const unsent = (await store.unsent()).flatMap(({ records }) => records);
  expect(unsent.map(({ batch: { id } }) => id)).toEqual(batches.filter((_, i) => i !== 3).map(({ id }) => id));
});

test("what is saved while the same work is being opened beside is not put back by that", async () => {
  class Slow extends Disk {
    override async all<Name extends StoreName>(store: Name, prefix?: readonly string[]): Promise<Records[Name][]> {
      const records = await super.all(store, prefix);
      await new Promise(setImmediate);
      return records;
    }
  }
  const disk = new Slow();
  const seen = view([layer(null)]);
  const room = newId(RoomId);
  const left = { verdict: seen.verdict.id, room, place: "layer/x", tab: "a tab that is no more", order: 1 };
  await disk.write([{ put: "batches", record: { ...left, id: "a", member: me, batch: batch("a") } }]);
  const store = await WorkStore.open(me, disk);
  const [opening, beside] = [store.openWork(seen.verdict.id), store.openWork(seen.verdict.id)];
  // The server has it, before who opens it beside has taken it over.
  (await opening).settle(room, ["a"], null);
  await beside;
  await store.settled();
  expect(await disk.all("batches")).toEqual([]);
});
