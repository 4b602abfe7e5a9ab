import { z } from "zod";
import { ScanId } from "../../domain/ids.ts";
import { Range } from "../../text/revision.ts";
import { Recognised } from "./imports.ts";
import { Problem } from "./problem.ts";

/**
 * Files whose text has to be read from pictures: scanned PDF, PNG, JPEG. Reading takes seconds a page, so a scan is a job
 * that survives restarts of the server. `POST /api/imports` answers such a file with the problem `import-no-text` and
 * `{scan: 1}`: the client then sends the same file here (any PDF may be sent; its pages with text of their own are taken
 * as they are). All routes are for who may `verdict.import`, and everybody has only their own scans; the verdict's for who
 * may `verdict.prepare` it.
 *
 * POST   /api/scans             multipart `file` → 202 ScanJob (413 import-too-large, 422 import-ocr-data-missing with
 *                               `{command}`, 507 scan-no-space, other import-… codes)
 * GET    /api/scans             → ScanJob[], newest first: those not yet confirmed
 * GET    /api/scans/:id         → ScanView
 * POST   /api/scans/:id/resume  → 202 ScanJob: a failed one goes on with the page it failed at
 * DELETE /api/scans/:id         → 204: ends the reading and destroys file, images and text
 * POST   /api/scans/:id/confirm ImportConfirm → 201 ImportConfirmed, as an import's; 410 import-gone unless it is ready.
 *                               Sent again it answers the same verdict.
 * GET    /api/verdicts/:id/scan           → VerdictScan; 404 where the verdict has none (not scanned, or cleared)
 * GET    /api/verdicts/:id/scan/pages/:n  → the image of page n (from 1), image/webp, no-store
 * GET    /api/verdicts/:id/scan/looked    → LookedWords; 404 as above
 * PUT    /api/verdicts/:id/scan/looked    LookedChange → LookedWords; the others who prepare it hear the event `preparation`
 *
 * Each page that is done, and the end, comes as the event `scan` to the scan's member.
 */
export const SCAN_STATES = ["waiting", "reading", "ready", "failed"] as const;

/** Unconfirmed scans are destroyed after so long. */
export const SCAN_KEPT_DAYS = 7;

export const ScanJob = z.object({
  id: ScanId,
  state: z.enum(SCAN_STATES),
  /** Pages of the file; null until it was opened. */
  pages: z.int().positive().nullable(),
  /** Pages that are done. */
  done: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  /** Why it failed; null else. */
  problem: Problem.nullable(),
});
export type ScanJob = z.infer<typeof ScanJob>;

/** The draft comes with the state `ready`. */
export const ScanView = ScanJob.extend({ recognised: Recognised.nullable() });
export type ScanView = z.infer<typeof ScanView>;

/** Words that were read with less confidence (0 to 100) are marked for a look. */
export const UNCERTAIN_BELOW = 75;

/** Left, top, width and height in pixels of the page's image. */
export const Box = z.tuple([z.int(), z.int(), z.int(), z.int()]);
export type Box = z.infer<typeof Box>;

/** A stretch of the text and where it stands on the page. A word that was broken over two lines is two that touch. */
export const ScanWord = z.object({
  /** Offsets in revision 1: carry them by the edit maps. */
  ...Range.shape,
  box: Box,
  /** 0 to 100. */
  confidence: z.number(),
});
export type ScanWord = z.infer<typeof ScanWord>;

export const VerdictScan = z.object({
  pages: z.array(
    z.object({
      /** From 1. */
      number: z.int().positive(),
      /** `text`: the file gave the text of this page itself, and there are no words. */
      source: z.enum(["read", "text"]),
      /** Of the image, in pixels. */
      width: z.int().positive(),
      height: z.int().positive(),
      /** In the order of the text. */
      words: z.array(ScanWord),
    }),
  ),
});
export type VerdictScan = z.infer<typeof VerdictScan>;

/** Uncertain words that somebody has looked at and left as they are, by where they begin in revision 1; sorted. */
export const LookedWords = z.object({ starts: z.array(z.int().nonnegative()) });
export type LookedWords = z.infer<typeof LookedWords>;

/** Words that were looked at, or with `looked` false that were not, after all. */
export const LookedChange = z.object({
  starts: z.array(z.int().nonnegative().max(20_000_000)).min(1).max(5000),
  looked: z.boolean(),
});
export type LookedChange = z.infer<typeof LookedChange>;
