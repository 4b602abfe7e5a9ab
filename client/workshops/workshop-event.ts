import type { MemberId } from "../../schema/domain/ids.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";

export type WorkshopEvent = Extract<ServerEvent, { type: "workshop" }>;

/** What a verdict says, or who may read it, has changed. */
export function isOfVerdict(event: ServerEvent): event is Extract<ServerEvent, { type: "revision" | "verdict" }> {
  return event.type === "revision" || event.type === "verdict";
}

/** The step under way; undefined between steps. */
export function stepUnderWay({ workshop, steps }: Pick<WorkshopView, "workshop" | "steps">): Step | undefined {
  return steps.find(({ id, phase, endedAt }) => id === workshop.step && phase !== null && endedAt === null);
}

/** A workshop as an event says that it stands now, at once; what the event does not say is as it was, until the server is asked. */
export function applyEvent(view: WorkshopView, event: WorkshopEvent, me: MemberId, now: number): WorkshopView {
  const { version, course, state, step, term, floor } = event;
  const before = stepUnderWay(view);
  const isPausing = state === "paused" && view.workshop.state === "open";
  const left = before?.endsAt ? Math.max(0, Date.parse(before.endsAt) - now) : null;
  const leftMs = state !== "paused" ? null : isPausing ? left : view.workshop.leftMs;
  const isUnderWay = state === "open" || state === "paused";
  const { rights } = view;
  return {
    ...view,
    workshop: { ...view.workshop, version, course, state, step, term, holder: floor, leftMs },
    steps: view.steps.map((each) => applyToStep(each, event, before, new Date(now).toISOString())),
    rights: {
      ...rights,
      plan: rights.plan && state !== "closed",
      // Nobody is given the floor who may not hold it.
      lead: isUnderWay && floor === me,
      takePart: rights.takePart && isUnderWay,
    },
  };
}

function applyToStep(step: Step, event: WorkshopEvent, before: Step | undefined, now: string): Step {
  const isUnderWay = step.id === event.step && event.phase !== null;
  const { phase, pass, edition, endsAt } = event;
  if (isUnderWay) return { ...step, phase, pass, edition, endsAt, beganAt: step.beganAt ?? now, endedAt: null };
  return step === before ? { ...step, endsAt: null, endedAt: now } : step;
}
