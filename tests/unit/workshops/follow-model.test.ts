import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FollowModel, type FollowPlace } from "../../../client/workshops/follow/follow-model.ts";
import { followRoom } from "../../../client/workshops/follow/follow-room.ts";
import { WorkshopClock } from "../../../client/workshops/workshop-clock.ts";
import { FACILITATOR } from "../../helpers/browser/shell-data.ts";
import { now, step, view } from "../../helpers/workshops/workshop-page.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import { knownPointers } from "../../../client/workshops/follow/known-pointers.ts";
import { newId, TableId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { Pointer } from "../../../schema/protocol/http/workshops/workshops.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page at a workshop; `term` while it has the floor. */
function aPage(term: number | null, isTyping = () => false, table: TableId | null = null) {
  const workshop = newId(WorkshopId);
  const sent: Pointer[] = [];
  const gone: number[] = [];
  const model = new FollowModel({
    workshop,
    table: () => table,
    term: () => term,
    isLed: () => true,
    send: async (pointer) => void sent.push(pointer),
    now: () => Date.now(),
    isTyping,
    go: ({ block }) => gone.push(block),
    onChange: () => undefined,
  });
  return { workshop, model, sent, gone };
}

const VERDICT = newId(VerdictId);
const at = (block: number): FollowPlace => ({ verdict: VERDICT, revision: 1, block });
const told = (workshop: WorkshopId, n: number, block: number, term = 1): ServerEvent => ({
  type: "pointer",
  workshop,
  term,
  n,
  ...at(block),
});

test("where the holder is goes out eight times a second at most, the last place of several, and each once", async () => {
  const { model, sent } = aPage(1);
  for (let ms = 0; ms < 1000; ms += 20) {
    model.moved(at(ms));
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent.length).toBeLessThanOrEqual(9);
  expect(sent.at(-1)).toMatchObject({ block: 980, term: 1 });
  expect(sent.every(({ n }, i) => n > (sent[i - 1]?.n ?? 0))).toBe(true);
  model.moved(at(980));
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent.filter(({ block }) => block === 980)).toHaveLength(1);
  // Who has not the floor tells nobody where they are.
  const other = aPage(null);
  other.model.moved(at(3));
  await vi.advanceTimersByTimeAsync(1000);
  expect(other.sent).toEqual([]);
});

test("pointers move who follows, nobody who has left, and F lands where the holder is", () => {
  const { workshop, model, gone } = aPage(null);
  model.hear(told(workshop, 1, 10));
  expect(gone).toEqual([]);
  model.toggle();
  model.hear(told(workshop, 2, 11));
  // What comes late is passed over.
  model.hear(told(workshop, 1, 9));
  expect(gone).toEqual([10, 11]);
  model.left();
  for (let n = 3; n < 23; n++) model.hear(told(workshop, n, n));
  expect([gone.length, model.isFollowing]).toEqual([2, false]);
  model.toggle();
  expect([gone.at(-1), model.isFollowing]).toEqual([22, true]);
  model.toggle();
  expect(model.isFollowing).toBe(false);
});

test("a call takes everybody three seconds later, and neither who types nor who stays", async () => {
  let types = false;
  const { workshop, model, gone } = aPage(null, () => types);
  const call = (): void => model.hear({ type: "call", workshop, at: new Date(Date.now() + 3000).toISOString() });
  model.hear(told(workshop, 1, 7));
  call();
  await vi.advanceTimersByTimeAsync(2900);
  expect([gone, model.calledAt === null]).toEqual([[], false]);
  await vi.advanceTimersByTimeAsync(200);
  expect([gone, model.isFollowing, model.calledAt]).toEqual([[7], true, null]);
  model.left();
  types = true;
  call();
  await vi.advanceTimersByTimeAsync(4000);
  expect([gone, model.isFollowing]).toEqual([[7], false]);
  types = false;
  call();
  model.stay();
  await vi.advanceTimersByTimeAsync(4000);
  expect(gone).toEqual([7]);
  knownPointers.follow(workshop, false);
});

test("at a table its chair is followed, and a call of the holder shows their place once", async () => {
  const table = newId(TableId);
  const { workshop, model, gone } = aPage(null, () => false, table);
  const ofTable = (n: number, block: number): ServerEvent => ({ ...told(workshop, n, block), table }) as ServerEvent;
  model.hear(ofTable(1, 4));
  model.toggle();
  model.hear(told(workshop, 1, 20));
  model.hear(ofTable(2, 5));
  expect(gone).toEqual([4, 5]);
  model.hear({ type: "call", workshop, at: new Date(Date.now() + 3000).toISOString() });
  await vi.advanceTimersByTimeAsync(3100);
  model.hear(told(workshop, 2, 21));
  model.hear(ofTable(3, 6));
  expect(gone).toEqual([4, 5, 20, 6]);
});

test("nobody is followed in a silence, nor is who leads", () => {
  const clock = new WorkshopClock();
  const of = (phase: StepPhase) => {
    const under = step("Code", { kind: "code", phase, beganAt: now });
    const seen = view({ step: under.id }, { steps: [under] });
    return followRoom({ view: seen, step: under, isHolder: true, me: FACILITATOR.id, id: seen.workshop.id, clock });
  };
  for (const phase of ["silence", "closed"] as const) expect(of(phase)).toMatchObject({ term: null, isLed: false });
  for (const phase of ["read", "revealed"] as const) expect(of(phase)).toMatchObject({ term: 1, isLed: true });
});
