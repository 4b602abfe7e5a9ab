import { describe, expect, test } from "vitest";
import {
  resolveCategory,
  type CategoryFate,
  type CategoryMap,
} from "../../../schema/domain/methodology/category-map.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { changedMeanings, makeCategoryMap } from "../../../schema/domain/methodology/make-category-map.ts";
import { shownCategory } from "../../../schema/domain/methodology/shown-category.ts";
import { toBeSorted } from "../../../schema/domain/methodology/to-be-sorted.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { aCategory, versionOf } from "../../helpers/network/version-of.ts";

const id = (key: string): CategoryId => CategoryId.parse(key);
const merged = (into: string): CategoryFate => ({ kind: "merged", into: id(into) });
const split = (...into: string[]): CategoryFate => ({ kind: "split", into: into.map(id) });
const RETIRED: CategoryFate = { kind: "retired" };

/** The map from categories `before` to `after`, with the fates of the draft. */
function mapOf(before: string[], after: string[], fates: Record<string, CategoryFate>, changed = {}) {
  const said = new Map(Object.entries(fates).map(([key, fate]) => [id(key), fate]));
  const { map, problems } = makeCategoryMap(
    versionOf(before),
    after.map((key) => ({ id: id(key) })),
    said,
    changed,
  );
  return { fates: map.fates, missing: problems.map(({ id: key, other }) => `${key} → ${other}`) };
}

describe("how a version becomes the next", () => {
  test("what is there still is the same unless its meaning was said to be another, and what is gone without a word is retired", () => {
    expect(mapOf(["a", "b", "c"], ["a", "b", "new"], {}, { b: "redefined" })).toEqual({
      fates: { b: { kind: "redefined" }, c: RETIRED },
      missing: [],
    });
  });

  test("chains are followed to the categories of the new version", () => {
    expect(mapOf(["a", "b", "c"], ["c"], { a: merged("b"), b: merged("c") }).fates).toEqual({
      a: merged("c"),
      b: merged("c"),
    });
    // The target was split: nobody knows which part is meant.
    expect(mapOf(["a", "b"], ["b", "new"], { a: merged("b"), b: split("b", "new") }).fates).toEqual({
      a: split("b", "new"),
      b: split("b", "new"),
    });
    expect(mapOf(["a", "b"], ["p", "b"], { a: split("p", "q"), q: merged("b") }).fates).toEqual({ a: split("p", "b") });
    expect(mapOf(["a", "b"], [], { a: merged("b"), b: RETIRED }).fates).toEqual({ a: RETIRED, b: RETIRED });
    expect(mapOf(["a"], ["a"], { a: split("a", "p") }).fates).toEqual({ a: { kind: "redefined" } });
  });

  test("a category that is merged into one that is gone, or into itself by a ring, is a problem", () => {
    expect(mapOf(["a", "b"], [], { a: merged("b") }).missing).toEqual(["a → b"]);
    expect(mapOf(["a", "b"], [], { a: merged("b"), b: merged("a") }).missing).toEqual(["a → a", "b → b"]);
  });

  test("a category becomes twenty at most, and nothing is followed over thousands of others", () => {
    const said = (fates: ReadonlyMap<CategoryId, CategoryFate>, after: string[]): string[] => {
      const shown = after.map((key) => ({ id: id(key) }));
      const { problems } = makeCategoryMap(versionOf(["a"]), shown, fates, {});
      return problems.map(({ code, id: key }) => `${code} ${key}`);
    };
    const parts = Array.from({ length: 21 }, (_, i) => `p${i}`);
    const twice = (count: number): ReadonlyMap<CategoryId, CategoryFate> =>
      new Map([
        [id("a"), split("p0", "x")],
        [id("x"), split(...parts.slice(1, count))],
      ]);
    expect(said(twice(20), parts)).toEqual([]);
    expect(said(twice(21), parts)).toEqual(["fate-many a"]);
    const chain = Array.from({ length: 5_000 }, (_, i) => [id(`c${i}`), split(`c${i + 1}`, `c${i + 2}`)] as const);
    expect(said(new Map([...chain, [id("a"), merged("c0")]]), [])).toEqual(["fate-many a"]);
  });

  test.each(seeds([1, 2, 3, 4, 5]))("every category that a map names stands in the new version (seed %i)", (seed) => {
    const random = new Seeded(seed);
    for (let run = 0; run < 200; run++) {
      const { before, after, map } = randomStep(random, ["a", "b", "c", "d", "e", "f"], 1);
      const named = Object.values(map.fates).flatMap((fate) =>
        fate.kind === "merged" ? [fate.into] : fate.kind === "split" ? fate.into : [],
      );
      expect(after).toEqual(expect.arrayContaining(named));
      for (const key of before) expect(after.includes(key) || map.fates[id(key)] !== undefined).toBe(true);
    }
  });
});

