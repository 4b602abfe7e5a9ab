import { SeatId } from "../../../schema/domain/ids.ts";
import { namesGoOn } from "../../../schema/domain/workshop/door.ts";
import {
  Confirmation,
  OwnConsents,
  SignedForm,
  type AttendanceList,
  type AttendanceRow,
} from "../../../schema/protocol/http/workshops/door.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { nameReader } from "../../workshops/attendance-names.ts";
import { dayOf } from "../../workshops/welcome.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "config" | "realtime" | "store">;

/** Who came, day by day: read by the host's facilitators only. */
export function attendanceRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/attendance", async (c) => {
      const { by, workshop } = await mustHost(c, deps);
      await audit(deps, by, "workshop.attendance", { workshop: workshop.id });
      return c.json(await listAttendance(deps, workshop));
    })
    .put("/:id/attendance/own", (c) => decide(c, deps))
    .put("/:id/attendance/form", async (c) => {
      const { by, workshop } = await mustHost(c, deps);
      await deps.store.doors.setSignedUntil(workshop.id, (await readBody(c, SignedForm)).until);
      await audit(deps, by, "workshop.attendance", { workshop: workshop.id });
      return c.json(await listAttendance(deps, workshop));
    })
    .put("/:id/attendance/:seat", async (c) => {
      const { by, workshop } = await mustHost(c, deps);
      const seat = await mustBeSeat(c, deps, workshop);
      const { day, confirmed } = await readBody(c, Confirmation);
      await deps.store.doors.confirm(seat, day, confirmed ? deps.clock().toISOString() : null);
      await audit(deps, by, "workshop.confirm", { workshop: workshop.id });
      return c.json(await listAttendance(deps, workshop));
    })
    .delete("/:id/attendance/:seat", async (c) => {
      const { by, workshop } = await mustHost(c, deps);
      await deps.store.doors.forgetSeat(await mustBeSeat(c, deps, workshop));
      await audit(deps, by, "workshop.forget", { workshop: workshop.id });
      return c.json(await listAttendance(deps, workshop));
    });
}

/** What a member decides about their own name, for today. */
async function decide(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, subject } = await mustSeeWorkshop(c, deps);
  mustBeAllowed(c, "workshop.take-part", subject);
  const seat = (await deps.store.workshops.seats(workshop.id)).find(({ member }) => member === by.member.id);
  if (!seat) throw new Refusal("not-found");
  const consents = await readBody(c, OwnConsents);
  await deps.store.doors.attend(seat.id, dayOf(deps.clock()), consents);
  return c.json(consents);
}

async function mustHost(c: RequestContext, deps: Needs): Promise<{ by: SignedIn; workshop: WorkshopRow }> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  return { by: mustBeAllowed(c, "workshop.attendance", subject), workshop };
}

async function mustBeSeat(c: RequestContext, { store }: Needs, { id }: WorkshopRow): Promise<SeatId> {
  const seat = pathId(c, "seat", SeatId);
  if (!(await store.workshops.seats(id)).some((each) => each.id === seat)) throw new Refusal("not-found");
  return seat;
}

async function listAttendance({ store, clock, config }: Needs, workshop: WorkshopRow): Promise<AttendanceList> {
  const [rows, seats, members, organisations, nameOf, signedUntil] = await Promise.all([
    store.doors.attendance(workshop.id),
    store.workshops.seats(workshop.id),
    store.people.members(),
    store.people.organisations(),
    nameReader(config.dataFolder, workshop.id),
    store.doors.signedUntil(workshop.id),
  ]);
  return {
    workshop: workshop.title,
    days: [...new Set([...workshop.days, ...rows.map(({ day }) => day)])].toSorted(),
    today: dayOf(clock()),
    rows: rows.flatMap(({ sealed, ...row }): AttendanceRow[] => {
      const member = members.find(({ id }) => id === seats.find((seat) => seat.id === row.seat)?.member);
      if (!member) return [];
      const organisation = organisations.find(({ id }) => id === member.organisation)?.name ?? "";
      const typed = member.guest ? nameOf(row.seat, sealed) : { name: member.name, organisation };
      return [{ ...row, name: member.name, organisation: "", ...typed, isGuest: member.guest !== null }];
    }),
    keptUntil: namesGoOn(workshop).toISOString(),
    signedUntil,
  };
}
