import { setImmediate as nextTurn } from "node:timers/promises";
import { BroadcastChannel } from "node:worker_threads";
import { afterEach, expect, test, vi } from "vitest";
import { KeptThread } from "../../../server/workers/kept-thread.ts";

afterEach(() => void vi.useRealTimers());

/** Answers every job but "hold", and throws when it is told to beside them. */
const MODULE = `
import { BroadcastChannel, parentPort } from "node:worker_threads";
new BroadcastChannel("fall").onmessage = () => { throw new Error("failed later"); };
parentPort.on("message", (job) => {
  if (job !== "hold") parentPort.postMessage("done");
});`;

test("a thread that fell while it was idle leaves no rest behind that ends the next one at work", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const thread = new KeptThread(new URL(`data:text/javascript,${encodeURIComponent(MODULE)}`), false);
  expect(await thread.ask("work")).toBe("done");
  const fall = new BroadcastChannel("fall");
  fall.postMessage("");
  while (thread.isLoaded) await nextTurn();
  fall.close();
  const held = thread.ask("hold");
  vi.advanceTimersByTime(60 * 60_000);
  expect(thread.isLoaded).toBe(true);
  await Promise.all([expect(held).rejects.toThrow("a thread ended early"), thread.close()]);
});