describe("what a tag is in a later version", () => {
  const maps: CategoryMap[] = [
    { from: 1, fates: { [id("a")]: merged("b"), [id("c")]: split("c", "d") } },
    { from: 2, fates: { [id("d")]: merged("e"), [id("b")]: { kind: "redefined" }, [id("f")]: RETIRED } },
  ];

  test("a merged category is carried by rule, one that was split or redefined since waits for review, a retired one stays what it was", () => {
    expect(resolveCategory(id("a"), 1, maps, 2)).toMatchObject({ category: "b", state: "carried", reviewSince: null });
    expect(resolveCategory(id("a"), 1, maps, 3)).toMatchObject({ category: "b", state: "review", reviewSince: 3 });
    // One of its parts goes by its own id: what nobody has sorted is not of that part either.
    expect(resolveCategory(id("c"), 1, maps, 3)).toMatchObject({
      category: "c.unsorted",
      state: "review",
      reviewSince: 2,
    });
    expect(resolveCategory(id("f"), 1, maps, 3)).toMatchObject({ category: "f", state: "retired", reviewSince: 3 });
    expect(resolveCategory(id("c"), 2, maps, 3)).toMatchObject({ category: "c", state: "same", reviewSince: null });
  });

  test("what a split category may be now is said in the categories of the version asked for", () => {
    expect(resolveCategory(id("c"), 1, maps, 2).candidates).toEqual(["c", "d"]);
    expect(resolveCategory(id("c"), 1, maps, 3).candidates).toEqual(["c", "e"]);
  });

  test("a tag of a category that was split is of none of its parts, whatever becomes of them", () => {
    const b2: CategoryMap = { from: 1, fates: { [id("b2")]: split("b8", "b9"), [id("b5")]: merged("b2") } };
    const at = (later: CategoryMap["fates"], key = "b2") =>
      resolveCategory(id(key), 1, [b2, { from: 2, fates: later }], 3);
    expect(at({})).toEqual({ category: "b2", state: "review", reviewSince: 2, candidates: ["b8", "b9"] });
    expect(at({ [id("b8")]: { kind: "redefined" } })).toMatchObject({ category: "b2", candidates: ["b8", "b9"] });
    expect(at({ [id("b9")]: split("b9", "b10") })).toMatchObject({ category: "b2", candidates: ["b8", "b9", "b10"] });
    expect(at({ [id("b9")]: RETIRED })).toMatchObject({ category: "b2", state: "review", candidates: ["b8"] });
    expect(at({ [id("b8")]: RETIRED, [id("b9")]: RETIRED })).toMatchObject({ category: "b2", state: "retired" });
    // Put together again they leave nothing to say.
    expect(at({ [id("b9")]: merged("b8") })).toEqual({
      category: "b8",
      state: "carried",
      reviewSince: null,
      candidates: [],
    });
  });

  test("a category that was split says in its label what its tags have to be sorted into", () => {
    const { label } = toBeSorted(aCategory("b2", "B2", { label: { en: "Force", mk: "Сила" } }), [
      { id: id("b8"), code: "B8" },
      { id: id("b9"), code: "B9" },
      { id: id("b10"), code: "B10" },
    ]);
    expect(label).toEqual({
      en: "Force, to be sorted: B8, B9 or B10?",
      mk: "Сила, за распределување: B8, B9 или B10?",
    });
  });

  test("a tag of a retired category keeps its old label", () => {
    const version = { ...versionOf(["b"], 3, maps), gone: [aCategory("f", "F1")] };
    expect(shownCategory(version, id("f"), 1).shown?.label).toEqual({ en: "f" });
    expect(shownCategory(version, id("a"), 1).shown?.id).toBe("b");
    expect(shownCategory(version, id("unknown"), 1).shown).toBeNull();
  });

  test.each(seeds([1, 2, 3, 4, 5]))(
    "maps compose: by way of any version in between it is the same category (seed %i)",
    (seed) => {
      const random = new Seeded(seed);
      for (let run = 0; run < 100; run++) {
        const steps = 4;
        let keys = ["a", "b", "c", "d", "e", "f"];
        const first = keys;
        const random4: CategoryMap[] = [];
        for (let from = 1; from <= steps; from++) {
          const step = randomStep(random, keys, from);
          keys = step.after;
          random4.push(step.map);
        }
        for (const key of first) {
          const whole = resolveCategory(id(key), 1, random4, steps + 1);
          const middle = 2 + random.below(steps - 1);
          const half = resolveCategory(id(key), 1, random4, middle);
          expect(keys).toEqual(expect.arrayContaining(whole.candidates));
          // What waits to be sorted counts under no part.
          const isSorted = keys.includes(whole.category) || whole.state === "retired";
          expect(whole.candidates.length > 0 ? !whole.candidates.includes(whole.category) : isSorted).toBe(true);
          const ends = half.candidates.map((part) => resolveCategory(part, middle, random4, steps + 1));
          const parts = ends.flatMap(({ category, candidates }) => (candidates.length > 0 ? candidates : [category]));
          const isSplit = half.candidates.length > 0;
          expect(isSplit ? parts : whole.candidates).toEqual(expect.arrayContaining(whole.candidates));
          const rest = resolveCategory(half.category, middle, random4, steps + 1);
          const { category, reviewSince } = isSplit ? whole : rest;
          expect(whole.category).toBe(category);
          expect(whole.reviewSince).toBe(isSplit ? reviewSince : (reviewSince ?? half.reviewSince));
        }
      }
    },
  );
});

