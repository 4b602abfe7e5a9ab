import { can, type Actor } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import { hasReached, type Verdict } from "../../schema/domain/verdict.ts";
import { FIND_PAGE, type FindAsked, type FindView, type FoundIn } from "../../schema/protocol/http/search/find.ts";
import { readQuery } from "../../schema/search/query.ts";
import { inListOrder } from "../list-order.ts";
import type { Store } from "../store/store.ts";
import type { FindIndex } from "./find-index.ts";

/** Verdicts whose text somebody may search, by country and case number: those that they may read and that are cleared. */
export async function searchable(store: Pick<Store, "verdicts">, actor: Actor): Promise<Verdict[]> {
  return (await store.verdicts.all())
    .filter((verdict) => hasReached(verdict.stage, "cleared") && can(actor, "verdict.read", verdict))
    .sort(inListOrder);
}

/** Those of which lines or passages are wanted. */
export function narrowed(verdicts: readonly Verdict[], { countries, verdicts: ids }: FindAsked["in"]): Verdict[] {
  return verdicts.filter(
    ({ id, country }) =>
      (countries.length === 0 || countries.includes(country)) && (ids.length === 0 || ids.includes(id)),
  );
}

/** Verdicts that answer, in their order, with how often each does. */
export function foundIn(verdicts: readonly Verdict[], counts: ReadonlyMap<VerdictId, number>): FoundIn[] {
  return verdicts.flatMap(({ id, caseNumber, court, country, language, script }) => {
    const count = counts.get(id) ?? 0;
    return count === 0 ? [] : [{ id, caseNumber, court, country, lang: langOf(language, script), count }];
  });
}

/** Lines of verdicts that one may read, and how many there are in each. */
export async function findLines(
  { store, find }: { store: Pick<Store, "verdicts">; find: Pick<FindIndex, "find"> },
  actor: Actor,
  { query, in: within, order, cursor }: FindAsked,
): Promise<FindView> {
  const all = await searchable(store, actor);
  const ordered = order === "place" ? all : all.toSorted((a, b) => (b.date ?? "").localeCompare(a.date ?? ""));
  const idsOf = (verdicts: readonly Verdict[]): VerdictId[] => verdicts.map(({ id }) => id);
  const from = Number(cursor ?? 0);
  const { counts, total, lines } = await find.find({
    query,
    readable: idsOf(ordered),
    within: idsOf(narrowed(ordered, within)),
    from,
    most: FIND_PAGE,
  });
  const next = from + lines.length;
  return {
    total,
    verdicts: foundIn(all, new Map(counts)),
    lines,
    next: next < total ? String(next) : null,
    unread: [...readQuery(query).unread],
  };
}
