import { expect, test } from "vitest";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { KeptParts, type Scope, type Shelf, type CopyWrite } from "../../../client/sync/offline/records.ts";
import { refreshCopies, type Listing } from "../../../client/sync/offline/refresh.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { MemberId, newId, OutputId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";

const me = newId(MemberId);
const AT = "2026-11-26T10:00:00.000Z";

/** Records in memory that count as lying on a device; counts how often a scope was made unreadable. */
class Disk extends MemoryShelf implements Shelf {
  override readonly isOnDevice = true;
  renewed = 0;
  override async renew(scope: Scope, writes: readonly CopyWrite[]): Promise<void> {
    this.renewed++;
    await super.renew(scope, writes);
  }
}

/** A document's page. */
function page(keepCopy = true): OutputView {
  const card = {
    id: newId(OutputId),
    number: 1,
    template: "summary",
    scope: { kind: "all" },
    language: "en",
    title: "A paper",
    status: "draft",
    statusAt: AT,
    statusBy: me,
    createdAt: AT,
    createdBy: me,
    methodologyVersion: 1,
    partner: null,
    leader: null,
    approvedVersion: null,
    verdicts: [],
    kind: { en: "Summary" },
    changedAt: AT,
    quotes: 1,
    recommendations: 0,
  };
  return OutputView.parse({
    ...card,
    sections: [],
    rooms: { content: { room: newId(RoomId), right: "write" }, discussions: [] },
    members: [],
    closedToGuests: [],
    history: [],
    may: { write: true, comment: true, approve: false, inviteGuests: false, keepCopy },
  });
}

type Row = NetworkView["verdicts"][number];
const row = (id: VerdictId, revision: number, rooms: RoomId[], mode: Row["mode"] = "open"): Row =>
  ({ verdict: { id, revision, stage: "cleared" }, mode, rooms }) as unknown as Row;

/** What a document quotes of a verdict. */
function parts(words: string, sources: KeptParts["sources"]): KeptParts {
  const quote = {
    kind: "quote",
    block: newId(BlockId),
    source: null,
    words,
    lang: "sr-Latn",
    citation: "",
    at: null,
    annotation: null,
    category: null,
    translation: null,
    flags: [],
    approval: null,
    before: null,
    now: null,
  };
  return KeptParts.parse({ parts: [quote], sources, at: AT });
}

const wordsOn = async (disk: Disk): Promise<string> => JSON.stringify(await disk.all("outputs"));

test("the words of quotes are kept beside the page of their document, through later pages of it, and what they replace is gone", async () => {
  const disk = new Disk();
  const store = await WorkStore.open(me, disk);
  const view = page();
  const sources = [{ verdict: newId(VerdictId), mode: "open" as const, revision: 1, rooms: [] }];
  store.copies.keepParts(view.id, parts("without a page", sources));
  await store.settled();
  expect(await wordsOn(disk)).toBe("[]");
  store.copies.keepOutput(view);
  store.copies.keepParts(view.id, parts("first words", sources));
  store.copies.keepOutput({ ...view, number: 2 });
  await store.settled();
  expect(await wordsOn(disk)).toContain("first words");
  const { renewed } = disk;
  store.copies.keepParts(view.id, parts("later words", sources));
  await store.settled();
  expect(disk.renewed).toBe(renewed + 1);
  expect(await wordsOn(disk)).not.toContain("first words");
  expect(await wordsOn(disk)).toContain("later words");
});

test("nothing is kept where the server says that no copy may be, and what was kept goes", async () => {
  const disk = new Disk();
  const store = await WorkStore.open(me, disk);
  const view = page();
  store.copies.keepOutput(view);
  store.copies.keepParts(view.id, parts("of a text in preparation", null));
  await store.settled();
  expect([await store.copies.parts(view.id), await wordsOn(disk)]).toEqual([
    null,
    expect.not.stringContaining("of a text in preparation"),
  ]);
  store.copies.keepParts(view.id, parts("words", []));
  store.copies.keepOutput({ ...view, may: { ...view.may, keepCopy: false } });
  store.copies.keepParts(view.id, parts("late words", []));
  await store.settled();
  expect(await wordsOn(disk)).toBe("[]");
});

test.each([
  ["another text", (id: VerdictId, rooms: RoomId[]) => [row(id, 2, rooms)]],
  ["other rooms", (id: VerdictId) => [row(id, 1, [newId(RoomId)])]],
  ["another mode", (id: VerdictId, rooms: RoomId[]) => [row(id, 1, rooms, "blind")]],
  ["no place in the list", () => []],
])(
  "quotes of a verdict that has %s go at once, though nothing of their document has changed, and are read anew",
  async (_, listed) => {
    const disk = new Disk();
    const store = await WorkStore.open(me, disk);
    const view = page();
    const [verdict, rooms] = [newId(VerdictId), [newId(RoomId)]];
    store.copies.keepOutput(view);
    store.copies.keepParts(view.id, parts("Jelena", [{ verdict, mode: "open", revision: 1, rooms }]));
    expect(await store.copies.compareParts([row(verdict, 1, rooms)])).toEqual([]);
    expect(await wordsOn(disk)).toContain("Jelena");

    const open = [view.rooms.content.room];
    const card = { id: view.id, number: 1, title: view.title, openRooms: open, keepCopy: true };
    const listing = {
      network: () => Promise.resolve({ verdicts: listed(verdict, rooms) }),
      outputs: () => Promise.resolve({ outputs: [card] }),
      parts: () => Promise.reject(new Error("out of reach again")),
    } as unknown as Listing;
    await expect(refreshCopies(store, listing)).rejects.toThrow("out of reach again");
    expect(await wordsOn(disk)).not.toContain("Jelena");

    // Nobody knows of them any more, so that they are asked for when the page is opened.
    store.copies.keepParts(view.id, parts("Jelena", [{ verdict, mode: "open", revision: 1, rooms }]));
    await refreshCopies(store, { ...listing, parts: () => Promise.resolve(parts("[Victim A]", [])) });
    await store.settled();
    expect((await store.copies.parts(view.id))?.parts).toMatchObject([{ words: "[Victim A]" }]);
  },
);

test("after an erasure the words of quotes go at once, whatever was erased: an approved document keeps some that no text holds", async () => {
  const disk = new Disk();
  const store = await WorkStore.open(me, disk);
  const view = page();
  store.copies.keepOutput(view);
  store.copies.keepParts(view.id, parts("Jelena", []));
  const card = { id: view.id, number: 1, title: view.title, openRooms: [view.rooms.content.room], keepCopy: true };
  const listing = {
    network: () => Promise.resolve({ verdicts: [], erasures: 1 }),
    outputs: () => Promise.resolve({ outputs: [card] }),
    output: () => Promise.resolve(view),
    parts: () => Promise.reject(new Error("out of reach again")),
  } as unknown as Listing;
  await expect(refreshCopies(store, listing)).rejects.toThrow("out of reach again");
  await store.settled();
  expect(await wordsOn(disk)).not.toContain("Jelena");
});
