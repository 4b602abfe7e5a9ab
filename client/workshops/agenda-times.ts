import type { Country } from "../../schema/domain/language.ts";
import { wallTime } from "../../schema/domain/workshop/wall-time.ts";
import { isSkipped, type PlannedStep, type Step } from "../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import { minutesOfDay } from "./workshop-words.ts";

const MINUTE_MS = 60_000;
/** Whoever is further from the plan meets at another time. */
const PLANNED_WITHIN = 180;

/** Minutes since midnight at which each step begins, as it is planned: one behind the other, from when its day begins. */
export function plannedTimes(begins: string, steps: readonly Pick<PlannedStep, "day" | "minutes">[]): number[] {
  const next = new Map<number, number>();
  return steps.map(({ day, minutes }) => {
    const at = next.get(day) ?? minutesOfDay(begins);
    next.set(day, at + minutes);
    return at;
  });
}

/** What of a step its line is made of. */
export type AgendaStep = Pick<Step, "beganAt" | "day" | "endedAt" | "kind" | "minutes" | "phase" | "title"> & {
  id: string;
};

/** Of a workshop, for its members or for who is shown of it. */
interface AgendaView {
  workshop: Pick<WorkshopView["workshop"], "begins" | "closedAt" | "country" | "days"> & { step: string | null };
  steps: readonly AgendaStep[];
}

export interface AgendaRow {
  step: AgendaStep;
  /** Minutes since midnight: when it began, or will begin as things go; null where it never will. */
  at: number | null;
  isNow: boolean;
  isDone: boolean;
  /** It is passed over. */
  isSkipped: boolean;
  /** The workshop is closed, and it never began. */
  isMissed: boolean;
  /** What it took, where that is not what was planned. */
  took: number | null;
}

export interface Agenda {
  rows: AgendaRow[];
  /** Minutes that the day is late by; null where it is not the time that was planned, or nothing has begun on it. */
  behind: number | null;
}

/** The agenda as it goes. `now`: the server's time, in milliseconds. */
export function agendaOf({ workshop, steps }: AgendaView, now: number): Agenda {
  const { country } = workshop;
  const minutesAt = (at: string | number): number => wallTime(country, at).minutes;
  const planned = plannedTimes(workshop.begins, steps);
  const current = workshop.closedAt === null ? steps.find(({ id }) => id === workshop.step) : undefined;
  const at = current ? steps.indexOf(current) : -1;
  const ends = current ? endOf(current, now, minutesAt) : 0;
  const isUnderWay = current !== undefined && current.phase !== null && current.endedAt === null;
  let cursor = isUnderWay ? ends : Math.max(ends, minutesAt(now));
  const rows = steps.map((step, i): AgendaRow => {
    const isBegun = step.beganAt !== null;
    const isNow = step === current && step.endedAt === null && step.phase !== null;
    const isComing = current !== undefined && !isBegun && !isSkipped(step) && step.day === current.day;
    const isMissed = !isBegun && !isSkipped(step) && workshop.closedAt !== null;
    const coming = isComing ? cursor : isSkipped(step) || isMissed ? null : (planned[i] ?? 0);
    const begins = step.beganAt === null ? coming : minutesAt(step.beganAt);
    if (isComing) cursor += step.minutes;
    const isDone = step.endedAt !== null && !isNow;
    return { step, at: begins, isNow, isDone, isSkipped: isSkipped(step), isMissed, took: tookMinutes(step) };
  });
  const isToday = current !== undefined && workshop.days[current.day] === wallTime(country, now).day;
  const late = isToday ? Math.round(ends - (planned[at] ?? 0) - current.minutes) : Infinity;
  return { rows, behind: Math.abs(late) < PLANNED_WITHIN ? late : null };
}

/** When a step ended, or will: not before its time is over. */
function endOf(
  { beganAt, endedAt, minutes }: AgendaStep,
  now: number,
  minutesAt: (at: string | number) => number,
): number {
  if (endedAt !== null) return minutesAt(endedAt);
  return Math.max((beganAt === null ? 0 : minutesAt(beganAt)) + minutes, minutesAt(now));
}

function tookMinutes({ beganAt, endedAt, minutes }: AgendaStep): number | null {
  if (beganAt === null || endedAt === null) return null;
  const took = Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(beganAt)) / MINUTE_MS));
  return took === minutes ? null : took;
}

/** Whether the clock of who reads this shows another time than the one on the wall. */
export function isElsewhere(country: Country, now: number): boolean {
  const own = new Date(now);
  const wall = wallTime(country, now);
  return Math.floor(wall.minutes) !== own.getHours() * 60 + own.getMinutes();
}
