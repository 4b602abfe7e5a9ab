import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { can, type Actor } from "../../../schema/domain/can.ts";
import { StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import { toMemberCard } from "../../../schema/domain/member.ts";
import { Consents } from "../../../schema/domain/workshop/door.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { waitOf, type WorkshopSubject } from "../../../schema/domain/workshop/floor.ts";
import type { TableSubject, WorkshopTable } from "../../../schema/domain/workshop/tables.ts";
import { type Seat, type Step, Workshop } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopRights, WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { viewTables } from "../../access/visible-tables.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { countWaiting, readAttended } from "../../workshops/attendance/attended.ts";
import { isOpenIn } from "../../workshops/show-workshop.ts";
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
  /** Whose work it is; null of a step of the agenda. */
  table: WorkshopTable | null;
}

/** The workshop and the step that the path names; refuses with not-found. */
export async function mustSeeStep(c: RequestContext, deps: Needs): Promise<SeenStep> {
  return stepOf(c, deps, await mustSeeWorkshop(c, deps));
}

/** The same for who follows: a guest knows of the running step alone. */
export async function mustFollowStep(c: RequestContext, deps: Needs): Promise<SeenStep> {
  const seen = await stepOf(c, deps, await mustSeeWorkshop(c, deps, "workshop.follow"));
  if (!seen.by.actor.guest) return seen;
  const seat = seen.table && (await seatOf(deps, seen));
  if (seen.step !== runningStep(seen.workshop, seat?.id ?? null)) throw new Refusal("not-found");
  return seen;
}

/** What a table works on is found by those who sit at it alone, whoever leads the workshop. */
async function stepOf(c: RequestContext, deps: Needs, seen: Omit<SeenStep, "step" | "table">): Promise<SeenStep> {
  const id = pathId(c, "step", StepId);
  const step = seen.workshop.steps.find((each) => each.id === id);
  if (step) return { ...seen, step, table: null };
  const table = seen.workshop.tables.find(({ work }) => work.id === id);
  if (!table) throw new Refusal("not-found");
  if (!can(seen.by.actor, "table.work", await tableSubject(deps, seen, table))) throw new Refusal("not-found");
  return { ...seen, step: table.work, table };
}

/** What decides on who may do what at a table. */
export async function tableSubject(
  { store }: Pick<Needs, "store">,
  { by, workshop, subject }: Pick<SeenStep, "by" | "subject" | "workshop">,
  { chair, seats: ids }: WorkshopTable,
): Promise<TableSubject> {
  const seats = await store.workshops.seats(workshop.id);
  const isAt = seats.some(({ id, member }) => member === by.member.id && ids.includes(id));
  return { workshop: subject, chair: seats.find(({ id }) => id === chair)?.member ?? null, isAt };
}

async function seatOf({ store }: Pick<Needs, "store">, { by, workshop }: SeenStep): Promise<Seat | undefined> {
  return (await store.workshops.seats(workshop.id)).find(({ member }) => member === by.member.id);
}

/** A workshop as an asker sees it: as it stands now, whatever the command before made of it. */
export async function viewWorkshop(deps: Needs, { actor }: SignedIn, id: WorkshopId): Promise<WorkshopView> {
  const { store, clock } = deps;
  const [row, seats, members, organisations, verdicts] = await Promise.all([
    store.workshops.get(id),
    store.workshops.seats(id),
    store.people.members(),
    store.people.organisations(),
    store.verdicts.all(),
  ]);
  if (!row) throw new Refusal("not-found");
  const subject = subjectOf(deps, row);
  const seat = seats.find(({ member }) => member === actor.id) ?? null;
  const today = wallTime(row.country, clock()).day;
  const attended = await readAttended(store, id);
  const own = attended.find(({ by, ...each }) => by === "themselves" && each.seat === seat?.id && each.day === today);
  return {
    // Without what is told of its tables below.
    workshop: Workshop.parse(row),
    steps: can(actor, "workshop.prepared", subject) ? row.steps : row.steps.map(unprepared),
    tables: await viewTables(store, actor, row, seat),
    seats,
    members: members.filter(({ guest }) => guest === null || guest.workshop === id).map(toMemberCard),
    organisations,
    seat,
    consents: own ? Consents.parse(own) : null,
    rights: rightsOf(actor, subject),
    closedToGuests: closedIn(row, actor, verdicts),
    minutes: await store.workshops.minutes(id),
    waiting: can(actor, "workshop.attendance", subject) ? countWaiting(attended) : null,
    holderSilentMs: row.holder === null || row.state === "closed" ? null : Math.round(subject.holderSilentMs),
    now: clock().toISOString(),
  };
}

function closedIn(
  { steps }: Pick<WorkshopRow, "steps">,
  actor: Actor,
  verdicts: readonly Verdict[],
): WorkshopView["closedToGuests"] {
  const workedOn = new Set(steps.flatMap(({ passages }) => passages.map(({ verdict }) => verdict)));
  return verdicts
    .filter(({ id }) => workedOn.has(id) && !isOpenIn(verdicts, id))
    .map((verdict) => ({
      verdict: verdict.id,
      caseNumber: can(actor, "verdict.read", verdict) ? verdict.caseNumber : null,
      owner: verdict.owner,
      mayClear: can(actor, "verdict.prepare", verdict),
    }));
}

const unprepared = (step: Step): Step => ({ ...step, prepared: null });

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
