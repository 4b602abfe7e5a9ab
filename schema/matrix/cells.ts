import { NOT_MENTIONED, type AnswerSubject } from "../domain/answer.ts";
import { isAsked, subjectsOf, type AskedQuestion } from "../domain/methodology/asked.ts";
import type { MatrixAnswer, MatrixQuote, MatrixVerdict } from "../protocol/http/matrix.ts";
import type { CategoryColumn, MatrixColumn, QuestionColumn } from "./columns.ts";

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
  questions: ReadonlyMap<string, AskedQuestion>,
): MatrixCell {
  return column.kind === "category" ? tagCell(verdict, column, children) : answerCell(verdict, column, questions);
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

function answerCell(
  verdict: MatrixVerdict,
  { question }: QuestionColumn,
  questions: ReadonlyMap<string, AskedQuestion>,
): AnswerCell {
  const { coders, units } = verdict;
  const names = new Map<AnswerSubject, string>(units.map(({ id, name }) => [id, name]));
  const subjects = subjectsOf(question.perUnit, units);
  const isAskedOf = (subject: AnswerSubject, coder: number): boolean =>
    isAsked(
      question,
      subject,
      questions,
      (id, of) => verdict.answers.find((a) => a.question === id && a.subject === of && a.coder === coder)?.value,
    );
  const asked = subjects.filter((subject) => coders.some((_, coder) => isAskedOf(subject, coder)));
  // An answer that another one made idle is kept, and counts nowhere.
  const given = verdict.answers.filter(
    (answer) => answer.question === question.id && isAskedOf(answer.subject, answer.coder),
  );
  return {
    kind: "answers",
    coders: coders.length,
    subjects: asked.map((subject) => {
      const answers = given.filter((answer) => answer.subject === subject);
      const unit = names.get(subject) ?? "";
      return { subject, unit, values: valuesOf(answers), silent: coders.length - answers.length };
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

/** Whether a value says something of what was asked, and not only that the verdict is silent on it. */
export function isSaid(key: string): boolean {
  return key !== JSON.stringify(NOT_MENTIONED);
}
