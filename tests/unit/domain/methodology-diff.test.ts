import { expect, test } from "vitest";
import * as Y from "yjs";
import type { CategoryFate, CategoryMap } from "../../../schema/domain/category-map.ts";
import { QuestionId } from "../../../schema/domain/ids.ts";
import { diffMethodology, type CategoryChange } from "../../../schema/domain/methodology-diff.ts";
import { makeCategoryMap } from "../../../schema/domain/make-category-map.ts";
import type { Category, MethodologyContent, MethodologyVersion, Question } from "../../../schema/domain/methodology.ts";
import { wordChanges } from "../../../schema/domain/word-changes.ts";
import { addCategory, mergeCategory, moveCategory, splitCategory } from "../../../schema/rooms/draft-acts.ts";
import { draftContent } from "../../../schema/rooms/draft-content.ts";
import { DraftRoom } from "../../../schema/rooms/draft-room.ts";
import { seedDraft } from "../../../schema/rooms/draft-seed.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { idOf } from "../../helpers/draft-of.ts";
import { Seeded, seeds } from "../../helpers/seeded.ts";
import { aCategory, contentOf, versionOf } from "../../helpers/version-of.ts";

const NOW = "2026-11-26T10:00:00.000Z";

/** A change as one line. */
function said(change: CategoryChange): string {
  const { kind, category } = change;
  const ids = (categories: Category[]): string => categories.map(({ id }) => id).join(" ");
  switch (change.kind) {
    case "merged":
      return `${category.id} merged ${change.into.id}`;
    case "split":
      return `${category.id} split ${ids(change.into)}`;
    case "moved":
      return `${category.id} moved ${change.from?.id ?? "top"} ${change.to?.id ?? "top"}`;
    case "recoded":
    case "digit":
      return `${category.id} ${kind} ${change.from} ${change.to}`;
    case "text":
      return `${category.id} text ${change.field} ${change.texts.map(({ language }) => language).join(" ")}`;
    default:
      return `${category.id} ${kind}`;
  }
}

const categoriesOf = (before: Category[], after: Category[], fates: CategoryMap["fates"] | null): string[] => {
  const way = fates && { maps: [{ from: 1, fates }], from: 1, to: 2 };
  return diffMethodology(contentOf(before), contentOf(after), way).categories.map(said);
};

test("each thing that happened to a category is told once, in the order of the tree", () => {
  const parent = aCategory("means", "A");
  const before = [
    parent,
    aCategory("a", "A1"),
    aCategory("b", "A2"),
    aCategory("c", "A3"),
    aCategory("d", "A4"),
    aCategory("e", "A5"),
  ];
  const after = [
    parent,
    aCategory("a", "B7", {
      parent: idOf("means"),
      label: { en: "a", mk: "а" },
      definition: { en: "Another thing" },
      include: { en: ["this", "that"] },
      digit: 3,
      onlyChildren: true,
    }),
    aCategory("c.one", "A6"),
    aCategory("c.two", "A7"),
    aCategory("e", "A5"),
    aCategory("new", "A8"),
  ];
  const fates: Record<string, CategoryFate> = {
    a: { kind: "redefined" },
    b: { kind: "merged", into: idOf("a") },
    c: { kind: "split", into: [idOf("c.one"), idOf("c.two")] },
    d: { kind: "retired" },
  };
  expect(categoriesOf(before, after, fates)).toEqual([
    "a redefined",
    "b merged a",
    "c split c.one c.two",
    "d retired",
    "a renamed",
    "a moved top means",
    "a recoded A1 B7",
    "a text definition en",
    "a text include en",
    "a digit null 3",
    "a only-children",
    "c.one added",
    "c.two added",
    "new added",
  ]);
  expect(categoriesOf(after, after, {})).toEqual([]);
  expect(categoriesOf([parent], [], null)).toEqual(["means retired"]);
});

test("over several versions a category is told to be what it is at their end", () => {
  const maps: CategoryMap[] = [
    { from: 1, fates: { [idOf("a")]: { kind: "merged", into: idOf("b") } } },
    { from: 2, fates: { [idOf("b")]: { kind: "split", into: [idOf("x"), idOf("y")] } } },
  ];
  const before = contentOf([aCategory("a", "A1"), aCategory("b", "A2")]);
  const after = contentOf([aCategory("x", "A3"), aCategory("y", "A4")]);
  const { categories } = diffMethodology(before, after, { maps, from: 1, to: 3 });
  expect(categories.map(said)).toEqual(["a split x y", "b split x y", "x added", "y added"]);
});

