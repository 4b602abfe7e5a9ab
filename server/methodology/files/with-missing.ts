import type { Localised, LocalisedLists, UiLanguage } from "../../../schema/domain/language.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import type { Category, MethodologyContent, Question } from "../../../schema/domain/methodology/methodology.ts";
import { longestCommon } from "../../../schema/longest-common.ts";
import { inGroupOrder, inTreeOrder } from "./draft-here.ts";
import { rowKey, type AsMade } from "./since-made.ts";
import type { SheetKind } from "./sheet-columns.ts";

type Choice = NonNullable<Question["choices"]>[number];
type OutputTemplate = MethodologyContent["outputs"][number];
type Section = OutputTemplate["sections"][number];

/** Of longer lists of rules all of both stay: laying them beside each other takes their product in steps. */
const MOST_ALIGNED = 300;

/** How things of both are laid on each other: what is written in the file, over what the draft has. */
interface Laying {
  category: (own: Category, was: Category) => Category;
  labelled: <T extends { label: Localised }>(own: T, was: T) => T;
  question: (own: Question, was: Question) => Question;
  output: (own: OutputTemplate, was: OutputTemplate) => OutputTemplate;
  title: (own: Localised, was: Localised) => Localised;
  /** Whether what only the draft has stays. */
  stays: (kind: SheetKind | null, key: string) => boolean;
}

/**
 * A content with everything that `before` has and it lacks: categories, groups, questions, choices, outputs and sections; and in those that
 * both have, each text, language, rule, passage, condition and digit. What both have is the content's.
 */
export function withAllOf(content: MethodologyContent, before: MethodologyContent): MethodologyContent {
  return laid(content, before, {
    category: withCategory,
    labelled: (own, was) => ({ ...own, label: withTexts(own.label, was.label) }),
    question: withQuestion,
    output: withOutput,
    title: withTexts,
    stays: () => true,
  });
}

/** A content with what `before` has beside it that came after the file was made: categories, groups, questions and choices. */
export function withNewer(content: MethodologyContent, before: MethodologyContent, made: AsMade): MethodologyContent {
  const own = <T>(thing: T): T => thing;
  return laid(content, before, {
    category: own,
    labelled: own,
    question: own,
    output: own,
    title: own,
    stays: (kind, key) => !kind || !made.get(kind)?.has(key),
  });
}

function laid(content: MethodologyContent, before: MethodologyContent, laying: Laying): MethodologyContent {
  const all = <T extends { id: string }>(
    some: readonly T[],
    others: readonly T[],
    lay: (own: T, was: T) => T,
    stays: (id: string) => boolean,
  ): T[] => {
    const there = new Map(others.map((each) => [each.id, each]));
    const known = new Set(some.map(({ id }) => id));
    const both = some.map((each) => {
      const was = there.get(each.id);
      return was ? lay(each, was) : each;
    });
    return [...both, ...others.filter(({ id }) => !known.has(id) && stays(id))];
  };
  const of = (kind: SheetKind | null, question = "") => {
    return (id: string): boolean => laying.stays(kind, kind ? rowKey(kind, id, question) : id);
  };
  const askedOf = (own: Question, was: Question): Question => ({
    ...laying.question(own, was),
    choices: all<Choice>(own.choices ?? [], was.choices ?? [], laying.labelled, of("choices", own.id)),
  });
  const both = {
    title: laying.title(content.title, before.title),
    categories: inTreeOrder(all(content.categories, before.categories, laying.category, of("categories"))),
    groups: all(content.groups, before.groups, laying.labelled, of("groups")),
    questions: all(content.questions, before.questions, askedOf, of("questions")),
    outputs: all(content.outputs, before.outputs, laying.output, of(null)),
  };
  return { ...both, questions: inGroupOrder(both) };
}

