import { expect, test } from "vitest";
import * as Y from "yjs";
import { CategoryId, randomId } from "../../../schema/domain/ids.ts";
import {
  addCategory,
  mergeCategory,
  moveCategory,
  nextCode,
  setFate,
  splitCategory,
} from "../../../schema/rooms/draft/draft-acts.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { DraftRoom, type DraftCategory } from "../../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../../schema/rooms/draft/draft-seed.ts";
import { draftTree, flatten, isShown } from "../../../schema/rooms/draft/draft-tree.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { seeds, Seeded } from "../../helpers/text/seeded.ts";

const NOW = "2026-11-26T10:00:00.000Z";

function drafts(count: number): { docs: Y.Doc[]; rooms: DraftRoom[]; exchange(): void } {
  const docs = Array.from({ length: count }, () => new Y.Doc());
  const rooms = docs.map((doc) => new DraftRoom(doc));
  const exchange = (): void => {
    for (const from of docs)
      for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
  };
  return { docs, rooms, exchange };
}

const shape = (room: DraftRoom): string[] =>
  flatten(draftTree(room.categories())).map(({ category, depth }) => `${"  ".repeat(depth)}${category.label.en}`);

test("a draft made from a version gives the version back", () => {
  const content = readStarterMethodology();
  const { rooms } = drafts(1);
  const room = rooms[0] as DraftRoom;
  seedDraft(room, content, NOW);
  expect(draftContent(room)).toEqual(content);
});

test("two people who insert at one place at once both find their category there, and a third fits between", () => {
  const { rooms, exchange } = drafts(2);
  const [a, b] = rooms as [DraftRoom, DraftRoom];
  const branch = addCategory(a, { parent: null, index: 0 }, { en: "branch" }, NOW);
  exchange();
  addCategory(a, { parent: branch, index: 0 }, { en: "one" }, NOW);
  addCategory(b, { parent: branch, index: 0 }, { en: "two" }, NOW);
  exchange();
  expect(shape(a)).toEqual(shape(b));
  const [, first, second] = shape(a);
  addCategory(b, { parent: branch, index: 1 }, { en: "between" }, NOW);
  exchange();
  expect(shape(a)).toEqual(["branch", first, "  between", second]);
});

test("two people who move each category below the other lose neither", () => {
  const { rooms, exchange } = drafts(2);
  const [a, b] = rooms as [DraftRoom, DraftRoom];
  const one = addCategory(a, { parent: null, index: 0 }, { en: "one" }, NOW);
  const two = addCategory(a, { parent: null, index: 1 }, { en: "two" }, NOW);
  exchange();
  expect(moveCategory(a, one, { parent: two, index: 0 })).toBe(true);
  expect(moveCategory(b, two, { parent: one, index: 0 })).toBe(true);
  exchange();
  expect(shape(a)).toEqual(shape(b));
  expect(
    shape(a)
      .map((line) => line.trim())
      .sort(),
  ).toEqual(["one", "two"]);
  expect(moveCategory(a, one, { parent: one, index: 0 })).toBe(false);
});

test("a merged category gives what is below it to the other, a split one stands beside its parts no more, and codes are not given twice", () => {
  const { rooms } = drafts(1);
  const room = rooms[0] as DraftRoom;
  const means = addCategory(room, { parent: null, index: 0 }, { en: "means" }, NOW);
  const force = addCategory(room, { parent: means, index: 0 }, { en: "force" }, NOW);
  const threat = addCategory(room, { parent: means, index: 1 }, { en: "threat" }, NOW);
  addCategory(room, { parent: threat, index: 0 }, { en: "threat to kin" }, NOW);
  mergeCategory(room, threat, force);
  expect(shape(room)).toEqual(["means", "  force", "    threat to kin"]);
  splitCategory(room, force, [{ en: "violence" }, { en: "coercion" }], NOW);
  expect(shape(room).sort()).toEqual(["  coercion", "  threat to kin", "  violence", "means"]);
  const codes = room.categories().map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(nextCode(room.categories(), means)).toBe("A6");
  setFate(room, means, { kind: "retired" });
  expect(shape(room).every((line) => !line.startsWith(" "))).toBe(true);
});

