import { can, type Actor } from "../../../schema/domain/can.ts";
import { StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import { toMemberCard } from "../../../schema/domain/member.ts";
import { waitOf, type WorkshopSubject } from "../../../schema/domain/workshop/floor.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopRights, WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { runningStep } from "../../workshops/running-step.ts";
import { mustBeAllowed, mustBeSignedIn, pathId, type RequestContext } from "../route.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** What of a workshop decides on rights, now. */
export function subjectOf({ realtime }: Pick<Deps, "realtime">, workshop: WorkshopRow): WorkshopSubject {
  const { id, host, state, holder, deputies } = workshop;
  return {
    id,
    host,
    state,
    holder,
    deputies,
    holderSilentMs: holder === null ? Infinity : realtime.events.silentMs(holder),
  };
}

/** The workshop that the path names, if the asker may know of it, or do in it what is said; refuses with not-found. */
export async function mustSeeWorkshop(
  c: RequestContext,
  deps: Needs,
  action: "workshop.follow" | "workshop.read" = "workshop.read",
): Promise<{ by: SignedIn; workshop: WorkshopRow; subject: WorkshopSubject }> {
  const by = mustBeSignedIn(c);
  const workshop = await deps.store.workshops.get(pathId(c, "id", WorkshopId));
  const subject = workshop && subjectOf(deps, workshop);
  if (!subject || !can(by.actor, action, subject)) throw new Refusal("not-found");
  return { by, workshop, subject };
}

/** A step of a workshop, as who may see the workshop finds it. */
export interface SeenStep {
  by: SignedIn;
  workshop: WorkshopRow;
  subject: WorkshopSubject;
  step: Step;
}

/** The workshop and the step that the path names; refuses with not-found. */
export async function mustSeeStep(c: RequestContext, deps: Needs): Promise<SeenStep> {
  return stepOf(c, await mustSeeWorkshop(c, deps));
}

/** The same for who follows: a guest knows of the running step alone. */
export async function mustFollowStep(c: RequestContext, deps: Needs): Promise<SeenStep> {
  const seen = stepOf(c, await mustSeeWorkshop(c, deps, "workshop.follow"));
  if (seen.by.actor.guest && seen.step !== runningStep(seen.workshop)) throw new Refusal("not-found");
  return seen;
}

function stepOf(c: RequestContext, seen: Omit<SeenStep, "step">): SeenStep {
  const id = pathId(c, "step", StepId);
  const step = seen.workshop.steps.find((each) => each.id === id);
  if (!step) throw new Refusal("not-found");
  return { ...seen, step };
}

/** A workshop as an asker sees it: as it stands now, whatever the command before made of it. */
export async function viewWorkshop(deps: Needs, { actor }: SignedIn, id: WorkshopId): Promise<WorkshopView> {
  const { store, clock } = deps;
  const [row, seats, members, organisations] = await Promise.all([
    store.workshops.get(id),
    store.workshops.seats(id),
    store.people.members(),
    store.people.organisations(),
  ]);
  if (!row) throw new Refusal("not-found");
  const { steps, ...workshop } = row;
  const subject = subjectOf(deps, row);
  return {
    workshop,
    steps,
    seats,
    members: members.filter(({ guest }) => guest === null || guest.workshop === id).map(toMemberCard),
    organisations,
    seat: seats.find(({ member }) => member === actor.id) ?? null,
    rights: rightsOf(actor, subject),
    minutes: await store.workshops.minutes(id),
    holderSilentMs: row.holder === null || row.state === "closed" ? null : Math.round(subject.holderSilentMs),
    now: clock().toISOString(),
  };
}

function rightsOf(actor: Actor, subject: WorkshopSubject): WorkshopRights {
  const isAtOnce = can(actor, "workshop.take-floor", { ...subject, holderSilentMs: 0 });
  const mayLater = can(actor, "workshop.take-floor", { ...subject, holderSilentMs: Infinity });
  return {
    plan: can(actor, "workshop.plan", subject),
    lead: can(actor, "workshop.lead", subject),
    takePart: can(actor, "workshop.take-part", subject),
    minutes: can(actor, "workshop.minutes", subject),
    takeFloorAfterMs: isAtOnce ? 0 : mayLater ? waitOf(subject.deputies, actor.id) : null,
  };
}

/** Refuses whoever may not, after it is known that there is such a workshop. */
export async function mustPlan(c: RequestContext, deps: Needs): Promise<{ by: SignedIn; workshop: WorkshopRow }> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  return { by: mustBeAllowed(c, "workshop.plan", subject), workshop };
}
