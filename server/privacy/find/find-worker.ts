import { parentPort } from "node:worker_threads";
import type { FindJob } from "./find-thread.ts";
import { findNames } from "./find.ts";

// The one who starts this thread is find-thread.ts, and nothing from outside reaches it.
parentPort?.on("message", ({ text, written }: FindJob) => parentPort?.postMessage(findNames(text, written)));
