import { newId, ScanId, type MemberId, type VerdictId } from "../../schema/domain/ids.ts";
import type { Recognised } from "../../schema/protocol/http/imports.ts";
import type { Problem } from "../../schema/protocol/http/problem.ts";
import { SCAN_KEPT_DAYS, type ScanJob, type ScanView, type VerdictScan } from "../../schema/protocol/http/scans.ts";
import { ImportFailure } from "../import/failure.ts";
import { sniff } from "../import/format.ts";
import { importScan } from "../import/import.ts";
import { mustFit } from "../import/limits.ts";
import type { Log } from "../log.ts";
import type { Realtime } from "../rooms/room-access.ts";
import type { ScanRow, ScanStore } from "../store/scan-store.ts";
import { findOcrData } from "./ocr-data.ts";
import { readScan } from "./reader.ts";
import { isScanKind } from "../store/shapes/scan-kinds.ts";
import { ScanFiles } from "./scan-files.ts";

const DAY_MS = 86_400_000;

/** Scans as jobs, one after the other: their state is in the store and their pages on the disk, so that a restart costs one page. */
export interface ScanDesk {
  /** Takes a file and begins to read it when those before it are done. Throws ImportFailure, or the disk's error. */
  start(member: MemberId, bytes: Uint8Array): Promise<ScanJob>;
  /** The member's own that are not confirmed, newest first. */
  list(member: MemberId): Promise<ScanJob[]>;
  /** Null for another's, and for one that is gone. */
  view(member: MemberId, id: ScanId): Promise<ScanView | null>;
  /** One that failed goes on; any other stays as it is. Null as above. */
  resume(member: MemberId, id: ScanId): Promise<ScanJob | null>;
  /** Ends the reading and leaves nothing; resolves when nothing is left. Confirmed ones are the verdict's and stay. */
  cancel(member: MemberId, id: ScanId): Promise<void>;
  /** What a confirmation is about: its draft, or the verdict that it became; null as above, and before it is ready. */
  draft(member: MemberId, id: ScanId): Promise<{ recognised: Recognised } | { verdict: VerdictId } | null>;
  ofVerdict(verdict: VerdictId): Promise<VerdictScan | null>;
  /** WebP; null where there is none. */
  image(verdict: VerdictId, page: number): Promise<Uint8Array | null>;
  /** Leaves nothing of a verdict's scan. Where there is none this does nothing. */
  destroy(verdict: VerdictId): Promise<void>;
  /**
   * Destroys what was never confirmed, what a verdict does not need any more, and files that no scan knows; goes on with what
   * the process before left.
   */
  purge(): Promise<void>;
  /** Ends the reading, to go on at the next start. */
  stop(): Promise<void>;
}

interface DeskParts {
  store: ScanStore;
  /** Where files and pictures lie. */
  folder: string;
  /** Where trained data lies; null = where systems put it. */
  ocrDataFolder: string | null;
  publish: Realtime["publish"];
  clock: () => Date;
  log: Pick<Log, "error">;
}

/** Throws ImportFailure `empty`, `too-large`, `unknown-format`, `ocr-data-missing`. */
function kindOf(bytes: Uint8Array, ocrDataFolder: string | null): ScanRow["kind"] {
  mustFit(bytes.length);
  const kind = sniff(bytes);
  if (!isScanKind(kind)) throw new ImportFailure("unknown-format", kind);
  const { command } = findOcrData(ocrDataFolder);
  if (command !== null) throw new ImportFailure("ocr-data-missing", "", { command });
  return kind;
}

function toJob({ id, state, pages, done, createdAt, problem }: ScanRow): ScanJob {
  return { id, state, pages, done, createdAt, problem };
}

