import { can, type Actor } from "../../schema/domain/can.ts";
import type { ResolvedCategory } from "../../schema/domain/category-map.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { LayerId, MemberId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology.ts";
import { needsReview, shownCategory } from "../../schema/domain/shown-category.ts";
import type { Review, ReviewItem } from "../../schema/protocol/http/methodology.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import { quote } from "../../schema/text/quote.ts";
import { verdictAccess, type VerdictAccess } from "../http/verdict-rooms.ts";
import type { AnnotationRow, Store } from "../store/store.ts";

/** A tag that somebody has to look at again. */
export interface WaitingTag {
  row: AnnotationRow;
  item: ReviewItem;
  /** Start in the text as it stands; Infinity where its words were removed. */
  start: number;
}

/**
 * An actor's tags in a verdict that wait for review, in the order of the text: their own, and for facilitators those of
 * members who are gone and all that have to be sorted since their category was split, in layers in which they may write. A layer
 * that was handed in stays as it was.
 */
export async function waitingTags(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  inForce: MethodologyVersion,
  removed: ReadonlySet<MemberId>,
): Promise<WaitingTag[]> {
  const layers = writtenLayers(await verdictAccess(store, actor, verdict));
  const isTheirs = reviewFilter(actor, removed);
  const [rows, decided] = await Promise.all([store.passages.annotations(layers), store.reviews.of(layers)]);
  const shown = rows
    .filter((row) => row.deleted === null)
    .map((row) => ({ row, as: shownCategory(inForce, row.category, row.version) }))
    .filter(({ row, as }) => needsReview(as) && isTheirs(row, as) && !isKept(row, as, decided));
  if (shown.length === 0) return [];
  const [revision, maps] = await Promise.all([store.verdicts.revision(verdict.id), store.verdicts.maps(verdict.id)]);
  if (!revision) return [];
  const places = resolveMany(
    shown.map(({ row }) => row.anchor),
    maps,
    revision.number,
  );
  return shown
    .map(({ row, as }, i): WaitingTag => {
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

/** As `waitingTags`, only how many; of most verdicts a few sums say that there is none. */
export async function countWaiting(
  store: Store,
  actor: Actor,
  verdict: Verdict,
  access: VerdictAccess,
  inForce: MethodologyVersion,
  removed: ReadonlySet<MemberId>,
): Promise<number> {
  // Nothing has ever changed its meaning.
  if (inForce.maps.length === 0) return 0;
  const isTheirs = reviewFilter(actor, removed);
  const tally = await store.passages.tally(writtenLayers(access));
  const mayWait = tally.some((row) => {
    const as = shownCategory(inForce, row.category, row.version);
    return needsReview(as) && isTheirs(row, as);
  });
  return mayWait ? (await waitingTags(store, actor, verdict, inForce, removed)).length : 0;
}

/** Those that all write in: a coder's own keeps the version that its round began with. */
function writtenLayers({ rooms }: VerdictAccess): LayerId[] {
  return rooms.flatMap((room) =>
    room.kind === "layer" && room.right === "write" && room.owner === null ? [room.layer] : [],
  );
}

/** Which tags are for an actor to review. */
function reviewFilter(
  actor: Actor,
  removed: ReadonlySet<MemberId>,
): (row: { author: MemberId }, as: Pick<ResolvedCategory, "candidates">) => boolean {
  const isFacilitator = can(actor, "methodology.freeze", null);
  return ({ author }, { candidates }) =>
    author === actor.id || (isFacilitator && (removed.has(author) || candidates.length > 0));
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
