import { expect, test, vi } from "vitest";
import { agendaOf, isElsewhere, plannedTimes } from "../../../client/workshops/agenda-times.ts";
import { nextTurn } from "../../../client/workshops/next-turn.ts";
import { addStep, inDays, missingIn, moveStep, type VerdictStates } from "../../../client/workshops/plan/plan-draft.ts";
import { timeOfDay } from "../../../client/workshops/workshop-words.ts";
import { newId, PassageId, VerdictId } from "../../../schema/domain/ids.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import type { Step, Workshop } from "../../../schema/domain/workshop/workshop.ts";
import { aPlan, aStep } from "../../helpers/workshops/workshops.ts";

/** A time of a day by the clock on the wall of a room in Belgrade, wherever this runs. */
const on = (day: string, time: string): string => new Date(`${day}T${time}:00+01:00`).toISOString();
const DAY = "2026-12-01";
const ANCHOR = { revision: 1, ranges: [{ start: 0, end: 5 }] };

function asItGoes(change: Partial<Step>, at: Partial<Step> = {}): Step {
  const rest = { phase: null, edition: null, pass: 0, beganAt: null, endsAt: null, endedAt: null };
  return { ...aStep(at), ...rest, ...change };
}

const workshopOf = (step: Step): Workshop =>
  ({
    days: [DAY, "2026-12-02"],
    begins: "09:00",
    country: "rs",
    step: step.id,
    state: "open",
    closedAt: null,
  }) as Partial<Workshop> as Workshop;

test("what is skipped has no time to come and is not what comes next, and a step that began before its turn leaves the others to come", () => {
  const first = asItGoes({ phase: "on", beganAt: on(DAY, "09:00"), endedAt: on(DAY, "09:20") });
  const skipped = asItGoes({ endedAt: on(DAY, "09:10") }, { minutes: 60 });
  const waits = asItGoes({}, { title: "Waits" });
  const early = asItGoes({ phase: "on", beganAt: on(DAY, "09:20") });
  const view = { workshop: workshopOf(early), steps: [first, skipped, waits, early] } as Parameters<typeof nextTurn>[0];
  expect(nextTurn(view)?.begins).toBe(waits);
  const { rows } = agendaOf(view, Date.parse(on(DAY, "09:30")));
  expect(rows.map((row) => row.isSkipped)).toEqual([false, true, false, false]);
  expect(timeOfDay(rows[2]?.at ?? 0)).toBe("09:40");
  expect(rows[1]?.at).toBeNull();
  // Nor has what was not held once the workshop is closed.
  const closed = { ...view, workshop: { ...view.workshop, closedAt: on(DAY, "10:00") } };
  const after = agendaOf(closed, Date.parse(on(DAY, "10:01"))).rows;
  expect(after.map(({ at, isMissed }) => [at === null, isMissed])).toEqual([
    [false, false],
    [true, false],
    [true, true],
    [false, false],
  ]);
});

test("what comes is told from how long the step under way will take, and how late that makes the day", () => {
  const first = asItGoes({ phase: "on", beganAt: on(DAY, "09:05"), endedAt: on(DAY, "09:34") });
  const second = asItGoes({ phase: "on", beganAt: on(DAY, "09:34") });
  const third = asItGoes({}, { kind: "break", minutes: 15 });
  const morrow = asItGoes({}, { day: 1 });
  const view = { workshop: workshopOf(second), steps: [first, second, third, morrow] };
  const told = (time: string) => {
    const { rows, behind } = agendaOf(view, Date.parse(on(DAY, time)));
    return [rows.map(({ at }) => timeOfDay(Math.floor(at ?? NaN))), behind];
  };
  expect(told("09:40")).toEqual([["09:05", "09:34", "09:54", "09:00"], 14]);
  // It takes longer than it was given.
  expect(told("10:00")).toEqual([["09:05", "09:34", "10:00", "09:00"], 20]);
  expect(agendaOf(view, Date.parse(on(DAY, "09:40"))).rows.map(({ took }) => took)).toEqual([29, null, null, null]);
  // On another day than planned nobody is late.
  expect(agendaOf(view, Date.parse(on("2026-12-05", "09:40"))).behind).toBeNull();
  expect(plannedTimes("09:00", view.steps).map(timeOfDay)).toEqual(["09:00", "09:20", "09:40", "09:00"]);
});

