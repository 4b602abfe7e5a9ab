import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { KeptThread } from "../../../server/workers/kept-thread.ts";

afterEach(() => void vi.useRealTimers());

/** Answers every job but "hold"; "fail" throws once it has been answered. */
const MODULE = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", (job) => {
  if (job === "hold") return;
  parentPort.postMessage("done");
  if (job === "fail") setImmediate(() => { throw new Error("failed later"); });
});`;

test("a thread that fell while it was idle leaves no rest behind that ends the next one at work", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const thread = new KeptThread(new URL(`data:text/javascript,${encodeURIComponent(MODULE)}`), false);
  expect(await thread.ask("fail")).toBe("done");
  while (thread.isLoaded) await nextTurn();
  const held = thread.ask("hold");
  vi.advanceTimersByTime(60 * 60_000);
  expect(thread.isLoaded).toBe(true);
  await Promise.all([expect(held).rejects.toThrow("a thread ended early"), thread.close()]);
});
