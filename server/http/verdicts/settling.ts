import { createHash } from "node:crypto";
import type { Actor } from "../../../schema/domain/can.ts";
import { isOpen } from "../../../schema/domain/disagreement.ts";
import { shownCategory } from "../../../schema/domain/methodology/shown-category.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { standingLayer } from "../../../schema/domain/standing.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { Settling, Unsettling } from "../../../schema/protocol/http/rounds.ts";
import { sameAnswer } from "../../../schema/reconcile/disagreements-of.ts";
import { resolveMany } from "../../../schema/text/anchors.ts";
import { visibleLayers } from "../../access/visible-layers.ts";
import { replacedByCoders } from "../../reconcile/replaced-rulings.ts";
import { whatStands } from "../../access/what-stands.ts";
import { readableOutputs } from "../../outputs/register.ts";
import type { RoundId } from "../../../schema/domain/ids.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import { StoreError } from "../../store/store-error.ts";
import type { Store } from "../../store/store.ts";
import type { RoundRow } from "../../store/round-store.ts";
import type { LayerRow } from "../../store/verdict-store.ts";

/**
 * What would begin and stop to stand, were a round marked as settled now: of what stands before and after nothing is counted. Of one
 * that all tagged together, which stands already, all of it.
 */
export async function settlingOf(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  verdict: Verdict,
  { id, mode }: RoundRow,
): Promise<Settling> {
  const layers = await visibleLayers(store, actor, verdict);
  const { layer } = await whatStands(store, actor, verdict);
  const kind = mode === "open" ? "shared" : "adjudicated";
  const next = layers.find((each) => each.kind === kind && each.round === id);
  const [disagreements, after, before] = await Promise.all([
    store.disagreements.of(id),
    saidBy(store, verdict, next ?? null),
    saidBy(store, verdict, next?.id === layer?.id ? null : layer),
  ]);
  const digest = createHash("sha256")
    .update(JSON.stringify([after, before].map(wordForWord)))
    .digest("base64url");
  const coders = layers.flatMap(({ kind, owner, round }) => (kind === "own" && owner && round === id ? [owner] : []));
  return {
    open: disagreements.filter(isOpen).length,
    compared: disagreements.length,
    replaced: replacedByCoders(disagreements, coders).map(({ case: id, by, of }) => ({ case: id, by, of })),
    begin: countsWithout(after, before),
    stop: countsWithout(before, after),
    digest,
  };
}

/** The other way about: what would stop and begin to stand, were the settlement of a round taken back now, and what quotes the verdict. */
export async function unsettlingOf(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  verdict: Verdict,
  { id, mode }: RoundRow,
): Promise<Unsettling> {
  if (mode !== "adjudicated") throw new Refusal("round-moved");
  const layers = await visibleLayers(store, actor, verdict);
  const { layer } = await whatStands(store, actor, verdict);
  const rounds = await store.verdicts.rounds(verdict.id);
  const without = rounds.map((round) => (round.id === id ? { ...round, mode: "revealed" as const } : round));
  const next = standingLayer(without, layers);
  const [before, after, quotes, outputs] = await Promise.all([
    saidBy(store, verdict, layer),
    saidBy(store, verdict, next),
    store.outputs.quotesOf(verdict.id),
    readableOutputs(store, actor),
  ]);
  const byOutput = groupBy(
    quotes.filter(({ anchor }) => anchor !== null),
    ({ output }) => output,
  );
  const documents = [...byOutput].flatMap(([output, { length: count }]): Unsettling["documents"] => {
    const of = outputs.get(output);
    return of ? [{ output, title: of.title, status: of.status, count }] : [];
  });
  return { stop: countsWithout(before, after), begin: countsWithout(after, before), documents };
}

/** What is ruled on, and what all tagged together. */
export function maySettle({ mode }: RoundRow): boolean {
  return mode === "revealed" || mode === "open";
}

/** How often a round was ruled on, and how many of its disagreements nobody has ruled on. */
export async function ruledOn(store: Store, id: RoundId): Promise<{ rulings: number; open: number }> {
  const rulings = await store.rounds.rulings(id);
  return { rulings, open: await store.disagreements.open(id) };
}

/**
 * Marks a round as settled. `rulings`: read before what was shown was compared with what there is; whoever has ruled since is met by the
 * mark itself, and one looks again.
 */
export async function markSettled(store: Store, id: RoundId, at: string, rulings: number): Promise<void> {
  try {
    await store.rounds.settle(id, at, rulings);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== "conflict") throw error;
    throw new Refusal((await store.rounds.rulings(id)) === rulings ? "round-moved" : "round-changed");
  }
}

/** What a layer says of a verdict, each once. */
interface Said {
  tags: ReadonlySet<string>;
  answers: ReadonlySet<string>;
  /** What the answers rest on. */
  evidence: readonly string[];
}

const wordForWord = ({ tags, answers, evidence }: Said): string[][] =>
  [tags, answers, evidence].map((said) => [...said].sort());

function countsWithout(some: Said, others: Said): Settling["begin"] {
  const without = (of: "tags" | "answers"): number => [...some[of]].filter((said) => !others[of].has(said)).length;
  return { tags: without("tags"), answers: without("answers") };
}

async function saidBy(store: Deps["store"], { id, revision }: Verdict, layer: LayerRow | null): Promise<Said> {
  if (!layer) return { tags: new Set(), answers: new Set(), evidence: [] };
  const [methodology, maps, rows, answers] = await Promise.all([
    store.methodologies.current(),
    store.verdicts.maps(id),
    store.passages.annotations([layer.id]),
    store.passages.answers([layer.id]),
  ]);
  const kept = rows.filter(({ deleted }) => deleted === null);
  const places = resolveMany(
    kept.map(({ anchor }) => anchor),
    maps,
    revision,
  );
  const tags = kept.map(({ category, version, anchor }, i) => {
    const place = places[i];
    const isThere = place !== undefined && place !== "newer" && place.ranges.length > 0;
    // What was removed has no place any more: it is told by what it was made on.
    const at = isThere ? place.ranges.map(({ start, end }) => `${start}-${end}`) : [JSON.stringify(anchor)];
    return [methodology ? shownCategory(methodology, category, version).category : category, ...at].join(" ");
  });
  const given = answers.flatMap(({ question, subject, value }) =>
    value === null ? [] : [`${question} ${subject} ${sameAnswer(value)}`],
  );
  const evidence = answers.flatMap(({ question, subject, value, evidence: passages }) =>
    value === null
      ? []
      : passages.map(({ id, anchor }) => `${question} ${subject} ${anchor ? JSON.stringify(anchor) : id}`),
  );
  return { tags: new Set(tags), answers: new Set(given), evidence };
}
