import type { VerdictId } from "../../schema/domain/ids.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import { withWordsCovered } from "./covered-words.ts";

/** Of which verdicts words were erased while a page stood open, and as the how-manieth erasure that it heard of. */
export interface ErasedLately {
  count: number;
  of: ReadonlyMap<VerdictId, number>;
}

export const NOTHING_ERASED: ErasedLately = { count: 0, of: new Map() };

/** With what an event tells; the same where that erases no words. */
export function heardOf(event: ServerEvent, before: ErasedLately): ErasedLately {
  if (event.type !== "revision" || event.erases === undefined) return before;
  const count = before.count + 1;
  return { count, of: new Map([...before.of, [event.verdict, count]]) };
}

/** What is of a verdict, covered where its words were erased after it was asked for: when `asked` erasures had been heard of. */
export function coveredIf<One>(erased: ErasedLately, verdict: VerdictId, asked: number, one: One): One {
  return (erased.of.get(verdict) ?? 0) > asked ? withWordsCovered(one) : one;
}
