import type { AnnotationId } from "../../schema/domain/ids.ts";
import type { ReviewList } from "../../schema/protocol/http/methodology.ts";
import { covered } from "../reader/erased/covered-words.ts";
import type { ErasedLately } from "../reader/erased/erased-lately.ts";

export type Listed = ReviewList["verdicts"][number];

/** What waits now, with what was decided since the page was opened, or taken back just now, left in its place. */
export function merged(
  shown: readonly Listed[],
  waiting: readonly Listed[],
  kept: ReadonlySet<AnnotationId>,
): Listed[] {
  const still = shown.map((listed) => {
    const now = waiting.find(({ verdict }) => verdict === listed.verdict)?.items ?? [];
    const fresh = new Map(now.filter(({ annotation }) => !kept.has(annotation)).map((item) => [item.annotation, item]));
    const items = listed.items.flatMap((item) => {
      if (kept.has(item.annotation)) return [item];
      const waits = fresh.get(item.annotation);
      fresh.delete(item.annotation);
      return waits ? [waits] : [];
    });
    return { ...listed, items: [...items, ...fresh.values()] };
  });
  const known = new Set(still.map(({ verdict }) => verdict));
  return [...still, ...waiting.filter(({ verdict }) => !known.has(verdict))].filter(({ items }) => items.length > 0);
}

/** Words of verdicts from which some were erased since, when `before` had been heard of, are covered. */
export function withErased(listed: readonly Listed[], erased: ErasedLately, before: ErasedLately): Listed[] {
  const cover = (item: Listed["items"][number]) => ({ ...item, quote: covered(item.quote), note: covered(item.note) });
  const isErased = ({ verdict }: Listed): boolean => (erased.of.get(verdict) ?? 0) > before.count;
  return listed.map((each) => (isErased(each) ? { ...each, items: each.items.map(cover) } : each));
}
