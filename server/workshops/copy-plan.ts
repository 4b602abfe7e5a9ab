import { type Actor, can } from "../../schema/domain/can.ts";
import { newId, PassageId, StepId } from "../../schema/domain/ids.ts";
import type { WorkshopSubject } from "../../schema/domain/workshop/floor.ts";
import type { PlannedTable, Prepared } from "../../schema/domain/workshop/prepared.ts";
import { isSamePassage, tablesOf } from "../../schema/domain/workshop/tables.ts";
import type { PlannedStep, Step, StepPassage, WorkshopPlan } from "../../schema/domain/workshop/workshop.ts";
import type { Store } from "../store/store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { standsIn } from "./stands-in.ts";

type Read = Pick<Store, "verdicts">;

/**
 * The plan of a workshop as another one begins with it: what is planned of it, under ids of its own, from `today` on (its days as far apart
 * as they were). Nobody is in it: no deputy, nobody at a table, nobody who sets a key. A passage comes along if the asker reads it and it
 * still stands, and what was made ready for a step if they read that.
 */
export async function copyPlan(
  store: Read,
  actor: Actor,
  row: WorkshopRow,
  { subject, today }: { subject: WorkshopSubject; today: string },
): Promise<WorkshopPlan> {
  const { title, days, begins, languages, rule } = row;
  const steps: PlannedStep[] = [];
  for (const step of row.steps) {
    const known = can(actor, "workshop.prepared", subject) ? step : { ...step, prepared: null };
    steps.push(await copyStep(store, actor, row, known));
  }
  return { title, days: moveDays(days, today), begins, languages, rule, deputies: [], steps };
}

async function copyStep(store: Read, actor: Actor, row: WorkshopRow, step: Step): Promise<PlannedStep> {
  const passages = new Map<StepPassage["id"], StepPassage>();
  for (const passage of step.passages) {
    const verdict = await store.verdicts.get(passage.verdict);
    if (verdict && can(actor, "workshop.passage", verdict) && (await standsIn(store, passage)))
      passages.set(passage.id, { ...passage, id: newId(PassageId) });
  }
  const { kind, title, minutes, phaseMinutes, day } = step;
  return {
    id: newId(StepId),
    kind,
    title,
    minutes,
    phaseMinutes,
    passages: [...passages.values()],
    day,
    prepared: copyPrepared(row, step, passages),
  };
}

/** Where no tables were planned, those that were set. Who sets a key is people, and nothing else. */
function copyPrepared(
  row: WorkshopRow,
  step: Step,
  passages: ReadonlyMap<StepPassage["id"], StepPassage>,
): Prepared | null {
  if (step.kind !== "tables") return step.prepared?.kind === "vote" ? step.prepared : null;
  const planned = step.prepared?.kind === "tables" ? step.prepared.tables : tablesThatWere(row, step);
  if (planned.length === 0) return null;
  const tables = planned.map(({ name, question, passages: of }): PlannedTable => ({
    name,
    question,
    people: [],
    chair: null,
    passages: of.flatMap((id) => passages.get(id)?.id ?? []),
  }));
  return { kind: "tables", tables };
}

function tablesThatWere(row: WorkshopRow, step: Step): Pick<PlannedTable, "name" | "passages" | "question">[] {
  return tablesOf(row, step.id).map(({ name, question, work }) => {
    const has = (passage: StepPassage): boolean => work.passages.some((each) => isSamePassage(each, passage));
    return { name, question, passages: step.passages.filter(has).map(({ id }) => id) };
  });
}

/** Days `YYYY-MM-DD` so far apart as they were, the first of them being another. */
function moveDays(days: readonly string[], first: string): string[] {
  const by = Date.parse(first) - Date.parse(days[0] ?? first);
  return days.map((day) => new Date(Date.parse(day) + by).toISOString().slice(0, 10));
}
