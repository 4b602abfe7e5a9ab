import { afterEach, expect, test } from "vitest";
import type { Batch } from "../../../../client/sync/batch.ts";
import { EARLIER_DATABASE } from "../../../../client/sync/offline/carry-over.ts";
import { DATABASE, DeviceShelf } from "../../../../client/sync/offline/device-shelf.ts";
import { settled } from "../../../../client/sync/offline/database.ts";
import { KeyHalves } from "../../../../client/sync/offline/key-halves.ts";
import type {
  BatchRecord,
  DraftRecord,
  RoomRecord,
  StoreName,
  Write,
} from "../../../../client/sync/offline/records.ts";
import { emptyDevice } from "../../../helpers/browser/device/empty-device.ts";
import { whileFilesFail } from "../../../helpers/browser/files-fail.ts";
import { MemberId, newId, RoomId, VerdictId } from "../../../../schema/domain/ids.ts";

const NAME = "Jelena Marković";
const member = newId(MemberId);
const verdict = newId(VerdictId);
const at = "2026-11-25T10:00:00.000Z";
const entries = [{ root: "comments", id: "c", made: true, fields: { body: NAME } }];
const bytes = new TextEncoder().encode(NAME);

const batchRecord = (id: string, of = verdict): BatchRecord => {
  const batch: Batch = { id, client: 1, clock: 1, update: bytes, entries, at };
  return { id, member, verdict: of, room: newId(RoomId), place: "discussion/internal", tab: "t", order: 1, batch };
};
const draftRecord = (id: string): DraftRecord => ({
  id,
  member,
  verdict,
  draft: { id, place: "discussion/internal", entries, why: "refused", late: false, at },
});
const roomRecord = (): RoomRecord => ({
  member,
  verdict,
  room: newId(RoomId),
  copy: { state: bytes, clients: [[1, member]] },
});

async function openShelf(): Promise<DeviceShelf> {
  const shelf = await DeviceShelf.open();
  if (!shelf) throw new Error("no shelf");
  return shelf;
}

/** What lies in a store as it is. */
async function rawRows(store: StoreName | "keys"): Promise<Record<string, unknown>[]> {
  const database = await settled(indexedDB.open(DATABASE));
  const rows = await settled(
    database.transaction(store).objectStore(store).getAll() as IDBRequest<Record<string, unknown>[]>,
  );
  database.close();
  return rows;
}

async function putRaw(store: StoreName | "keys", row: unknown): Promise<void> {
  const database = await settled(indexedDB.open(DATABASE));
  await settled(database.transaction(store, "readwrite").objectStore(store).put(row));
  database.close();
}

const SCOPE = { member, of: verdict };
const gone = (store: "batches" | "drafts", id: string): Write => {
  return { delete: store, key: [member, verdict, id], why: "let-go" };
};

/** Runs something while the browser has no memory for what it is to unseal. */
async function whileNothingUnseals(run: () => Promise<unknown>): Promise<void> {
  crypto.subtle.decrypt = () => Promise.reject(new DOMException("no memory", "OperationError"));
  try {
    await run();
  } finally {
    Reflect.deleteProperty(crypto.subtle, "decrypt");
  }
}

async function halfFile(id: string): Promise<FileSystemFileHandle> {
  return (await (await navigator.storage.getDirectory()).getDirectoryHandle("coram-keys")).getFileHandle(id);
}
async function halfOf(id: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await (await halfFile(id)).getFile()).arrayBuffer());
}
async function writeHalf(id: string, half: Uint8Array<ArrayBuffer>): Promise<void> {
  const writable = await (await halfFile(id)).createWritable();
  await writable.write(half);
  await writable.close();
}

const readable = (value: unknown): string =>
  value instanceof Uint8Array
    ? new TextDecoder().decode(value)
    : typeof value === "object" && value !== null
      ? Object.values(value).map(readable).join("\n")
      : String(value);

const halves = async (): Promise<string[]> => (await (await KeyHalves.open()).ids()).sort();

afterEach(emptyDevice);

test("what is kept is sealed on the device, and another tab reads it as it was", async () => {
  const shelf = await openShelf();
  const [batch, draft, room] = [batchRecord("b"), draftRecord("d"), roomRecord()];
  await shelf.write([
    { put: "batches", record: batch },
    { put: "drafts", record: draft },
    { put: "rooms", record: room },
  ]);
  for (const store of ["batches", "drafts", "rooms"] as const) {
    const rows = await rawRows(store);
    expect(rows).toHaveLength(1);
    expect(readable(rows)).not.toContain("Jelena");
  }
  const other = await openShelf();
  expect(await other.all("batches", [member])).toEqual([batch]);
  expect(await other.all("drafts", [member, verdict])).toEqual([draft]);
  expect(await other.all("rooms")).toEqual([room]);
  expect(await other.all("rooms", [newId(MemberId)])).toEqual([]);
});

