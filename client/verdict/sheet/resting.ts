import type { Range } from "../../../schema/text/revision.ts";
import type { RestedOn } from "../../reader/passage-decorations.ts";
import type { AnswerPlace } from "../../../schema/domain/answer.ts";
import type { AnswerViews } from "./answer-view.ts";

/** An answer that rests on a passage, by name. */
export interface RestingAnswer {
  place: AnswerPlace;
  name: string;
}

/** Places of the answers that rest on a tag, or on words of a passage. */
export function restingOn(answers: AnswerViews, on: { tag?: string | null; ranges?: readonly Range[] }): AnswerPlace[] {
  const { tag = null, ranges = [] } = on;
  const meets = (range: Range): boolean => ranges.some(({ start, end }) => range.start < end && start < range.end);
  return [...answers.values()]
    .filter(({ evidence }) => evidence.some((each) => each.id === tag || each.ranges.some(meets)))
    .map(({ question, subject }) => ({ question, subject }));
}

/** Passages without a tag that answers rest on. */
export function barePassages(answers: AnswerViews): RestedOn[] {
  return [...answers.values()].flatMap(({ evidence }) =>
    evidence.flatMap(({ tag, ranges, state }) =>
      tag || state === "gone" || state === "removed" ? [] : { ranges, state },
    ),
  );
}
