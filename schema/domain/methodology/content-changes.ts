import { resolveCategory, type CategoryMap } from "./category-map.ts";
import type { CategoryId } from "../ids.ts";
import { UI_LANGUAGES, type Localised, type LocalisedLists, type UiLanguage } from "../language.ts";
import type { Category, MethodologyContent, Question } from "./methodology.ts";

export const CHANGED_TEXTS = ["label", "definition", "include", "exclude", "example", "nearMiss", "spanRule"] as const;
export type ChangedText = (typeof CHANGED_TEXTS)[number] | "help" | "choices";

/** A text that reads otherwise in one language; "" = none. Lists are a line an item. */
export interface TextChange {
  text: ChangedText;
  language: UiLanguage;
  before: string;
  after: string;
}

/** What became of one category from one content to a later one. */
export interface CategoryChange {
  /** Null for a new one. */
  before: Category | null;
  /** Null for one that is not there any more. */
  after: Category | null;
  /** Of one that was there: its tags are now of these (one: merged, several: split); [] = they stay what they are. */
  became: CategoryId[];
  /** It means something else: its tags are put up for review. */
  isRedefined: boolean;
  isMoved: boolean;
  /** Another passage of a verdict is its example, or none is any more. */
  hasOtherPassage: boolean;
  /** Something else may be published of it: nothing of what it means. */
  isRepublished: boolean;
  texts: TextChange[];
}

export interface QuestionChange {
  before: Question | null;
  after: Question | null;
  /** Kind of answer, choices, level, group, evidence or condition. */
  isReshaped: boolean;
  /** Something else may be published of its answers. */
  isRepublished: boolean;
  texts: TextChange[];
}

export interface ContentChanges {
  categories: CategoryChange[];
  questions: QuestionChange[];
  /** Those that are in both are asked in another order. */
  isReordered: boolean;
  /** Title, groups or output templates read otherwise. */
  hasOther: boolean;
}

/** A content with the version that it was frozen as, or would be. */
export interface Numbered {
  number: number;
  content: MethodologyContent;
}

/** What changed from `before` to `after`; `maps`: those of all versions between them. In the order of the later tree, what is gone last. */
export function contentChanges(before: Numbered, after: Numbered, maps: readonly CategoryMap[]): ContentChanges {
  const { content: was } = before;
  const { content: is } = after;
  const earlier = new Map(was.categories.map((each) => [each.id, each]));
  const later = new Map(is.categories.map((each) => [each.id, each]));
  const become = (id: CategoryId): Pick<CategoryChange, "became" | "isRedefined"> => {
    const { category, candidates, state } = resolveCategory(id, before.number, maps, after.number);
    if (candidates.length > 0) return { became: candidates, isRedefined: false };
    const became = category === id ? [] : [category];
    return { became, isRedefined: became.length === 0 && state === "review" };
  };
  const categories = [...is.categories, ...was.categories.filter(({ id }) => !later.has(id))].flatMap(({ id }) => {
    const pair = { before: earlier.get(id) ?? null, after: later.get(id) ?? null };
    const fate = pair.before ? become(id) : { became: [], isRedefined: false };
    const texts = pair.before && pair.after ? categoryTextChanges(pair.before, pair.after) : [];
    const isMoved = pair.before !== null && pair.after !== null && pair.before.parent !== pair.after.parent;
    const hasOtherPassage =
      pair.before !== null &&
      pair.after !== null &&
      canonical(pair.before.exampleFrom) !== canonical(pair.after.exampleFrom);
    const isRepublished = hasOtherPublish(pair);
    const change = { ...pair, ...fate, isMoved, hasOtherPassage, isRepublished, texts };
    return isRepublished || hasChanged(change) ? [change] : [];
  });
  const isReordered = canonical(orderOf(was, is)) !== canonical(orderOf(is, was));
  return { categories, questions: questionChanges(was, is), isReordered, hasOther: hasOther(was, is) };
}

/** Whether one reads as the other. */
export function isUnchanged({ categories, questions, isReordered, hasOther }: ContentChanges): boolean {
  return categories.length + questions.length === 0 && !isReordered && !hasOther;
}

