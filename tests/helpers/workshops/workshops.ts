import { newId, PassageId, StepId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { StepKind } from "../../../schema/domain/workshop/phases.ts";
import { USUAL_RULE, type PlannedStep, type WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Person, TestServer } from "../network/test-server.ts";

/** A step of a plan; a talk of twenty minutes unless told. */
export function aStep(change: Partial<PlannedStep> & { kind?: StepKind } = {}): PlannedStep {
  const usual = { kind: "talk", title: "What we want to know", minutes: 20, day: 0 } as const;
  return { id: newId(StepId), ...usual, phaseMinutes: {}, passages: [], prepared: null, ...change };
}

/** A plan of one day with a talk and a break, unless told. */
export function aPlan(change: Partial<WorkshopPlan> = {}): WorkshopPlan {
  return {
    title: "Methodology workshop 1",
    days: ["2026-12-01"],
    begins: "09:00",
    languages: ["en", "mk"],
    deputies: [],
    rule: USUAL_RULE,
    steps: [aStep(), aStep({ kind: "break", title: "Break", minutes: 15 })],
    ...change,
  };
}

/** A workshop of the facilitator's organisation. */
export async function makeWorkshop(server: TestServer, change: Partial<WorkshopPlan> = {}): Promise<WorkshopView> {
  const made = await server.ask(server.people.facilitator, "POST", "/api/workshops", aPlan(change));
  return WorkshopView.parse(await made.json());
}

/** The same, open, with its maker holding the floor. */
export async function openWorkshop(server: TestServer, change: Partial<WorkshopPlan> = {}): Promise<WorkshopView> {
  const { workshop } = await makeWorkshop(server, change);
  const { facilitator } = server.people;
  const path = `/api/workshops/${workshop.id}`;
  await viewFrom(server.ask(facilitator, "PUT", `${path}/state`, { course: workshop.course, to: "open" }));
  return viewFrom(server.ask(facilitator, "POST", `${path}/floor/take`, { term: workshop.term }));
}

/** What a command answers. */
export async function viewFrom(answer: Promise<Response>): Promise<WorkshopView> {
  return WorkshopView.parse(await (await answer).json());
}

/** The workshop as somebody sees it. */
export async function workshopOf(server: TestServer, who: Person, { workshop }: WorkshopView): Promise<WorkshopView> {
  return viewFrom(server.ask(who, "GET", `/api/workshops/${workshop.id}`));
}

/** A passage: the whole of the first paragraph, which is as long as the words given. */
export function aPassage(verdict: VerdictId, words: string): PlannedStep["passages"][number] {
  return { id: newId(PassageId), verdict, anchor: { revision: 1, ranges: [{ start: 0, end: words.length }] } };
}
