import { can } from "../../../schema/domain/can.ts";
import {
  mayTurn,
  needsPassages,
  PHASES,
  type StepPhase,
  USUAL_MINUTES,
} from "../../../schema/domain/workshop/phases.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import { MoreMinutes, PhaseChange, StateChange } from "../../../schema/protocol/http/workshops/workshops.ts";
import { readDraft } from "../../methodology/frozen-draft.ts";
import { LATE_SLIPS_MS } from "../../workshops/silence-ends.ts";
import { endGuests } from "../../workshops/end-guests.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { StepTurn, WorkshopRow, WorkshopTurn } from "../../store/workshops/workshop-store.ts";
import { createRoutes, mustBeAllowed, readBody, type RequestContext } from "../route.ts";
import { moving, told } from "./moved.ts";
import { mustHaveFloor, mustLead } from "./must-lead.ts";
import { mustSeeStep, mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "knocks" | "pointers" | "realtime" | "silences" | "store">;

const MINUTE_MS = 60_000;

/** How a workshop goes: open, paused and closed, step by step and phase by phase. */
export function stepRoutes(deps: Needs) {
  return createRoutes()
    .put("/:id/state", (c) => changeState(c, deps))
    .put("/:id/steps/:step/phase", (c) => changePhase(c, deps))
    .post("/:id/steps/:step/minutes", (c) => addMinutes(c, deps));
}

async function changeState(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject, by } = await mustSeeWorkshop(c, deps);
  const { version, to } = await readBody(c, StateChange);
  const { state } = workshop;
  // Who has the floor stops and goes on; the door is the host's.
  const isPause = to === "paused" || (to === "open" && state === "paused");
  if (!isPause || !can(by.actor, "workshop.lead", subject)) mustBeAllowed(c, "workshop.plan", subject);
  const now = deps.clock();
  await moving(() => deps.store.workshops.turn(workshop.id, { version }, stateTurn(workshop, to, now)));
  if (to === "closed") {
    deps.pointers.forget(workshop.id);
    await endGuests(deps, workshop.id);
  }
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
    return { state: "paused", leftMs: left, steps: under ? [{ id: under.id, endsAt: null }] : [] };
  }
  if (to === "open" && state === "paused") {
    const endsAt = leftMs === null ? null : new Date(now.getTime() + leftMs).toISOString();
    return { state: "open", leftMs: null, steps: under ? [{ id: under.id, endsAt }] : [] };
  }
  if (to === "open" && state === "planned") return { state: "open", openedAt: at };
  if (to === "closed" && (state === "open" || state === "paused"))
    return { state: "closed", leftMs: null, closedAt: at, steps: under ? [ending(under, at)] : [] };
  throw new Refusal("workshop-moved");
}

async function changePhase(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, step } = await mustLeadStep(c, deps);
  const { to, term, version, minutes } = await readBody(c, PhaseChange);
  mustHaveFloor(workshop, term);
  if (workshop.state !== "open") throw new Refusal("workshop-moved");
  const now = deps.clock();
  const turn = to === "ended" ? endTurn(step, now) : phaseTurn(workshop, step, to, minutes, now);
  if (to !== "ended" && needsPassages(step.kind)) await mustBeReady(deps, step, to);
  if (to === "silence")
    for (const each of turn.steps ?? []) if (each.id === step.id) each.edition = await editionNow(deps);
  const gone = await moving(() => deps.store.workshops.turn(workshop.id, { version, term }, turn));
  for (const room of gone) deps.realtime.retire(room);
  // Of the step before, which nobody looks at together any more.
  if (workshop.step !== step.id || to === "ended") deps.pointers.forget(workshop.id);
  // Who may write into slips changes with the phase.
  for (const id of new Set(step.passages.map(({ verdict }) => verdict))) await deps.realtime.recheckVerdict(id);
  return told(c, deps, by, "workshop.phase", { workshop: workshop.id, step: step.id, phase: to });
}

function endTurn(step: Step, now: Date): WorkshopTurn {
  if (step.phase === null || step.endedAt !== null) throw new Refusal("workshop-moved");
  return { steps: [ending(step, now.toISOString())] };
}