/** Nothing but what may be published of it. */
export function isOnlyRepublished(change: CategoryChange | QuestionChange): boolean {
  return (
    change.isRepublished && !("became" in change ? hasChanged(change) : change.isReshaped || change.texts.length > 0)
  );
}

function hasOtherPublish({ before, after }: { before: Category | Question | null; after: Category | Question | null }) {
  return before !== null && after !== null && (before.publish ?? null) !== (after.publish ?? null);
}

/** What a new category says, in every language in which it says anything; what it is called stands above it. */
export function newCategoryTexts(category: Category): TextChange[] {
  return CHANGED_TEXTS.flatMap((text) => (text === "label" ? [] : textChanges(text, {}, category[text])));
}

/** The texts of a category that read otherwise, in every language in which they do. */
export function categoryTextChanges(before: Category, after: Category): TextChange[] {
  return CHANGED_TEXTS.flatMap((text) => textChanges(text, before[text], after[text]));
}

/** Anything of what it is and means. */
function hasChanged(change: CategoryChange): boolean {
  const { before, after, became, isRedefined, isMoved, hasOtherPassage, texts } = change;
  if (!before || !after || became.length > 0 || isRedefined || isMoved || hasOtherPassage || texts.length > 0)
    return true;
  return before.code !== after.code || before.digit !== after.digit || before.onlyChildren !== after.onlyChildren;
}

function questionChanges(was: MethodologyContent, is: MethodologyContent): QuestionChange[] {
  const earlier = new Map(was.questions.map((each) => [each.id, each]));
  const later = new Map(is.questions.map((each) => [each.id, each]));
  return [...is.questions, ...was.questions.filter(({ id }) => !later.has(id))].flatMap(({ id }): QuestionChange[] => {
    const before = earlier.get(id) ?? null;
    const after = later.get(id) ?? null;
    if (!before || !after) return [{ before, after, isReshaped: false, isRepublished: false, texts: [] }];
    const texts = [
      ...textChanges("label", before.label, after.label),
      ...textChanges("help", before.help ?? {}, after.help ?? {}),
      ...textChanges("choices", choiceTexts(before), choiceTexts(after)),
    ];
    const isReshaped = canonical(shapeOf(before)) !== canonical(shapeOf(after));
    const isRepublished = hasOtherPublish({ before, after });
    return isReshaped || isRepublished || texts.length > 0 ? [{ before, after, isReshaped, isRepublished, texts }] : [];
  });
}

/** Questions of one that are in the other, too. */
function orderOf(of: MethodologyContent, other: MethodologyContent): string[] {
  const known = new Set(other.questions.map(({ id }) => id));
  return of.questions.flatMap(({ id }) => (known.has(id) ? [id] : []));
}

function shapeOf({ type, perUnit, group, evidenceExpected, shownIf, from, choices = [] }: Question): unknown[] {
  return [type, perUnit, group, evidenceExpected, shownIf, from ?? null, choices.map(({ id }) => id)];
}

function choiceTexts({ choices = [] }: Question): LocalisedLists {
  const lists = UI_LANGUAGES.map((language) => [language, choices.flatMap(({ label }) => label[language] ?? [])]);
  return Object.fromEntries(lists) as LocalisedLists;
}

function hasOther(was: MethodologyContent, is: MethodologyContent): boolean {
  const rest = ({ title, groups, outputs }: MethodologyContent): string => canonical([title, groups, outputs]);
  return rest(was) !== rest(is);
}

/** The same words for the same data, in whatever order its keys were written. */
function canonical(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).filter(([, each]) => each !== "");
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function textChanges(
  text: ChangedText,
  before: Localised | LocalisedLists = {},
  after: Localised | LocalisedLists = {},
): TextChange[] {
  return UI_LANGUAGES.flatMap((language) => {
    const change = { text, language, before: plain(before[language]), after: plain(after[language]) };
    return change.before === change.after ? [] : [change];
  });
}

function plain(text: string | readonly string[] = ""): string {
  return (typeof text === "string" ? text : text.join("\n")).trim();
}
