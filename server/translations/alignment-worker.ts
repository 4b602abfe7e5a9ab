import { parentPort } from "node:worker_threads";
import { proposeAlignment } from "./alignment.ts";
import type { AlignmentJob } from "./alignment-thread.ts";

// The one who starts this thread is alignment-thread.ts, and nothing from outside reaches it.
parentPort?.on("message", ({ revision, translation }: AlignmentJob) =>
  parentPort?.postMessage(proposeAlignment(revision, translation)),
);
