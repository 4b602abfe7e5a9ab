import { z } from "zod";
import { EMPTY_WORDS } from "../answer.ts";
import type { Localised } from "../language.ts";
import { ringsIn } from "../../rings.ts";
import type { Category, MethodologyContent, Question } from "./methodology.ts";

/** What keeps a methodology from being frozen, and where. */
export const ContentProblem = z.object({
  code: z.enum([
    /** There is no category at all. */
    "no-category",
    /** No label (title) in any language. */
    "no-label",
    /** `other` has the same code. */
    "code-taken",
    /** `other` has the same digit. */
    "digit-taken",
    /** Two things have this key. */
    "key-taken",
    /** The group of a question is gone. */
    "group-missing",
    /** A question to choose from with fewer than two choices. */
    "few-choices",
    /** It is shown if `other` is answered, and that question is gone, or has not such an answer. */
    "condition-missing",
    /** It is shown if `other` is answered, which is asked of a narrower or another subject. */
    "condition-narrower",
    /** Whether it is shown depends on itself. */
    "condition-ring",
    /** It is merged into, or split into, `other`, which is gone. */
    "fate-missing",
    /** It becomes more categories than a version can hold, or leads over too many. */
    "fate-many",
  ]),
  root: z.enum(["about", "categories", "groups", "questions", "choices", "outputs", "sections"]),
  /** Key of the thing; of a choice `question/choice`, of a section `output/section`; "" of the methodology itself. */
  id: z.string(),
  other: z.string().nullable(),
});
export type ContentProblem = z.infer<typeof ContentProblem>;

type Root = ContentProblem["root"];

/** All problems of a content by itself, in the order of reading. */
export function contentProblems(content: MethodologyContent): ContentProblem[] {
  const { categories, groups, questions, outputs } = content;
  const problems: ContentProblem[] = [];
  const add = (code: ContentProblem["code"], root: Root, id: string, other: string | null = null): void => {
    problems.push({ code, root, id, other });
  };
  const named = (root: Root, id: string, label: Localised): void => {
    if (!Object.values(label).some((text) => text.trim() !== "")) add("no-label", root, id);
  };

  named("about", "", content.title);
  if (categories.length === 0) add("no-category", "categories", "");
  for (const { id, label } of categories) named("categories", id, label);
  for (const [category, other] of repeated(categories, ({ code }) => code))
    add("code-taken", "categories", category.id, other.id);
  const withDigit = categories.filter(({ digit }) => digit !== null);
  for (const [category, other] of repeated(withDigit, ({ digit }) => String(digit)))
    add("digit-taken", "categories", category.id, other.id);

  for (const { id, label } of groups) named("groups", id, label);
  const known = new Set(groups.map(({ id }) => id));
  const problemOf = conditionProblems(questions);
  for (const question of questions) {
    const { id, label, group, type, choices = [] } = question;
    named("questions", id, label);
    if (!known.has(group)) add("group-missing", "questions", id, group);
    for (const choice of choices) named("choices", `${id}/${choice.id}`, choice.label);
    if ((type === "choice" || type === "multi-choice") && choices.length < 2) add("few-choices", "questions", id);
    const code = problemOf(question);
    if (code) add(code, "questions", id, question.shownIf?.question ?? null);
  }

  for (const { id, title, sections } of outputs) {
    named("outputs", id, title);
    for (const section of sections) named("sections", `${id}/${section.id}`, section.title);
  }
  for (const [root, keys] of keysOf(content)) {
    for (const [key] of repeated(keys, (each) => each)) add("key-taken", root, key);
  }
  return problems;
}

/** Each thing that has the same value as an earlier one, with that one. */
function repeated<T>(things: readonly T[], valueOf: (thing: T) => string): [T, T][] {
  const first = new Map<string, T>();
  const found: [T, T][] = [];
  for (const thing of things) {
    const earlier = first.get(valueOf(thing));
    if (earlier === undefined) first.set(valueOf(thing), thing);
    else found.push([thing, earlier]);
  }
  return found;
}

function keysOf({ categories, groups, questions, outputs }: MethodologyContent): [Root, string[]][] {
  const ids = (things: readonly { id: Category["id"] | Question["id"] | string }[]): string[] =>
    things.map(({ id }) => id);
  return [
    ["categories", ids(categories)],
    ["groups", ids(groups)],
    ["questions", ids(questions)],
    ["choices", questions.flatMap(({ id, choices = [] }) => choices.map((choice) => `${id}/${choice.id}`))],
    ["outputs", ids(outputs)],
    ["sections", outputs.flatMap(({ id, sections }) => sections.map((section) => `${id}/${section.id}`))],
  ];
}

/** What is wrong with the condition of one of these questions. */
function conditionProblems(questions: readonly Question[]): (question: Question) => ContentProblem["code"] | null {
  const byId = new Map(questions.toReversed().map((question) => [question.id, question]));
  const rings = ringsIn(byId.keys(), (id) => {
    const above = byId.get(id)?.shownIf?.question;
    return above !== undefined && byId.has(above) ? above : null;
  });
  const inRing = new Set(rings.flat());
  // Once of each question: thousands may depend on one that has thousands of choices.
  const answers = new Map([...byId.values()].map((question) => [question.id, new Set(answersOf(question))]));
  return ({ id, perUnit, shownIf }) => {
    if (!shownIf) return null;
    const other = byId.get(shownIf.question);
    // The data have answers of their own.
    if (!other || other.from || !shownIf.values.every((value) => answers.get(other.id)?.has(value)))
      return "condition-missing";
    if (other.perUnit !== "verdict" && other.perUnit !== perUnit) return "condition-narrower";
    return inRing.has(id) ? "condition-ring" : null;
  };
}

/** The answers that a condition may name. */
function answersOf({ type, choices = [] }: Question): string[] {
  if (type === "yes-no-unclear") return ["yes", "no", ...EMPTY_WORDS];
  if (type === "choice" || type === "multi-choice") return [...choices.map(({ id }) => id), ...EMPTY_WORDS];
  return [...EMPTY_WORDS];
}
