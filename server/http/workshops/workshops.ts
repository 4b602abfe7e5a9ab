import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { newId, WorkshopId } from "../../../schema/domain/ids.ts";
import { can } from "../../../schema/domain/can.ts";
import { WorkshopChange, WorkshopMake, type WorkshopList } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { PlannedStep, WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { copyPlan } from "../../workshops/copy-plan.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { attendanceRoutes } from "./attendance.ts";
import { ballotRoutes } from "./ballots.ts";
import { comingRoutes, toCard } from "./coming.ts";
import { decisionRoutes } from "./decisions.ts";
import { doorRoutes } from "./door.ts";
import { floorRoutes } from "./floor.ts";
import { minutesRoutes } from "./minutes.ts";
import { moving, told } from "./moved.ts";
import { mustStand } from "./must-stand.ts";
import { paperRoutes } from "./paper.ts";
import { parkedRoutes } from "./parked.ts";
import { calibrationRoutes } from "./calibration.ts";
import { pointerRoutes } from "./pointer.ts";
import { pairRoutes } from "./screens.ts";
import { slipRoutes } from "./slips.ts";
import { stepRoutes } from "./steps.ts";
import { tableBallotRoutes } from "./table-ballots.ts";
import { tableRoutes } from "./tables.ts";
import { mustPlan, mustSeeWorkshop, subjectOf, viewWorkshop } from "./workshop-view.ts";

type ChangedStep = WorkshopChange["plan"]["steps"][number];

/** What this module rests on. */
type Needs = Pick<
  Deps,
  | "agreement"
  | "clock"
  | "config"
  | "draftTurns"
  | "exports"
  | "knocks"
  | "pairings"
  | "pointers"
  | "publicUrl"
  | "realtime"
  | "screens"
  | "secretVotes"
  | "silences"
  | "store"
>;

/** Workshops: their plan, and who knows of them. */
export function workshopRoutes(deps: Needs) {
  return createRoutes()
    .get("/", (c) => list(c, deps))
    .post("/", (c) => make(c, deps))
    .post("/:id/copy", (c) => copy(c, deps))
    .get("/:id", async (c) => {
      const { by, workshop } = await mustSeeWorkshop(c, deps);
      return c.json(await viewWorkshop(deps, by, workshop.id));
    })
    .put("/:id", (c) => change(c, deps))
    .delete("/:id", (c) => drop(c, deps))
    .route("/", stepRoutes(deps))
    .route("/", tableRoutes(deps))
    .route("/", slipRoutes(deps))
    .route("/", calibrationRoutes(deps))
    .route("/", pointerRoutes(deps))
    .route("/", comingRoutes(deps))
    .route("/", floorRoutes(deps))
    .route("/", ballotRoutes(deps))
    .route("/", tableBallotRoutes(deps))
    .route("/", decisionRoutes(deps))
    .route("/", parkedRoutes(deps))
    .route("/", paperRoutes(deps))
    .route("/", doorRoutes(deps))
    .route("/", attendanceRoutes(deps))
    .route("/", minutesRoutes(deps))
    .route("/", pairRoutes(deps));
}

async function list(c: RequestContext, deps: Needs): Promise<Response> {
  const { actor, member } = mustBeAllowed(c, "network.read", null);
  const workshops = await deps.store.workshops.all();
  const seen = workshops.filter((workshop) => can(actor, "workshop.read", subjectOf(deps, workshop)));
  const cards = await Promise.all(seen.map((workshop) => toCard(deps, workshop, member.id)));
  return c.json<WorkshopList>({ workshops: cards, mayMake: can(actor, "workshop.make", null) });
}

async function make(c: RequestContext, deps: Needs): Promise<Response> {
  const by = mustBeAllowed(c, "workshop.make", null);
  const plan = await readBody(c, WorkshopMake);
  return begin(c, deps, by, plan);
}

/** From one that was held. */
async function copy(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.make", null);
  if (workshop.state !== "closed") throw new Refusal("workshop-moved");
  const today = wallTime(by.member.country, deps.clock()).day;
  return begin(c, deps, by, await copyPlan(deps.store, by.actor, workshop, { subject, today }));
}

async function begin(c: RequestContext, deps: Needs, by: SignedIn, plan: WorkshopPlan): Promise<Response> {
  await mustStand(deps, plan);
  const id = newId(WorkshopId);
  const at = deps.clock().toISOString();
  await deps.store.workshops.make({ ...plan, id, host: by.member.organisation, by: by.member.id, at });
  deps.realtime.publish({ type: "workshops" });
  return told(c, deps, by, "workshop.make", { workshop: id });
}

async function change(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustPlan(c, deps);
  const { course, plan: said } = await readBody(c, WorkshopChange);
  const plan = { ...said, steps: said.steps.map((step) => ({ ...step, prepared: preparedOf(step, workshop) })) };
  // What has begun stays as it is, whatever became of its passages and people since.
  const begun = new Set(workshop.steps.flatMap((step) => (step.beganAt === null ? [] : [step.id])));
  await mustStand(deps, { ...plan, steps: plan.steps.filter((step) => !begun.has(step.id)) });
  await moving(() => deps.store.workshops.plan(workshop.id, course, plan));
  return told(c, deps, by, "workshop.plan", { workshop: workshop.id });
}

/** What is prepared for a step that is planned anew: as it is kept where nothing is said of it, unless it is of another kind now. */
function preparedOf({ id, kind, prepared }: ChangedStep, { steps }: WorkshopRow): PlannedStep["prepared"] {
  if (prepared !== undefined) return prepared;
  return steps.find((step) => step.id === id && step.kind === kind)?.prepared ?? null;
}

/** One that never opened. */
async function drop(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustPlan(c, deps);
  await moving(() => deps.store.workshops.drop(workshop.id));
  await audit(deps, by, "workshop.drop", { workshop: workshop.id });
  deps.realtime.publish({ type: "workshops" });
  return c.body(null, 204);
}