/** What people may do to categories between two versions. */
function randomStep(random: Seeded, before: readonly string[], from: number) {
  const fates = new Map<CategoryId, CategoryFate>();
  const made: string[] = [];
  for (const key of before) {
    const act = random.below(10);
    const others = before.filter((other) => other !== key);
    if (act === 0 && others.length > 0) fates.set(id(key), merged(random.pick(others)));
    else if (act === 1) fates.set(id(key), RETIRED);
    else if (act < 4) {
      const parts = [`${key}.x${from}`, random.chance(50) ? key : `${key}.y${from}`];
      made.push(...parts);
      fates.set(id(key), split(...parts));
    } else if (act === 4) fates.set(id(key), { kind: "redefined" });
  }
  const isShown = (key: string): boolean => {
    const fate = fates.get(id(key));
    if (fate?.kind === "split") return fate.into.includes(id(key));
    return fate?.kind !== "merged" && fate?.kind !== "retired";
  };
  const after = [...new Set([...before, ...made])].filter(isShown);
  const { map } = makeCategoryMap(
    { ...versionOf(before), number: from },
    after.map((key) => ({ id: id(key) })),
    fates,
    {},
  );
  return { before, after, map };
}

test("only other words of a definition or rule ask whether the meaning changed, not a translation, a label or white space", () => {
  const was = aCategory("a", "A1", { definition: { en: "Force  is used" }, include: { en: ["blows"] } });
  const asked = (change: object): boolean => changedMeanings([was], [{ ...was, ...change }]).length > 0;
  expect(asked({ label: { en: "Violence" }, code: "B7", example: { en: "he hit her" } })).toBe(false);
  expect(asked({ definition: { en: "Force is used", mk: "Се користи сила" } })).toBe(false);
  expect(asked({ exclude: { en: ["threats"] } })).toBe(false);
  expect(asked({ definition: { en: "Force or threat is used" } })).toBe(true);
  expect(asked({ include: { en: ["blows", "binding"] } })).toBe(true);
  expect(asked({ include: {} })).toBe(true);
});
