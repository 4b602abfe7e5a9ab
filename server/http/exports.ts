import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { Actor } from "../../schema/domain/can.ts";
import { ExportCommand, type ExportJob } from "../../schema/protocol/http/exports.ts";
import { Refusal } from "./problems.ts";
import { audit, createRoutes, mustBeSignedIn, readBody, type Deps } from "./route.ts";

/** Makes export files from rows, for those who may have them. */
export interface ExportDesk {
  /** Counts, and unless only that was asked begins the file. Asks `can` for every verdict itself. */
  start(actor: Actor, command: ReturnType<typeof ExportCommand.parse>): Promise<ExportJob>;
  /** null where there is no such job of this actor. */
  job(id: string, actor: Actor): Promise<ExportJob | null>;
  /** The finished file; null while it is not finished, after 24 hours, and for others. */
  file(id: string, actor: Actor): Promise<{ path: string; fileName: string; mediaType: string } | null>;
}

export function exportRoutes(deps: Deps, desk: ExportDesk) {
  return createRoutes()
    .post("/", async (c) => {
      const by = mustBeSignedIn(c);
      if (by.actor.guest || by.actor.role === "reviewer" || by.actor.role === "reader")
        throw new Refusal("not-allowed");
      const command = await readBody(c, ExportCommand);
      const job = await desk.start(by.actor, command);
      if (!command.countOnly)
        await audit(deps, by, "export.start", { job: job.id, format: command.format, count: job.count });
      return c.json(job, 202);
    })
    .get("/:id", async (c) => {
      const by = mustBeSignedIn(c);
      const job = await desk.job(c.req.param("id"), by.actor);
      if (!job) throw new Refusal("not-found");
      return c.json(job);
    })
    .get("/:id/file", async (c) => {
      const by = mustBeSignedIn(c);
      const file = await desk.file(c.req.param("id"), by.actor);
      if (!file) throw new Refusal("export-gone");
      await audit(deps, by, "export.file", { job: c.req.param("id") });
      const stream = Readable.toWeb(createReadStream(file.path)) as ReadableStream<Uint8Array>;
      return c.body(stream, 200, {
        "Content-Type": file.mediaType,
        "Content-Disposition": `attachment; filename="${file.fileName.replace(/[^\w.-]/g, "_")}"`,
      });
    });
}