test("the half of a key in the database gives nothing away by itself", async () => {
  const shelf = await openShelf();
  await shelf.write([{ put: "batches", record: batchRecord("b") }]);
  const [key] = await rawRows("keys");
  const base = key?.["base"] as CryptoKey;
  expect(base.extractable).toBe(false);
  expect(await halves()).toEqual([key?.["id"]]);
});

test("after a renewal what was deleted or replaced cannot be read, not even from old bytes and the old half; what stays can", async () => {
  const shelf = await openShelf();
  const [stays, goes, room] = [batchRecord("stays"), batchRecord("goes"), roomRecord()];
  await shelf.write([
    { put: "batches", record: stays },
    { put: "batches", record: goes },
    { put: "rooms", record: room },
  ]);
  const [oldKey] = await rawRows("keys");
  const [oldRoom] = await rawRows("rooms");
  const next = { ...stays, batch: { ...stays.batch, entries: [] } };
  await shelf.write([gone("batches", "goes"), { put: "batches", record: next }]);
  await shelf.renew(SCOPE, [{ delete: "rooms", key: [member, verdict, room.room] }]);
  expect(await shelf.all("batches")).toEqual([next]);
  const [newKey] = await rawRows("keys");
  expect(newKey?.["id"]).not.toBe(oldKey?.["id"]);
  expect(await halves()).toEqual([newKey?.["id"]]);
  // As whoever digs the old record and the old half out of the database's files.
  await putRaw("keys", oldKey);
  await putRaw("rooms", oldRoom);
  expect(await (await openShelf()).all("rooms")).toEqual([]);
});

test("a verdict of which nothing stays leaves no key", async () => {
  const shelf = await openShelf();
  const room = roomRecord();
  await shelf.write([{ put: "rooms", record: room }]);
  await shelf.renew({ member, of: verdict }, [{ delete: "rooms", key: [member, verdict, room.room] }]);
  expect([await rawRows("keys"), await rawRows("rooms"), await halves()]).toEqual([[], [], []]);
});

test("copies go, and their key with them, though its file cannot be read", async () => {
  const room = roomRecord();
  await (await openShelf()).write([{ put: "rooms", record: room }]);
  // Its file is not read yet here.
  const fresh = await openShelf();
  await whileFilesFail(() => fresh.renew(SCOPE, [{ delete: "rooms", key: [member, verdict, room.room] }]));
  expect([await rawRows("keys"), await rawRows("rooms"), await halves()]).toEqual([[], [], []]);
});

test.each<[string, (renew: () => Promise<unknown>) => Promise<unknown>]>([
  ["the file of its key cannot be read", whileFilesFail],
  ["it does not unseal", whileNothingUnseals],
])(
  "a renewal at a moment when %s loses no own work: copies go at once, the key once it can be read",
  async (_, fails) => {
    await (
      await openShelf()
    ).write([
      { put: "rooms", record: roomRecord() },
      { put: "drafts", record: draftRecord("d") },
      { put: "batches", record: batchRecord("b") },
    ]);
    const [oldKey] = await rawRows("keys");
    const [oldRoom] = await rawRows("rooms");
    // Its file is not read yet here.
    const shelf = await openShelf();
    await fails(() => shelf.renew(SCOPE, []));
    expect(await rawRows("rooms")).toEqual([]);
    expect((await shelf.all("drafts")).map(({ id }) => id)).toEqual(["d"]);
    const next = await openShelf();
    expect([...(await next.all("drafts")), ...(await next.all("batches"))].map(({ id }) => id)).toEqual(["d", "b"]);
    expect(await halves()).not.toContain(oldKey?.["id"]);
    await putRaw("keys", oldKey);
    await putRaw("rooms", oldRoom);
    expect(await (await openShelf()).all("rooms")).toEqual([]);
  },
);

test("a key is put in the place of one that is gone, never of one that may be there: half written, or a newer program's", async () => {
  await (await openShelf()).write([{ put: "drafts", record: draftRecord("d") }]);
  const [key] = await rawRows("keys");
  const id = String(key?.["id"]);
  const half = await halfOf(id);
  const shelf = await openShelf();
  await writeHalf(id, half.slice(0, 8));
  await expect(shelf.write([{ put: "drafts", record: draftRecord("e") }])).rejects.toThrow("not whole");
  await writeHalf(id, half);
  await putRaw("keys", { member, of: verdict, id, newer: true });
  await expect(shelf.write([{ put: "drafts", record: draftRecord("e") }])).rejects.toThrow("base");
  await shelf.renew(SCOPE, []);
  await (await KeyHalves.open()).make("the newer one's");
  await putRaw("keys", key);
  expect((await shelf.all("drafts")).map((each) => each.id)).toEqual(["d"]);
  await (await KeyHalves.open()).remove(id);
  await (await openShelf()).write([{ put: "drafts", record: draftRecord("e") }]);
  expect((await (await openShelf()).all("drafts")).map((each) => each.id)).toEqual(["e"]);
});

