import { expect, onTestFinished, test } from "vitest";
import { sendLeftSlips, sendWork } from "../../../../client/app/send-work.ts";
import { unwritten } from "../../../../client/sync/batch.ts";
import { device } from "../../../../client/sync/offline/device.ts";
import { newId, randomId, StepId, WorkshopId } from "../../../../schema/domain/ids.ts";
import { slipPlace } from "../../../../schema/rooms/room-place.ts";
import { LAWYER, NETWORK, VERDICTS } from "../../../helpers/browser/shell-data.ts";

test("copies on the device are seen to though the server is slow to say what becomes of a slip that was left", async () => {
  const view = { member: LAWYER, network: { name: NETWORK.name }, setup: false, offlineCopies: true };
  const work = await device.accept(view, true);
  onTestFinished(async () => void (await device.accept({ ...view, member: null }, true)));
  if (!work) throw new Error("nobody is signed in");
  const asked: string[] = [];
  window.fetch = (input) => {
    const path = input instanceof Request ? input.url : String(input);
    asked.push(path);
    return path === "/api/network" ? Promise.resolve(Response.json(NETWORK)) : new Promise(() => undefined);
  };
  const place = slipPlace({ workshop: newId(WorkshopId), step: newId(StepId), pass: 1 });
  const kept = await work.openWork(VERDICTS.open.id, place);
  kept.keep(place, null, unwritten(randomId(), [], new Date().toISOString()));
  void sendLeftSlips(work);
  await expect.poll(() => asked).toHaveLength(1);
  void sendWork(work);
  await expect.poll(() => asked).toContain("/api/network");
});
