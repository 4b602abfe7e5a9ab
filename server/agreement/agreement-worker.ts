import { parentPort } from "node:worker_threads";
import { agreementOf } from "../../schema/agreement/agreement-of.ts";
import { gamma } from "../../schema/agreement/unitizing/gamma.ts";
import { continuumOf } from "../../schema/agreement/round.ts";
import { disagreementsOf } from "../../schema/reconcile/disagreements-of.ts";
import type { AgreementJob } from "./compute.ts";

// The one who starts this thread is compute.ts, and nothing from outside reaches it.
parentPort?.on("message", (job: AgreementJob) => parentPort?.postMessage(answerTo(job)));

function answerTo(job: AgreementJob): unknown {
  if (job.of === "gamma") return gamma(continuumOf(job.verdict));
  if (job.of === "groups") return job.rounds.map(disagreementsOf);
  return agreementOf(job.round, { resamples: job.resamples });
}
