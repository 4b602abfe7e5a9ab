import { newId, SeatId, StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import { toMemberCard } from "../../../schema/domain/member.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { FACILITATOR, LAWYER, ORGANISATIONS } from "../browser/shell-data.ts";

/** One open workshop as its pages are told of it: the facilitator leads its first step, and the lawyer has a hand up. */
export const id = newId(WorkshopId);
export const path = `/api/workshops/${id}`;
export const now = new Date().toISOString();
export const step = (title: string, change: Partial<Step> = {}): Step => ({
  id: newId(StepId),
  kind: "talk",
  title,
  minutes: 20,
  phaseMinutes: {},
  passages: [],
  day: 0,
  prepared: null,
  phase: null,
  edition: null,
  pass: 0,
  beganAt: null,
  endsAt: null,
  endedAt: null,
  ...change,
});
export const steps = [
  step("What we want", { phase: "on", beganAt: now, endsAt: new Date(Date.now() + 1_200_000).toISOString() }),
  step("Break", { kind: "break" }),
];

export function view(change: Partial<WorkshopView["workshop"]> = {}, rest: Partial<WorkshopView> = {}): WorkshopView {
  const workshop: WorkshopView["workshop"] = {
    id,
    title: "Workshop 1",
    days: [now.slice(0, 10)],
    begins: "09:00",
    country: "rs",
    languages: ["en"],
    deputies: [],
    rule: 0.67,
    host: FACILITATOR.organisation,
    state: "open",
    holder: FACILITATOR.id,
    term: 1,
    step: steps[0]?.id ?? null,
    version: 5,
    course: 5,
    leftMs: null,
    openedAt: now,
    closedAt: null,
    ...change,
  };
  const seat = {
    id: newId(SeatId),
    member: FACILITATOR.id,
    language: "en",
    handAt: null,
    speaksAt: null,
    at: now,
  } as const;
  return {
    workshop,
    steps,
    tables: [],
    seats: [seat, { ...seat, id: newId(SeatId), member: LAWYER.id, handAt: now }],
    members: [FACILITATOR, LAWYER].map(toMemberCard),
    organisations: ORGANISATIONS,
    seat,
    consents: { listed: false, named: false, remote: false },
    waiting: null,
    rights: { plan: true, lead: true, takePart: true, minutes: false, takeFloorAfterMs: 0 },
    minutes: null,
    closedToGuests: [],
    holderSilentMs: 0,
    now: new Date().toISOString(),
    ...rest,
  };
}
