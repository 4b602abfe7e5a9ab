import type { CoderProgress } from "../../schema/protocol/http/rounds.ts";
import { within } from "../../schema/text/paragraph-ranges.ts";
import type { CoderRow } from "../store/round-store.ts";

type Coder = Pick<CoderRow, "frozenAt" | "isUnfinished" | "hasBegun" | "seen">;

/** Where none of a round's coders has, nobody needs the text's paragraphs to count them. */
export function isAnythingSeen(coders: readonly Pick<CoderRow, "seen">[]): boolean {
  return coders.some(({ seen }) => seen !== "");
}

/** How far a coder is, for who may see it. `paragraphs`: numbers of the text as it is now. */
export function coderProgress(
  { frozenAt, isUnfinished, hasBegun, seen: ranges }: Coder,
  paragraphs: readonly string[],
): Pick<CoderProgress, "state" | "read"> {
  if (frozenAt && !isUnfinished) return { state: "handed-in" };
  const { length: seen } = within(ranges, paragraphs);
  const read = seen > 0 ? { read: { seen, all: paragraphs.length } } : {};
  return { state: hasBegun ? "begun" : "not-begun", ...read };
}
