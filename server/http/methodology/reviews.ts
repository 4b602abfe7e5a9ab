import type { z } from "zod";
import { can } from "../../../schema/domain/can.ts";
import { AnnotationId } from "../../../schema/domain/ids.ts";
import { langOf } from "../../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import {
  ReviewCommand,
  type Review,
  type ReviewItem,
  type ReviewList,
  type Reviews,
} from "../../../schema/protocol/http/methodology.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { openToReview, removedMembers, waitingTags } from "../../methodology/waiting-reviews.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, pathId, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { changeStanding } from "../../actions/change-standing.ts";
import { whatStands } from "../../access/what-stands.ts";
import { verdictAccess } from "../../access/verdict-access.ts";
import type { AnnotationRow } from "../../store/rows.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "exports" | "realtime" | "store">;

/** What waits for the asker since categories mean something else. */
export function reviewRoutes({ store }: Pick<Deps, "store">) {
  return createRoutes().get("/", async (c) => {
    const { actor } = mustBeAllowed(c, "methodology.draft", null);
    const [inForce, all, removed] = await Promise.all([
      store.methodologies.current(),
      store.verdicts.all(),
      removedMembers(store),
    ]);
    if (!inForce) return c.json<ReviewList>({ version: null, verdicts: [] });
    const verdicts: ReviewList["verdicts"] = [];
    for (const verdict of all.filter((each) => can(actor, "verdict.read", each))) {
      const waiting = await waitingTags(store, actor, verdict, inForce, removed);
      if (waiting.length === 0) continue;
      const lang = langOf(verdict.language, verdict.script);
      verdicts.push({ verdict: verdict.id, lang, items: waiting.map(({ item }) => item) });
    }
    return c.json<ReviewList>({ version: inForce.number, verdicts });
  });
}

/** Decisions on the tags of one verdict. */
export function verdictReviewRoutes(deps: Needs) {
  const { store } = deps;
  return createRoutes()
    .get("/:id/reviews", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const { actor } = mustBeAllowed(c, "methodology.draft", null);
      const { layers } = await verdictAccess(store, actor, verdict);
      return c.json<Reviews>({ reviews: [...(await store.reviews.of(layers))] });
    })
    .post("/:id/reviews", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "methodology.draft", null);
      const command = await readBody(c, ReviewCommand);
      return c.json(await decide(deps, by, verdict, command));
    })
    .delete("/:id/reviews/:annotation", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "methodology.draft", null);
      await takeBack(deps, by, verdict, pathId(c, "annotation", AnnotationId));
      return c.body(null, 204);
    });
}

/**
 * The tag says what it is from then on, as after any other change of its category; what was decided is kept beside it. A tag
 * of a retired category that is kept stays as it was, and so does one that was set aside.
 */
async function decide(
  deps: Needs,
  by: SignedIn,
  verdict: Verdict,
  command: z.output<typeof ReviewCommand>,
): Promise<Review> {
  const { store, realtime, clock } = deps;
  const inForce = await store.methodologies.current();
  if (!inForce || inForce.number !== command.version) throw new Refusal("methodology-moved");
  const waiting = await waitingTags(store, by.actor, verdict, inForce, await removedMembers(store));
  const item = waiting.map((each) => each.item).find(({ annotation }) => annotation === command.annotation);
  if (item?.settled) return keepSettled(deps, by, verdict, command, item, inForce);
  const access = await verdictAccess(store, by.actor, verdict);
  // What is listed may be decided here, also where the room takes nothing of a client any more.
  const room = access.rooms.find((each) => each.kind === "layer" && each.layer === item?.layer);
  if (!item || !room) throw new Refusal("not-found");
  const category = categoryOf(command, item, inForce);
  const now = clock().toISOString();
  const isLeft = command.decision === "keep" && (item.state === "retired" || item.proposed === true);
  const change = category ? { category, version: inForce.number } : { deleted: now };
  if (!isLeft)
    await realtime.write(room.room, by.member.id, (doc) => new LayerRoom(doc).change(item.annotation, change));
  const review: Review = {
    annotation: item.annotation,
    layer: item.layer,
    version: inForce.number,
    member: by.member.id,
    at: now,
    decision: command.decision,
    from: { category: item.category, version: item.version },
    category,
  };
  await store.reviews.add(verdict.id, review);
  await audit({ store, clock }, by, "review.decide", {
    verdict: verdict.id,
    annotation: item.annotation,
    version: inForce.number,
    decision: command.decision,
  });
  return review;
}

