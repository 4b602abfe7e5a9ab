import { can } from "../../../schema/domain/can.ts";
import type { StepId } from "../../../schema/domain/ids.ts";
import { needsPassages, type StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import { MoreMinutes, PhaseChange, StateChange, StepSkip } from "../../../schema/protocol/http/workshops/workshops.ts";
import {
  editionNow,
  endingAll,
  endingTables,
  moreMinutes,
  mustBeReady,
  recheckPassages,
  setPlannedKey,
  stepUnderWay,
  tablesGoOn,
  tablesPaused,
  turnOf,
} from "../../workshops/turn-step.ts";
import { endWhatIsLeft } from "../../workshops/end-what-is-left.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { WorkshopRow, WorkshopTurn } from "../../store/workshops/workshop-store.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { moving, told } from "./moved.ts";
import { mustBeHolder, mustHaveFloor, mustLead } from "./must-lead.ts";
import { mustSeeStep, mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "knocks" | "pointers" | "realtime" | "secretVotes" | "silences" | "store">;

/** How a workshop goes: open, paused and closed, step by step and phase by phase. */
export function stepRoutes(deps: Needs) {
  return createRoutes()
    .put("/:id/state", (c) => changeState(c, deps))
    .put("/:id/steps/:step/phase", (c) => changePhase(c, deps))
    .put("/:id/steps/:step/skipped", (c) => skip(c, deps))
    .post("/:id/steps/:step/minutes", (c) => addMinutes(c, deps));
}

async function changeState(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject, by } = await mustSeeWorkshop(c, deps);
  const { course, to } = await readBody(c, StateChange);
  const { state } = workshop;
  // Who has the floor stops and goes on; the door is the host's.
  const isPause = to === "paused" || (to === "open" && state === "paused");
  if (isPause && !can(by.actor, "workshop.plan", subject)) mustBeHolder(c, subject);
  else mustBeAllowed(c, "workshop.plan", subject);
  const now = deps.clock();
  await moving(() => deps.store.workshops.turn(workshop.id, { course }, (row) => stateTurn(row, to, now)));
  if (to === "closed") deps.pointers.forget(workshop.id);
  await endWhatIsLeft(deps, workshop.id);
  const action = to === "open" ? "workshop.open" : to === "closed" ? "workshop.close" : "workshop.pause";
  return told(c, deps, by, action, { workshop: workshop.id });
}

/** The clock stands while a workshop is paused, and goes on with what was left. Refuses what does not follow. */
function stateTurn(workshop: WorkshopRow, to: StateChange["to"], now: Date): WorkshopTurn {
  const { state, leftMs } = workshop;
  const under = stepUnderWay(workshop);
  const at = now.toISOString();
  if (to === "paused" && state === "open") {
    const left = under?.endsAt ? Math.max(0, Date.parse(under.endsAt) - now.getTime()) : null;
    const steps = under ? [{ id: under.id, endsAt: null }, ...tablesPaused(workshop, under, now)] : [];
    return { state: "paused", leftMs: left, steps };
  }
  if (to === "open" && state === "paused") {
    const endsAt = leftMs === null ? null : new Date(now.getTime() + leftMs).toISOString();
    const steps = under ? [{ id: under.id, endsAt }, ...tablesGoOn(workshop, under, now)] : [];
    return { state: "open", leftMs: null, steps };
  }
  if (to === "open" && state === "planned") return { state: "open", openedAt: at };
  if (to === "closed" && (state === "open" || state === "paused"))
    return { state: "closed", leftMs: null, closedAt: at, steps: under ? endingAll(workshop, under, at) : [] };
  throw new Refusal("workshop-moved");
}

async function changePhase(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, step, subject } = await mustLeadStep(c, deps);
  const { to, term, course, minutes } = await readBody(c, PhaseChange);
  mustHaveFloor(workshop, term);
  const now = deps.clock();
  const make = (row: WorkshopRow): WorkshopTurn =>
    to === "ended" ? endTurn(row, step.id, now) : phaseTurn(row, step.id, to, minutes, now);
  // No edition is made by what does not follow.
  make(workshop);
  if (to !== "ended" && needsPassages(step.kind)) await mustBeReady(deps, step, to);
  // The plenary speaks of what tables decided in the categories of an edition, too.
  const edition = to === "silence" || to === "plenary" ? await editionNow(deps) : null;
  const gone = await moving(() =>
    deps.store.workshops.turn(workshop.id, { course, term }, (row) => {
      const { steps = [], ...turn } = make(row);
      return { ...turn, steps: steps.map((each) => (edition && each.id === step.id ? { ...each, edition } : each)) };
    }),
  );
  for (const room of gone) deps.realtime.retire(room);
  if (step.beganAt === null && to !== "ended" && (await setPlannedKey(deps.store, subject, step)))
    await audit(deps, by, "workshop.key", { workshop: workshop.id, step: step.id });
  // Of the step before, which nobody looks at together any more; nor is anybody followed in silence.
  if (workshop.step !== step.id || to === "ended" || to === "silence") deps.pointers.forget(workshop.id);
  if (to === "plenary") deps.pointers.forgetTables(workshop.id);
  await endWhatIsLeft(deps, workshop.id);
  // Who may write into slips changes with the phase.
  await recheckPassages(deps, step);
  return told(c, deps, by, "workshop.phase", { workshop: workshop.id, step: step.id, phase: to });
}

