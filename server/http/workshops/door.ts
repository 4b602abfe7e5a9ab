import { randomInt } from "node:crypto";
import { KnockId } from "../../../schema/domain/ids.ts";
import { DOOR_ALPHABET, DOOR_CODE_LENGTH, DOOR_OPEN_MS, doorAt } from "../../../schema/domain/workshop/door.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { Dismiss, DoorChange, KnockAnswer, type DoorView } from "../../../schema/protocol/http/workshops/door.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { AuditAction } from "../../store/shapes/audit-actions.ts";
import type { DoorRow } from "../../store/workshops/door-store.ts";
import { StoreError } from "../../store/store-error.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { endGuest } from "../../workshops/end-guests.ts";
import { welcome } from "../../workshops/welcome.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { moved } from "./moved.ts";
import { mustPlan, mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "config" | "knocks" | "publicUrl" | "realtime" | "silences" | "store">;

/** The door of a workshop, for its host. */
export function doorRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/door", async (c) => c.json(await viewDoor(deps, (await mustPlan(c, deps)).workshop)))
    .put("/:id/door", (c) => change(c, deps))
    .post("/:id/door/code", (c) => renew(c, deps))
    .post("/:id/door/knocks/:knock", (c) => answer(c, deps))
    .post("/:id/dismiss", (c) => dismiss(c, deps));
}

async function change(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustKeep(c, deps);
  const { to: state } = await readBody(c, DoorChange);
  const now = deps.clock();
  const before = await deps.store.doors.door(workshop.id);
  const openUntil = state === "open" ? new Date(now.getTime() + DOOR_OPEN_MS).toISOString() : null;
  const { day } = wallTime(workshop.country, now);
  const kept = before?.day === day ? before.code : null;
  await setDoor(deps, { workshop: workshop.id, state, openUntil, code: kept ?? "", day, openedBy: by.member.id });
  return doorTold(c, deps, by, "workshop.door", workshop);
}

async function renew(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustKeep(c, deps);
  await renewCode(deps, by, workshop);
  return doorTold(c, deps, by, "workshop.code", workshop);
}

/** A door that nobody has opened has no code. */
async function renewCode(deps: Needs, by: SignedIn, { id: workshop, country }: WorkshopRow): Promise<void> {
  const before = await deps.store.doors.door(workshop);
  const usual = { workshop, state: "shut", openUntil: null, openedBy: by.member.id } as const;
  await setDoor(deps, { ...usual, ...before, code: "", day: wallTime(country, deps.clock()).day });
}

/** Without a code it gets a new one, which is no other door's. */
async function setDoor({ store }: Needs, door: DoorRow): Promise<void> {
  if (door.code !== "") return store.doors.setDoor(door);
  for (;;)
    try {
      return await store.doors.setDoor({ ...door, code: newCode() });
    } catch (error) {
      if (!(error instanceof StoreError && error.code === "conflict")) throw error;
    }
}

function newCode(): string {
  return Array.from({ length: DOOR_CODE_LENGTH }, () => DOOR_ALPHABET[randomInt(DOOR_ALPHABET.length)]).join("");
}

async function answer(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustKeep(c, deps);
  const id = pathId(c, "knock", KnockId);
  const { admit } = await readBody(c, KnockAnswer);
  const knock = deps.knocks.at(workshop.id).find((each) => each.id === id);
  if (!knock) throw new Refusal("not-found");
  if (admit) await welcome(deps, workshop, by.member.id, knock);
  deps.knocks.end(knock);
  return doorTold(c, deps, by, admit ? "workshop.admit" : "workshop.turn-away", workshop);
}

/** What they ask for goes with them, and whoever has read the code off their phone comes in by it no more. */
async function dismiss(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustKeep(c, deps);
  const { seat } = await readBody(c, Dismiss);
  const guest = (await deps.store.doors.guests(workshop.id)).find((each) => each.seat === seat);
  if (!guest) throw new Refusal("not-found");
  // First, and of the same moment: their page asks at once by whom, and not again.
  const now = deps.clock();
  const atOnce = { ...deps, clock: () => now };
  await audit(atOnce, by, "workshop.dismiss", { workshop: workshop.id, member: guest.member });
  await endGuest(atOnce, guest.member);
  await deps.store.workshops.raiseHand(workshop.id, seat, null);
  await deps.store.doors.sendOut(seat);
  await deps.store.decisions.dropWaitingBy(workshop.id, guest.member);
  deps.realtime.publish({ type: "decided", workshop: workshop.id });
  await renewCode(deps, by, workshop);
  await moved(deps, workshop.id);
  return c.json(await viewDoor(deps, workshop));
}

/** Refuses while nobody may come in: before it opens and when it is closed. */
async function mustKeep(c: RequestContext, deps: Needs): Promise<{ by: SignedIn; workshop: WorkshopRow }> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.plan", subject);
  if (workshop.state === "planned") throw new Refusal("workshop-moved");
  return { by, workshop };
}

async function doorTold(
  c: RequestContext,
  deps: Needs,
  by: SignedIn,
  action: AuditAction,
  workshop: WorkshopRow,
): Promise<Response> {
  await audit(deps, by, action, { workshop: workshop.id });
  await moved(deps, workshop.id);
  return c.json(await viewDoor(deps, workshop));
}

async function viewDoor(
  { store, clock, knocks, publicUrl }: Needs,
  { id: workshop, country }: WorkshopRow,
): Promise<DoorView> {
  const door = await store.doors.door(workshop);
  const now = clock();
  const state = door ? doorAt(door, now) : "shut";
  return {
    state,
    openUntil: state === "open" ? (door?.openUntil ?? null) : null,
    code: door?.day === wallTime(country, now).day ? door.code : null,
    url: `${publicUrl()}/j`,
    knocks: knocks.at(workshop).map(({ id, typed, at }) => ({ id, ...typed, at })),
  };
}
