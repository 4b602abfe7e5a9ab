import { parentPort, workerData } from "node:worker_threads";
import { lookOverReimport, type ReimportJob } from "./reimport-look.ts";

// The one who starts this thread is reimport-thread.ts, and nothing from outside reaches `workerData`.
parentPort?.postMessage(lookOverReimport(workerData as ReimportJob));
