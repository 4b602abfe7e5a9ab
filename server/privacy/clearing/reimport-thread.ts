import { inWorker } from "../../workers/thread.ts";
import { lookOverReimport, type ReimportJob, type ReimportLook } from "./reimport-look.ts";
import { builtModule } from "../../workers/built-module.ts";

/** Two texts of so many UTF-16 units together are compared in less time than a thread takes to begin. */
const SHORT = 12_000;

/** `lookOverReimport`, for long texts in a thread of its own. */
export async function lookOverReimportInWorker(job: ReimportJob): Promise<ReimportLook> {
  if (job.text.length + job.better.length <= SHORT) return lookOverReimport(job);
  return inWorker<ReimportLook>(builtModule("privacy/clearing/reimport-worker"), job);
}
