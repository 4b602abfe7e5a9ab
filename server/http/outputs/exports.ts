import { can } from "../../../schema/domain/can.ts";
import { ExportCommand, MatrixFormat } from "../../../schema/protocol/http/exports.ts";
import { NothingToExport } from "../../export/nothing-to-export.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeSignedIn, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** Files of tagged passages, made in the background for their maker. Which verdicts and whose tags is asked of `can` for each. */
export function exportRoutes(deps: Deps) {
  const { exports: exporter } = deps;
  return createRoutes()
    .post("/", async (c) => {
      const by = mustBeSignedIn(c);
      const all = await deps.store.verdicts.all();
      if (!all.some((verdict) => can(by.actor, "export.own", verdict))) throw new Refusal("not-allowed");
      const command = await readBody(c, ExportCommand);
      // Its numbers are of everybody's tags.
      const isMatrix = MatrixFormat.safeParse(command.format).success;
      if (isMatrix && !all.some((verdict) => can(by.actor, "export.all", verdict))) throw new Refusal("not-allowed");
      // Audited when it is made, with its count.
      const job = await exporter.start(by.actor, command).catch((error: unknown) => {
        throw error instanceof NothingToExport ? new Refusal("export-empty") : error;
      });
      return c.json(job, 202);
    })
    .get("/:id", (c) => {
      const job = exporter.job(c.req.param("id"), mustBeSignedIn(c).actor);
      if (!job) throw new Refusal("not-found");
      return c.json(job);
    })
    .get("/:id/file", async (c) => {
      const by = mustBeSignedIn(c);
      const file = await exporter.file(c.req.param("id"), by.actor);
      if (!file) throw new Refusal("export-gone");
      await audit(deps, by, "export.file", { job: c.req.param("id") });
      return c.body(new Uint8Array(file.bytes), 200, {
        "Content-Type": file.type,
        "Content-Disposition": `attachment; filename="${file.name.replace(/[^\w.-]/g, "_")}"`,
      });
    });
}
