import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ErasureId, newId, VerdictId } from "../../../schema/domain/ids.ts";
import { NOTHING } from "../../../server/erasure/counts.ts";
import { KeyedErasureFilter, SCREEN_FOLDER, type ErasureFilter } from "../../../server/erasure/erasure-filter.ts";
import { wordsOfTerm } from "../../../server/erasure/words.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { placeDatabase } from "../../helpers/store/made-database.ts";

const DAY_MS = 86_400_000;
const NOW = "2026-01-01T00:00:00.000Z";

async function start() {
  const folder = mkdtempSync(join(tmpdir(), "coram-screens-"));
  await placeDatabase(folder);
  const store = await openSqliteStore(folder, { synchronous: "normal" });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let now = Date.parse(NOW);
  const open = async (): Promise<ErasureFilter> => {
    const screens = new KeyedErasureFilter({ store: store.erasures, dataFolder: folder, clock: () => new Date(now) });
    await screens.load();
    return screens;
  };
  const [erasure, verdict] = [newId(ErasureId), newId(VerdictId)];
  const row = {
    id: erasure,
    kind: "term",
    verdict,
    member: null,
    token: "[Person A]",
    step: "done",
    by: null,
  } as const;
  await store.erasures.begin(
    {
      ...row,
      counts: NOTHING,
      startedAt: NOW,
      doneAt: null,
      number: null,
      hash: null,
      sealedKey: "none",
      needs: null,
      trace: null,
    },
    { at: NOW, actor: null, action: "erasure.begin", subject: {} },
  );
  const screens = await open();
  await screens.add(erasure, verdict, "[Person A]", wordsOfTerm(["Kobrica", "Jelena Marković"], "sr"));
  const keys = (): string[] => readdirSync(join(folder, SCREEN_FOLDER));
  return { folder, store, screens, erasure, verdict, open, keys, advance: (ms: number) => (now += ms) };
}

test("a screen knows the words after a restart, of its verdict alone, and no file holds them", async () => {
  const { folder, screens, verdict, open } = await start();
  const again = await open();
  for (const each of [screens, again]) {
    expect(each.holds(verdict, "bio je i Kobricu")).toBe(true);
    expect(each.holds(newId(VerdictId), "Kobricu")).toBe(false);
    expect(each.screen(verdict, "Кобрица, kobrici")).toBe("[Person A], [Person A]");
    // Into which somebody typed before they sent it.
    const parted = "bila je Jelobične reči ena Marković";
    expect([each.holds(verdict, parted, "said"), each.holds(verdict, parted)]).toEqual([true, false]);
    expect(each.screen(verdict, parted)).toBe("bila je [Person A] obične reči");
  }
  expect(namesInFolder(folder, ["Kobrica", "kobrica", "kobricu", "Marković", "markovic"])).toEqual([]);
});

test("words are known of any of several erasures, and of one whose first words an older version did not keep", async () => {
  const { store, screens, erasure, verdict, open } = await start();
  const [row] = await store.erasures.screens();
  if (!row) throw new Error("no screen");
  const { beginnings, ...words } = row.words;
  expect(beginnings?.length).toBeGreaterThan(0);
  expect([screens.holds(null, "Marko Kobrica"), screens.holds(null, "Marko")]).toEqual([true, false]);
  await store.erasures.dropScreen(erasure);
  await store.erasures.addScreen({ ...row, words });
  const again = await open();
  for (const each of [screens, again]) {
    expect(each.holds(verdict, "rekao je Kobrici")).toBe(true);
    expect(each.holds(null, "rekao je Marko 0101 006500006")).toBe(false);
  }
  await again.forget(verdict);
  expect([again.holds(verdict, "Kobrica"), again.holds(null, "Kobrica")]).toEqual([false, false]);
});

test("after fourteen days key and hashes are destroyed", async () => {
  const { store, screens, verdict, keys, advance, open } = await start();
  advance(14 * DAY_MS - 1);
  await screens.expire();
  expect([keys().length, screens.holds(verdict, "Kobrica")]).toEqual([1, true]);
  advance(2);
  expect(screens.holds(verdict, "Kobrica")).toBe(false);
  await screens.expire();
  expect([keys(), await store.erasures.screens()]).toEqual([[], []]);
  expect((await open()).holds(verdict, "Kobrica")).toBe(false);
});

test("hashes whose key is gone, as in a restored backup, are dropped", async () => {
  const { folder, store, verdict, open } = await start();
  rmSync(join(folder, SCREEN_FOLDER), { recursive: true });
  expect((await open()).holds(verdict, "Kobrica")).toBe(false);
  expect(await store.erasures.screens()).toEqual([]);
});

test("a key that a killed process left empty is made anew: hashes without one would confirm a guess at the name", async () => {
  const { folder, verdict, screens, open, erasure, keys } = await start();
  const file = join(folder, SCREEN_FOLDER, keys()[0] ?? "");
  writeFileSync(file, "");
  await screens.add(erasure, verdict, "[Person A]", wordsOfTerm(["Kobrica"], "sr"));
  expect(statSync(file).size).toBe(32);
  expect((await open()).holds(verdict, "Kobricu")).toBe(true);
});

test("a change of the text that brings the name back is known by what stands around it", async () => {
  const { screens, verdict } = await start();
  const map = (start: number, removed: number, inserted: number) => ({
    from: 1,
    steps: [{ start, removed, inserted, kind: "correct" as const }],
  });
  expect(screens.isBroughtBack(verdict, "rekao je on", "rekao je Kobrica", map(9, 2, 7))).toBe(true);
  expect(screens.isBroughtBack(verdict, "rekao je on", "rekao je ona", map(9, 2, 3))).toBe(false);
  expect(screens.isBroughtBack(verdict, "rekao Kobrica on", "rekao Kobrica ona", map(14, 2, 3))).toBe(false);
});
