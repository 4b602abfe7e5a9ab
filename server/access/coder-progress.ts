import type { CoderProgress } from "../../schema/protocol/http/rounds.ts";
import { within } from "../../schema/text/paragraph-ranges.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { CoderRow } from "../store/round-store.ts";
import type { Store } from "../store/store.ts";

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

/** Whether a coder of a verdict's newest round has seen a percent more of its text, or several, than this row says. */
export async function isPercentOn(
  { rounds, verdicts }: Pick<Store, "rounds" | "verdicts">,
  verdict: VerdictId,
  before: CoderRow,
): Promise<boolean> {
  const all = await verdicts.paragraphs(verdict);
  const after = (await rounds.of(verdict)).at(-1)?.coders.find(({ member }) => member === before.member);
  const percent = ({ seen }: CoderRow): number =>
    Math.floor((100 * within(seen, all).length) / Math.max(1, all.length));
  return after !== undefined && percent(after) > percent(before);
}
