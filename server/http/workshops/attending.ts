import { can } from "../../../schema/domain/can.ts";
import type { Seat } from "../../../schema/domain/workshop/workshop.ts";
import { namesGoOn } from "../../../schema/domain/workshop/door.ts";
import type { Attending } from "../../../schema/protocol/http/workshops/attending.ts";
import { OwnConsents } from "../../../schema/protocol/http/workshops/door.ts";
import { HandChange } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { showWorkshop } from "../../workshops/show-workshop.ts";
import { tellWorkshop } from "../../workshops/tell-workshop.ts";
import { dayOf } from "../../workshops/welcome.ts";
import { createRoutes, mustBeSignedIn, readBody, type RequestContext } from "../route.ts";
import { subjectOf } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

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
    .put("/consents", async (c) => {
      const attended = await mustAttend(c, deps);
      await deps.store.doors.attend(attended.seat.id, dayOf(deps.clock()), await readBody(c, OwnConsents));
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

async function view(c: RequestContext, deps: Needs, { by, workshop, seat }: Attended): Promise<Response> {
  const { id, language, handAt } = seat;
  const today = dayOf(deps.clock());
  const own = (await deps.store.doors.attendance(workshop.id)).find((row) => row.seat === id && row.day === today);
  const { listed = false, named = false, remote = false } = own ?? {};
  return c.json<Attending>({
    ...(await showWorkshop(deps, workshop)),
    workshop: workshop.id,
    name: by.member.name,
    seat: { id, language, handAt },
    consents: own ? { listed, named, remote } : null,
    keptUntil: namesGoOn(workshop).toISOString(),
  });
}
