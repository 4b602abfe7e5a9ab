import { parentPort, workerData } from "node:worker_threads";
import type { FindJob } from "./find-thread.ts";
import { findNames } from "./find.ts";

// The one who starts this thread is find-thread.ts, and nothing from outside reaches `workerData`.
const { text, written } = workerData as FindJob;
parentPort?.postMessage(findNames(text, written));
