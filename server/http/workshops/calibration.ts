import { can } from "../../../schema/domain/can.ts";
import {
  KeyChange,
  type Calibration,
  type KeyDistance,
  type KeySetters,
} from "../../../schema/protocol/http/workshops/calibration.ts";
import { isCounted, subjectOf, visibleSlips } from "../../access/visible-slips.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import { toActor } from "../../rooms/room-access.ts";
import { keyDistance } from "../../workshops/key-distance.ts";
import { calibrationOf } from "../../workshops/read-calibration.ts";
import { readPassages } from "../../workshops/read-reveals.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { moved, moving } from "./moved.ts";
import { mustHaveFloor, mustLead } from "./must-lead.ts";
import { mustSeeStep } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "agreement" | "clock" | "realtime" | "silences" | "store">;

/** How far those agree who coded a step in silence, and how far each of them is from its key. */
export function calibrationRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/steps/:step/calibration", (c) => agree(c, deps))
    .put("/:id/steps/:step/key", (c) => setKey(c, deps))
    .get("/:id/steps/:step/distance", (c) => distance(c, deps));
}

async function agree(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, step } = await mustSeeStep(c, deps);
  const [passages, { counted, left }] = await Promise.all([
    readPassages(deps.store, by.actor, step),
    visibleSlips(deps.store, by.actor, step),
  ]);
  // Once slips have gone it is what it was, for who reads all that it was measured on.
  const gone = passages.length === step.passages.length ? left.figures : null;
  const calibration = (await calibrationOf(deps, passages, counted, workshop.rule)) ?? gone;
  if (!calibration) throw new Refusal("not-found");
  return c.json<Calibration>(calibration);
}

/** Who sets the key codes nothing else; it is said before anybody codes. */
async function setKey(c: RequestContext, deps: Needs): Promise<Response> {
  const { step, subject } = await mustSeeStep(c, deps);
  const { workshop, by } = await mustLead(c, deps);
  mustBeAllowed(c, "workshop.set-key", subject);
  const { term, members } = await readBody(c, KeyChange);
  mustHaveFloor(workshop, term);
  // One that has not begun may still be planned away.
  if (step.kind !== "calibrate" || step.beganAt === null) throw new Refusal("workshop-moved");
  for (const id of members) {
    const member = await deps.store.people.member(id);
    if (member?.removedAt !== null || !can(toActor(member), "workshop.vote-counts", subject))
      throw new Refusal("bad-request", { field: "members" });
  }
  await moving(() => deps.store.slips.setKey(step.id, members));
  await audit(deps, by, "workshop.key", { workshop: workshop.id, step: step.id });
  await moved(deps, workshop.id);
  return c.json<KeySetters>({ members: await deps.store.slips.keySetters(step.id) });
}

async function distance(c: RequestContext, { store, ...deps }: Needs): Promise<Response> {
  const { by, step } = await mustSeeStep(c, { store, ...deps });
  const all = await store.slips.ofStep(step.id);
  const own = all.findLast((slip) => can(by.actor, "slip.distance", subjectOf(slip, step)));
  // Nobody who only looked on is held against it.
  if (!own || !isCounted(own)) throw new Refusal("not-found");
  const passages = await readPassages(store, by.actor, step);
  const marks = await store.slips.tags(all.filter(({ pass }) => pass === own.pass).map(({ id }) => id));
  const found = keyDistance(own, all, marks, passages);
  if (!found) throw new Refusal("not-found");
  return c.json<KeyDistance>(found);
}
