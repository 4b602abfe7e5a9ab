import { can } from "../../../schema/domain/can.ts";
import { newId, SeatId } from "../../../schema/domain/ids.ts";
import {
  FloorGive,
  FloorTake,
  HandAnswer,
  HandChange,
  SeatTake,
} from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import { toActor } from "../../rooms/room-access.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { notePresence } from "../../workshops/attendance/note-presence.ts";
import { moved, moving, told } from "./moved.ts";
import { mustHaveFloor, mustLead } from "./must-lead.ts";
import { mustSeeWorkshop, viewWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "silences" | "store">;

/** Who has the floor, and who sits in the workshop. */
export function floorRoutes(deps: Needs) {
  return createRoutes()
    .post("/:id/floor/take", (c) => take(c, deps))
    .post("/:id/floor/give", (c) => give(c, deps))
    .put("/:id/seat", (c) => sit(c, deps))
    .put("/:id/seat/here", (c) => beHere(c, deps))
    .put("/:id/seat/hand", (c) => raiseHand(c, deps))
    .put("/:id/seats/:seat/hand", (c) => answerHand(c, deps));
}

async function take(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.take-floor", subject);
  const { term } = await readBody(c, FloorTake);
  await moving(() => deps.store.workshops.giveFloor(workshop.id, term, by.member.id), "floor-moved");
  return told(c, deps, by, "workshop.floor", { workshop: workshop.id, member: by.member.id });
}

async function give(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, subject } = await mustLead(c, deps);
  const { term, to } = await readBody(c, FloorGive);
  const member = await deps.store.people.member(to);
  if (member?.removedAt !== null || !can(toActor(member), "workshop.hold", subject))
    throw new Refusal("bad-request", { field: "to" });
  await moving(() => deps.store.workshops.giveFloor(workshop.id, term, member.id), "floor-moved");
  return told(c, deps, by, "workshop.floor", { workshop: workshop.id, member: member.id });
}

async function sit(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.take-part", subject);
  const { language } = await readBody(c, SeatTake);
  const at = deps.clock().toISOString();
  const isNew = !(await deps.store.workshops.seats(workshop.id)).some(({ member }) => member === by.member.id);
  const { id: seat } = await deps.store.workshops.sit(workshop.id, {
    id: newId(SeatId),
    member: by.member.id,
    language,
    at,
  });
  await notePresence(deps, workshop, seat);
  if (isNew) return told(c, deps, by, "workshop.sit", { workshop: workshop.id });
  await moved(deps, workshop.id);
  return c.json(await viewWorkshop(deps, by, workshop.id));
}

/** Their page shows the workshop. Nobody is told: nothing in it is another for that. */
async function beHere(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.take-part", subject);
  const seat = (await deps.store.workshops.seats(workshop.id)).find(({ member }) => member === by.member.id);
  if (!seat) throw new Refusal("not-found");
  await notePresence(deps, workshop, seat.id);
  return c.body(null, 204);
}

async function raiseHand(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.take-part", subject);
  const { up } = await readBody(c, HandChange);
  const seat = (await deps.store.workshops.seats(workshop.id)).find(({ member }) => member === by.member.id);
  if (!seat) throw new Refusal("not-found");
  await deps.store.workshops.raiseHand(workshop.id, seat.id, up ? deps.clock().toISOString() : null);
  await moved(deps, workshop.id);
  return c.json(await viewWorkshop(deps, by, workshop.id));
}

/** Who leads lets somebody speak, or takes a hand down; a guest's, too. */
async function answerHand(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustLead(c, deps);
  const { to, term } = await readBody(c, HandAnswer);
  mustHaveFloor(workshop, term);
  const seat = pathId(c, "seat", SeatId);
  const { workshops } = deps.store;
  if (!(await workshops.seats(workshop.id)).some(({ id }) => id === seat)) throw new Refusal("not-found");
  if (to === "speaks") await workshops.letSpeak(workshop.id, seat, deps.clock().toISOString());
  else await workshops.raiseHand(workshop.id, seat, null);
  await moved(deps, workshop.id);
  return c.json(await viewWorkshop(deps, by, workshop.id));
}