function endTurn(workshop: WorkshopRow, id: StepId, now: Date): WorkshopTurn {
  const step = goingStep(workshop, id);
  if (step.phase === null || step.endedAt !== null) throw new Refusal("workshop-moved");
  return { steps: endingAll(workshop, step, now.toISOString()) };
}

/** A step begins with its first phase, and ends the one under way; then it goes from phase to phase. Tables end with what they are of. */
function phaseTurn(
  workshop: WorkshopRow,
  id: StepId,
  to: StepPhase,
  minutes: number | undefined,
  now: Date,
): WorkshopTurn {
  const step = goingStep(workshop, id);
  const at = now.toISOString();
  const { turned, reveal } = turnOf(step, to, minutes, now);
  const before = stepUnderWay(workshop);
  const ended = before && before.id !== step.id ? endingAll(workshop, before, at) : [];
  const tables = to === "plenary" ? endingTables(workshop, step, at) : [];
  return { step: step.id, leftMs: null, steps: [...ended, ...tables, turned], ...reveal };
}

/** A step of the agenda of a workshop that goes. */
function goingStep({ state, steps }: WorkshopRow, id: StepId): Step {
  const step = steps.find((each) => each.id === id);
  if (!step || state !== "open") throw new Refusal("workshop-moved");
  return step;
}

async function skip(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, step } = await mustLeadStep(c, deps);
  const { skipped, term, course } = await readBody(c, StepSkip);
  mustHaveFloor(workshop, term);
  const endedAt = skipped ? deps.clock().toISOString() : null;
  await moving(() =>
    deps.store.workshops.turn(workshop.id, { course, term }, (row) => {
      if (goingStep(row, step.id).beganAt !== null) throw new Refusal("workshop-moved");
      return { steps: [{ id: step.id, endedAt }] };
    }),
  );
  const phase = skipped ? "skipped" : "to-come";
  return told(c, deps, by, "workshop.phase", { workshop: workshop.id, step: step.id, phase });
}

async function addMinutes(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, step } = await mustLeadStep(c, deps);
  const { minutes, term, course } = await readBody(c, MoreMinutes);
  mustHaveFloor(workshop, term);
  const now = deps.clock();
  await moving(() =>
    deps.store.workshops.turn(workshop.id, { course, term }, (row) => {
      const under = stepUnderWay(row);
      if (under?.id !== step.id || under.endsAt === null) throw new Refusal("workshop-moved");
      return { steps: [{ id: step.id, endsAt: moreMinutes(under.endsAt, minutes, now) }] };
    }),
  );
  return told(c, deps, by, "workshop.phase", { workshop: workshop.id, step: step.id, phase: step.phase ?? "on" });
}

/** The workshop and the step that the path names, for who has the floor. */
async function mustLeadStep(
  c: RequestContext,
  deps: Needs,
): Promise<Awaited<ReturnType<typeof mustLead>> & { step: Step }> {
  const { step, table } = await mustSeeStep(c, deps);
  // What a table works on goes as its chair says.
  if (table) throw new Refusal("not-found");
  return { ...(await mustLead(c, deps)), step };
}
