import { Worker } from "node:worker_threads";
import type { Finding } from "../../schema/protocol/http/clearing.ts";
import { findingsOf, type ClearingInput } from "./clearing.ts";

/** A text of so many UTF-16 units, with so many persons, is looked over in less time than a thread takes to begin. */
const SHORT = { units: 12_000, persons: 8 };

/** `findingsOf`, for long texts in a thread of its own. */
export function findingsBeside(input: ClearingInput): Promise<Finding[]> {
  const isShort = input.revision.text.length <= SHORT.units && (input.names?.entities.length ?? 0) <= SHORT.persons;
  if (isShort) return Promise.resolve(findingsOf(input));
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("clearing-worker.ts", import.meta.url), { workerData: input });
    worker.on("message", (found: Finding[]) => resolve(found));
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("the thread that looks a verdict over ended early")));
  });
}
