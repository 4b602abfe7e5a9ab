import { can } from "../../../schema/domain/can.ts";
import { Call, Pointer } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { runningStep } from "../../workshops/running-step.ts";
import { SharedWords } from "../../workshops/shared-words.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "pointers" | "realtime" | "store">;

/** Whoever is called has so long to stay where they are. */
const CALL_MS = 3000;

/** Where the holder of the floor is, for those who follow. */
export function pointerRoutes(deps: Needs) {
  const shared = new SharedWords(deps.store);
  return createRoutes()
    .post("/:id/pointer", (c) => point(c, deps, shared))
    .post("/:id/call", (c) => call(c, deps));
}

async function point(c: RequestContext, deps: Needs, shared: SharedWords): Promise<Response> {
  const { by, workshop } = await mustHold(c, deps);
  const { verdict: id, ...place } = await readBody(c, Pointer);
  mustBeTerm(workshop, place.term);
  const verdict = await deps.store.verdicts.get(id);
  if (!verdict || !can(by.actor, "verdict.read", verdict)) throw new Refusal("not-found");
  // What is coded blind is not looked at together.
  if ((await deps.store.verdicts.rounds(id)).at(-1)?.mode === "blind") throw new Refusal("coded-blind");
  const within = await shared.within(runningStep(workshop), verdict, place);
  // A text that is newer than the one pointed at comes to its reader in a moment.
  if (!within && place.revision === verdict.revision) throw new Refusal("bad-request", { field: "block" });
  if (within) deps.pointers.point({ type: "pointer", workshop: workshop.id, verdict: id, ...within }, verdict);
  return c.body(null, 204);
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
