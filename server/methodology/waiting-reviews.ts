import type { BlindPart } from "../../schema/domain/blind-part.ts";
import { can, type Actor } from "../../schema/domain/can.ts";
import type { ResolvedCategory } from "../../schema/domain/methodology/category-map.ts";
import type { AnswerPlace, AnswerSubject } from "../../schema/domain/answer.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { AnnotationId, CategoryId, LayerId, MemberId } from "../../schema/domain/ids.ts";
import { DISCUSS, type MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { sheetProgress } from "../../schema/domain/methodology/sheet-progress.ts";
import { needsReview, shownCategory, type ShownIn } from "../../schema/domain/methodology/shown-category.ts";
import type { Review, ReviewItem } from "../../schema/protocol/http/methodology.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import { quote } from "../../schema/text/quote.ts";
import type { Anchor, Range } from "../../schema/text/revision.ts";
import { verdictAccess, type VerdictAccess } from "../access/verdict-access.ts";
import type { Store } from "../store/store.ts";
import type { AnnotationRow } from "../store/rows.ts";
import { visibleUnits } from "../access/visible-units.ts";
import { whatStands } from "../access/what-stands.ts";

/** A tag that somebody has to look at again. */
export interface WaitingTag {
  row: AnnotationRow;
  item: ReviewItem;
  /** Start in the text as it stands; Infinity where its words were removed. */
  start: number;
}

/**
 * What may be said of a tag by where it stands. open: everything; closed: the layer that all tagged in, while it stands and its round
 * takes no tags any more (it turned blind, is revealed, or was settled as tagged together): which part it is, and whether it fits still;
 * settled: the same, as any change of what was ruled.
 */
type Where = "open" | "closed" | "settled";

/** A tag that a version of the methodology sends to review, whoever has to look at it. */
interface Reviewed {
  row: AnnotationRow;
  as: ResolvedCategory;
  where: Where;
  /** It was set aside, and the candidates were proposed with its words. */
  isProposed: boolean;
}

/**
 * An actor's tags in a verdict that wait for review, in the order of the text: their own, and for facilitators those of
 * members who are gone, all that have to be sorted since their category was split and what takes no tags any more, in layers in which they
 * may write or that all tagged in; and what is settled, for all who may change that. A coder's layer that was handed in stays as it was.
 */
export async function waitingTags(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  inForce: MethodologyVersion,
  removed: ReadonlySet<MemberId>,
): Promise<WaitingTag[]> {
  const { part } = await verdictAccess(store, actor, verdict);
  if (!mayReview(actor, verdict, part)) return [];
  const isTheirs = reviewFilter(actor, removed);
  const shown = (await reviewedTags(store, actor, verdict, inForce)).filter(({ row, as, where }) =>
    isTheirs(row, as, where),
  );
  if (shown.length === 0) return [];
  const [revision, maps] = await Promise.all([store.verdicts.revision(verdict.id), store.verdicts.maps(verdict.id)]);
  if (!revision) return [];
  const places = resolveMany(
    shown.map(({ row }) => row.anchor),
    maps,
    revision.number,
  );
  return shown
    .map(({ row, as, where, isProposed }, i): WaitingTag => {
      const place = places[i];
      const ranges = !place || place === "newer" ? [] : place.ranges;
      const { id, author, layer, category, version, note } = row;
      return {
        row,
        start: ranges[0]?.start ?? Infinity,
        item: {
          annotation: id,
          author,
          layer,
          settled: where === "settled",
          ...(where === "closed" ? { onlyParts: true } : {}),
          ...(isProposed ? { proposed: true } : {}),
          category,
          version,
          now: as.category,
          state: as.state === "retired" ? "retired" : "review",
          since: as.reviewSince ?? inForce.number,
          candidates: as.candidates,
          quote: ranges.length > 0 ? quote(revision, ranges) : "",
          note,
        },
      };
    })
    .sort((a, b) => a.start - b.start || a.row.id.localeCompare(b.row.id));
}

/**
 * What a version sends to review of a verdict, in the layer that stands, as far as the actor may read it. The one function that the list,
 * its count and the question before a freeze ask. `version` may be one that is not in force yet.
 */
export async function reviewedTags(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  version: ShownIn,
): Promise<Reviewed[]> {
  const place = await reviewedLayer(store, actor, verdict);
  if (!place) return [];
  const { layer, where } = place;
  const [all, decided] = await Promise.all([store.passages.annotations([layer]), store.reviews.of([layer])]);
  const rows = all.filter((row) => row.deleted === null);
  const proposed =
    where === "settled" ? new Map<AnnotationId, CategoryId[]>() : await proposedAs(store, rows, verdict, version);
  return rows
    .map((row): Reviewed => {
      const as = shownCategory(version, row.category, row.version);
      const candidates = as.state === "same" ? proposed.get(row.id) : undefined;
      if (!candidates) return { row, as, where, isProposed: false };
      // Kept, it stays as it was set aside: by the decision alone, as what is retired does.
      return { row, as: { ...as, state: "review", reviewSince: row.version + 1, candidates }, where, isProposed: true };
    })
    .filter((each) => isReviewed(each) && !isKept(each.row, each.as, decided));
}

/** Of tags that were set aside: the categories that have come into force since with their words as the passage that shows them. */
async function proposedAs(
  store: Store,
  rows: readonly AnnotationRow[],
  { id }: Verdict,
  { content }: ShownIn,
): Promise<Map<AnnotationId, CategoryId[]>> {
  const found = new Map<AnnotationId, CategoryId[]>();
  const shows = content.categories.filter((each) => each.exampleFrom?.verdict === id && !each.onlyChildren);
  const aside = shows.length > 0 ? rows.filter(({ category }) => category === DISCUSS) : [];
  if (aside.length === 0) return found;
  const [revision, maps] = await Promise.all([store.verdicts.revision(id), store.verdicts.maps(id)]);
  if (!revision) return found;
  const placed = (anchors: readonly Anchor[]): (readonly Range[])[] =>
    resolveMany(anchors, maps, revision.number).map((place) => (place === "newer" ? [] : place.ranges));
  const passages = placed(shows.flatMap(({ exampleFrom }) => exampleFrom?.anchor ?? []));
  const places = placed(aside.map(({ anchor }) => anchor));
  for (const [i, row] of aside.entries()) {
    const then = await store.methodologies.version(row.version);
    const known = new Set(then?.content.categories.map((each) => each.id));
    const here = places[i] ?? [];
    const candidates = shows.filter((each, at) => !known.has(each.id) && doOverlap(passages[at] ?? [], here));
    if (candidates.length > 0)
      found.set(
        row.id,
        candidates.map((each) => each.id),
      );
  }
  return found;
}

function doOverlap(some: readonly Range[], others: readonly Range[]): boolean {
  return some.some((one) => others.some((other) => one.start < other.end && other.start < one.end));
}

/** What takes no tags any more and is of a category that is used no more stays as it was: nobody could tag its words anew. */
function isReviewed({ as, where }: Pick<Reviewed, "where"> & { as: ResolvedCategory }): boolean {
  return needsReview(as) && (where === "open" || as.state === "review" || as.candidates.length > 0);
}

/**
 * As `waitingTags`, only how many and whose, and the newest version that sent any of them; of most verdicts a few sums say that there is
 * none. What is settled is nobody's.
 */
export async function countWaiting(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  { part }: VerdictAccess,
  inForce: MethodologyVersion,
  removed: ReadonlySet<MemberId>,
): Promise<{ count: number; authors: MemberId[]; since: number }> {
  const none = { count: 0, authors: [], since: 0 };
  // Nothing has ever changed its meaning.
  if (inForce.number === 1 || !mayReview(actor, verdict, part)) return none;
  const isTheirs = reviewFilter(actor, removed);
  const place = await reviewedLayer(store, actor, verdict);
  if (!place) return none;
  const { layer, where } = place;
  const tally = await store.passages.tally([layer]);
  const mayShow = inForce.content.categories.some(({ exampleFrom }) => exampleFrom?.verdict === verdict.id);
  const mayWait = tally.some((row) => {
    if (mayShow && row.category === DISCUSS && where !== "settled") return true;
    const as = shownCategory(inForce, row.category, row.version);
    return isReviewed({ as, where }) && isTheirs(row, as, where);
  });
  const waiting = mayWait ? await waitingTags(store, actor, verdict, inForce, removed) : [];
  const authors = waiting.flatMap(({ item }) => (item.settled ? [] : item.author));
  const since = Math.max(0, ...waiting.map(({ item }) => item.since));
  return { count: waiting.length, authors: [...new Set(authors)], since };
}

/**
 * Answers of an actor's that the version in force does not take any more, in the order of its questions: their own, for facilitators those
 * of members who are gone, and what is settled for all who may change that. What takes no answers now waits for nobody.
 */
export async function misfitAnswers(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  { part }: Pick<VerdictAccess, "part">,
  inForce: MethodologyVersion,
  removed: ReadonlySet<MemberId>,
): Promise<AnswerPlace[]> {
  if (inForce.number === 1 || !mayReview(actor, verdict, part)) return [];
  const place = await reviewedLayer(store, actor, verdict);
  if (!place || place.where === "closed") return [];
  const rows = await store.passages.answers([place.layer]);
  if (rows.length === 0) return [];
  const given = new Map(rows.map((row) => [`${row.question}/${row.subject}`, row]));
  const units = await visibleUnits(store, actor, verdict);
  const rowOf = (question: string, subject: AnswerSubject) => given.get(`${question}/${subject}`);
  const { questions } = inForce.content;
  const { misfit } = sheetProgress(questions, units, (question, subject) => rowOf(question, subject)?.value);
  const isTheirs = reviewFilter(actor, removed);
  return misfit.filter(({ question, subject }) => {
    const row = rowOf(question, subject);
    return row !== undefined && isTheirs(row, { candidates: [] }, place.where);
  });
}

/**
 * The layer that stands, which who codes the verdict blind does not see: while nothing is settled the one that all write in. A coder's own
 * keeps the version that its round began with.
 */
async function reviewedLayer(
  store: Store,
  actor: Actor,
  verdict: Verdict,
): Promise<{ layer: LayerId; where: Where } | null> {
  const { layer } = await whatStands(store, actor, verdict);
  if (!layer) return null;
  if (layer.kind === "adjudicated") return { layer: layer.id, where: "settled" };
  const round = (await store.verdicts.rounds(verdict.id)).find(({ id }) => id === layer.round);
  return { layer: layer.id, where: round?.mode === "open" ? "open" : "closed" };
}

/** The layer in which an actor may decide on tags here and now; null where none is, or where what is settled changes with a reason. */
export async function openToReview(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  part: BlindPart,
): Promise<LayerId | null> {
  const place = mayReview(actor, verdict, part) ? await reviewedLayer(store, actor, verdict) : null;
  return place && place.where !== "settled" ? place.layer : null;
}

/** Whether an actor may say anything of a verdict's tags. */
function mayReview(actor: Actor, verdict: Verdict, part: BlindPart): boolean {
  return can(actor, "standing.change", { verdict, actorCodesBlind: part !== "none" });
}

/** Which tags are for an actor to review. */
function reviewFilter(
  actor: Actor,
  removed: ReadonlySet<MemberId>,
): (row: { author: MemberId }, as: Pick<ResolvedCategory, "candidates">, where: Where) => boolean {
  const isFacilitator = can(actor, "methodology.freeze", null);
  // Who tagged what is closed often codes the verdict blind by then, and is asked for nothing.
  return ({ author }, { candidates }, where) =>
    where === "settled" ||
    author === actor.id ||
    (isFacilitator && (where === "closed" || removed.has(author) || candidates.length > 0));
}

/** Whether a tag of a retired category was left as it is: only the decision says so, since no version can be written on it. */
export function isKept(
  row: Pick<AnnotationRow, "id" | "category" | "version">,
  as: Pick<ResolvedCategory, "reviewSince">,
  decided: readonly Review[],
): boolean {
  return decided.some(
    ({ annotation, decision, version, from }) =>
      annotation === row.id &&
      decision === "keep" &&
      version >= (as.reviewSince ?? 0) &&
      from.category === row.category &&
      from.version === row.version,
  );
}

export async function removedMembers(store: Store): Promise<Set<MemberId>> {
  const members = await store.people.members();
  return new Set(members.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id));
}
