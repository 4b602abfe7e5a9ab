import { type AnswerHint, answerHints } from "../../../schema/domain/methodology/answer-hints.ts";
import type { AnswerPlace, AnswerSubject, AnswerValue } from "../../../schema/domain/answer.ts";
import { isAsked, type ValueOf } from "../../../schema/domain/methodology/asked.ts";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import { offeredMonths } from "../../../schema/domain/methodology/answer-offers.ts";
import type { MethodologyContent, Question, VerdictFact } from "../../../schema/domain/methodology/methodology.ts";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import type { AnswerViews } from "./answer-view.ts";
import { unitHere } from "../../i18n/tokens.ts";

export interface Progress {
  answered: number;
  asked: number;
}

/** A question of one subject. */
export interface PlannedQuestion {
  /** `<question>/<subject>`. */
  id: string;
  place: AnswerPlace;
  question: Question;
  /** In the reader's language. */
  label: string;
  /** It is answered in a way that the question takes. */
  isAnswered: boolean;
  /** False where only an answer that stands there still shows it. */
  isAsked: boolean;
  hints: readonly AnswerHint[];
  /** Months that answered dates give, where nothing is answered. */
  offer: number | null;
}

export interface PlannedGroup {
  id: string;
  label: string;
  questions: readonly PlannedQuestion[];
  progress: Progress;
}

/** The verdict or a unit with what is asked of it. */
export interface PlannedSubject {
  subject: AnswerSubject;
  /** Null for the verdict. */
  unit: Unit | null;
  groups: readonly PlannedGroup[];
  progress: Progress;
}

/** The case sheet of a verdict: every question of a version in its groups, for the verdict and each unit. */
export interface SheetPlan {
  subjects: readonly PlannedSubject[];
  progress: Progress;
  /** Every question that is shown, in the order of the sheet. */
  questions: ReadonlyMap<string, PlannedQuestion>;
}

/** `facts`: what the data say, in the place of answers to what they answer. */
export function planSheet(
  content: Pick<MethodologyContent, "groups" | "questions">,
  units: readonly Unit[],
  answers: AnswerViews,
  language: UiLanguage,
  facts: Readonly<Record<VerdictFact, AnswerValue | null>> | null = null,
): SheetPlan {
  const byId = new Map<string, Question>(content.questions.map((question) => [question.id, question]));
  const valueOf: ValueOf = (question, subject) => {
    const from = facts && byId.get(question)?.from;
    return from ? facts[from] : answers.get(answerEntry(question, subject))?.value;
  };
  const hints = new Map<string, AnswerHint[]>();
  for (const hint of answerHints(valueOf, units)) {
    if (!byId.has(hint.question) || !byId.has(hint.other.question)) continue;
    const id = answerEntry(hint.question, hint.subject);
    hints.set(id, [...(hints.get(id) ?? []), hint]);
  }
  const questions = new Map<string, PlannedQuestion>();
  const named = new Map(content.groups.map(({ id, label }) => [id, localise(label, language)]));
  const planOne = (subject: AnswerSubject, unit: Unit | null): PlannedSubject => {
    const groups = new Map<string, PlannedQuestion[]>([...named.keys()].map((id) => [id, []]));
    for (const question of content.questions) {
      if (question.from || question.perUnit !== (unit?.kind ?? "verdict")) continue;
      const id = answerEntry(question.id, subject);
      const value = answers.get(id)?.value ?? null;
      const asked = isAsked(question, subject, byId, valueOf);
      if (!asked && value === null) continue;
      const planned: PlannedQuestion = {
        id,
        place: { question: question.id, subject },
        question,
        label: localise(question.label, language),
        isAnswered: value !== null && takesAnswer(question, value),
        isAsked: asked,
        hints: hints.get(id) ?? [],
        offer: offeredMonths(question.id, subject, valueOf),
      };
      groups.set(question.group, [...(groups.get(question.group) ?? []), planned]);
      questions.set(id, planned);
    }
    const shown = [...groups].flatMap(([id, of]) =>
      of.length > 0 ? [{ id, label: named.get(id) ?? id, questions: of, progress: progressOf(of) }] : [],
    );
    return { subject, unit, groups: shown, progress: sum(shown) };
  };
  const order = (unit: Unit): string => `${unit.kind} ${unit.label.padStart(4, "0")}`;
  const sorted = [...units].sort((a, b) => order(a).localeCompare(order(b)));
  const subjects = [planOne("verdict", null), ...sorted.map((unit) => planOne(unit.id, unit))];
  return { subjects, progress: sum(subjects), questions };
}

/** `[Victim A]: Age of the victim`; the verdict's without. */
export function questionName({ label, place }: PlannedQuestion, units: readonly Unit[]): string {
  const unit = units.find(({ id }) => id === place.subject);
  return unit ? `${unitHere(unit)} ${label}` : label;
}

/** The first question that waits for an answer. */
export function firstOpen({ questions }: SheetPlan): AnswerPlace | null {
  return [...questions.values()].find(({ isAsked, isAnswered }) => isAsked && !isAnswered)?.place ?? null;
}

function progressOf(questions: readonly PlannedQuestion[]): Progress {
  const asked = questions.filter((question) => question.isAsked);
  return { answered: asked.filter(({ isAnswered }) => isAnswered).length, asked: asked.length };
}

function sum(parts: readonly { progress: Progress }[]): Progress {
  return parts.reduce(
    (all, { progress }) => ({ answered: all.answered + progress.answered, asked: all.asked + progress.asked }),
    { answered: 0, asked: 0 },
  );
}