/** A step begins with its first phase, and ends the one under way; then it goes from phase to phase. */
function phaseTurn(
  workshop: WorkshopRow,
  step: Step,
  to: StepPhase,
  minutes: number | undefined,
  now: Date,
): WorkshopTurn {
  const at = now.toISOString();
  const isBeginning = step.phase === null || step.endedAt !== null;
  const follows = step.phase === null ? to === PHASES[step.kind][0] : mayTurn(step.kind, step.phase, to);
  // One that has ended is taken up again where it was.
  if (!follows && !(isBeginning && step.phase === to)) throw new Refusal("workshop-moved");
  const turned: StepTurn = {
    id: step.id,
    phase: to,
    pass: step.pass + (to === "silence" ? 1 : 0),
    beganAt: step.beganAt ?? at,
    endsAt: endOf(step, to, minutes, now),
    endedAt: null,
  };
  const before = stepUnderWay(workshop);
  const ended = before && before.id !== step.id ? [ending(before, at)] : [];
  const reveal = to === "revealed" ? { reveal: { step: step.id, pass: step.pass, at } } : {};
  return { step: step.id, leftMs: null, steps: [...ended, turned], ...reveal };
}

/** Refuses to practise on what is coded blind, and to reveal while slips may still be on their way. */
async function mustBeReady({ store, clock }: Needs, step: Step, to: StepPhase): Promise<void> {
  if (step.passages.length === 0) throw new Refusal("bad-request", { field: "passages" });
  for (const { verdict } of step.passages)
    if ((await store.verdicts.rounds(verdict)).at(-1)?.mode === "blind") throw new Refusal("coded-blind");
  if (to !== "revealed" || step.endsAt === null || Date.parse(step.endsAt) <= clock().getTime()) return;
  const slips = (await store.slips.ofStep(step.id)).filter(({ pass }) => pass === step.pass);
  if (slips.some(({ handedInAt }) => handedInAt === null)) throw new Refusal("slips-on-their-way");
}

/** The number of the edition that the draft is now; of what is in force where nobody has drafted anything since. */
async function editionNow({ store, realtime, clock }: Needs): Promise<number> {
  const [inForce, draft] = await Promise.all([store.methodologies.current(), store.methodologies.draft()]);
  if (!inForce) throw new Refusal("not-found");
  const isDrafted = draft?.version === inForce.number;
  const content = isDrafted ? await realtime.look(draft.room, (doc) => readDraft(doc).content) : inForce.content;
  return store.slips.makeEdition(content, clock().toISOString());
}

function endOf(
  { phaseMinutes, minutes: ofStep }: Step,
  phase: StepPhase,
  asked: number | undefined,
  now: Date,
): string | null {
  // Slips that are on their way are waited for.
  if (phase === "closed") return new Date(now.getTime() + LATE_SLIPS_MS).toISOString();
  const minutes = asked ?? phaseMinutes[phase] ?? (phase === "on" ? ofStep : USUAL_MINUTES[phase]);
  return minutes === null ? null : new Date(now.getTime() + minutes * MINUTE_MS).toISOString();
}

async function addMinutes(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, step } = await mustLeadStep(c, deps);
  const { minutes, term, version } = await readBody(c, MoreMinutes);
  mustHaveFloor(workshop, term);
  if (stepUnderWay(workshop)?.id !== step.id || step.endsAt === null) throw new Refusal("workshop-moved");
  // From now where the time is over: one minute more is a minute.
  const from = Math.max(Date.parse(step.endsAt), deps.clock().getTime());
  const endsAt = new Date(from + minutes * MINUTE_MS).toISOString();
  const turn = { steps: [{ id: step.id, endsAt }] };
  await moving(() => deps.store.workshops.turn(workshop.id, { version, term }, turn));
  return told(c, deps, by, "workshop.phase", { workshop: workshop.id, step: step.id, phase: step.phase ?? "on" });
}

/** The workshop and the step that the path names, for who has the floor. */
async function mustLeadStep(
  c: RequestContext,
  deps: Needs,
): Promise<{ by: SignedIn; workshop: WorkshopRow; step: Step }> {
  const { step } = await mustSeeStep(c, deps);
  return { ...(await mustLead(c, deps)), step };
}

function stepUnderWay({ step, steps }: WorkshopRow): Step | undefined {
  return steps.find(({ id, endedAt }) => id === step && endedAt === null);
}

function ending({ id }: Step, at: string): StepTurn {
  return { id, endsAt: null, endedAt: at };
}
