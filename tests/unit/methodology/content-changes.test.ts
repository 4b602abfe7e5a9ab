import { expect, test } from "vitest";
import {
  contentChanges,
  isOnlyRepublished,
  type Numbered,
} from "../../../schema/domain/methodology/content-changes.ts";
import type { CategoryMap } from "../../../schema/domain/methodology/category-map.ts";
import { CategoryId, newId, VerdictId } from "../../../schema/domain/ids.ts";
import { MethodologyContent, type Category, type Question } from "../../../schema/domain/methodology/methodology.ts";
import { readCarryOver, readFirstMethodology } from "../../../server/demo/second-methodology.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";

interface Written {
  id: string;
  code: string;
  parent?: string;
  label?: Record<string, string>;
  definition?: Record<string, string>;
  include?: Record<string, string[]>;
}

const content = (categories: Written[], more: object = {}): MethodologyContent =>
  MethodologyContent.parse({
    title: { en: "T" },
    groups: [{ id: "g", label: { en: "Group" } }],
    questions: [],
    outputs: [],
    categories: categories.map((each) => ({
      parent: null,
      label: { en: each.id },
      definition: {},
      include: {},
      exclude: {},
      example: {},
      digit: null,
      ...each,
    })),
    ...more,
  });
const at = (number: number, of: MethodologyContent): Numbered => ({ number, content: of });
const map = (from: number, fates: Record<string, unknown>): CategoryMap => ({ from, fates }) as CategoryMap;
const id = (text: string): CategoryId => CategoryId.parse(text);

const BASE = content([
  { id: "act", code: "A" },
  { id: "means", code: "B", definition: { en: "How.", mk: "Како." }, include: { en: ["force", "threat"] } },
  { id: "force", code: "B1", parent: "means" },
]);

test("nothing has changed between a content and itself", () => {
  const starter = readStarterMethodology();
  const same = contentChanges(at(1, starter), at(2, structuredClone(starter)), [map(1, {})]);
  expect(same).toEqual({ categories: [], questions: [], isReordered: false, hasOther: false });
});

test("whatever of a category, of a question or of the whole is another, something has changed", () => {
  const asked = (key: string): object => ({
    id: key,
    group: "g",
    label: { en: key },
    type: "choice",
    choices: [{ id: "a", label: { en: "A" } }],
    evidenceExpected: true,
    perUnit: "verdict",
  });
  const was = content([{ id: "act", code: "A" }], { questions: [asked("q.a"), asked("q.b")] });
  const others: { [K in Exclude<keyof Category, "id">]: Category[K] } = {
    code: "B",
    parent: id("means"),
    label: { en: "Other" },
    definition: { en: "Other" },
    include: { en: ["other"] },
    exclude: { en: ["other"] },
    example: { en: "Other" },
    exampleFrom: { verdict: newId(VerdictId), anchor: { revision: 1, ranges: [{ start: 1, end: 2 }] } },
    nearMiss: { en: "Other" },
    digit: 1,
    onlyChildren: true,
    spanRule: { en: "Other" },
    publish: "never",
  };
  const otherQuestions: { [K in Exclude<keyof Question, "id" | "formerChoices">]: unknown } = {
    group: "h",
    label: { en: "Other" },
    type: "multi-choice",
    choices: [{ id: "a", label: { en: "B" } }],
    help: { en: "Other" },
    shownIf: { question: "q.b", values: ["a"] },
    evidenceExpected: false,
    perUnit: "victim",
    from: "court",
    publish: "never",
  };
  const first = <T extends object>([one, ...rest]: T[], other: object): T[] => [{ ...(one as T), ...other }, ...rest];
  const is: [string, MethodologyContent][] = [
    ...Object.entries(others).map(([name, value]): [string, MethodologyContent] => [
      `category ${name}`,
      { ...was, categories: first(was.categories, { [name]: value }) },
    ]),
    ...Object.entries(otherQuestions).map(([name, value]): [string, MethodologyContent] => [
      `question ${name}`,
      { ...was, questions: first(was.questions, { [name]: value }) },
    ]),
    ["order of questions", { ...was, questions: was.questions.toReversed() }],
    ["title", { ...was, title: { en: "Other" } }],
    ["groups", { ...was, groups: [] }],
    ["outputs", { ...was, outputs: readStarterMethodology().outputs }],
  ];
  const unseen = is.filter(([, content]) => {
    const { categories, questions, isReordered, hasOther } = contentChanges(at(1, was), at(2, content), [map(1, {})]);
    return categories.length + questions.length === 0 && !isReordered && !hasOther;
  });
  expect(unseen.map(([name]) => name)).toEqual([]);
});

