import { can } from "../../../schema/domain/can.ts";
import { newId, ParkedId } from "../../../schema/domain/ids.ts";
import type { Parked } from "../../../schema/domain/workshop/decision.ts";
import type { WorkshopSubject } from "../../../schema/domain/workshop/floor.ts";
import { ParkedChange, ParkedMake, type ParkedList } from "../../../schema/protocol/http/workshops/ballots.ts";
import { checkAnchor } from "../../../schema/text/anchors.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { isClosedForAll } from "./ballots.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { mustBeHolder } from "./must-lead.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "screens" | "store">;

/** Questions that a workshop puts off: who takes them, until when, and that they are done. */
export function parkedRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/parked", async (c) => {
      const { by, workshop, subject } = await mustSeeWorkshop(c, deps);
      return c.json<ParkedList>(await view(deps, by, workshop, subject));
    })
    .post("/:id/parked", (c) => park(c, deps))
    .put("/:id/parked/:parked", (c) => change(c, deps));
}

async function park(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.take-part", subject);
  const { words, category, passage, ballot } = await readBody(c, ParkedMake);
  mustNotBeErased(deps, passage?.verdict ?? null, [words]);
  if (passage) await mustBeThere(deps, by, passage);
  if (ballot !== null) {
    // What a vote asked is put off by who would decide on it, and once.
    mustBeHolder(c, subject);
    if (!(await isClosedForAll(deps, workshop, ballot))) throw new Refusal("bad-request", { field: "ballot" });
  }
  const [id, at] = [newId(ParkedId), deps.clock().toISOString()];
  const later = { taker: null, due: null, doneAt: null, waits: false };
  const parked = { id, words, category, passage, ballot, by: by.member.id, at, ...later };
  const isNew = await deps.store.decisions.park(workshop.id, parked);
  if (!isNew) return c.json<ParkedList>(await view(deps, by, workshop, subject));
  return told(c, deps, by, workshop, subject, id);
}

async function change(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const id = pathId(c, "parked", ParkedId);
  const parked = (await deps.store.decisions.parked(workshop.id)).find((each) => each.id === id);
  if (!parked) throw new Refusal("not-found");
  const by = mustBeAllowed(c, "workshop.parked", { workshop: subject, taker: parked.taker });
  const { taker, due, done, admit } = await readBody(c, ParkedChange);
  if (admit === false) {
    if (!parked.waits) throw new Refusal("not-found");
    await deps.store.decisions.dropParked(id);
    return told(c, deps, by, workshop, subject, id);
  }
  const member = taker ? await deps.store.people.member(taker) : null;
  if (taker && (member?.removedAt !== null || member.guest !== null))
    throw new Refusal("bad-request", { field: "taker" });
  await deps.store.decisions.changeParked(id, {
    ...(taker === undefined ? {} : { taker }),
    ...(due === undefined ? {} : { due }),
    ...(admit ? { waits: false } : {}),
    ...(done === undefined ? {} : { doneAt: done ? deps.clock().toISOString() : null }),
  });
  return told(c, deps, by, workshop, subject, id);
}

/** Refuses a passage that the asker may not read, or that is none. */
async function mustBeThere(
  { store }: Needs,
  { actor }: SignedIn,
  { verdict: id, anchor }: NonNullable<Parked["passage"]>,
): Promise<void> {
  const verdict = await store.verdicts.get(id);
  if (!verdict || !can(actor, "verdict.read", verdict)) throw new Refusal("not-found");
  const revision = await store.verdicts.revision(id, anchor.revision);
  if (!revision || checkAnchor(anchor, revision.text) !== null) throw new Refusal("bad-request", { field: "passage" });
}

async function told(
  c: RequestContext,
  deps: Needs,
  by: SignedIn,
  workshop: WorkshopRow,
  subject: WorkshopSubject,
  parked: ParkedId,
): Promise<Response> {
  await audit(deps, by, "workshop.park", { workshop: workshop.id, parked });
  deps.realtime.publish({ type: "decided", workshop: workshop.id });
  return c.json<ParkedList>(await view(deps, by, workshop, subject));
}

/** All but those about a verdict that the asker may not read, and of guests those that are not let in: who leads sees them first. */
async function view(
  { store }: Needs,
  { actor }: SignedIn,
  { id }: WorkshopRow,
  subject: WorkshopSubject,
): Promise<ParkedList> {
  const parked: Parked[] = [];
  const admits = can(actor, "workshop.lead", subject) || can(actor, "workshop.plan", subject);
  for (const each of await store.decisions.parked(id)) {
    if (each.waits && !admits) continue;
    const verdict = each.passage && (await store.verdicts.get(each.passage.verdict));
    if (!each.passage || (verdict && can(actor, "verdict.read", verdict))) parked.push(each);
  }
  return { parked };
}
