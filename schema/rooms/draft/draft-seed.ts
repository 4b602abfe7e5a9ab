import { generateNKeysBetween } from "fractional-indexing";
import { UI_LANGUAGES, type Localised, type LocalisedLists } from "../../domain/language.ts";
import type { Category, MethodologyContent, Question } from "../../domain/methodology/methodology.ts";
import { randomId } from "../../domain/ids.ts";
import type { Entries } from "../entries.ts";
import type { DraftRoom, DraftRoot } from "./draft-room.ts";
import { isShown } from "./draft-tree.ts";
import { packAnchor } from "../packed-anchor.ts";

/**
 * Makes a draft read as a version does; `now` is ISO 8601 UTC. What is there under the same key keeps its entry, so that
 * threads about it and codes that were given stay; what the version does not know is deleted, and categories of `inForce`,
 * the version in force, that it does not know are retired. `draftContent` gives the same content back, but for codes of
 * languages that have no text. With `keepFates`, what was said of categories stays said: that they are merged, split or
 * mean something else.
 */
export function seedDraft(
  room: DraftRoom,
  content: MethodologyContent,
  now: string,
  inForce: readonly Pick<Category, "id">[] = [],
  { keepFates = false }: { keepFates?: boolean } = {},
): void {
  const { groups, questions, outputs } = content;
  const choices = questions.flatMap(({ id, choices: own = [] }) => own.map((choice) => ({ question: id, ...choice })));
  const sections = outputs.flatMap(({ id, sections: own }) => own.map((section) => ({ output: id, ...section })));
  const put = (root: DraftRoot, there: Iterable<[string, There]>, things: readonly Thing[]): void =>
    putAll(room.roots[root], there, things, now);

  put(
    "about",
    room.about().map((each) => ["", each]),
    [{ key: "", made: {}, fields: texts("title", content.title) }],
  );
  putCategories(room, content.categories, { inForce: new Set(inForce.map(({ id }) => id)), keepFates }, put);
  put(
    "groups",
    room.groups().map((each) => [each.id, each]),
    groups.map(({ id, label }) => ({ key: id, made: { group: id }, fields: texts("label", label) })),
  );
  put(
    "questions",
    room.questions().map((each) => [each.id, each]),
    questions.map((each) => ({ key: each.id, made: { question: each.id }, fields: toQuestionFields(each) })),
  );
  put(
    "choices",
    room.choices().map((each) => [`${each.question}/${each.id}`, each]),
    choices.map(({ question, id, label }) => ({
      key: `${question}/${id}`,
      made: { question, choice: id },
      fields: texts("label", label),
    })),
  );
  put(
    "outputs",
    room.outputs().map((each) => [each.id, each]),
    outputs.map(({ id, title }) => ({ key: id, made: { output: id }, fields: texts("title", title) })),
  );
  put(
    "sections",
    room.sections().map((each) => [`${each.output}/${each.id}`, each]),
    sections.map(({ output, id, title, prompt, fromCategories, fromQuestions }) => ({
      key: `${output}/${id}`,
      made: { output, section: id },
      fields: { fromCategories, fromQuestions, ...texts("title", title), ...texts("prompt", prompt) },
    })),
  );
}

type Fields = Record<string, unknown>;
/** What stands in a root under a key. */
type There = Readonly<{ entry: string; deleted: string | null }>;
/** What is to stand there: `made` are fields that are set once, when there is no entry yet. */
interface Thing {
  key: string;
  entry?: string | undefined;
  made: Fields;
  fields: Fields;
}

