import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { can } from "../../../schema/domain/can.ts";
import { newId, SeatId, type WorkshopId } from "../../../schema/domain/ids.ts";
import { doorAt, namesGoOn } from "../../../schema/domain/workshop/door.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { Join, type Joined, JoinLook, type JoinView } from "../../../schema/protocol/http/workshops/door.ts";
import { audit } from "../../actions/audit.ts";
import { hashToken, newToken } from "../../auth/tokens.ts";
import { isSecure, type Config } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { DoorGuest, DoorRow } from "../../store/workshops/door-store.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { tellWorkshop } from "../../workshops/tell-workshop.ts";
import { readUnsaid, sayable } from "../../workshops/unsaid.ts";
import { wake, welcome } from "../../workshops/welcome.ts";
import { beginSession } from "../network/session.ts";
import { createRoutes, readBody, type RequestContext } from "../route.ts";
import { subjectOf } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "attempts" | "clock" | "config" | "knocks" | "realtime" | "store">;

/** Coming in by the code of a workshop's door, without an account. */
export function joinRoutes(deps: Needs) {
  return createRoutes()
    .post("/look", (c) => look(c, deps))
    .post("/", (c) => join(c, deps))
    .post("/knock", (c) => hear(c, deps));
}

interface FoundDoor {
  door: DoorRow;
  workshop: WorkshopRow;
}

/** The workshop whose door a code opens. Wrong ones wait, from thirty a minute; a right one never does. */
async function mustOpen({ store, clock, attempts }: Needs, code: string): Promise<FoundDoor> {
  const door = await store.doors.byCode(code);
  const workshop = door && (await store.workshops.get(door.workshop));
  const isToday = workshop && door.day === wallTime(workshop.country, clock()).day;
  if (isToday && (workshop.state === "open" || workshop.state === "paused")) return { door, workshop };
  throw (await attempts.wrongCode()) ? new Refusal("too-many-attempts", { minutes: 1 }) : new Refusal("not-found");
}

async function look(c: RequestContext, deps: Needs): Promise<Response> {
  const { code } = await readBody(c, JoinLook);
  const { door, workshop } = await mustOpen(deps, code);
  const now = deps.clock();
  const day = workshop.days.indexOf(wallTime(workshop.country, now).day);
  const isKnown = sitsAlready(c, deps, workshop) || (await knownGuest(c, deps, workshop.id)) !== null;
  return c.json<JoinView>({
    workshop: sayable(workshop.title, await readUnsaid(deps.store)) ?? "",
    day: day < 0 ? null : day + 1,
    days: workshop.days.length,
    state: doorAt(door, now),
    languages: workshop.languages,
    keptUntil: namesGoOn(workshop).toISOString(),
    knownAs: isKnown ? (c.get("signedIn")?.actor.guest === null ? "member" : "guest") : null,
  });
}

async function join(c: RequestContext, deps: Needs): Promise<Response> {
  const { code, name, organisation = "", language, ...consents } = await readBody(c, Join);
  const { door, workshop } = await mustOpen(deps, code);
  const { id } = workshop;
  const state = doorAt(door, deps.clock());
  if (state === "shut") throw new Refusal("door-shut");
  const me = c.get("signedIn");
  if (me && sitsAlready(c, deps, workshop)) {
    const at = deps.clock().toISOString();
    if (!me.actor.guest) {
      await deps.store.workshops.sit(id, { id: newId(SeatId), member: me.member.id, language, at });
      await audit(deps, me, "workshop.sit", { workshop: id });
      await tellWorkshop(deps, id);
    }
    return c.json<Joined>({ as: me.actor.guest ? "guest" : "member", workshop: id });
  }
  // A guest of something else would lose their way back to it, which was a link that works once.
  if (me?.actor.guest) throw new Refusal("not-allowed");
  const known = await knownGuest(c, deps, id);
  if (known) return comeIn(c, deps, workshop, known);
  if (name === undefined) throw new Refusal("bad-request", { field: "name" });
  const tokenHash = seatToken(c, deps);
  const coming = { tokenHash, typed: { name, organisation }, language, consents };
  if (state === "open") return comeIn(c, deps, workshop, await welcome(deps, workshop, door.openedBy, coming));
  if (!deps.knocks.add(coming, id, deps.clock().toISOString())) throw new Refusal("overloaded");
  await tellWorkshop(deps, id);
  return c.json<Joined>({ as: "waiting", workshop: id });
}

/** Whoever knocked asks whether somebody has answered. */
async function hear(c: RequestContext, deps: Needs): Promise<Response> {
  const tokenHash = seatHash(c, deps.config);
  const waiting = tokenHash && deps.knocks.of(tokenHash);
  if (waiting) return c.json<Joined>({ as: "waiting", workshop: waiting.workshop });
  for (const workshop of await deps.store.workshops.all()) {
    const { id, state } = workshop;
    const known = state === "open" || state === "paused" ? await knownGuest(c, deps, id) : null;
    if (known) return comeIn(c, deps, workshop, known);
  }
  throw new Refusal("not-found");
}

/** Begins the session of a guest. */
async function comeIn(c: RequestContext, deps: Needs, workshop: WorkshopRow, guest: DoorGuest): Promise<Response> {
  await wake(deps, workshop, guest);
  const member = await deps.store.people.member(guest.member);
  if (!member) throw new Refusal("not-found");
  await beginSession(c, deps, member, "door", null);
  return c.json<Joined>({ as: "guest", workshop: guest.workshop });
}

/** Whoever is signed in and may sit in the workshop. */
function sitsAlready(c: RequestContext, deps: Needs, workshop: WorkshopRow): boolean {
  const me = c.get("signedIn");
  return me !== null && can(me.actor, "workshop.take-part", subjectOf(deps, workshop));
}

/** The guest whose seat this browser wakes; null where they were dismissed. */
async function knownGuest(
  c: RequestContext,
  { store, config }: Needs,
  workshop: WorkshopId,
): Promise<DoorGuest | null> {
  const hash = seatHash(c, config);
  const guest = hash === null ? null : await store.doors.guest(hash, workshop);
  const member = guest && (await store.people.member(guest.member));
  return member?.removedAt === null ? guest : null;
}

const SEAT_MS = 14 * 24 * 3_600_000;

function seatCookie(config: Config): string {
  return isSecure(config) ? "__Host-coram-seat" : "coram-seat";
}

function seatHash(c: Context, config: Config): string | null {
  const secret = getCookie(c, seatCookie(config));
  return secret ? hashToken(secret) : null;
}

/** A secret of the browser by which it wakes its seat; a new one, where it has none that is a dismissed guest's. */
function seatToken(c: RequestContext, { config, clock, knocks }: Needs): string {
  const before = seatHash(c, config);
  if (before && knocks.of(before)) return before;
  const secret = newToken();
  const expires = new Date(clock().getTime() + SEAT_MS);
  setCookie(c, seatCookie(config), secret, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: isSecure(config),
    expires,
  });
  return hashToken(secret);
}
