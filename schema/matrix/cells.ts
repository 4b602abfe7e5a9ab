import { NOT_MENTIONED } from "../domain/answer.ts";
import type { MatrixAnswer, MatrixQuote, MatrixVerdict, MatrixView } from "../protocol/http/matrix.ts";
import type { CategoryColumn, MatrixColumn, QuestionColumn } from "./columns.ts";

type Question = MatrixView["questions"][number];

/** How many passages of a category a verdict has. Coders of their own are compared, never added up. */
export interface TagCell {
  kind: "tags";
  /** Fewest and most that one coder has; the same where all write in one layer. */
  min: number;
  max: number;
  coders: number;
  first: MatrixQuote | null;
}

/** What one thing, the verdict or a unit, was answered for one question. */
export interface SubjectAnswer {
  subject: string;
  /** `[Victim A]`; "" for the verdict itself. */
  unit: string;
  /** Each value with how many of the coders gave it, most given first. */
  values: { words: string; key: string; coders: number; unsure: number }[];
  /** Coders who have not answered. */
  silent: number;
}

export interface AnswerCell {
  kind: "answers";
  coders: number;
  /** Those for which it is asked; [] where the verdict has no such unit, or another answer makes the question idle. */
  subjects: SubjectAnswer[];
  /** Why there is none. */
  idle: "no-units" | "not-asked" | null;
  first: MatrixQuote | null;
}
export type MatrixCell = TagCell | AnswerCell;

/** What stands in a column for a verdict that is counted. */
export function matrixCell(
  verdict: MatrixVerdict,
  column: MatrixColumn,
  children: boolean,
  all: readonly Question[],
): MatrixCell {
  return column.kind === "category" ? tagCell(verdict, column, children) : answerCell(verdict, column, all);
}

function tagCell({ tags, coders }: MatrixVerdict, { id, below }: CategoryColumn, children: boolean): TagCell {
  const of = tags.filter(({ category }) => (children ? below.has(category) : category === id));
  const counts = coders.map((_, coder) => of.reduce((sum, { counts: each }) => sum + (each[coder] ?? 0), 0));
  const first = of.reduce<MatrixQuote | null>(
    (best, { first: quote }) => (quote && (!best || quote.start < best.start) ? quote : best),
    null,
  );
  return { kind: "tags", min: Math.min(...counts), max: Math.max(...counts), coders: counts.length, first };
}

function answerCell(verdict: MatrixVerdict, { question }: QuestionColumn, all: readonly Question[]): AnswerCell {
  const { coders, units } = verdict;
  const subjects =
    question.perUnit === "verdict"
      ? [{ id: "verdict", name: "" }]
      : units.filter(({ kind }) => kind === question.perUnit).map(({ id, name }) => ({ id: String(id), name }));
  const given = verdict.answers.filter((answer) => answer.question === question.id);
  const asked = subjects.filter(
    ({ id }) =>
      given.some(({ subject }) => subject === id) ||
      coders.some((_, coder) => isAsked(verdict, question, id, coder, all)),
  );
  return {
    kind: "answers",
    coders: coders.length,
    subjects: asked.map(({ id, name }) => {
      const answers = given.filter(({ subject }) => subject === id);
      return { subject: id, unit: name, values: valuesOf(answers), silent: coders.length - answers.length };
    }),
    idle: asked.length > 0 ? null : subjects.length === 0 ? "no-units" : "not-asked",
    first: given.find(({ first }) => first !== null)?.first ?? null,
  };
}

function valuesOf(answers: readonly MatrixAnswer[]): SubjectAnswer["values"] {
  const values = new Map<string, SubjectAnswer["values"][number]>();
  for (const { value, words, certainty } of answers) {
    const key = JSON.stringify(value);
    const entry = values.get(key) ?? { words, key, coders: 0, unsure: 0 };
    entry.coders++;
    if (certainty === "unsure") entry.unsure++;
    values.set(key, entry);
  }
  return [...values.values()].sort((a, b) => b.coders - a.coders || a.words.localeCompare(b.words));
}

/** Whether a coder is asked a question of something: it hangs on no other answer, or on one that they gave. */
function isAsked(
  verdict: MatrixVerdict,
  { shownIf }: Pick<Question, "shownIf">,
  subject: string,
  coder: number,
  all: readonly Question[],
  depth = 0,
): boolean {
  if (!shownIf) return true;
  const other = all.find(({ id }) => id === shownIf.question);
  // A condition that no longer has its question, or goes in a circle, hides nothing.
  if (!other || depth > 20) return true;
  const of = other.perUnit === "verdict" ? "verdict" : subject;
  const answer = verdict.answers.find(
    (each) => each.question === other.id && each.subject === of && each.coder === coder,
  );
  return (
    answer !== undefined &&
    [answer.value].flat().some((value) => typeof value === "string" && shownIf.values.includes(value)) &&
    isAsked(verdict, other, subject, coder, all, depth + 1)
  );
}

/** Whether a value says something of what was asked, and not only that the verdict is silent on it. */
export function isSaid(key: string): boolean {
  return key !== JSON.stringify(NOT_MENTIONED);
}
