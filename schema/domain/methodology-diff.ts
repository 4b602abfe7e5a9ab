import { resolveCategory, type CategoryMap } from "./category-map.ts";
import type { CategoryId, QuestionId } from "./ids.ts";
import type { Localised } from "./language.ts";
import type { Category, MethodologyContent, Question } from "./methodology.ts";
import { textChanges, type TextChange } from "./word-changes.ts";

/** Texts of a category in the order in which they are read. */
const CATEGORY_TEXTS = ["definition", "include", "exclude", "example", "nearMiss", "spanRule"] as const;
type CategoryText = (typeof CATEGORY_TEXTS)[number];

/** What happened to one category. `category` is as it stands after, or stood before where it is gone. */
export type CategoryChange = { category: Category } & (
  | { kind: "added" | "retired" | "redefined" }
  | { kind: "merged"; into: Category }
  | { kind: "split"; into: Category[] }
  | { kind: "renamed"; texts: TextChange[] }
  /** Below another parent; null = the top. */
  | { kind: "moved"; from: Category | null; to: Category | null }
  | { kind: "recoded"; from: string; to: string }
  | { kind: "text"; field: CategoryText; texts: TextChange[] }
  | { kind: "digit"; from: number | null; to: number | null }
  | { kind: "only-children"; to: boolean }
  /** The passage that is the example is another, or is one now, or none any more. */
  | { kind: "example-passage" }
);

/** What happened to one question. */
export type QuestionChange = { question: Question } & (
  | { kind: "added" | "removed" }
  | { kind: "renamed" | "help"; texts: TextChange[] }
  | { kind: "set"; field: "group" | "type" | "perUnit" | "evidenceExpected"; from: string; to: string }
  | { kind: "condition"; from: Question["shownIf"]; to: Question["shownIf"] }
  | { kind: "choice-added" | "choice-removed"; choice: Choice }
  | { kind: "choice-renamed"; choice: Choice; texts: TextChange[] }
);
type Choice = NonNullable<Question["choices"]>[number];

/** What happened to a group of questions, or to an output: it is there, is gone, or reads otherwise (`changed`). */
export interface PartChange {
  kind: "added" | "removed" | "renamed" | "changed";
  part: "group" | "output";
  id: string;
  label: Localised;
  texts: TextChange[];
}

/** How one content differs from another, as data for whoever says it in words. Order of the tree and of lists is not a change. */
export interface MethodologyDiff {
  title: TextChange[];
  categories: CategoryChange[];
  questions: QuestionChange[];
  parts: PartChange[];
}

/** The way from one version to a later one: what became of categories is in the maps. */
export interface VersionWay {
  maps: readonly CategoryMap[];
  from: number;
  to: number;
}

/**
 * How `after` differs from `before`. Without a way (backwards, or from a file) a category that is gone is retired and one
 * that is new is added.
 */
export function diffMethodology(
  before: MethodologyContent,
  after: MethodologyContent,
  way: VersionWay | null,
): MethodologyDiff {
  return {
    title: textChanges(before.title, after.title),
    categories: categoryChanges(before.categories, after.categories, way),
    questions: questionChanges(before.questions, after.questions),
    parts: [
      ...partChanges(
        "group",
        before.groups.map((group) => ({ ...group, rest: "" })),
        after.groups.map((group) => ({ ...group, rest: "" })),
      ),
      ...partChanges("output", before.outputs.map(toPart), after.outputs.map(toPart)),
    ],
  };
}

function categoryChanges(
  before: readonly Category[],
  after: readonly Category[],
  way: VersionWay | null,
): CategoryChange[] {
  const old = new Map(before.map((category) => [category.id, category]));
  const now = new Map(after.map((category) => [category.id, category]));
  const changes: CategoryChange[] = [];
  for (const category of before) changes.push(...fateChanges(category, now, way));
  for (const category of after) {
    const was = old.get(category.id);
    if (was) changes.push(...fieldChanges(was, category, old, now));
    else changes.push({ kind: "added", category });
  }
  return changes;
}

function fateChanges(
  category: Category,
  now: ReadonlyMap<CategoryId, Category>,
  way: VersionWay | null,
): CategoryChange[] {
  const { id } = category;
  const there = now.get(id);
  if (!way) return there ? [] : [{ kind: "retired", category }];
  const { category: end, state, candidates } = resolveCategory(id, way.from, way.maps, way.to);
  const parts = candidates.flatMap((each) => now.get(each) ?? []);
  const into = now.get(end);
  if (parts.length > 1) return [{ kind: "split", category, into: parts }];
  if (into && end !== id) return [{ kind: "merged", category, into }];
  if (!there) return [{ kind: "retired", category }];
  return state === "same" ? [] : [{ kind: "redefined", category: there }];
}

