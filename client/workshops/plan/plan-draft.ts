import { BALLOT_LIMITS, needsChoices, type BallotQuestion } from "../../../schema/domain/workshop/ballot.ts";
import { newId, StepId, type VerdictId } from "../../../schema/domain/ids.ts";
import {
  needsPassages,
  PHASES,
  USUAL_MINUTES,
  type StepKind,
  type StepPhase,
} from "../../../schema/domain/workshop/phases.ts";
import { preparedQuestion } from "../../../schema/domain/workshop/prepared.ts";
import type { PlannedStep, Step, StepPassage, WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";

/** What a kind takes where nothing else is said. */
const MINUTES: Readonly<Record<StepKind, number>> = {
  talk: 20,
  read: 30,
  code: 30,
  vote: 10,
  tables: 60,
  calibrate: 45,
  break: 15,
};

/** A plan as its page writes it: what the server has of it, to be changed. */
export function draftOf({ workshop, steps }: Pick<WorkshopView, "workshop" | "steps">): WorkshopPlan {
  const { title, days, begins, languages, deputies, rule } = workshop;
  return { title, days, begins, languages, deputies, rule, steps: steps.map(planned) };
}

/** Steps that have begun: a plan says nothing of them. */
export function begunIn({ steps }: Pick<WorkshopView, "steps">): ReadonlySet<StepId> {
  return new Set(steps.flatMap(({ id, beganAt }) => (beganAt === null ? [] : [id])));
}

/** What is saved: an erasure may have left words of a begun step as no plan may say them, and nobody can change them. */
export function toSave(plan: WorkshopPlan, on: Pick<WorkshopView, "steps">): WorkshopPlan {
  const begun = begunIn(on);
  return { ...plan, steps: plan.steps.filter(({ id }) => !begun.has(id)) };
}

function planned({ id, kind, title, minutes, phaseMinutes, passages, day, prepared }: Step): PlannedStep {
  return { id, kind, title, minutes, phaseMinutes, passages, day, prepared };
}

/** A step behind the others, on the last of their days. */
export function addStep(plan: WorkshopPlan, kind: StepKind, title: string): WorkshopPlan {
  const day = plan.steps.at(-1)?.day ?? 0;
  const step = {
    id: newId(StepId),
    kind,
    title,
    minutes: MINUTES[kind],
    phaseMinutes: {},
    passages: [],
    day,
    prepared: null,
  };
  return { ...plan, steps: [...plan.steps, step] };
}

export function changeStep(plan: WorkshopPlan, id: StepId, change: Partial<PlannedStep>): WorkshopPlan {
  return { ...plan, steps: plan.steps.map((step) => (step.id === id ? { ...step, ...change } : step)) };
}

/** What was made ready for steps as one goes through their kinds, until the page goes: the way back to a kind brings it back. */
export class KindsGone {
  private readonly byKind = new Map<string, PlannedStep>();
  private readonly passages = new Map<StepId, StepPassage[]>();

  /** Another kind: minutes that were the usual ones are those of the new kind, and what it has no use for goes from the plan. */
  change(plan: WorkshopPlan, step: PlannedStep, kind: StepKind): WorkshopPlan {
    this.byKind.set(`${step.id} ${step.kind}`, step);
    if (takesPassages(step.kind)) this.passages.set(step.id, step.passages);
    const minutes = step.minutes === MINUTES[step.kind] ? MINUTES[kind] : step.minutes;
    const passages = takesPassages(kind) ? (this.passages.get(step.id) ?? step.passages) : [];
    const before = this.byKind.get(`${step.id} ${kind}`);
    const { prepared } = before ? withPassages(before, passages) : { prepared: null };
    return changeStep(plan, step.id, { kind, minutes, passages, phaseMinutes: before?.phaseMinutes ?? {}, prepared });
  }
}

/** Other passages: tables that were planned with all of them have all of them again. */
export function withPassages(step: PlannedStep, passages: StepPassage[]): Pick<PlannedStep, "passages" | "prepared"> {
  if (step.prepared?.kind !== "tables") return { passages, prepared: step.prepared };
  const all = passages.map(({ id }) => id);
  const tables = step.prepared.tables.map((table) => {
    const hadAll = step.passages.every(({ id }) => table.passages.includes(id));
    return { ...table, passages: hadAll ? all : all.filter((id) => table.passages.includes(id)) };
  });
  return { passages, prepared: { kind: "tables", tables } };
}

export const takesPassages = (kind: StepKind): boolean => needsPassages(kind) || kind === "read" || kind === "tables";

/** A step goes up or down by one, not past what has begun; the plan as it was where there is no way. A move past a day's edge takes the day. */
export function moveStep(plan: WorkshopPlan, id: StepId, by: 1 | -1, begun: ReadonlySet<StepId>): WorkshopPlan {
  const from = plan.steps.findIndex((step) => step.id === id);
  const [step, other] = [plan.steps[from], plan.steps[from + by]];
  if (!step || !other || begun.has(step.id) || begun.has(other.id)) return plan;
  if (step.day !== other.day) return changeStep(plan, id, { day: other.day });
  return { ...plan, steps: plan.steps.with(from, other).with(from + by, step) };
}

/** Steps of a day stand together, in the order of the days. */
export function inDays(plan: WorkshopPlan): WorkshopPlan {
  const last = plan.days.length - 1;
  const steps = plan.steps.map((step) => (step.day > last ? { ...step, day: last } : step));
  return { ...plan, steps: steps.toSorted((a, b) => a.day - b.day) };
}

/** Phases of a kind that a clock runs in, with what they take. */
export function timedPhases({ kind, phaseMinutes }: PlannedStep): { phase: StepPhase; minutes: number }[] {
  return PHASES[kind].flatMap((phase) => {
    const usual = USUAL_MINUTES[phase];
    return usual === null ? [] : [{ phase, minutes: phaseMinutes[phase] ?? usual }];
  });
}

/** What speaks against beginning; most of it may be saved all the same. */
export type Missing =
  | { what: "title" | "deputy" | "steps" | "days" | "language"; isFatal: boolean }
  | { what: "question" | "choices"; step: PlannedStep; isFatal: true }
  | { what: "key" | "passages" | "table-passages" | "tables" | "vote"; step: PlannedStep; isFatal: false }
  | { what: "blind" | "guests"; verdict: VerdictId; isFatal: false };

/** Of a verdict: whether it is coded blind, and whether guests and screens read nothing of it. */
export interface VerdictStates {
  isBlind(verdict: VerdictId): boolean;
  isClosedToGuests(verdict: VerdictId): boolean;
}

/** What is made ready for steps of these kinds, or has to be found on the day. */
const PREPARED: Readonly<Partial<Record<StepKind, "key" | "tables" | "vote">>> = {
  calibrate: "key",
  tables: "tables",
  vote: "vote",
};

export function missingIn(
  plan: WorkshopPlan,
  { isBlind, isClosedToGuests }: VerdictStates,
  begun: ReadonlySet<StepId> = new Set(),
): Missing[] {
  const missing: Missing[] = [];
  const isInOrder = plan.days.every((day, i) => day !== "" && (i === 0 || day > (plan.days[i - 1] ?? "")));
  if (!isInOrder) missing.push({ what: "days", isFatal: true });
  if (plan.languages.length === 0) missing.push({ what: "language", isFatal: true });
  if (plan.title.trim() === "" || plan.steps.some(({ title }) => title.trim() === ""))
    missing.push({ what: "title", isFatal: true });
  if (plan.steps.length === 0) missing.push({ what: "steps", isFatal: false });
  if (plan.deputies.length === 0) missing.push({ what: "deputy", isFatal: false });
  for (const step of plan.steps.filter(({ id }) => !begun.has(id))) {
    const question = preparedQuestion(step);
    if (question?.words === "") missing.push({ what: "question", step, isFatal: true });
    if (question && needsChoices(question.kind) && !isChoice(question))
      missing.push({ what: "choices", step, isFatal: true });
    const unprepared = step.prepared === null ? PREPARED[step.kind] : undefined;
    if (unprepared) missing.push({ what: unprepared, step, isFatal: false });
  }
  for (const step of plan.steps.filter(({ passages }) => passages.length === 0))
    if (needsPassages(step.kind)) missing.push({ what: "passages", step, isFatal: false });
    else if (step.kind === "tables") missing.push({ what: "table-passages", step, isFatal: false });
  const verdicts = plan.steps.flatMap(({ kind, passages }) => (needsPassages(kind) ? passages : []));
  for (const verdict of new Set(verdicts.map(({ verdict: of }) => of)))
    if (isBlind(verdict)) missing.push({ what: "blind", verdict, isFatal: false });
  const read = plan.steps.filter(({ id }) => !begun.has(id)).flatMap(({ passages }) => passages);
  for (const verdict of new Set(read.map(({ verdict: of }) => of)))
    if (isClosedToGuests(verdict)) missing.push({ what: "guests", verdict, isFatal: false });
  return missing;
}

function isChoice({ choices }: BallotQuestion): boolean {
  const isOfLength = choices.length >= 2 && choices.length <= BALLOT_LIMITS.choices;
  return isOfLength && choices.every(({ length }) => length <= BALLOT_LIMITS.choice);
}
