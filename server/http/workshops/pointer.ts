import { can } from "../../../schema/domain/can.ts";
import { TableId } from "../../../schema/domain/ids.ts";
import { isCodedNow } from "../../../schema/domain/workshop/phases.ts";
import { Call, Pointer, TablePointer } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { runningStep } from "../../workshops/running-step.ts";
import { SharedWords } from "../../workshops/shared-words.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { mustSeeWorkshop, tableSubject } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "pointers" | "realtime" | "store">;

/** Whoever is called has so long to stay where they are. */
const CALL_MS = 3000;

/** Where the holder of the floor is, for those who follow. */
export function pointerRoutes(deps: Needs) {
  const shared = new SharedWords(deps.store);
  return createRoutes()
    .post("/:id/pointer", (c) => point(c, deps, shared))
    .post("/:id/tables/:table/pointer", (c) => pointAtTable(c, deps, shared))
    .post("/:id/call", (c) => call(c, deps));
}

async function point(c: RequestContext, deps: Needs, shared: SharedWords): Promise<Response> {
  const { by, workshop } = await mustHold(c, deps);
  const place = await readBody(c, Pointer);
  mustBeTerm(workshop, place.term);
  const { verdict, within } = await placeIn(deps, by, shared, { step: runningStep(workshop), place });
  if (within) deps.pointers.point({ ...within, type: "pointer", workshop: workshop.id, term: place.term }, verdict);
  return c.body(null, 204);
}

/** Of a chair those at the table are told, and nobody else: nothing crosses tables. */
async function pointAtTable(c: RequestContext, deps: Needs, shared: SharedWords): Promise<Response> {
  const seen = await mustSeeWorkshop(c, deps);
  const { workshop } = seen;
  const id = pathId(c, "table", TableId);
  const table = workshop.tables.find((each) => each.id === id);
  if (!table) throw new Refusal("not-found");
  const subject = await tableSubject(deps, seen, table);
  const by = mustBeAllowed(c, "table.lead", subject);
  if (subject.chair !== by.member.id) throw new Refusal("floor-moved");
  const { work, seats: ids } = table;
  const isAtWork = runningStep(workshop, table.chair) === work && work.beganAt !== null && work.endedAt === null;
  if (!isAtWork || workshop.state === "closed") throw new Refusal("workshop-moved");
  const place = await readBody(c, TablePointer);
  const { verdict, within } = await placeIn(deps, by, shared, { step: work, place });
  const seats = await deps.store.workshops.seats(workshop.id);
  const seated = new Set(seats.filter((seat) => ids.includes(seat.id)).map(({ member }) => member));
  const { id: of, term } = workshop;
  if (within) deps.pointers.point({ ...within, type: "pointer", workshop: of, table: id, term }, verdict, seated);
  return c.body(null, 204);
}

/** A place with what of it lies in the passages of a step; null in silence, and where its text is about to be another. Refuses a verdict that is not looked at together. */
async function placeIn(
  deps: Pick<Needs, "store">,
  by: SignedIn,
  shared: SharedWords,
  { step, place }: { step: Step | null; place: TablePointer },
): Promise<{ verdict: Verdict; within: TablePointer | null }> {
  const { verdict: id } = place;
  const verdict = await deps.store.verdicts.get(id);
  if (!verdict || !can(by.actor, "verdict.read", verdict)) throw new Refusal("not-found");
  // What is coded blind is not looked at together.
  if ((await deps.store.verdicts.rounds(id)).at(-1)?.mode === "blind") throw new Refusal("coded-blind");
  const within = await shared.within(step, verdict, place);
  // A text that is newer than the one pointed at comes to its reader in a moment.
  if (!within && place.revision === verdict.revision) throw new Refusal("bad-request", { field: "block" });
  // Who leads codes, too: what they look at and select goes onto a slip, and nothing that follows from a slip is told.
  return { verdict, within: step && isCodedNow(step) ? null : within };
}

async function call(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop } = await mustHold(c, deps);
  mustBeTerm(workshop, (await readBody(c, Call)).term);
  const at = new Date(deps.clock().getTime() + CALL_MS).toISOString();
  const subject = { ...workshop, holderSilentMs: 0 };
  deps.realtime.events.tellNow({ type: "call", workshop: workshop.id, at }, (actor) =>
    can(actor, "workshop.take-part", subject),
  );
  return c.body(null, 204);
}

async function mustHold(c: RequestContext, deps: Needs): Promise<{ by: SignedIn; workshop: WorkshopRow }> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.hold", subject);
  if (workshop.holder !== by.member.id) throw new Refusal("floor-moved");
  return { by, workshop };
}

function mustBeTerm({ term }: WorkshopRow, said: number): void {
  if (term !== said) throw new Refusal("floor-moved");
}
