import { afterEach, expect, test, vi } from "vitest";
import { DeviceShelf } from "../../../../client/sync/offline/device-shelf.ts";
import { KeyHalves } from "../../../../client/sync/offline/key-halves.ts";
import type { DraftRecord } from "../../../../client/sync/offline/records.ts";
import { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { emptyDevice } from "../../../helpers/browser/device/empty-device.ts";
import { MemberId, newId, VerdictId } from "../../../../schema/domain/ids.ts";

/*
 * A private window of Chromium forgets all of an origin's private files when they were not touched for ten minutes; its database stays.
 */

const member = newId(MemberId);
const verdict = newId(VerdictId);
const at = "2026-12-01T15:08:00.000Z";

const draft = (id: string): { put: "drafts"; record: DraftRecord } => ({
  put: "drafts",
  record: {
    id,
    member,
    verdict,
    draft: { id, place: "discussion/internal", entries: [], why: "typed", late: false, at },
  },
});

async function openShelf(): Promise<DeviceShelf> {
  const shelf = await DeviceShelf.open();
  if (!shelf) throw new Error("no shelf");
  return shelf;
}

async function loseFiles(): Promise<void> {
  await (await navigator.storage.getDirectory()).removeEntry("coram-keys", { recursive: true });
}

const halves = async (): Promise<string[]> => (await KeyHalves.open()).ids();
/** What the next page finds. */
const found = async (): Promise<string[]> => (await (await openShelf()).all("drafts")).map(({ id }) => id);

afterEach(async () => {
  vi.useRealTimers();
  await emptyDevice();
});

test("own work that is kept after the browser has lost the files of keys is read by the next page, with what was kept before", async () => {
  const shelf = await openShelf();
  await shelf.write([draft("before")]);
  await loseFiles();
  await shelf.write([draft("since")]);
  expect(await found()).toEqual(["before", "since"]);
});

test("an open page touches the files every few minutes, and writes those again that are lost", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  await (await openShelf()).write([draft("d")]);
  const before = await halves();
  await loseFiles();
  vi.advanceTimersByTime(5 * 60_000);
  await expect.poll(halves).toEqual(before);
  expect(await found()).toEqual(["d"]);
});

test("a page that comes into sight again writes them again, as its timers may have stood still", async () => {
  await (await openShelf()).write([draft("d")]);
  const before = await halves();
  await loseFiles();
  document.dispatchEvent(new Event("visibilitychange"));
  await expect.poll(halves).toEqual(before);
});

test("what is to be unreadable stays so: no page brings back a key that another has destroyed", async () => {
  const shelf = await openShelf();
  await shelf.write([draft("d")]);
  const [old] = await halves();
  const other = await openShelf();
  await other.renew({ member, of: verdict }, []);
  await shelf.keepKeys();
  expect(await halves()).not.toContain(old);
  await shelf.all("drafts");
  await other.erase(member);
  await shelf.keepKeys();
  expect(await halves()).toEqual([]);
});

test("copies are renewed after the files are lost", async () => {
  const shelf = await openShelf();
  await shelf.write([draft("d")]);
  await loseFiles();
  await shelf.renew({ member, of: verdict }, []);
  expect(await found()).toEqual(["d"]);
});

test("own work that nobody can open any more is counted until its author has read of it, whatever is kept and renewed meanwhile", async () => {
  await (await openShelf()).write([draft("gone")]);
  await loseFiles();
  const work = await WorkStore.open(member, await openShelf());
  expect(work.lostCount).toBe(1);
  work.addDraft(verdict, draft("since").record.draft, null);
  work.renew(verdict);
  await work.settled();
  const next = await WorkStore.open(member, await openShelf());
  expect([next.lostCount, next.allDrafts().map((each) => each.draft.id)]).toEqual([1, ["since"]]);
  next.forgetLost();
  await next.settled();
  expect(next.lostCount).toBe(0);
  expect((await WorkStore.open(member, await openShelf())).lostCount).toBe(0);
  expect(await found()).toEqual(["since"]);
});
