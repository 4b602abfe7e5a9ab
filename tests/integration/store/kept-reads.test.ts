import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { newId, UnitId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import type { Store } from "../../../server/store/store.ts";
import { placeDatabase } from "../../helpers/store/made-database.ts";
import { addNetwork, expectFailure, type Network, NOW } from "../../helpers/store/store-fixture.ts";

let folder: string;
let store: Store;
let network: Network;
let id: Unit["verdict"];

const aUnit = (label: string): Unit => ({ id: newId(UnitId), verdict: id, kind: "victim", label, createdAt: NOW });
const labels = async (of: Store): Promise<string[]> => (await of.names.units(id)).map(({ label }) => label);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "coram-kept-"));
  await placeDatabase(folder);
  store = await openSqliteStore(folder);
  network = await addNetwork(store);
  ({ id } = network.verdict.verdict);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

it("rows that nobody has changed are read once, whoever asks for them", async () => {
  const ask = async () => [
    await store.verdicts.layers(id),
    await store.verdicts.rounds(id),
    await store.verdicts.rooms(id),
    await store.passages.comments(id, ["internal", "review"]),
    await store.names.units(id),
  ];
  const [first, second] = [await ask(), await ask()];
  for (const [i, rows] of first.entries()) expect(second[i]).toBe(rows);
  expect(first.map(({ length }) => length)).toEqual([1, 1, 3, 0, 0]);
});

it("what is asked for otherwise is another answer", async () => {
  await store.names.addUnit(aUnit("A"));
  expect(await labels(store)).toEqual(["A"]);
  expect(await store.names.units(newId(VerdictId))).toEqual([]);
  expect(await store.names.proposals(id)).toEqual([]);
});

it("what is changed is read anew at once, and what was refused changes nothing", async () => {
  const unit = aUnit("A");
  expect(await labels(store)).toEqual([]);
  await store.names.addUnit(unit);
  expect(await labels(store)).toEqual(["A"]);
  await store.names.removeUnit(unit);
  expect(await labels(store)).toEqual([]);
  await expectFailure(store.names.addUnit(aUnit("A")), "conflict");
  expect(await labels(store)).toEqual([]);
});

it("what another process changes is read anew by the next request", async () => {
  const other = await openSqliteStore(folder);
  try {
    expect(await labels(store)).toEqual([]);
    await other.names.addUnit(aUnit("A"));
    // A request comes in a turn of its own.
    await nextTurn();
    expect(await labels(store)).toEqual(["A"]);
  } finally {
    await other.close();
  }
});

it("nobody changes for others what they were given", async () => {
  await store.names.addUnit(aUnit("A"));
  const given = (await store.names.units(id)) as Unit[];
  expect(() => given.pop()).toThrow(TypeError);
  expect(() => ((given[0] as Unit).label = "B")).toThrow(TypeError);
  expect(await labels(store)).toEqual(["A"]);
});
