import { parentPort } from "node:worker_threads";
import { findingsOf, type ClearingInput } from "./clearing.ts";

// The one who starts this thread is clearing-thread.ts, and nothing from outside reaches it.
parentPort?.on("message", (input: ClearingInput) => parentPort?.postMessage(findingsOf(input)));
