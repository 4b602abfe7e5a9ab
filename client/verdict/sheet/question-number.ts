import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";

/** Each question's place among those that are asked of people, from 1: the number by which every list names it. */
export function questionNumbers({ questions }: Pick<MethodologyContent, "questions">): ReadonlyMap<string, number> {
  return new Map(questions.filter(({ from }) => !from).map(({ id }, at) => [id, at + 1]));
}
