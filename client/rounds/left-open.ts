import { NOT_MENTIONED, type AnswerPlace } from "../../schema/domain/answer.ts";
import type { Unit } from "../../schema/domain/unit.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import type { DraftView } from "../verdict/model/draft-views.ts";
import type { AnswerViews } from "../verdict/sheet/answer-view.ts";
import { questionNumbers } from "../verdict/sheet/question-number.ts";
import { questionName, type PlannedQuestion, type SheetPlan } from "../verdict/sheet/sheet-plan.ts";
import type { SheetWordings } from "../verdict/sheet/written/sheet-wordings.ts";
import type { UnseenRange } from "./seen-paragraphs.ts";

/** A question of a subject, as a list of what is left names it. */
export interface NamedQuestion {
  place: AnswerPlace;
  /** Its place among the questions that are asked of people, from 1. */
  number: number;
  name: string;
}

/** What was typed as an answer and says no value. */
export interface RefusedAnswer {
  place: AnswerPlace;
  name: string;
  words: string;
}

/** What stands on the page and is not in the work that is handed in. */
export interface LeftOut {
  unsent: readonly DraftView[];
  refused: readonly RefusedAnswer[];
}

/** What a coder has not done yet of a verdict: what handing in lists. */
export interface LeftOpen {
  questions: readonly NamedQuestion[];
  /** Paragraphs that were never on the screen, those next to each other as one. */
  unseen: readonly UnseenRange[];
  /** Answers that usually rest on a passage, and have none. */
  bare: readonly NamedQuestion[];
}

/** `answers`: of the layer that is handed in, as its `plan` was made from. */
export function leftOpen(
  plan: SheetPlan,
  answers: AnswerViews,
  content: Pick<MethodologyContent, "questions">,
  units: readonly Unit[],
  unseen: readonly UnseenRange[],
): LeftOpen {
  const numbers = questionNumbers(content);
  const named = (planned: PlannedQuestion): NamedQuestion => ({
    place: planned.place,
    number: numbers.get(planned.place.question) ?? 0,
    name: questionName(planned, units),
  });
  const all = [...plan.questions.values()];
  return {
    questions: all.filter(({ isAsked, isAnswered }) => isAsked && !isAnswered).map(named),
    unseen,
    bare: all.filter((planned) => wantsPassage(planned, answers)).map(named),
  };
}

/** Whether an answer usually rests on a passage, and has none. */
function wantsPassage({ id, question, isAnswered }: PlannedQuestion, answers: AnswerViews): boolean {
  const answer = answers.get(id);
  return question.evidenceExpected && isAnswered && answer?.value !== NOT_MENTIONED && answer?.evidence.length === 0;
}

/** `wordings`: what stands in the fields of each question. */
export function refusedAnswers(
  { questions }: SheetPlan,
  wordings: SheetWordings,
  units: readonly Unit[],
): RefusedAnswer[] {
  return [...questions.values()].flatMap((planned) => {
    const words = wordings.refused(planned.id, planned.question.type);
    return words === null ? [] : [{ place: planned.place, name: questionName(planned, units), words }];
  });
}
