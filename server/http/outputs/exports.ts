import type { z } from "zod";
import { can, type Actor } from "../../../schema/domain/can.ts";
import { ExportCommand, MatrixFormat, OutputFormat } from "../../../schema/protocol/http/exports.ts";
import { NothingToExport } from "../../export/nothing-to-export.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { Refusal } from "../../refusal.ts";
import type { Store } from "../../store/store.ts";
import { createRoutes, mustBeSignedIn, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** Whether somebody may take the document out that they ask for; null where they ask for none that they see. */
async function mayTakeOut(
  store: Store,
  actor: Actor,
  { format, output }: z.output<typeof ExportCommand>,
): Promise<boolean | null> {
  const row = OutputFormat.safeParse(format).success && output ? await store.outputs.get(output.output) : null;
  const subject = row && (await new OutputSubjects(store).of(actor, row));
  return subject && can(actor, "output.read", subject) ? can(actor, "output.export", subject) : null;
}

/** Files of tagged passages, made in the background for their maker. Which verdicts and whose tags is asked of `can` for each. */
export function exportRoutes(deps: Pick<Deps, "clock" | "exports" | "store">) {
  const { exports: exporter } = deps;
  return createRoutes()
    .post("/", async (c) => {
      const by = mustBeSignedIn(c);
      const command = await readBody(c, ExportCommand);
      const all = await deps.store.verdicts.all();
      const mayPaper = await mayTakeOut(deps.store, by.actor, command);
      if (!(mayPaper ?? all.some((verdict) => can(by.actor, "export.own", verdict)))) throw new Refusal("not-allowed");
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
    .delete("/:id", async (c) => {
      if (!(await exporter.cancel(c.req.param("id"), mustBeSignedIn(c).actor))) throw new Refusal("not-found");
      return c.body(null, 204);
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
