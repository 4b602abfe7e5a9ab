import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { Reply } from "../../../schema/protocol/http/network.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
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

/** What waits, without what is said in verdicts that words were erased from since it was asked for, and in documents, which may quote them. */
export function waitsWithoutErased(waits: NetworkView, asked: number, erased: ErasedLately): NetworkView {
  if (erased.count <= asked) return waits;
  const { waiting, mentions, documents } = waits;
  return {
    ...waits,
    waiting: waiting.map((item) => coveredIf(erased, item.verdict, asked, item)),
    ...(mentions ? { mentions: withWordsCovered(mentions) } : {}),
    ...(documents ? { documents: withWordsCovered(documents) } : {}),
  };
}

/** What others said to a guest, covered in the same way. */
export function repliesWithoutErased(replies: readonly Reply[], asked: number, erased: ErasedLately): Reply[] {
  return replies.map((reply) => {
    if (reply.of.kind === "verdict") return coveredIf(erased, reply.of.id, asked, reply);
    return erased.count > asked ? withWordsCovered(reply) : reply;
  });
}
