import type { MemberId, ScanId, VerdictId } from "../../schema/domain/ids.ts";
import type { Recognised } from "../../schema/protocol/http/imports.ts";
import type { Problem } from "../../schema/protocol/http/problem.ts";
import type { ScanJob, ScanWord, VerdictScan } from "../../schema/protocol/http/scans.ts";
import type { ScanKind } from "./shapes/scan-kinds.ts";
import type { ScannedPage } from "./shapes/scanned-page.ts";

export interface ScanRow extends ScanJob {
  member: MemberId;
  kind: ScanKind;
  /** What was made of it; null until it is confirmed. */
  verdict: VerdictId | null;
}

/** Scans with the pages that are done. Files and pictures are not in here. */
export interface ScanStore {
  /** A file that waits to be read. */
  add(scan: Pick<ScanRow, "id" | "member" | "kind" | "createdAt">): Promise<void>;
  /** Null where there is none. */
  get(id: ScanId): Promise<ScanRow | null>;
  /** All that are not confirmed, oldest first. */
  unconfirmed(): Promise<ScanRow[]>;
  /** Those of all members of which nothing may be left: made before `before` and never confirmed, or of a verdict that is out of preparation. */
  overdue(before: string): Promise<ScanId[]>;
  /** The file has so many pages. */
  setPages(id: ScanId, pages: number): Promise<void>;
  /** `problem` goes with the state `failed`. Throws not-found. */
  setState(id: ScanId, state: "waiting" | "reading" | "failed", problem?: Problem | null): Promise<void>;
  /** A page is done; doing one again puts it in the place of the former. Throws not-found. */
  addPage(id: ScanId, page: ScannedPage): Promise<void>;
  /** The pages that are done, in order, with their words. */
  pages(id: ScanId): Promise<ScannedPage[]>;
  /** All pages are done and put together: what is kept now is the draft, and where each page's words stand in it. Throws not-found. */
  finish(id: ScanId, recognised: Recognised, places: readonly (readonly ScanWord[])[]): Promise<void>;
  /** What was recognised; null before the last page and after the confirmation. */
  draft(id: ScanId): Promise<Recognised | null>;
  /** The scan that a verdict in preparation was made of; null where there is none. */
  ofVerdict(verdict: VerdictId): Promise<{ id: ScanId; scan: VerdictScan } | null>;
  /** Whether there is one to be seen beside the verdict's text. */
  isScanned(verdict: VerdictId): Promise<boolean>;
  /** Where uncertain words begin that were looked at, in revision 1, sorted; null where the verdict has no scan. */
  looked(verdict: VerdictId): Promise<number[] | null>;
  /** Notes words as looked at, or as not. Throws not-found where the verdict has no scan. */
  setLooked(verdict: VerdictId, starts: readonly number[], isLooked: boolean): Promise<void>;
  /** Takes it away with all that was read, from the write-ahead log too. */
  remove(id: ScanId): Promise<void>;
}
