import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { sendWorkAfter } from "../../../../client/app/send-work.ts";
import { unwritten } from "../../../../client/sync/batch.ts";
import { device } from "../../../../client/sync/offline/device.ts";
import type { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { newId, randomId, StepId, WorkshopId } from "../../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../../schema/protocol/events.ts";
import { slipPlace } from "../../../../schema/rooms/room-place.ts";
import { LAWYER, NETWORK, VERDICTS } from "../../../helpers/browser/shell-data.ts";

const VIEW = { network: { name: NETWORK.name }, setup: false, offlineCopies: true };
const { open, blind } = VERDICTS;
const CLEARED: ServerEvent = { type: "verdict", verdict: open.id };

let asked: string[] = [];

beforeEach(() => {
  asked = [];
  window.fetch = (input) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return Promise.resolve(Response.json(NETWORK));
  };
});

const lists = (): number => asked.filter((path) => path === "/api/network").length;

async function signIn(): Promise<WorkStore> {
  const work = await device.accept({ ...VIEW, member: LAWYER }, true);
  onTestFinished(async () => void (await device.accept({ ...VIEW, member: null }, true)));
  if (!work) throw new Error("nobody is signed in");
  return work;
}

/** All that was begun with copies is done: it is done under this lock. */
const settled = (): Promise<void> => navigator.locks.request(`coram-outbox-${LAWYER.id}`, () => undefined);

/** Until the copies rest no more, and what comes of it is done. */
async function restOut(): Promise<void> {
  vi.advanceTimersByTime(1000);
  vi.useRealTimers();
  await settled();
}

function holdTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

test("what is told together asks once for the list that copies are brought in line with, after the pages that show it", async () => {
  const work = await signIn();
  holdTimers();
  sendWorkAfter(CLEARED, work);
  sendWorkAfter({ type: "members" }, work);
  sendWorkAfter({ type: "verdict", verdict: blind.id }, work);
  vi.advanceTimersByTime(900);
  await settled();
  expect(asked).toEqual([]);
  await restOut();
  expect(lists()).toBe(1);
  // The next is a change of its own.
  holdTimers();
  sendWorkAfter(CLEARED, work);
  await restOut();
  expect(lists()).toBe(2);
});

test("words that were erased go from copies without waiting", async () => {
  const work = await signIn();
  holdTimers();
  sendWorkAfter({ type: "revision", verdict: open.id, revision: 2, erases: "1" }, work);
  vi.useRealTimers();
  await expect.poll(lists).toBe(1);
});

test("nothing is sent for whoever has signed out meanwhile", async () => {
  const work = await signIn();
  const place = slipPlace({ workshop: newId(WorkshopId), step: newId(StepId), pass: 1 });
  const kept = await work.openWork(open.id, place);
  kept.keep(place, null, unwritten(randomId(), [], new Date().toISOString()));
  holdTimers();
  sendWorkAfter(CLEARED, work);
  await device.accept({ ...VIEW, member: null }, true);
  await restOut();
  expect(asked).toEqual([]);
});