test("the parts of a split begin with what the category said, and stand where their codes belong", () => {
  const { rooms } = drafts(1);
  const room = rooms[0] as DraftRoom;
  const means = addCategory(room, { parent: null, index: 0 }, { en: "means" }, NOW);
  const added = ["first", "force", "last"].map((en, index) => addCategory(room, { parent: means, index }, { en }, NOW));
  const force = added[1] ?? "";
  room.roots.categories.set(force, {
    "definition:en": "Force is used.",
    "include:en": "blows\nbinding",
    "exclude:mk": "закани",
    "example:en": "he hit her",
    "spanRule:en": "the act alone",
  });
  splitCategory(room, force, [{ en: "violence" }, { en: "coercion" }], NOW);
  const { categories } = draftContent(room);
  expect(categories.map(({ code }) => code)).toEqual(["A", "A1", "A3", "A4", "A5"]);
  for (const name of ["violence", "coercion"])
    expect(categories.find(({ label }) => label.en === name)).toMatchObject({
      definition: { en: "Force is used." },
      include: { en: ["blows", "binding"] },
      exclude: { mk: ["закани"] },
      example: { en: "he hit her" },
      spanRule: { en: "the act alone" },
    });
});

test.each(seeds([1, 2, 3, 4, 5, 6, 7, 8]))(
  "the tree never loses or doubles a category and has no ring, whatever three people do at once (seed %i)",
  (seed) => {
    const random = new Seeded(seed);
    const { docs, rooms, exchange } = drafts(3);
    for (let i = 0; i < 6; i++) addCategory(rooms[0] as DraftRoom, { parent: null, index: i }, { en: randomId() }, NOW);
    exchange();
    for (let step = 0; step < 120; step++) {
      const room = random.pick(rooms);
      const nodes = flatten(draftTree(room.categories()));
      const entry = (): string => random.pick(nodes).category.entry;
      const place = { parent: random.chance(30) ? null : entry(), index: random.below(4) };
      const act = random.below(10);
      if (act < 2) addCategory(room, place, { en: randomId() }, NOW);
      else if (act < 7) moveCategory(room, entry(), place);
      else if (act === 7 && nodes.length > 4) mergeCategory(room, entry(), entry());
      else if (act === 8 && nodes.length > 4) setFate(room, entry(), random.chance(50) ? { kind: "retired" } : null);
      else if (nodes.length < 60) splitCategory(room, entry(), [{ en: randomId() }, { en: randomId() }], NOW);
      if (random.chance(15)) exchange();
      for (const each of rooms) expectWhole(each);
    }
    exchange();
    const [first, ...others] = rooms.map((room) => JSON.stringify(draftContent(room)));
    for (const other of others) expect(other).toBe(first);
    expect(docs[0]?.getMap("categories").size).toBe((rooms[0] as DraftRoom).categories().length);
  },
);

function expectWhole(room: DraftRoom): void {
  const shown = room
    .categories()
    .filter(isShown)
    .map(({ entry }) => entry);
  const inTree = flatten(draftTree(room.categories())).map(({ category }) => category.entry);
  expect(inTree.sort()).toEqual(shown.sort());
}

test("a ladder of thousands of parents, in use or given up, is a tree at once", () => {
  const { rooms } = drafts(1);
  const room = rooms[0] as DraftRoom;
  const count = 5_000;
  const one = (i: number, parentEntry: string | null, deleted: string | null): DraftCategory => ({
    ...(room.categories()[0] ?? ({} as DraftCategory)),
    entry: `entry-${i}`,
    id: CategoryId.parse(`made.${i}`),
    parentEntry,
    deleted,
    fate: null,
  });
  const ladder = Array.from({ length: count }, (_, i) => one(i, i === 0 ? null : `entry-${i - 1}`, null));
  expect(flatten(draftTree(ladder)).at(-1)?.depth).toBe(count - 1);
  const gone = ladder.map((each) => ({ ...each, deleted: NOW }));
  const under = Array.from({ length: count }, (_, i) => one(count + i, `entry-${count - 1}`, null));
  expect(draftTree([...gone, ...under]).every(({ depth }) => depth === 0)).toBe(true);
});
