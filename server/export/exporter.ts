import { mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Actor } from "../../schema/domain/can.ts";
import { randomId } from "../../schema/domain/ids.ts";
import { ExportCommand, type ExportFormat, type ExportJob } from "../../schema/protocol/http/exports.ts";
import { passagesDocx } from "../documents/passages-docx.ts";
import { verdictDocx } from "../documents/verdict-docx.ts";
import type { Store } from "../store/store.ts";
import { toCsv } from "./csv.ts";
import { toJson } from "./json.ts";
import { toJsonLd } from "./jsonld.ts";
import { collectPassages, type ExportContent } from "./passages.ts";
import { toXlsx } from "./xlsx.ts";

/** Files are kept this long, then removed (DESIGN section 5). */
export const EXPORT_KEPT_MS = 24 * 3_600_000;

const FILES: Record<ExportFormat, { extension: string; type: string }> = {
  csv: { extension: "csv", type: "text/csv; charset=utf-8" },
  xlsx: { extension: "xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  docx: { extension: "docx", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  "docx-verdict": {
    extension: "docx",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  },
  json: { extension: "json", type: "application/json" },
  jsonld: { extension: "jsonld", type: "application/ld+json" },
};

export interface ExportFile {
  bytes: Uint8Array;
  /** Names the network's day and the format; no case number. */
  name: string;
  type: string;
}

export interface Exporter {
  /** Begins an export; the job says how far it is. `countOnly` answers at once. */
  start(actor: Actor, command: ExportCommand): Promise<ExportJob>;
  /** A job of this member; null for another's or one that is gone. */
  job(id: string, actor: Actor): ExportJob | null;
  file(id: string, actor: Actor): Promise<ExportFile | null>;
  /** Removes files that have been kept long enough; all of them with `everything`. */
  purge(everything?: boolean): Promise<void>;
}

interface Entry {
  job: ExportJob;
  owner: string;
  path: string;
  type: string;
}

/** Writes content in one format. Throws RangeError where `docx-verdict` has not exactly one verdict. */
export async function writeExport(
  content: ExportContent,
  format: ExportFormat,
  groupBy: "category" | "verdict",
): Promise<Uint8Array> {
  if (format === "csv") return toCsv(content);
  if (format === "xlsx") return toXlsx(content);
  if (format === "json") return toJson(content);
  if (format === "jsonld") return toJsonLd(content);
  if (format === "docx") return passagesDocx(content, groupBy);
  const [verdict, ...others] = content.verdicts;
  if (!verdict || others.length > 0) throw new RangeError("one verdict is needed");
  return verdictDocx(content, verdict);
}

/** What a file may be called: the day, the format, nothing of the case. */
export function exportName(format: ExportFormat, at: string): string {
  return `coram-${format === "docx-verdict" ? "verdict" : "passages"}-${at.slice(0, 10)}.${FILES[format].extension}`;
}

/** Exports as jobs with progress; files lie in `folder` for a day, readable by their maker only. */
export function createExporter(deps: {
  store: Store;
  folder: string;
  now?: () => Date;
  onError?: (error: unknown) => void;
}): Exporter {
  const { store, folder, now = () => new Date(), onError = () => {} } = deps;
  const entries = new Map<string, Entry>();

  async function work(entry: Entry, actor: Actor, command: ReturnType<typeof ExportCommand.parse>): Promise<void> {
    const { job } = entry;
    try {
      job.state = "running";
      const content = await collectPassages(store, actor, command.filter, command.language, now().toISOString());
      job.count = content.head.count;
      const bytes = await writeExport(content, command.format, command.groupBy);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(entry.path, bytes, { mode: 0o600 });
      await store.audit.append({
        at: now().toISOString(),
        actor: actor.id,
        action: "export.made",
        subject: {
          format: command.format,
          count: content.head.count,
          verdicts: content.verdicts.length,
          ownOnly: content.head.ownOnly,
        },
      });
      job.done = job.count;
      job.state = "done";
    } catch (error) {
      if (!(error instanceof RangeError)) onError(error);
      job.state = "failed";
      job.problem = error instanceof RangeError ? "export-empty" : "internal";
    }
  }

  return {
    async start(actor, input) {
      const command = ExportCommand.parse(input);
      const at = now().toISOString();
      const id = randomId();
      const job: ExportJob = {
        id,
        state: "waiting",
        count: 0,
        done: 0,
        fileName: exportName(command.format, at),
        problem: null,
      };
      if (command.countOnly) {
        const content = await collectPassages(store, actor, command.filter, command.language, at);
        return { ...job, state: "done", count: content.head.count, done: content.head.count, fileName: null };
      }
      const entry = {
        job,
        owner: actor.id,
        path: join(folder, `${id}.${FILES[command.format].extension}`),
        type: FILES[command.format].type,
      };
      entries.set(id, entry);
      void work(entry, actor, command);
      return { ...job };
    },
    job(id, actor) {
      const entry = entries.get(id);
      return entry?.owner === actor.id ? { ...entry.job } : null;
    },
    async file(id, actor) {
      const entry = entries.get(id);
      if (entry?.owner !== actor.id || entry.job.state !== "done") return null;
      try {
        return { bytes: await readFile(entry.path), name: entry.job.fileName ?? "coram", type: entry.type };
      } catch {
        return null;
      }
    },
    async purge(everything = false) {
      let names: string[];
      try {
        names = await readdir(folder);
      } catch {
        return;
      }
      for (const name of names) {
        const path = join(folder, name);
        const made = (await stat(path)).mtimeMs;
        if (!everything && now().getTime() - made < EXPORT_KEPT_MS) continue;
        await rm(path, { force: true });
        for (const [id, entry] of entries) if (entry.path === path) entries.delete(id);
      }
    },
  };
}