test("questions tell their texts, settings, conditions and choices apart", () => {
  const question = (id: string, change: Partial<Question> = {}): Question => ({
    id: QuestionId.parse(id),
    group: "g",
    label: { en: `What is ${id}?` },
    type: "choice",
    choices: [
      { id: "yes", label: { en: "yes" } },
      { id: "no", label: { en: "no" } },
    ],
    shownIf: null,
    evidenceExpected: false,
    perUnit: "verdict",
    ...change,
  });
  const before = contentOf([], { questions: [question("one"), question("two")] });
  const after = contentOf([], {
    questions: [
      question("one", {
        label: { en: "What was one?" },
        type: "multi-choice",
        perUnit: "victim",
        evidenceExpected: true,
        shownIf: { question: QuestionId.parse("three"), values: ["yes"] },
        choices: [
          { id: "yes", label: { en: "certainly" } },
          { id: "perhaps", label: { en: "perhaps" } },
        ],
      }),
      question("three"),
    ],
  });
  const told = diffMethodology(before, after, null).questions.map((change) => {
    const what = change.kind === "set" ? `${change.field} ${change.from} ${change.to}` : "";
    const which = "choice" in change ? change.choice.id : "";
    return [change.question.id, change.kind, what, which].filter(Boolean).join(" ");
  });
  expect(told).toEqual([
    "two removed",
    "one renamed",
    "one set type choice multi-choice",
    "one set perUnit verdict victim",
    "one set evidenceExpected false true",
    "one condition",
    "one choice-removed no",
    "one choice-renamed yes",
    "one choice-added perhaps",
    "three added",
  ]);
});

test("a changed text shows whole words that came and went", () => {
  expect(wordChanges("Force is used against her", "Force or threat is used against him")).toEqual([
    { kind: "same", text: "Force " },
    { kind: "added", text: "or threat " },
    { kind: "same", text: "is used against " },
    { kind: "removed", text: "her" },
    { kind: "added", text: "him" },
  ]);
});

test.each(seeds([1, 2, 3]))(
  "a diff is empty only where the contents are the same, and names every category that came or went (seed %i)",
  (seed) => {
    const random = new Seeded(seed);
    const doc = new Y.Doc();
    const room = new DraftRoom(doc);
    const start = readStarterMethodology();
    seedDraft(room, start, NOW);
    const version: MethodologyVersion = { ...versionOf([]), content: start };
    for (let step = 0; step < 30; step++) {
      const entry = (): string => random.pick(room.categories()).entry;
      const act = random.below(5);
      if (act === 0) addCategory(room, { parent: null, index: 0 }, { en: `new ${step}` }, NOW);
      else if (act === 1) mergeCategory(room, entry(), entry());
      else if (act === 2) splitCategory(room, entry(), [{ en: "one" }, { en: "two" }], NOW);
      else if (act === 3) moveCategory(room, entry(), { parent: entry(), index: 0 });
      else room.roots.categories.set(entry(), { "definition:en": `meaning ${step}` });
    }
    const after: MethodologyContent = draftContent(room);
    const fates = new Map(room.categories().map(({ id, fate }) => [id, fate] as const));
    const { map } = makeCategoryMap(version, after.categories, fates, {});
    const { categories } = diffMethodology(start, after, { maps: [map], from: 1, to: 2 });
    const told = new Map(categories.map(({ kind, category }) => [`${category.id} ${kind}`, kind]));
    for (const { id } of after.categories)
      expect(told.has(`${id} added`)).toBe(!start.categories.some((each) => each.id === id));
    for (const { id } of start.categories) {
      if (after.categories.some((each) => each.id === id)) continue;
      expect(["merged", "split", "retired"].filter((kind) => told.has(`${id} ${kind}`))).toHaveLength(1);
    }
    expect(diffMethodology(after, structuredClone(after), { maps: [], from: 1, to: 2 })).toEqual({
      title: [],
      categories: [],
      questions: [],
      parts: [],
    });
  },
);