test("one press leads on: phase by phase, then the next step, at last the end", () => {
  const silent = asItGoes({ phase: "silence", beganAt: on(DAY, "09:00") }, { kind: "code" });
  const next = asItGoes({}, { kind: "vote" });
  const of = (step: Step, ...rest: Step[]) => nextTurn({ workshop: workshopOf(step), steps: [step, ...rest] });
  expect(of(silent, next)).toEqual({ step: silent.id, to: "closed", begins: null });
  const deciding = { ...silent, phase: "decide" } as const;
  expect(of(deciding, next)).toEqual({ step: next.id, to: "on", begins: next });
  expect(of(deciding)).toEqual({ step: deciding.id, to: "ended", begins: null });
  expect(of({ ...deciding, endedAt: on(DAY, "10:00") })).toBeNull();
});

const NONE: VerdictStates = { isBlind: () => false, isClosedToGuests: () => false };

test("a step is moved to the day beside it, never past what has begun; what a plan lacks is said", () => {
  const [a, b, c] = [aStep({ title: "a" }), aStep({ title: "b" }), aStep({ title: "c", day: 1 })];
  const plan = aPlan({ days: [DAY, "2026-12-02"], steps: [a, b, c] });
  const order = ({ steps }: typeof plan): string[] => steps.map(({ title, day }) => `${title}${day}`);
  expect(order(moveStep(plan, b.id, -1, new Set()))).toEqual(["b0", "a0", "c1"]);
  expect(moveStep(plan, b.id, -1, new Set([a.id]))).toBe(plan);
  expect(order(inDays(moveStep(plan, c.id, -1, new Set())))).toEqual(["a0", "b0", "c0"]);
  expect(order(inDays({ ...plan, days: [DAY] }))).toEqual(["a0", "b0", "c0"]);
  const coding = addStep(plan, "code", "");
  expect(missingIn(coding, NONE).map(({ what }) => what)).toEqual(["title", "deputy", "passages"]);
  const kinds = (["vote", "tables", "calibrate"] as const).reduce((made, kind) => addStep(made, kind, kind), plan);
  const lacks = missingIn(kinds, NONE).map(({ what }) => what);
  expect(lacks).toEqual(["deputy", "vote", "tables", "key", "table-passages", "passages"]);
  const read = aPlan({
    steps: [aStep({ passages: [{ id: newId(PassageId), verdict: newId(VerdictId), anchor: ANCHOR }] })],
  });
  const shut = missingIn(read, { ...NONE, isClosedToGuests: () => true });
  expect(shut.map(({ what }) => what)).toEqual(["deputy", "guests"]);
  // What was begun is past that.
  const begun = new Set(kinds.steps.map(({ id }) => id));
  expect(missingIn(kinds, NONE, begun).map(({ what }) => what)).toEqual(["deputy", "table-passages", "passages"]);
  expect(missingIn({ ...coding, days: ["2026-12-02", DAY] }, NONE)[0]).toEqual({ what: "days", isFatal: true });
});

test("a moment is read as the wall of the host's country has it, whatever its reader's clock shows", () => {
  expect(wallTime("rs", "2026-07-01T22:30:30.000Z")).toEqual({ day: "2026-07-02", time: "00:30", minutes: 30.5 });
  expect(wallTime("al", "2026-12-31T22:30:00.000Z")).toMatchObject({ day: "2026-12-31", time: "23:30" });
  const elsewhere = vi.spyOn(Date.prototype, "getHours").mockReturnValue(4);
  expect(isElsewhere("mk", Date.parse(on(DAY, "10:00")))).toBe(true);
  elsewhere.mockReturnValue(10);
  expect(isElsewhere("mk", Date.parse(on(DAY, "10:00")))).toBe(false);
  elsewhere.mockRestore();
});