function putCategories(
  room: DraftRoom,
  categories: readonly Category[],
  { inForce, keepFates }: { inForce: ReadonlySet<string>; keepFates: boolean },
  put: (root: DraftRoot, there: Iterable<[string, There]>, things: readonly Thing[]) => void,
): void {
  const all = room.categories();
  const known = new Set<string>(categories.map(({ id }) => id));
  const there = keepFates ? all.filter((each) => isShown(each) || known.has(each.id)) : all;
  const shown = new Set<string>(all.filter(isShown).map(({ id }) => id));
  const entries = new Map<string, string>(there.map(({ id, entry }) => [id, entry]));
  for (const { id } of categories) if (!entries.has(id)) entries.set(id, randomId());
  // Retired, they stay in sight as what the version leaves out.
  const retired = there.filter(({ id }) => !known.has(id) && inForce.has(id));
  put(
    "categories",
    there.filter((each) => !retired.includes(each)).map((each) => [each.id, each]),
    categories.map(({ parent, ...category }) => ({
      key: category.id,
      entry: entries.get(category.id),
      made: { category: category.id },
      fields: {
        parent: (parent && entries.get(parent)) ?? null,
        ...toCategoryFields(category),
        ...(keepFates && shown.has(category.id) ? { fate: undefined } : {}),
      },
    })),
  );
  for (const { entry } of retired) change(room.roots.categories, entry, { fate: { kind: "retired" }, deleted: null });
}

/** Writes things into a root in their order; what is there under no such key is deleted. */
function putAll(entries: Entries, there: Iterable<[string, There]>, things: readonly Thing[], now: string): void {
  const left = new Map(there);
  const orders = generateNKeysBetween(null, null, things.length);
  for (const [place, { key, entry, made, fields }] of things.entries()) {
    const old = left.get(key);
    left.delete(key);
    const values = { order: orders[place], ...fields };
    if (old) change(entries, old.entry, { ...emptied(entries, old.entry), ...values, deleted: null });
    else entries.add({ createdAt: now, ...made, ...values }, entry);
  }
  for (const { entry, deleted } of left.values()) if (deleted === null) entries.set(entry, { deleted: now });
}

/** All texts of an entry, as "". */
function emptied(entries: Entries, entry: string): Fields {
  const names = Object.keys(entries.get(entry)?.fields ?? {}).filter((name) => name.includes(":"));
  return Object.fromEntries(names.map((name) => [name, ""]));
}

/** Writes what is another value only: each one that is overwritten stays in the document for ever. */
function change(entries: Entries, entry: string, values: Fields): void {
  const before: Fields = entries.get(entry)?.fields ?? {};
  const isOther = ([name, value]: [string, unknown]): boolean =>
    value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name] ?? null);
  const others = Object.entries(values).filter(isOther);
  if (others.length > 0) entries.set(entry, Object.fromEntries(others));
}

function toCategoryFields(category: Omit<Category, "id" | "parent">): Record<string, unknown> {
  const { code, digit, onlyChildren, publish = null } = category;
  return {
    code,
    digit,
    onlyChildren,
    publish,
    fate: null,
    ...texts("label", category.label),
    ...meaningFields(category),
  };
}

/** Definition, rules and examples, as fields. */
export function meaningFields(
  category: Pick<Category, "definition" | "include" | "exclude" | "example" | "nearMiss" | "spanRule" | "exampleFrom">,
): Record<string, unknown> {
  const { exampleFrom } = category;
  return {
    exampleVerdict: exampleFrom?.verdict ?? null,
    exampleAnchor: exampleFrom ? packAnchor(exampleFrom.anchor) : null,
    ...texts("definition", category.definition),
    ...lists("include", category.include),
    ...lists("exclude", category.exclude),
    ...texts("example", category.example),
    ...texts("nearMiss", category.nearMiss),
    ...texts("spanRule", category.spanRule),
  };
}

function toQuestionFields(question: Question): Record<string, unknown> {
  const { group, type, perUnit, evidenceExpected, shownIf, from = null, publish = null, label, help = {} } = question;
  const shape = { group, type, level: perUnit, evidenceExpected, shownIf, from, publish };
  return { ...shape, ...texts("label", label), ...texts("help", help) };
}

/** A text as the fields that hold it: `label:en`, `label:mk`, … */
export function texts(name: string, text: Localised): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const language of UI_LANGUAGES) {
    const value = text[language];
    if (value !== undefined) fields[`${name}:${language}`] = value;
  }
  return fields;
}

function lists(name: string, list: LocalisedLists): Record<string, string> {
  const joined = Object.entries(list).map(([language, items]) => [language, items.join("\n")]);
  return texts(name, Object.fromEntries(joined));
}