function fieldChanges(
  was: Category,
  category: Category,
  old: ReadonlyMap<CategoryId, Category>,
  now: ReadonlyMap<CategoryId, Category>,
): CategoryChange[] {
  const changes: CategoryChange[] = [];
  const renamed = textChanges(was.label, category.label);
  if (renamed.length > 0) changes.push({ kind: "renamed", category, texts: renamed });
  if (was.parent !== category.parent) {
    const parentIn = (all: ReadonlyMap<CategoryId, Category>, id: CategoryId | null): Category | null =>
      (id && all.get(id)) || null;
    changes.push({ kind: "moved", category, from: parentIn(old, was.parent), to: parentIn(now, category.parent) });
  }
  if (was.code !== category.code) changes.push({ kind: "recoded", category, from: was.code, to: category.code });
  for (const field of CATEGORY_TEXTS) {
    const texts = textChanges(was[field], category[field]);
    if (texts.length > 0) changes.push({ kind: "text", category, field, texts });
  }
  if (was.digit !== category.digit) changes.push({ kind: "digit", category, from: was.digit, to: category.digit });
  if (was.onlyChildren !== category.onlyChildren)
    changes.push({ kind: "only-children", category, to: category.onlyChildren });
  if (JSON.stringify(was.exampleFrom) !== JSON.stringify(category.exampleFrom))
    changes.push({ kind: "example-passage", category });
  return changes;
}

function questionChanges(before: readonly Question[], after: readonly Question[]): QuestionChange[] {
  const old = new Map<QuestionId, Question>(before.map((question) => [question.id, question]));
  const ids = new Set<QuestionId>(after.map(({ id }) => id));
  const changes: QuestionChange[] = [];
  for (const question of before) if (!ids.has(question.id)) changes.push({ kind: "removed", question });
  for (const question of after) {
    const was = old.get(question.id);
    if (was) changes.push(...changesOfQuestion(was, question));
    else changes.push({ kind: "added", question });
  }
  return changes;
}

function changesOfQuestion(was: Question, question: Question): QuestionChange[] {
  const changes: QuestionChange[] = [];
  const renamed = textChanges(was.label, question.label);
  if (renamed.length > 0) changes.push({ kind: "renamed", question, texts: renamed });
  const help = textChanges(was.help ?? {}, question.help ?? {});
  if (help.length > 0) changes.push({ kind: "help", question, texts: help });
  for (const field of ["group", "type", "perUnit", "evidenceExpected"] as const) {
    const [from, to] = [String(was[field]), String(question[field])];
    if (from !== to) changes.push({ kind: "set", question, field, from, to });
  }
  if (JSON.stringify(was.shownIf) !== JSON.stringify(question.shownIf))
    changes.push({ kind: "condition", question, from: was.shownIf, to: question.shownIf });
  const [oldChoices, choices] = [was.choices ?? [], question.choices ?? []];
  for (const choice of oldChoices)
    if (!choices.some(({ id }) => id === choice.id)) changes.push({ kind: "choice-removed", question, choice });
  for (const choice of choices) {
    const earlier = oldChoices.find(({ id }) => id === choice.id);
    const texts = earlier ? textChanges(earlier.label, choice.label) : [];
    if (!earlier) changes.push({ kind: "choice-added", question, choice });
    else if (texts.length > 0) changes.push({ kind: "choice-renamed", question, choice, texts });
  }
  return changes;
}

interface Part {
  id: string;
  label: PartChange["label"];
  /** All else that is in it, as one string. */
  rest: string;
}

function toPart({ id, title, sections }: MethodologyContent["outputs"][number]): Part {
  return { id, label: title, rest: JSON.stringify(sections) };
}

function partChanges(part: PartChange["part"], before: readonly Part[], after: readonly Part[]): PartChange[] {
  const changes: PartChange[] = [];
  for (const { id, label } of before)
    if (!after.some((each) => each.id === id)) changes.push({ kind: "removed", part, id, label, texts: [] });
  for (const { id, label, rest } of after) {
    const was = before.find((each) => each.id === id);
    const texts = was ? textChanges(was.label, label) : [];
    if (!was) changes.push({ kind: "added", part, id, label, texts });
    else if (texts.length > 0) changes.push({ kind: "renamed", part, id, label, texts });
    if (was && was.rest !== rest) changes.push({ kind: "changed", part, id, label, texts: [] });
  }
  return changes;
}