test("says what is new, moved, recoded and reworded, text by text and language by language", () => {
  const after = content([
    { id: "act", code: "A" },
    { id: "force", code: "A1", parent: "act" },
    {
      id: "means",
      code: "B",
      definition: { en: "How it was done.", mk: "Како.", sq: "Si." },
      include: { en: ["force"] },
    },
    { id: "new", code: "B2", parent: "means" },
  ]);
  const { categories } = contentChanges(at(1, BASE), at(2, after), [map(1, {})]);
  expect(
    categories.map(({ before, after: now, isMoved }) => [before?.code ?? null, now?.code ?? null, isMoved]),
  ).toEqual([
    ["B1", "A1", true],
    ["B", "B", false],
    [null, "B2", false],
  ]);
  expect(categories[1]?.texts).toEqual([
    { text: "definition", language: "en", before: "How.", after: "How it was done." },
    { text: "definition", language: "sq", before: "", after: "Si." },
    { text: "include", language: "en", before: "force\nthreat", after: "force" },
  ]);
});

test("says over several versions what a category was merged into, split into, or that it means something else", () => {
  const after = content([
    { id: "act", code: "A" },
    { id: "blows", code: "B2" },
    { id: "threats", code: "B3" },
  ]);
  const maps = [
    map(1, { force: { kind: "merged", into: "means" }, act: { kind: "redefined" } }),
    map(2, { means: { kind: "split", into: ["blows", "threats"] } }),
  ];
  const { categories } = contentChanges(at(1, BASE), at(3, after), maps);
  const of = (key: string) => categories.find(({ before, after: now }) => (now ?? before)?.id === id(key));
  expect(of("act")).toMatchObject({ became: [], isRedefined: true });
  expect(of("force")?.became).toEqual([id("blows"), id("threats")]);
  expect(of("means")).toMatchObject({ after: null, became: [id("blows"), id("threats")] });
  expect(of("blows")).toMatchObject({ before: null });
});

test("says which questions are new, gone, asked otherwise or reworded", () => {
  const question = (key: string, more: object = {}): object => ({
    id: key,
    group: "g",
    label: { en: key },
    type: "yes-no-unclear",
    evidenceExpected: true,
    perUnit: "verdict",
    ...more,
  });
  const was = content([], { questions: [question("q.a"), question("q.b"), question("q.c")] });
  const is = content([], {
    questions: [question("q.a", { label: { en: "A?" } }), question("q.b", { perUnit: "victim" }), question("q.d")],
  });
  const { questions } = contentChanges(at(1, was), at(2, is), [map(1, {})]);
  const told = questions.map(({ before, after, isReshaped, texts }) => [
    before?.id ?? null,
    after?.id ?? null,
    isReshaped,
    texts.length,
  ]);
  expect(told).toEqual([
    ["q.a", "q.a", false, 1],
    ["q.b", "q.b", true, 0],
    [null, "q.d", false, 0],
    ["q.c", null, false, 0],
  ]);
});

test("of the starter's second version tells what is new in meaning apart from what may be published", () => {
  const maps = [map(1, readCarryOver().fates)];
  const changes = contentChanges(at(1, readFirstMethodology()), at(2, readStarterMethodology()), maps);
  const told = changes.categories.filter((change) => !isOnlyRepublished(change));
  expect(told.map(({ before, after }) => (after ?? before)?.code)).toEqual(["B2", "B3", "B8", "B9", "B7"]);
  expect(told.map(({ texts, isRedefined }) => texts.length > 0 || isRedefined)).toContain(true);
  // That another thing may be published of its answer asks no question differently.
  const others = changes.questions.filter(isOnlyRepublished);
  expect(others.map(({ after }) => after?.id)).toContain("q.final");
  expect(others.every(({ isReshaped, texts }) => !isReshaped && texts.length === 0)).toBe(true);
});
