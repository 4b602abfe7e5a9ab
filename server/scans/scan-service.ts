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
export interface ScanService {
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

/** One scan is read at a time; what waits is looked for in the store. */
export class QueuedScanService implements ScanService {
  readonly #store: DeskParts["store"];
  readonly #ocrDataFolder: DeskParts["ocrDataFolder"];
  readonly #publish: DeskParts["publish"];
  readonly #clock: DeskParts["clock"];
  readonly #log: DeskParts["log"];
  readonly #files: ScanFiles;
  /** The scan that is read now. */
  #current: { id: ScanId; ending: AbortController; ended: Promise<void> } | null = null;
  #working: Promise<void> | null = null;
  /** Something was added since it was last looked for what waits. */
  #isMore = false;
  /** Their row may still be there, and nobody may begin to read them. */
  readonly #cancelled = new Set<ScanId>();
  /** Files are written before the row is there; nobody may take them for left over. */
  readonly #arriving = new Set<ScanId>();
  #isStopped = false;

  constructor({ store, folder, ocrDataFolder, publish, clock, log }: DeskParts) {
    this.#store = store;
    this.#files = new ScanFiles(folder);
    this.#ocrDataFolder = ocrDataFolder;
    this.#publish = publish;
    this.#clock = clock;
    this.#log = log;
  }

