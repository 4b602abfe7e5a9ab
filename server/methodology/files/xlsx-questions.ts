import { ChoiceKey, QUESTION_TYPES } from "../../../schema/domain/answer.ts";
import { QuestionId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import {
  Question,
  ReadableKey,
  VerdictFact,
  type MethodologyContent,
} from "../../../schema/domain/methodology/methodology.ts";
import { newKey } from "../../../schema/rooms/draft/draft-acts.ts";
import type { SheetRow, SheetRows } from "./sheet-rows.ts";

type Group = MethodologyContent["groups"][number];
type Choice = NonNullable<Question["choices"]>[number];

export function readGroupRows(sheet: SheetRows, { groups }: MethodologyContent): Group[] {
  const used = new Set<string>();
  return sheet.rows.flatMap((row): Group[] => {
    if (row.isEmpty) return [];
    const id = keyOf(row, ReadableKey, "g", used);
    const before = groups.find((each) => each.id === id);
    return named(row, { id, label: row.texts("label", before?.label ?? {}) }, before);
  });
}

/** `before`: with the groups that the file has. */
export function readQuestionRows(sheet: SheetRows, before: MethodologyContent): Question[] {
  const used = new Set<string>();
  const read = sheet.rows.flatMap((row): { row: SheetRow; question: Question }[] => {
    if (row.isEmpty) return [];
    const id = QuestionId.parse(keyOf(row, QuestionId, "q", used));
    const was = before.questions.find((each) => each.id === id);
    const group = groupOf(row, was?.group ?? null, before.groups);
    if (group === null) return [];
    const { from: fromData, publish: published, ...question } = was ?? newQuestion(id, group);
    const from = row.wordIfAny("from", VerdictFact.options, (words, fact) => words.facts[fact], fromData);
    const publish = row.publishing(published);
    const written = {
      ...question,
      group,
      label: row.texts("label", question.label),
      help: row.texts("help", question.help ?? {}),
      type: row.word("type", QUESTION_TYPES, (words, type) => words.types[type], question.type, "bad-type"),
      perUnit: row.word(
        "level",
        Question.shape.perUnit.options,
        (words, level) => words.levels[level],
        question.perUnit,
        "bad-level",
      ),
      evidenceExpected: row.yesNo("evidenceExpected", question.evidenceExpected),
      ...(from ? { from } : {}),
      ...(publish ? { publish } : {}),
    };
    return named(row, written, was).map((each) => ({ row, question: each }));
  });
  return read.map(({ row, question }) => ({ ...question, shownIf: conditionOf(row, question) }));
}

/** Questions with the choices of a sheet, in the order of its rows. */
export function readChoiceRows(sheet: SheetRows, questions: readonly Question[]): Question[] {
  const choices = new Map<string, Choice[]>();
  const used = new Set<string>();
  for (const row of sheet.rows) {
    if (row.isEmpty) continue;
    const question = questions.find(({ id }) => id === row.get("question"));
    if (!question) {
      row.problem("question-missing", "question", row.get("question") ?? "");
      continue;
    }
    const id = keyOf(row, ChoiceKey, "o", used, question.id);
    const before = question.choices?.find((each) => each.id === id);
    const own = choices.get(question.id) ?? [];
    own.push(...named(row, { id, label: row.texts("label", before?.label ?? {}) }, before));
    choices.set(question.id, own);
  }
  return questions.map((question) => ({ ...question, choices: choices.get(question.id) ?? [] }));
}

/** The key that a row has, or a new one; `within`: keys are one's own of that question. */
function keyOf(
  row: SheetRow,
  shape: typeof ReadableKey | typeof QuestionId,
  prefix: string,
  used: Set<string>,
  within = "",
): string {
  const text = row.get("id") ?? "";
  const isKey = shape.safeParse(text).success;
  if (text !== "" && !isKey) row.problem("bad-key", "id", text);
  if (isKey && used.has(`${within}/${text}`)) row.problem("key-twice", "id", text);
  const key = isKey && !used.has(`${within}/${text}`) ? text : newKey(prefix).replace(".", prefix === "o" ? "-" : ".");
  used.add(`${within}/${key}`);
  return key;
}

/** The thing itself where it has a name; with its old name, or not at all, where the row has none. */
function named<T extends { label: Group["label"] }>(row: SheetRow, thing: T, before: T | undefined): T[] {
  if (Object.keys(thing.label).length > 0) return [thing];
  row.problem("no-name", "label", "");
  return before ? [{ ...thing, label: before.label }] : [];
}

/** A group by its key, or by its name in any language. */
function groupOf(row: SheetRow, before: string | null, groups: readonly Group[]): string | null {
  const text = row.get("group");
  if (text === null) return before ?? groups[0]?.id ?? null;
  const found = groups.find(
    ({ id, label }) => id === text || UI_LANGUAGES.some((language) => label[language]?.trim() === text),
  );
  if (found) return found.id;
  row.problem("group-missing", "group", text);
  return before;
}

function conditionOf(row: SheetRow, { shownIf }: Question): Question["shownIf"] {
  const text = row.get("shownIf");
  if (text === null) return shownIf;
  if (text === "") return null;
  const [, question, answers] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  const values = (answers ?? "")
    .split("|")
    .map((value) => value.trim())
    .filter(Boolean);
  const parsed = Question.shape.shownIf.safeParse({ question: question?.trim(), values });
  if (parsed.success && parsed.data) return parsed.data;
  row.problem("bad-condition", "shownIf", text);
  return shownIf;
}

function newQuestion(id: QuestionId, group: string): Question {
  return {
    id,
    group,
    label: {},
    help: {},
    type: "yes-no-unclear",
    choices: [],
    shownIf: null,
    evidenceExpected: true,
    perUnit: "verdict",
  };
}