function withCategory(own: Category, was: Category): Category {
  const publish = own.publish ?? was.publish;
  const example = withTexts(own.example, was.example);
  // Other words are no quotation of where those of the draft stand.
  const isQuoted = UI_LANGUAGES.every((language) => (example[language] ?? "") === (was.example[language] ?? ""));
  return {
    ...own,
    label: withTexts(own.label, was.label),
    definition: withTexts(own.definition, was.definition),
    include: withLists(own.include, was.include),
    exclude: withLists(own.exclude, was.exclude),
    example,
    exampleFrom: own.exampleFrom ?? (isQuoted ? was.exampleFrom : null),
    nearMiss: withTexts(own.nearMiss, was.nearMiss),
    digit: own.digit ?? was.digit,
    spanRule: withTexts(own.spanRule, was.spanRule),
    ...(publish ? { publish } : {}),
  };
}

function withQuestion(own: Question, was: Question): Question {
  const from = own.from ?? was.from;
  const publish = own.publish ?? was.publish;
  return {
    ...own,
    label: withTexts(own.label, was.label),
    help: withTexts(own.help ?? {}, was.help ?? {}),
    shownIf: own.shownIf ?? was.shownIf,
    ...(from ? { from } : {}),
    ...(publish ? { publish } : {}),
  };
}

function withOutput(own: OutputTemplate, was: OutputTemplate): OutputTemplate {
  const there = new Map(was.sections.map((each) => [each.id, each]));
  const known = new Set(own.sections.map(({ id }) => id));
  const both = own.sections.map((section): Section => {
    const earlier = there.get(section.id);
    if (!earlier) return section;
    return {
      id: section.id,
      title: withTexts(section.title, earlier.title),
      prompt: withTexts(section.prompt, earlier.prompt),
      fromCategories: [...new Set([...section.fromCategories, ...earlier.fromCategories])],
      fromQuestions: [...new Set([...section.fromQuestions, ...earlier.fromQuestions])],
    };
  });
  const title = withTexts(own.title, was.title);
  return { id: own.id, title, sections: [...both, ...was.sections.filter(({ id }) => !known.has(id))] };
}

function withTexts(own: Localised, was: Localised): Localised {
  return byLanguage(own, was, (text) => text.trim() !== "");
}

function withLists(own: LocalisedLists, was: LocalisedLists): LocalisedLists {
  const lists = byLanguage(own, was, (rules) => rules.some((rule) => rule.trim() !== ""));
  for (const language of UI_LANGUAGES) {
    const [rules, earlier] = [lists[language], was[language]];
    if (rules && earlier) lists[language] = withRules(rules, earlier);
  }
  return lists;
}

function byLanguage<T>(
  own: Partial<Record<UiLanguage, T>>,
  was: Partial<Record<UiLanguage, T>>,
  says: (value: T) => boolean,
): Partial<Record<UiLanguage, T>> {
  const all = { ...own };
  for (const language of UI_LANGUAGES) {
    const [value, earlier] = [own[language], was[language]];
    if (earlier !== undefined && (value === undefined || !says(value))) all[language] = earlier;
  }
  return all;
}

/**
 * Rules of a file with those of the draft that it lacks, each in its place. Between rules that both have, as many as the draft has there
 * are taken for its own in other words; fewer may be any of them, and all of both stay.
 */
function withRules(own: readonly string[], was: readonly string[]): string[] {
  if (own.length > MOST_ALIGNED || was.length > MOST_ALIGNED) return [...new Set([...own, ...was])];
  const rules: string[] = [];
  let [atWas, atOwn] = [0, 0];
  for (const [nextWas, nextOwn] of [...longestCommon(was, own), [was.length, own.length] as const]) {
    const [mine, theirs] = [own.slice(atOwn, nextOwn), was.slice(atWas, nextWas)];
    rules.push(...mine, ...(mine.length < theirs.length ? theirs : []), ...own.slice(nextOwn, nextOwn + 1));
    [atWas, atOwn] = [nextWas + 1, nextOwn + 1];
  }
  // What only changed its place stands once.
  return rules.length > own.length ? [...new Set(rules)] : rules;
}