  readonly start: ScanService["start"] = async (member, bytes) => {
    const kind = kindOf(bytes, this.#ocrDataFolder);
    const id = newId(ScanId);
    this.#arriving.add(id);
    try {
      await this.#files.keepOriginal(id, bytes);
      await this.#store.add({ id, member, kind, createdAt: this.#clock().toISOString() });
    } catch (error) {
      await this.#files.destroy(id);
      throw error;
    } finally {
      this.#arriving.delete(id);
    }
    const scan = await this.#store.get(id);
    if (!scan) throw new Error("a scan that was added is gone");
    this.#work();
    return toJob(scan);
  };

  readonly list: ScanService["list"] = async (member) => {
    const mine = (await this.#store.unconfirmed()).filter(
      (scan) => scan.member === member && !this.#cancelled.has(scan.id),
    );
    return mine.map(toJob).reverse();
  };

  readonly view: ScanService["view"] = async (member, id) => {
    const scan = await this.#own(member, id);
    return scan && { ...toJob(scan), recognised: scan.state === "ready" ? await this.#store.draft(id) : null };
  };

  readonly resume: ScanService["resume"] = async (member, id) => {
    const scan = await this.#own(member, id);
    if (scan?.state !== "failed") return scan && toJob(scan);
    await this.#store.setState(id, "waiting");
    this.#work();
    return toJob({ ...scan, state: "waiting", problem: null });
  };

  readonly cancel: ScanService["cancel"] = async (member, id) => {
    const scan = await this.#own(member, id);
    if (scan?.verdict === null) await this.#remove(id);
  };

  readonly draft: ScanService["draft"] = async (member, id) => {
    const scan = await this.#own(member, id);
    if (scan?.verdict) return { verdict: scan.verdict };
    const recognised = scan?.state === "ready" ? await this.#store.draft(id) : null;
    return recognised && { recognised };
  };

  readonly ofVerdict: ScanService["ofVerdict"] = async (verdict) => {
    return (await this.#store.ofVerdict(verdict))?.scan ?? null;
  };

  readonly image: ScanService["image"] = async (verdict, page) => {
    const found = await this.#store.ofVerdict(verdict);
    return found && this.#files.page(found.id, page);
  };

  readonly destroy: ScanService["destroy"] = async (verdict) => {
    const found = await this.#store.ofVerdict(verdict);
    if (found) await this.#remove(found.id);
  };

  readonly purge: ScanService["purge"] = async () => {
    const before = new Date(this.#clock().getTime() - SCAN_KEPT_DAYS * DAY_MS).toISOString();
    for (const id of await this.#store.overdue(before)) await this.#remove(id);
    for (const id of await this.#files.all()) {
      if (this.#arriving.has(id)) continue;
      const scan = await this.#store.get(id);
      if (!scan) await this.#files.destroy(id);
      // Originals are not kept once the text stands.
      else if (scan.state === "ready") await this.#files.dropOriginal(id);
    }
    // What stopped for a reason that is over, a full disk for one, goes on.
    if (!this.#isStopped) this.#work();
  };

  readonly stop: ScanService["stop"] = async () => {
    this.#isStopped = true;
    this.#current?.ending.abort(new Error("the server stops"));
    await this.#working;
  };

  /** Reads what waits until nothing does; begun while it works it goes on. */
  #work(): void {
    this.#isMore = true;
    this.#working ??= this.#workAll()
      .catch((error: unknown) => this.#log.error({ err: error }, "scans are not read any more"))
      .finally(() => {
        this.#working = null;
        // What came after the last look and before this line would wait for the next scan.
        if (this.#isMore) this.#work();
      });
  }

  async #workAll(): Promise<void> {
    this.#isMore = false;
    for (let next = await this.#nextScan(); next; next = await this.#nextScan()) {
      const ending = new AbortController();
      this.#current = { id: next.id, ending, ended: this.#read(next, ending.signal) };
      await this.#current.ended.finally(() => (this.#current = null));
    }
  }

  async #nextScan(): Promise<ScanRow | null> {
    const open = await this.#store.unconfirmed();
    // Asked after the store was: who cancels or stops meanwhile finds nothing to end.
    const mayBegin = ({ id, state }: ScanRow): boolean =>
      !this.#isStopped && !this.#cancelled.has(id) && (state === "waiting" || state === "reading");
    return open.find(mayBegin) ?? null;
  }

  async #read(scan: ScanRow, signal: AbortSignal): Promise<void> {
    const { id, member, kind } = scan;
    const tell = (): void => this.#publish({ type: "scan", scan: id, member });
    try {
      signal.throwIfAborted();
      await this.#store.setState(id, "reading");
      tell();
      const data = findOcrData(this.#ocrDataFolder);
      if (data.command !== null) throw new ImportFailure("ocr-data-missing", "", { command: data.command });
      const bytes = await this.#files.original(id);
      const done = (await this.#store.pages(id)).map(({ number }) => number);
      await readScan({
        bytes,
        kind,
        done,
        data,
        signal,
        onOpened: async (pages) => {
          await this.#store.setPages(id, pages);
          tell();
        },
        onPage: async (page, image) => {
          await this.#files.keepPage(id, page.number, image);
          await this.#store.addPage(id, page);
          tell();
        },
      });
      const { recognised, words } = await importScan(await this.#store.pages(id), { signal });
      await this.#store.finish(id, recognised, words);
      await this.#files.dropOriginal(id);
    } catch (error) {
      // Cancelled, or the server stops: then its state stays, and the next start goes on.
      if (signal.aborted) return;
      await this.#store.setState(id, "failed", this.#problemOf(error));
    }
    tell();
  }

  #problemOf(error: unknown): Problem {
    if (error instanceof ImportFailure) return { code: `import-${error.code}`, params: error.params ?? {} };
    if (isDiskFull(error)) return { code: "scan-no-space", params: {} };
    this.#log.error({ err: error }, "a scan failed");
    return { code: "internal", params: {} };
  }

  async #own(member: MemberId, id: ScanId): Promise<ScanRow | null> {
    const scan = await this.#store.get(id);
    return scan?.member === member && !this.#cancelled.has(id) ? scan : null;
  }

  /** The row goes first: files without a row are removed at the next purge, a row without files would be a lie. */
  async #remove(id: ScanId): Promise<void> {
    this.#cancelled.add(id);
    if (this.#current?.id === id) {
      this.#current.ending.abort(new Error("cancelled"));
      await this.#current.ended;
    }
    await this.#store.remove(id);
    await this.#files.destroy(id);
    this.#cancelled.delete(id);
  }
}

/** Whether the disk had no room for what was to be written. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ENOSPC" || code === "EDQUOT";
}