/** One's own decision in the version in force, while the tag is as it made it: the tag is what it was, and waits again. */
async function takeBack(deps: Needs, by: SignedIn, verdict: Verdict, annotation: AnnotationId): Promise<void> {
  const { store, realtime, clock } = deps;
  const [inForce, { part, rooms }] = await Promise.all([
    store.methodologies.current(),
    verdictAccess(store, by.actor, verdict),
  ]);
  const layer = await openToReview(store, by.actor, verdict, part);
  const room = rooms.find((each) => each.kind === "layer" && each.layer === layer);
  if (!inForce || !layer || !room) throw new Refusal("not-found");
  const [decided, [row]] = await Promise.all([store.reviews.of([layer]), store.passages.named([layer], [annotation])]);
  const review = decided.find((each) => each.annotation === annotation && each.version === inForce.number);
  if (!row || review?.member !== by.member.id || !isAsDecided(row, review)) throw new Refusal("not-found");
  // Before the tag waits again: a decision that came between would be taken for this one.
  await store.reviews.drop(review);
  await realtime.write(room.room, by.member.id, (doc) =>
    new LayerRoom(doc).change(annotation, { ...review.from, deleted: null }),
  );
  const subject = { verdict: verdict.id, annotation, version: inForce.number };
  await audit({ store, clock }, by, "review.take-back", subject);
}

/** A retired category that was kept left the tag as it was. */
function isAsDecided(row: AnnotationRow, { decision, from, category, version }: Review): boolean {
  if (decision === "drop") return row.deleted !== null;
  const isLeft = decision === "keep" && row.category === from.category && row.version === from.version;
  return row.deleted === null && (isLeft || (row.category === category && row.version === version));
}

/** Of what is settled it is said here that it fits still, as a change of what stands; what takes a reason, elsewhere. */
async function keepSettled(
  deps: Needs,
  by: SignedIn,
  verdict: Verdict,
  { decision }: z.output<typeof ReviewCommand>,
  { annotation, layer: of, category: wasCategory, version: wasVersion, now, candidates }: ReviewItem,
  inForce: MethodologyVersion,
): Promise<Review> {
  const { store } = deps;
  const { layer } = await whatStands(store, by.actor, verdict);
  const [row] = await store.passages.named([of], [annotation]);
  const category = inForce.content.categories.find(({ id }) => id === now)?.id;
  if (decision !== "keep" || candidates.length > 0 || layer?.id !== of || !row || !category)
    throw new Refusal("not-found");
  const was = { category: wasCategory, version: wasVersion };
  const { number: version } = inForce;
  const base = (await store.disagreements.changes(layer.round)).at(-1)?.number ?? 0;
  const act = { kind: "keep-tag" as const, annotation, category, version, anchor: row.anchor, was };
  const { at } = await changeStanding(deps, by, verdict, layer, { base, act, reason: "" });
  return { annotation, layer: of, version, member: by.member.id, at, decision, from: was, category };
}

/** What the tag is from now on; null where it goes. */
function categoryOf(
  { decision, category }: z.output<typeof ReviewCommand>,
  { now, state, onlyParts, proposed, candidates }: ReviewItem,
  { content }: MethodologyVersion,
): Review["category"] {
  const isPart = decision === "change" && candidates.some((part) => part === category);
  if (onlyParts && !proposed && candidates.length > 0 && !isPart)
    throw new Refusal("bad-request", { field: "category" });
  if (decision === "drop") return null;
  if (decision === "keep" && (state === "retired" || proposed)) return now;
  const wanted = decision === "keep" ? now : category;
  const found = content.categories.find(({ id }) => id === wanted);
  // A heading takes no tags; what was tagged with it before it was one may stay so.
  if (!found || (decision === "change" && found.onlyChildren)) throw new Refusal("bad-request", { field: "category" });
  return found.id;
}
