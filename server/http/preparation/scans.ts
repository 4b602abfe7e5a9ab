import { z } from "zod";
import { ScanId, type VerdictId } from "../../../schema/domain/ids.ts";
import { ImportConfirm, type Recognised } from "../../../schema/protocol/http/imports.ts";
import { LookedChange, type LookedWords } from "../../../schema/protocol/http/scans.ts";
import { ImportFailure } from "../../import/failure.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { isDiskFull } from "../../scans/scan-service.ts";
import { StoreError } from "../../store/store-error.ts";
import { confirmDraft } from "../../actions/confirm-draft.ts";
import { readFile } from "./imports.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, pathId, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "scans" | "store">;

export function scanRoutes(deps: Needs) {
  const { scans } = deps;

  async function refusal(by: SignedIn, error: unknown): Promise<never> {
    if (isDiskFull(error)) throw new Refusal("scan-no-space");
    if (!(error instanceof ImportFailure)) throw error;
    await audit(deps, by, "import.refused", { reason: error.code });
    throw new Refusal(`import-${error.code}`, error.params);
  }

  return createRoutes()
    .post("/", async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      const bytes = new Uint8Array(await (await readFile(c)).arrayBuffer());
      const job = await scans.start(by.member.id, bytes).catch((error: unknown) => refusal(by, error));
      await audit(deps, by, "scan.start", { scan: job.id });
      return c.json(job, 202);
    })
    .get("/", async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      return c.json(await scans.list(by.member.id));
    })
    .get("/:id", async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      const view = await scans.view(by.member.id, pathId(c, "id", ScanId));
      if (!view) throw new Refusal("not-found");
      return c.json(view);
    })
    .post("/:id/resume", async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      const job = await scans.resume(by.member.id, pathId(c, "id", ScanId));
      if (!job) throw new Refusal("not-found");
      return c.json(job, 202);
    })
    .delete("/:id", async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      await scans.cancel(by.member.id, pathId(c, "id", ScanId));
      return c.body(null, 204);
    })
    .post("/:id/confirm", async (c) => {
      const by = mustBeAllowed(c, "verdict.import", null);
      const confirmed = await readBody(c, ImportConfirm);
      return c.json({ verdict: await confirmScan(deps, by, pathId(c, "id", ScanId), confirmed) }, 201);
    });
}

/** The verdict that a scan becomes, or has become: somebody who did not hear the answer asks again. */
async function confirmScan(deps: Needs, by: SignedIn, id: ScanId, confirmed: ReturnType<typeof ImportConfirm.parse>) {
  const found = await mustBeReady(deps, by, id);
  if ("verdict" in found) return found.verdict;
  try {
    return await confirmDraft(deps, by, found.recognised, confirmed, id);
  } catch (error) {
    const isTaken = error instanceof StoreError && error.code === "conflict";
    const isKnown = error instanceof Refusal && error.problem.code === "import-known";
    if (!isTaken && !isKnown) throw error;
    // It may be the very one that was made of this scan meanwhile.
    const since = await mustBeReady(deps, by, id);
    if ("verdict" in since) return since.verdict;
    throw isKnown ? error : new Refusal("import-gone");
  }
}

async function mustBeReady(deps: Pick<Deps, "scans">, by: SignedIn, id: ScanId) {
  const found = await deps.scans.draft(by.member.id, id);
  if (!found) throw new Refusal("import-gone");
  return found satisfies { recognised: Recognised } | { verdict: string };
}

const PageNumber = z.coerce.number().int().positive();

/** The pictures of a verdict in preparation, and where its words stand on them. */
export function verdictScanRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/scan", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      mustBeAllowed(c, "verdict.prepare", verdict);
      const scan = await deps.scans.ofVerdict(verdict.id);
      if (!scan) throw new Refusal("not-found");
      return c.json(scan);
    })
    .get("/:id/scan/pages/:n", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      mustBeAllowed(c, "verdict.prepare", verdict);
      const image = await deps.scans.image(verdict.id, pathId(c, "n", PageNumber));
      if (!image) throw new Refusal("not-found");
      return c.body(new Uint8Array(image), 200, { "content-type": "image/webp" });
    })
    .get("/:id/scan/looked", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      mustBeAllowed(c, "verdict.prepare", verdict);
      return c.json(await viewLooked(deps, verdict.id));
    })
    .put("/:id/scan/looked", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const { starts, looked } = await readBody(c, LookedChange);
      await deps.store.scans.setLooked(verdict.id, starts, looked);
      await audit(deps, by, "scan.looked", { verdict: verdict.id, words: starts.length, looked });
      deps.realtime.publish({ type: "preparation", verdict: verdict.id });
      return c.json(await viewLooked(deps, verdict.id));
    });
}

async function viewLooked(deps: Pick<Deps, "store">, verdict: VerdictId): Promise<LookedWords> {
  const starts = await deps.store.scans.looked(verdict);
  if (!starts) throw new Refusal("not-found");
  return { starts };
}
