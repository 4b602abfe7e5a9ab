import { QuestionId, VerdictId } from "../domain/ids.ts";
import type { OutputNode } from "./output-document.ts";

/** The verdicts that a node quotes or draws on by name. */
export function verdictsDrawnOn({ type, attrs = {} }: OutputNode): VerdictId[] {
  if (type === "comparison") return comparedIn(attrs).verdicts;
  const { data } = VerdictId.safeParse(attrs["verdict"]);
  return data === undefined ? [] : [data];
}

/** What a comparison sets beside each other; what a peer wrote wrongly is left out. */
export function comparedIn(attrs: Readonly<Record<string, unknown>>): {
  questions: QuestionId[];
  verdicts: VerdictId[];
} {
  const ids = (name: string): string[] => (typeof attrs[name] === "string" ? [...new Set(attrs[name].split(","))] : []);
  return {
    questions: ids("questions").flatMap((id) => QuestionId.safeParse(id).data ?? []),
    verdicts: ids("verdicts").flatMap((id) => VerdictId.safeParse(id).data ?? []),
  };
}
