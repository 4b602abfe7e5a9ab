import { vi } from "vitest";
import type { Actor } from "../../../schema/domain/can.ts";
import type { ExportJob } from "../../../schema/protocol/http/exports.ts";
import type { Exporter } from "../../../server/export/jobs/exporter.ts";

/** The job when it has ended. Looks now and then: a loop without a rest would take a core from the thread that writes the file. */
export function endedJob(exporter: Exporter, id: string, by: Actor): Promise<ExportJob> {
  return vi.waitUntil(
    () => {
      const job = exporter.job(id, by);
      if (!job) throw new Error("no such job");
      return job.state === "done" || job.state === "failed" ? job : null;
    },
    { interval: 4, timeout: 60_000 },
  );
}
