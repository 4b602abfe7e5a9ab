import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { AnnotationId, newId } from "../../../schema/domain/ids.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import { openOfflineService } from "../../../server/erasure/offline.ts";
import { wordsOfTerm } from "../../../server/erasure/words.ts";
import { DATABASE_FILE, openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import type { AnnotationRow } from "../../../server/store/rows.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { placeDatabase } from "../../helpers/store/made-database.ts";
import { aMember, anOrganisation, aVerdict, NO_ROWS, NOW } from "../../helpers/store/store-fixture.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

// As long as what is put in their place: nothing has to move then, and nothing is written over.
const NAMES = ["Kobrakobra", "Vukosavlje"];

async function start() {
  const folder = mkdtempSync(join(tmpdir(), "coram-clean-"));
  await placeDatabase(folder);
  const store = await openSqliteStore(folder, { synchronous: "normal", busyTimeoutMs: 100 });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const organisation = anOrganisation();
  await store.people.addOrganisation(organisation);
  const member = aMember(organisation.id, "lawyer");
  await store.people.addMember(member, null);
  const made = aVerdict(organisation.id, member.id, { stage: "cleared" });
  await store.verdicts.add(made);
  const rowOf = (id: AnnotationId, note: string): AnnotationRow => ({
    id,
    room: made.rooms.layer,
    layer: made.layer,
    verdict: made.verdict.id,
    category: "act" as never,
    version: 1,
    anchor: { revision: 1, ranges: [{ start: 0, end: 1 }] },
    ...tagWords({ note }),
    createdAt: NOW,
    deleted: null,
    author: member.id,
    lastWriter: member.id,
  });
  return { folder, store, made, rowOf };
}

test("what moved between pages while rows grew and shrank leaves no copy behind", async () => {
  const [seed = 1] = seeds([11]);
  const random = new Seeded(seed);
  const { folder, store, made, rowOf } = await start();
  const ids = Array.from({ length: 600 }, () => newId(AnnotationId));
  const note = (): string => (random.chance(30) ? `${random.pick(NAMES)} ` : "") + "z".repeat(random.below(700));
  let expectedSeq = 0;
  for (let i = 0; i < 60; i++) {
    const annotations = Array.from({ length: 40 }, (_, n) =>
      rowOf(i < 15 ? ((ids[i * 40 + n] ?? ids[0]) as AnnotationId) : random.pick(ids), note()),
    );
    await store.rooms.commit([
      {
        room: made.rooms.layer,
        expectedSeq: expectedSeq++,
        updates: [{ member: annotations[0]?.author as never, bytes: new Uint8Array(8), at: NOW }],
        clients: [],
        rows: { ...NO_ROWS, annotations },
      },
    ]);
  }
  const rewrite = (text: string): string => text.replaceAll(/Kobrakobra|Vukosavlje/g, "[Person A]");
  await store.erasures.rewriteRows(made.verdict.id, rewrite, rewrite);
  expect(await store.erasures.clean()).toBe(true);
  expect(namesInFolder(folder, NAMES), `SEED=${seed}`).toEqual([]);
});

test("an erasure that a reader holds up waits before it is entered in the ledger, and is done when the reader is gone", async () => {
  const { folder, store, made } = await start();
  const { service, stop } = await openOfflineService(store, folder);
  const reader = new Sqlite(join(folder, DATABASE_FILE));
  reader.exec("BEGIN; SELECT * FROM verdicts");
  const needs = { words: wordsOfTerm(["Kobra"], "sr"), inText: true, place: null, entries: [] };
  const order = { kind: "term", verdict: made.verdict.id, member: null, token: "[Person A]", needs } as const;
  const waiting = await service.begin({ ...order, by: null, sealedKey: "none" });
  expect(waiting).toMatchObject({ step: "log", doneAt: null, number: null });
  reader.close();
  await service.resume();
  expect(await store.erasures.get(waiting.id)).toMatchObject({ step: "done", number: 1 });
  await stop();
});

test("a cleaning that a clearing owes outlives the process, and is done before the next one serves", async () => {
  const { folder, store, made } = await start();
  const { id } = made.verdict;
  await store.verdicts.setStage(id, "in-preparation");
  expect(await store.erasures.owesCleaning()).toBe(false);
  for (const insert of ["Kobrakobra", "[Person A]"]) {
    const base = await store.verdicts.revision(id);
    if (!base) throw new Error("no text");
    const edits = [{ start: 0, end: base.text.indexOf(" "), insert }];
    const kind = insert.startsWith("[") ? "redact" : "correct";
    const { revision, map } = applyEdits(base, edits, [], kind, await store.verdicts.usedNumbers(id));
    await store.verdicts.addRevision(id, base.number, revision, map, made.by, NOW, "goes-once-cleared");
  }
  expect(namesInFolder(folder, NAMES)).not.toEqual([]);
  await store.verdicts.setStage(id, "cleared");
  await store.close();
  const again = await openSqliteStore(folder);
  expect(await again.erasures.owesCleaning()).toBe(true);
  const { service, stop } = await openOfflineService(again, folder);
  await service.resume();
  expect(await again.erasures.owesCleaning()).toBe(false);
  expect(namesInFolder(folder, NAMES)).toEqual([]);
  await stop();
  await again.close();
});

test("while another program reads, cleaning says that it has to be done again", async () => {
  const { folder, store, made, rowOf } = await start();
  const rows = { ...NO_ROWS, annotations: [rowOf(newId(AnnotationId), "Kobrakobra")] };
  await store.rooms.replaceRows(made.rooms.layer, rows);
  const reader = new Sqlite(join(folder, DATABASE_FILE));
  reader.exec("BEGIN; SELECT * FROM annotations");
  await store.erasures.rewriteRows(
    made.verdict.id,
    () => "",
    () => "",
  );
  expect(await store.erasures.clean()).toBe(false);
  expect(namesInFolder(folder, NAMES).length).toBeGreaterThan(0);
  reader.close();
  expect(await store.erasures.clean()).toBe(true);
  expect(namesInFolder(folder, NAMES)).toEqual([]);
});