test("no key is destroyed at opening while a record is there that this program does not read; one that was never whole is", async () => {
  await (await openShelf()).write([{ put: "drafts", record: draftRecord("d") }]);
  const [key] = await rawRows("keys");
  await (await KeyHalves.open()).make("newer");
  await putRaw("keys", { member, of: "networks", keys: ["newer"] });
  await openShelf();
  expect(await halves()).toContain("newer");
  await putRaw("keys", { ...key, of: "networks", id: "newer" });
  await writeHalf("newer", new Uint8Array(8));
  await openShelf();
  expect(await halves()).toEqual([key?.["id"]]);
});

test("all of a member goes, though nothing of it can be read, and another's stays", async () => {
  const shelf = await openShelf();
  const theirs = { ...batchRecord("o"), member: newId(MemberId) };
  await shelf.write([
    { put: "rooms", record: roomRecord() },
    { put: "drafts", record: draftRecord("d") },
    { put: "batches", record: batchRecord("b", newId(VerdictId)) },
    { put: "batches", record: theirs },
  ]);
  const fresh = await openShelf();
  await whileFilesFail(() => whileNothingUnseals(() => fresh.erase(member)));
  expect(await fresh.all("batches")).toEqual([theirs]);
  expect([await rawRows("rooms"), await rawRows("drafts")]).toEqual([[], []]);
  expect(await halves()).toHaveLength(1);
});

test("one verdict's renewal leaves another's records alone", async () => {
  const shelf = await openShelf();
  const other = batchRecord("o", newId(VerdictId));
  await shelf.write([
    { put: "batches", record: batchRecord("b") },
    { put: "batches", record: other },
  ]);
  await shelf.write([gone("batches", "b")]);
  await shelf.renew(SCOPE, []);
  expect(await shelf.all("batches")).toEqual([other]);
});

test("work that one tab keeps while another renews the key is never lost", async () => {
  const [mine, theirs] = [await openShelf(), await openShelf()];
  const ids = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"));
  await Promise.all([
    ...ids.map((id) => mine.write([{ put: "batches", record: batchRecord(id) }])),
    ...ids.slice(0, 12).map(() => theirs.renew({ member, of: verdict }, [])),
  ]);
  expect((await theirs.all("batches")).map(({ id }) => id)).toEqual(ids);
  expect(await halves()).toHaveLength(1);
});

test("own work that this program cannot read, as a newer one wrote it, outlives a renewal", async () => {
  const shelf = await openShelf();
  const newer = { ...draftRecord("n"), draft: { words: NAME } };
  await shelf.write([{ put: "drafts", record: newer as unknown as DraftRecord }]);
  expect(await shelf.all("drafts")).toEqual([]);
  await shelf.renew({ member, of: verdict }, []);
  const [row] = await rawRows("drafts");
  const [key] = await rawRows("keys");
  expect(row?.["with"]).toBe(key?.["id"]);
});

test("a key that a crash left without its record is destroyed when the device is opened", async () => {
  const shelf = await openShelf();
  await shelf.write([{ put: "batches", record: batchRecord("b") }]);
  await (await KeyHalves.open()).make("left");
  expect(await halves()).toHaveLength(2);
  expect(await (await openShelf()).all("batches")).toHaveLength(1);
  expect(await halves()).toHaveLength(1);
});

test("unsent work and drafts of the earlier, unsealed database are carried over, and that database goes", async () => {
  const request = indexedDB.open(EARLIER_DATABASE, 1);
  request.addEventListener("upgradeneeded", () => {
    for (const [name, keyPath] of [
      ["batches", "id"],
      ["drafts", "id"],
      ["verdicts", ["member", "verdict"]],
    ] as const)
      request.result.createObjectStore(name, { keyPath: keyPath as string | string[] });
  });
  // Open in another tab, as it was left by the program of before.
  const earlier = await settled(request);
  earlier.addEventListener("versionchange", () => earlier.close());
  const [batch, draft] = [batchRecord("b"), draftRecord("d")];
  const transaction = earlier.transaction(["batches", "drafts", "verdicts"], "readwrite");
  transaction.objectStore("batches").put(batch);
  transaction.objectStore("drafts").put(draft);
  transaction.objectStore("verdicts").put({ member, verdict, view: NAME });
  await new Promise((resolve) => transaction.addEventListener("complete", resolve));

  expect(await DeviceShelf.exists()).toBe(true);
  const shelf = await openShelf();
  expect(await shelf.all("batches")).toEqual([batch]);
  expect(await shelf.all("drafts")).toEqual([draft]);
  expect(await shelf.all("verdicts")).toEqual([]);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(EARLIER_DATABASE);
});

test("a browser without private files keeps nothing on the device", async () => {
  Object.defineProperty(navigator, "storage", { value: undefined, configurable: true });
  try {
    expect(await DeviceShelf.open()).toBeNull();
  } finally {
    Reflect.deleteProperty(navigator, "storage");
  }
});
