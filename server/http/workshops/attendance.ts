import { newId, SeatId } from "../../../schema/domain/ids.ts";
import { namesGoOn } from "../../../schema/domain/workshop/door.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import {
  AllConfirmed,
  ByHand,
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
import { ensureNameKey, nameReader, sealName } from "../../workshops/attendance/names.ts";
import { readAttended, type AttendedRow } from "../../workshops/attendance/attended.ts";
import { sayConsents } from "../../workshops/attendance/say-consents.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "config" | "realtime" | "screens" | "store">;

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
    .post("/:id/attendance/by-hand", (c) => addByHand(c, deps))
    .put("/:id/attendance/confirmed", async (c) => {
      const { by, workshop } = await mustHost(c, deps);
      const { day = null } = await readBody(c, AllConfirmed);
      await deps.store.doors.confirmAll(workshop.id, day, deps.clock().toISOString());
      await audit(deps, by, "workshop.confirm", { workshop: workshop.id });
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
  const said = await readBody(c, OwnConsents);
  await sayConsents(deps, workshop, seat, said);
  return c.json(said);
}

/** Somebody can be written down from when it opens until names are destroyed. */
function mayAdd(workshop: WorkshopRow, now: Date): boolean {
  return workshop.openedAt !== null && now < namesGoOn(workshop);
}

/** Their name lies under the same key as guests', and goes with it. */
async function addByHand(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, config, clock } = deps;
  const { by, workshop } = await mustHost(c, deps);
  const { name, organisation, ...row } = await readBody(c, ByHand);
  mustNotBeErased(deps, null, [name, organisation]);
  const [first, last] = [workshop.openedAt ?? 0, clock()].map((at) => wallTime(workshop.country, at).day);
  if (!first || !last || row.day < first || row.day > last) throw new Refusal("bad-request", { field: "day" });
  if (!mayAdd(workshop, clock())) throw new Refusal("workshop-moved");
  await ensureNameKey(config.dataFolder, workshop.id);
  const seat = newId(SeatId);
  const sealed = await sealName(config.dataFolder, workshop.id, seat, { name, organisation });
  const confirmedAt = clock().toISOString();
  await store.doors.addByHand(workshop.id, { ...row, seat, sealed, confirmedAt });
  await audit(deps, by, "workshop.write-down", { workshop: workshop.id });
  return c.json(await listAttendance(deps, workshop), 201);
}

async function mustHost(c: RequestContext, deps: Needs): Promise<{ by: SignedIn; workshop: WorkshopRow }> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  return { by: mustBeAllowed(c, "workshop.attendance", subject), workshop };
}

async function mustBeSeat(c: RequestContext, { store }: Needs, { id }: WorkshopRow): Promise<SeatId> {
  const seat = pathId(c, "seat", SeatId);
  const [seats, byHand] = await Promise.all([store.workshops.everSeated(id), store.doors.byHand(id)]);
  const isThere = seats.some((each) => each.id === seat) || byHand.some((each) => each.seat === seat);
  if (!isThere) throw new Refusal("not-found");
  return seat;
}

async function listAttendance({ store, clock, config }: Needs, workshop: WorkshopRow): Promise<AttendanceList> {
  const [rows, seats, members, organisations, nameOf, signedUntil] = await Promise.all([
    readAttended(store, workshop.id),
    store.workshops.everSeated(workshop.id),
    store.people.members(),
    store.people.organisations(),
    nameReader(config.dataFolder, workshop.id),
    store.doors.signedUntil(workshop.id),
  ]);
  const memberOf = new Map(seats.map(({ id, member }) => [id, members.find((each) => each.id === member)]));
  const shown = ({ sealed, ...row }: AttendedRow): AttendanceRow[] => {
    const typed = nameOf(row.seat, sealed);
    if (row.by === "hand") return typed ? [{ ...row, ...typed, isGuest: false }] : [];
    const member = memberOf.get(row.seat);
    if (!member) return [];
    if (member.guest) return [{ ...row, name: member.name, organisation: "", ...typed, isGuest: true }];
    const organisation = organisations.find(({ id }) => id === member.organisation)?.name ?? "";
    return [{ ...row, name: member.name, organisation, isGuest: false }];
  };
  return {
    workshop: workshop.title,
    days: [...new Set([...workshop.days, ...rows.map(({ day }) => day)])].toSorted(),
    today: wallTime(workshop.country, clock()).day,
    rows: rows.flatMap(shown),
    mayAdd: mayAdd(workshop, clock()),
    keptUntil: namesGoOn(workshop).toISOString(),
    signedUntil,
  };
}
