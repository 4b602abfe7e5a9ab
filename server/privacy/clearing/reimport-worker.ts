import { parentPort } from "node:worker_threads";
import { lookOverReimport, type ReimportJob } from "./reimport-look.ts";

// The one who starts this thread is reimport-thread.ts, and nothing from outside reaches it.
parentPort?.on("message", (job: ReimportJob) => parentPort?.postMessage(lookOverReimport(job)));
