import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { can } from "../../../schema/domain/can.ts";
import { tablesOf } from "../../../schema/domain/workshop/tables.ts";
import type { Seat } from "../../../schema/domain/workshop/workshop.ts";
import { namesGoOn } from "../../../schema/domain/workshop/door.ts";
import { type Attending, GuestParks, GuestVote } from "../../../schema/protocol/http/workshops/attending.ts";
import { OwnConsents } from "../../../schema/protocol/http/workshops/door.ts";
import { HandChange } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { runningStep } from "../../workshops/running-step.ts";
import { sayConsents } from "../../workshops/attendance/say-consents.ts";
import { isOpenIn, showWorkshop } from "../../workshops/show-workshop.ts";
import { tellWorkshop } from "../../workshops/tell-workshop.ts";
import { readUnsaid, sayable } from "../../workshops/unsaid.ts";
import { audit } from "../../actions/audit.ts";
import { newId, ParkedId, type SeatId } from "../../../schema/domain/ids.ts";
import { ballotTurns, castVote, tellBallot } from "../../workshops/cast-vote.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { createRoutes, mustBeAllowed, mustBeSignedIn, readBody, type RequestContext } from "../route.ts";
import { subjectOf } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "agreement" | "clock" | "realtime" | "screens" | "secretVotes" | "store">;

/** Questions of one guest that nobody has let in yet. */
const WAITING_MAX = 10;

/** All that a guest of a workshop has of it, beside their slip. */
export function attendingRoutes(deps: Needs) {
  return createRoutes()
    .get("/", async (c) => view(c, deps, await mustAttend(c, deps)))
    .put("/hand", async (c) => {
      const attended = await mustAttend(c, deps);
      const { up } = await readBody(c, HandChange);
      const { workshop, seat } = attended;
      await deps.store.workshops.raiseHand(workshop.id, seat.id, up ? deps.clock().toISOString() : null);
      await tellWorkshop(deps, workshop.id);
      return view(c, deps, await mustAttend(c, deps));
    })
    .put("/vote", async (c) => {
      const attended = await mustAttend(c, deps);
      const { workshop } = attended;
      const subject = subjectOf(deps, workshop);
      const by = mustBeAllowed(c, "workshop.vote", subject);
      const asked = await readBody(c, GuestVote);
      await ballotTurns.run(asked.ballot, () => castVote(deps, by, workshop, subject, asked));
      await tellBallot(deps, by, workshop.id, asked.ballot);
      return view(c, deps, attended);
    })
    .post("/parked", async (c) => {
      const attended = await mustAttend(c, deps);
      await park(deps, attended, (await readBody(c, GuestParks)).words);
      return view(c, deps, attended);
    })
    .put("/consents", async (c) => {
      const attended = await mustAttend(c, deps);
      await sayConsents(deps, attended.workshop, attended.seat, await readBody(c, OwnConsents));
      return view(c, deps, attended);
    });
}

interface Attended {
  by: SignedIn;
  workshop: WorkshopRow;
  seat: Seat;
}

/** The workshop that a guest is bound to; refuses everybody else with not-allowed. */
async function mustAttend(c: RequestContext, deps: Needs): Promise<Attended> {
  const by = mustBeSignedIn(c);
  const id = by.actor.guest?.workshop;
  const workshop = id ? await deps.store.workshops.get(id) : null;
  if (!workshop || !can(by.actor, "workshop.take-part", subjectOf(deps, workshop))) throw new Refusal("not-allowed");
  const seat = (await deps.store.workshops.seats(workshop.id)).find(({ member }) => member === by.member.id);
  if (!seat) throw new Refusal("not-allowed");
  return { by, workshop, seat };
}

/** What a guest types the holder sees first. */
async function park(deps: Needs, { by, workshop }: Attended, words: string): Promise<void> {
  const { store, realtime, clock } = deps;
  mustNotBeErased(deps, null, [words]);
  const waiting = (await store.decisions.parked(workshop.id)).filter((each) => each.waits && each.by === by.member.id);
  if (waiting.length >= WAITING_MAX) throw new Refusal("overloaded");
  const [id, at] = [newId(ParkedId), clock().toISOString()];
  const about = { category: null, passage: null, ballot: null, taker: null, due: null, doneAt: null };
  await store.decisions.park(workshop.id, { ...about, id, words, by: by.member.id, at, waits: true });
  await audit(deps, by, "workshop.park", { workshop: workshop.id, parked: id });
  realtime.publish({ type: "decided", workshop: workshop.id });
}

/** The table of the step under way at which somebody sits, by its place and its name. */
async function tableOf({ store }: Needs, workshop: WorkshopRow, seat: SeatId): Promise<Attending["table"]> {
  const tables = tablesOf(workshop, runningStep(workshop)?.id ?? null);
  const at = tables.findIndex(({ seats }) => seats.includes(seat));
  const table = tables[at];
  if (!table) return null;
  const { id, name, question, work } = table;
  const [unsaid, verdicts] = await Promise.all([readUnsaid(store), store.verdicts.all()]);
  const isRead = work.passages.every(({ verdict }) => isOpenIn(verdicts, verdict));
  const say = (words: string): string | null => (words === "" ? null : sayable(words, unsaid));
  return { id, number: at + 1, name: say(name), question: isRead ? say(question) : null };
}

async function view(c: RequestContext, deps: Needs, { by, workshop, seat }: Attended): Promise<Response> {
  const { id, language, handAt, speaksAt } = seat;
  const today = wallTime(workshop.country, deps.clock()).day;
  const own = (await deps.store.doors.attendance(workshop.id)).find((row) => row.seat === id && row.day === today);
  const parked = (await deps.store.decisions.parked(workshop.id)).filter((each) => each.by === by.member.id);
  const { listed = false, named = false, remote = false } = own ?? {};
  return c.json<Attending>({
    ...(await showWorkshop(deps, workshop, by.member)),
    workshop: workshop.id,
    name: by.member.name,
    seat: { id, language, handAt, speaksAt },
    table: await tableOf(deps, workshop, id),
    consents: own ? { listed, named, remote } : null,
    keptUntil: namesGoOn(workshop).toISOString(),
    parked: parked.map(({ id: of, words, waits, doneAt }) => ({ id: of, words, waits, doneAt })),
  });
}
