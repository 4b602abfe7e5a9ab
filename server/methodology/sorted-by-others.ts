import type { Actor } from "../../schema/domain/can.ts";
import type { AnnotationId, CategoryId, MemberId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { VerdictAccess } from "../access/verdict-access.ts";
import type { Store } from "../store/store.ts";
import { whatStands } from "../access/what-stands.ts";

type ToldNotice = Extract<NonNullable<NetworkView["told"]>[number], { tag: unknown }>;

/** For so long one is told. */
export const TOLD_DAYS = 14;

interface Sorted {
  annotation: AnnotationId;
  by: MemberId;
  at: string;
  was: { category: CategoryId; version: number };
  now: CategoryId | null;
}

/**
 * Tags of the actor's that others have sorted lately, since their category was split: in layers that all write in, and of what is settled,
 * as far as the actor sees it. Who codes the verdict blind is told at the reveal.
 */
export async function sortedByOthers(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  access: VerdictAccess,
  inForce: MethodologyVersion,
  now: Date,
): Promise<ToldNotice[]> {
  const since = new Date(now.getTime() - TOLD_DAYS * 24 * 3_600_000).toISOString();
  const { layer } = await whatStands(store, actor, verdict);
  const shared = access.layerRefs.filter(({ kind }) => kind === "shared").map((each) => each.layer);
  const [reviews, changes] = await Promise.all([
    store.reviews.of(shared),
    layer?.kind === "adjudicated" ? store.disagreements.changes(layer.round) : [],
  ]);
  const sorted: Sorted[] = [
    // What fits still is what it was.
    ...reviews.flatMap(({ annotation, decision, member: by, at, from: was, category }) =>
      decision === "keep" ? [] : [{ annotation, by, at, was, now: category }],
    ),
    ...changes.flatMap(({ act, by, at }) =>
      act.kind === "sort-tag" ? [{ annotation: act.annotation, by, at, was: act.was, now: act.category }] : [],
    ),
  ].filter(({ by, at }) => by !== actor.id && at >= since);
  if (sorted.length === 0) return [];
  const rows = await store.passages.named(layer ? [...shared, layer.id] : shared, [
    ...new Set(sorted.map(({ annotation }) => annotation)),
  ]);
  const own = new Set(rows.filter(({ author }) => author === actor.id).map(({ id }) => id));
  const told = sorted.filter(({ annotation }) => own.has(annotation));
  return Promise.all(
    told.map(async ({ annotation: tag, by: from, at, was, now: category }): Promise<ToldNotice> => {
      const then = await store.methodologies.version(was.version);
      const is = [...inForce.content.categories, ...inForce.gone].find(({ id }) => id === category);
      return {
        kind: "sorted",
        verdict: verdict.id,
        from,
        tag,
        was: then?.content.categories.find(({ id }) => id === was.category)?.code ?? "",
        now: category && is ? { code: is.code, label: is.label } : null,
        at,
      };
    }),
  );
}
