import { can } from "../../schema/domain/can.ts";
import type { WorkshopSubject } from "../../schema/domain/workshop/floor.ts";
import { mayTurn, PHASES, type StepPhase, USUAL_MINUTES } from "../../schema/domain/workshop/phases.ts";
import { preparedKey } from "../../schema/domain/workshop/prepared.ts";
import { tablesOf } from "../../schema/domain/workshop/tables.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import { slipsAwaited } from "../access/visible-slips.ts";
import type { Deps } from "../deps.ts";
import { readDraft } from "../methodology/frozen-draft.ts";
import { Refusal } from "../refusal.ts";
import { toActor } from "../rooms/room-access.ts";
import type { Store } from "../store/store.ts";
import type { StepTurn, WorkshopRow, WorkshopTurn } from "../store/workshops/workshop-store.ts";
import { LATE_SLIPS_MS } from "./silence-ends.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

const MINUTE_MS = 60_000;

/** A step of the agenda, or what a table works on, as it goes to a phase. Refuses what does not follow. */
export function turnOf(
  step: Step,
  to: StepPhase,
  minutes: number | undefined,
  now: Date,
): { turned: StepTurn; reveal: Pick<WorkshopTurn, "reveal"> } {
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
  return { turned, reveal: to === "revealed" ? { reveal: { step: step.id, pass: step.pass, at } } : {} };
}

/** The step of the agenda that is under way, begun or about to. */
export function stepUnderWay({ step, steps }: WorkshopRow): Step | undefined {
  return steps.find(({ id, endedAt }) => id === step && endedAt === null);
}

/** A step ends, and with it what its tables work on. */
export function endingAll(workshop: WorkshopRow, step: Step, at: string): StepTurn[] {
  return [...endingTables(workshop, step, at), { id: step.id, endsAt: null, endedAt: at }];
}

export function endingTables(workshop: WorkshopRow, step: Step, at: string): StepTurn[] {
  const begun = worksOf(workshop, step).filter(({ beganAt, endedAt }) => beganAt !== null && endedAt === null);
  return begun.map(({ id }) => ({ id, endsAt: null, endedAt: at }));
}

/** The clocks of a step's tables stand while the workshop does, and go on with what was left. */
export function tablesPaused(workshop: WorkshopRow, step: Step, now: Date): StepTurn[] {
  return worksOf(workshop, step).flatMap(({ id, endsAt }) =>
    endsAt === null ? [] : [{ id, endsAt: null, leftMs: Math.max(0, Date.parse(endsAt) - now.getTime()) }],
  );
}

export function tablesGoOn(workshop: WorkshopRow, step: Step, now: Date): StepTurn[] {
  return tablesOf(workshop, step.id).flatMap(({ work, leftMs }) =>
    leftMs === null ? [] : [{ id: work.id, endsAt: new Date(now.getTime() + leftMs).toISOString() }],
  );
}

function worksOf(workshop: WorkshopRow, { id }: Step): Step[] {
  return tablesOf(workshop, id).map(({ work }) => work);
}

/** So much later: from now where the time is over, since one minute more is a minute. */
export function moreMinutes(endsAt: string, minutes: number, now: Date): string {
  return new Date(Math.max(Date.parse(endsAt), now.getTime()) + minutes * MINUTE_MS).toISOString();
}

/** Who may write into slips changes with the phase. */
export async function recheckPassages({ realtime }: Pick<Needs, "realtime">, { passages }: Step): Promise<void> {
  for (const id of new Set(passages.map(({ verdict }) => verdict))) await realtime.recheckVerdict(id);
}

/** Refuses to practise on what is coded blind, and to reveal while slips may still be on their way. */
export async function mustBeReady({ store, clock }: Needs, step: Step, to: StepPhase): Promise<void> {
  if (step.passages.length === 0) throw new Refusal("bad-request", { field: "passages" });
  for (const { verdict } of step.passages)
    if ((await store.verdicts.rounds(verdict)).at(-1)?.mode === "blind") throw new Refusal("coded-blind");
  if (to !== "revealed" || step.endsAt === null || Date.parse(step.endsAt) <= clock().getTime()) return;
  const slips = slipsAwaited(await store.slips.ofStep(step.id), step);
  if (slips.some(({ handedInAt }) => handedInAt === null)) throw new Refusal("slips-on-their-way");
}

/** The number of the edition that the draft is now; of what is in force where nobody has drafted anything since. */
export async function editionNow({ store, realtime, clock }: Needs): Promise<number> {
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

/**
 * Who was planned to set the key of a calibration sets it from its beginning, where both sit in the workshop and may; else who leads names
 * others, as where nobody was planned. Whether they do.
 */
export async function setPlannedKey(
  { workshops, people, slips }: Pick<Store, "people" | "slips" | "workshops">,
  subject: WorkshopSubject,
  step: Step,
): Promise<boolean> {
  const key = preparedKey(step);
  if (key.length === 0) return false;
  const seated = new Set((await workshops.seats(subject.id)).map(({ member }) => member));
  for (const id of key) {
    const member = await people.member(id);
    const may = member?.removedAt === null && can(toActor(member), "workshop.vote-counts", subject);
    if (!seated.has(id) || !may) return false;
  }
  await slips.setKey(step.id, key);
  return true;
}