export function createScanDesk({ store, folder, ocrDataFolder, publish, clock, log }: DeskParts): ScanDesk {
  const files = new ScanFiles(folder);
  /** The scan that is read now. */
  let current: { id: ScanId; ending: AbortController; ended: Promise<void> } | null = null;
  let working: Promise<void> | null = null;
  /** Something was added since it was last looked for what waits. */
  let isMore = false;
  /** Their row may still be there, and nobody may begin to read them. */
  const cancelled = new Set<ScanId>();
  /** Files are written before the row is there; nobody may take them for left over. */
  const arriving = new Set<ScanId>();
  let isStopped = false;

  /** Reads what waits until nothing does; begun while it works it goes on. */
  function work(): void {
    isMore = true;
    working ??= workAll()
      .catch((error: unknown) => log.error({ err: error }, "scans are not read any more"))
      .finally(() => {
        working = null;
        // What came after the last look and before this line would wait for the next scan.
        if (isMore) work();
      });
  }

  async function workAll(): Promise<void> {
    isMore = false;
    for (let next = await nextScan(); next; next = await nextScan()) {
      const ending = new AbortController();
      current = { id: next.id, ending, ended: read(next, ending.signal) };
      await current.ended.finally(() => (current = null));
    }
  }

  async function nextScan(): Promise<ScanRow | null> {
    const open = await store.unconfirmed();
    // Asked after the store was: who cancels or stops meanwhile finds nothing to end.
    const mayBegin = ({ id, state }: ScanRow): boolean =>
      !isStopped && !cancelled.has(id) && (state === "waiting" || state === "reading");
    return open.find(mayBegin) ?? null;
  }

  async function read(scan: ScanRow, signal: AbortSignal): Promise<void> {
    const { id, member, kind } = scan;
    const tell = (): void => publish({ type: "scan", scan: id, member });
    try {
      signal.throwIfAborted();
      await store.setState(id, "reading");
      tell();
      const data = findOcrData(ocrDataFolder);
      if (data.command !== null) throw new ImportFailure("ocr-data-missing", "", { command: data.command });
      const bytes = await files.original(id);
      const done = (await store.pages(id)).map(({ number }) => number);
      await readScan({
        bytes,
        kind,
        done,
        data,
        signal,
        async onOpened(pages) {
          await store.setPages(id, pages);
          tell();
        },
        async onPage(page, image) {
          await files.keepPage(id, page.number, image);
          await store.addPage(id, page);
          tell();
        },
      });
      const { recognised, words } = await importScan(await store.pages(id), { signal });
      await store.finish(id, recognised, words);
      await files.dropOriginal(id);
    } catch (error) {
      // Cancelled, or the server stops: then its state stays, and the next start goes on.
      if (signal.aborted) return;
      await store.setState(id, "failed", problemOf(error));
    }
    tell();
  }

  function problemOf(error: unknown): Problem {
    if (error instanceof ImportFailure) return { code: `import-${error.code}`, params: error.params ?? {} };
    if (isDiskFull(error)) return { code: "scan-no-space", params: {} };
    log.error({ err: error }, "a scan failed");
    return { code: "internal", params: {} };
  }

  async function own(member: MemberId, id: ScanId): Promise<ScanRow | null> {
    const scan = await store.get(id);
    return scan?.member === member && !cancelled.has(id) ? scan : null;
  }

  /** The row goes first: files without a row are removed at the next purge, a row without files would be a lie. */
  async function remove(id: ScanId): Promise<void> {
    cancelled.add(id);
    if (current?.id === id) {
      current.ending.abort(new Error("cancelled"));
      await current.ended;
    }
    await store.remove(id);
    await files.destroy(id);
    cancelled.delete(id);
  }

  return {
    async start(member, bytes) {
      const kind = kindOf(bytes, ocrDataFolder);
      const id = newId(ScanId);
      arriving.add(id);
      try {
        await files.keepOriginal(id, bytes);
        await store.add({ id, member, kind, createdAt: clock().toISOString() });
      } catch (error) {
        await files.destroy(id);
        throw error;
      } finally {
        arriving.delete(id);
      }
      const scan = await store.get(id);
      if (!scan) throw new Error("a scan that was added is gone");
      work();
      return toJob(scan);
    },
    async list(member) {
      const mine = (await store.unconfirmed()).filter((scan) => scan.member === member && !cancelled.has(scan.id));
      return mine.map(toJob).reverse();
    },
    async view(member, id) {
      const scan = await own(member, id);
      return scan && { ...toJob(scan), recognised: scan.state === "ready" ? await store.draft(id) : null };
    },
    async resume(member, id) {
      const scan = await own(member, id);
      if (scan?.state !== "failed") return scan && toJob(scan);
      await store.setState(id, "waiting");
      work();
      return toJob({ ...scan, state: "waiting", problem: null });
    },
    async cancel(member, id) {
      const scan = await own(member, id);
      if (scan?.verdict === null) await remove(id);
    },
    async draft(member, id) {
      const scan = await own(member, id);
      if (scan?.verdict) return { verdict: scan.verdict };
      const recognised = scan?.state === "ready" ? await store.draft(id) : null;
      return recognised && { recognised };
    },
    async ofVerdict(verdict) {
      return (await store.ofVerdict(verdict))?.scan ?? null;
    },
    async image(verdict, page) {
      const found = await store.ofVerdict(verdict);
      return found && files.page(found.id, page);
    },
    async destroy(verdict) {
      const found = await store.ofVerdict(verdict);
      if (found) await remove(found.id);
    },
    async purge() {
      const before = new Date(clock().getTime() - SCAN_KEPT_DAYS * DAY_MS).toISOString();
      for (const id of await store.overdue(before)) await remove(id);
      for (const id of await files.all()) {
        if (arriving.has(id)) continue;
        const scan = await store.get(id);
        if (!scan) await files.destroy(id);
        // Originals are not kept once the text stands.
        else if (scan.state === "ready") await files.dropOriginal(id);
      }
      // What stopped for a reason that is over, a full disk for one, goes on.
      if (!isStopped) work();
    },
    async stop() {
      isStopped = true;
      current?.ending.abort(new Error("the server stops"));
      await working;
    },
  };
}

/** Whether the disk had no room for what was to be written. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ENOSPC" || code === "EDQUOT";
}
