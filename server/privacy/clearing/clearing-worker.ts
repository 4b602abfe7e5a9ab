import { parentPort, workerData } from "node:worker_threads";
import { findingsOf, type ClearingInput } from "./clearing.ts";

// The one who starts this thread is clearing-thread.ts, and nothing from outside reaches `workerData`.
parentPort?.postMessage(findingsOf(workerData as ClearingInput));
