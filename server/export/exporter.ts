import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Actor } from "../../schema/domain/can.ts";
import { randomId, type VerdictId } from "../../schema/domain/ids.ts";
import {
  ExportCommand,
  LEAKS_MAX,
  MatrixFormat,
  OutputFormat,
  RegisterFormat,
  RulingFormat,
  type ExportJob,
  type Leak,
} from "../../schema/protocol/http/exports.ts";
import { createAgreement, type Agreement } from "../agreement/compute.ts";
import { collectOutputFile } from "../documents/output/collect.ts";
import { collectMatrixFile } from "../matrix/file.ts";
import { notThere } from "../not-there.ts";
import type { Store } from "../store/store.ts";
import { countOf, exportName, FILE_KINDS } from "./formats.ts";
import { erasedIn } from "./erased-check.ts";
import { LeakError } from "./leak-check.ts";
import { NothingToExport } from "./nothing-to-export.ts";
import { collectPassages, type ExportContent } from "./passages.ts";
import { collectRegisterFile } from "../outputs/register.ts";
import { collectRulingsFile } from "../reconcile/rulings-file.ts";
import { writeInThread } from "./write-job.ts";

/** Files are kept this long, then removed (DESIGN section 5). */
export const EXPORT_KEPT_MS = 24 * 3_600_000;

export interface ExportFile {
  bytes: Uint8Array;
  /** Names the day and the format; no case number. */
  name: string;
  type: string;
}

export interface Exporter {
  /**
   * Begins an export, after those begun before it; the job says how far it is. `countOnly` answers at once, and throws
   * NothingToExport where there is nothing of the kind.
   */
  start(actor: Actor, command: ExportCommand): Promise<ExportJob>;
  /** A job of this member; null for another's, for one that is gone, and after a change of the member's role. */
  job(id: string, actor: Actor): ExportJob | null;
  file(id: string, actor: Actor): Promise<ExportFile | null>;
  /** Removes files that have been kept long enough, and any that no job knows; all of them with `everything`. */
  purge(everything?: boolean): Promise<void>;
  /**
   * A verdict's words were redacted (null: all): removes every file that holds them, and makes anew what is being made. With
   * `isTypedToo` also what people wrote in documents: it may be of a verdict that they do not quote.
   */
  forget(verdict: VerdictId | null, isTypedToo?: boolean): Promise<void>;
  /** How many made files may hold words of the verdict, typed ones too, or how many there are. */
  holding(verdict: VerdictId | null): number;
  /** Ends what is being made; resolves when nothing is written any more. */
  stop(): Promise<void>;
}

interface Entry {
  job: ExportJob;
  actor: Actor;
  path: string;
  type: string;
  madeAt: number;
  /** Those whose words are in the file; null while that is not known. */
  verdicts: Set<VerdictId> | null;
  /** Whether it holds what people wrote in documents. */
  isTyped: boolean;
  /** Words that it was made from are gone. */
  isStale: boolean;
}

type Command = ReturnType<typeof ExportCommand.parse>;

/** Exports as jobs with progress, one after the other; files lie in `folder` for a day, readable by their maker only. */
export function createExporter(deps: {
  store: Store;
  folder: string;
  now?: () => Date;
  onError?: (error: unknown) => void;
  /** Whether typed words hold what was erased from a verdict. */
  isErased?: (verdict: VerdictId, text: string) => boolean;
  /** Says on covers how far those agree who read the verdicts. */
  agreement?: Agreement;
}): Exporter {
  const { store, folder, now = () => new Date(), onError = () => {}, isErased = () => false } = deps;
  const agreement = deps.agreement ?? createAgreement();
  const entries = new Map<string, Entry>();
  const stopping = new AbortController();
  let queue = Promise.resolve();

  async function work(entry: Entry, command: Command): Promise<void> {
    const { job } = entry;
    try {
      job.state = "running";
      do await audit(entry, command, await make(entry, command));
      while (entry.isStale);
      job.done = job.count;
      job.state = "done";
    } catch (error) {
      await rm(entry.path, { force: true });
      job.problem = error instanceof NothingToExport ? "export-empty" : "internal";
      if (error instanceof LeakError) await block(entry, command, error.leaks).catch(onError);
      else if (!(error instanceof NothingToExport) && !stopping.signal.aborted) onError(error);
      job.state = "failed";
    }
  }

  /** Says where the leaks are, to its maker; the audit log hears kinds and counts. */
  async function block({ job, actor }: Entry, { format }: Command, leaks: Leak[]): Promise<void> {
    tellLeaks(job, leaks);
    job.problem = "export-leak";
    const kinds = [...new Set(leaks.map(({ kind }) => kind))].sort().join(" ");
    const subject = { job: job.id, format, leaks: leaks.length, kinds };
    await store.audit.append({ at: now().toISOString(), actor: actor.id, action: "export.blocked", subject });
  }

  function collect(
    actor: Actor,
    { filter, language, format, matrix, output, register }: Command,
    at: string,
    onFound?: (count: number) => void,
  ): Promise<ExportContent> {
    if (OutputFormat.safeParse(format).success) return collectOutputFile(store, agreement, actor, output, at);
    if (RegisterFormat.safeParse(format).success) return collectRegisterFile(store, actor, register, language, at);
    if (RulingFormat.safeParse(format).success) return collectRulingsFile(store, actor, filter.verdicts, language, at);
    if (MatrixFormat.safeParse(format).success) return collectMatrixFile(store, actor, matrix, language, at);
    return collectPassages(store, () => actor, { filter, language, at }, onFound);
  }

  async function make(entry: Entry, command: Command): Promise<ExportContent> {
    const { format, groupBy, despite } = command;
    const { job, actor } = entry;
    stopping.signal.throwIfAborted();
    entry.isStale = false;
    entry.verdicts = null;
    const content = await collect(actor, command, now().toISOString(), (count) => (job.count = count));
    job.count = countOf(content, format);
    const lines = content.matrix?.lines.flatMap(({ verdict }) => verdict ?? []) ?? [];
    const quoted = [...(content.output?.verdicts ?? []), ...(content.register?.verdicts ?? [])];
    entry.verdicts = new Set([
      ...content.verdicts.map(({ verdict }) => verdict.id),
      ...lines,
      ...quoted,
      ...(content.rulings ? [content.rulings.verdict] : []),
    ]);
    const known = await erasedIn(content, isErased);
    const { bytes, leaks } = await writeInThread(
      {
        content,
        format,
        groupBy,
        // Only who may export all may answer for what goes out.
        passed: content.head.ownOnly ? 0 : (despite?.leaks ?? 0),
        known,
      },
      (done) => (job.done = done),
      stopping.signal,
    );
    tellLeaks(job, leaks);
    job.passed = leaks.length > 0 ? (despite?.reason ?? null) : null;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(entry.path, bytes, { mode: 0o600 });
    return content;
  }

  async function audit({ job, actor, verdicts }: Entry, { format }: Command, { head }: ExportContent): Promise<void> {
    const verdictCount = verdicts?.size ?? 0;
    // Facilitators read the log: how much a coder has found is nobody's before the reveal.
    const isHidden = await isAnyBlind(verdicts ?? []);
    return store.audit.append({
      at: now().toISOString(),
      actor: actor.id,
      action: "export.made",
      subject: {
        job: job.id,
        format,
        ...(isHidden ? {} : { count: job.count }),
        verdicts: verdictCount,
        ownOnly: head.ownOnly,
        ...(job.passed ? { ...(isHidden ? {} : { leaks: job.leakCount }), passed: job.passed } : {}),
      },
    });
  }

  async function isAnyBlind(verdicts: Iterable<VerdictId>): Promise<boolean> {
    for (const id of verdicts) if ((await store.verdicts.rounds(id)).at(-1)?.mode === "blind") return true;
    return false;
  }

  function entryOf(id: string, actor: Actor): Entry | null {
    const entry = entries.get(id);
    const isTheirs = entry?.actor.id === actor.id && entry.actor.role === actor.role;
    return isTheirs && !isOld(entry) ? entry : null;
  }

  function isOld({ madeAt }: Entry): boolean {
    return now().getTime() - madeAt >= EXPORT_KEPT_MS;
  }

  const mayHold = ({ verdicts, isTyped }: Entry, verdict: VerdictId | null, isTypedToo: boolean): boolean =>
    verdict === null || verdicts === null || verdicts.has(verdict) || (isTyped && isTypedToo);

  const isMade = ({ job }: Entry): boolean => job.state === "done" || job.state === "failed";

  async function drop(id: string, { path }: Entry): Promise<void> {
    entries.delete(id);
    await rm(path, { force: true });
  }

  return {
    async start(actor, input) {
      const command = ExportCommand.parse(input);
      const { format } = command;
      const at = now();
      const id = randomId();
      const job: ExportJob = {
        id,
        state: "waiting",
        count: 0,
        done: 0,
        fileName: null,
        problem: null,
        leaks: [],
        leakCount: 0,
        passed: null,
      };
      if (command.countOnly) {
        const count = countOf(await collect(actor, command, at.toISOString()), format);
        return { ...job, state: "done", count, done: count };
      }
      job.fileName = exportName(format, at.toISOString());
      const { extension, type } = FILE_KINDS[format];
      const path = join(folder, `${id}.${extension}`);
      const isTyped = OutputFormat.safeParse(format).success || RegisterFormat.safeParse(format).success;
      const entry: Entry = { job, actor, path, type, madeAt: at.getTime(), verdicts: null, isTyped, isStale: false };
      entries.set(id, entry);
      queue = queue.then(() => work(entry, command));
      return { ...job };
    },
    job(id, actor) {
      const entry = entryOf(id, actor);
      return entry && { ...entry.job };
    },
    async file(id, actor) {
      const entry = entryOf(id, actor);
      if (entry?.job.state !== "done") return null;
      const bytes = await readFile(entry.path).catch(notThere);
      return bytes && { bytes, name: entry.job.fileName ?? "coram", type: entry.type };
    },
    async purge(everything = false) {
      for (const [id, entry] of entries) if (isMade(entry) && (everything || isOld(entry))) await drop(id, entry);
      const known = new Set([...entries.values()].map(({ path }) => path));
      const names = (await readdir(folder).catch(notThere)) ?? [];
      for (const path of names.map((name) => join(folder, name))) if (!known.has(path)) await rm(path, { force: true });
    },
    async forget(verdict, isTypedToo = false) {
      for (const [id, entry] of entries) {
        if (!mayHold(entry, verdict, isTypedToo)) continue;
        if (isMade(entry)) await drop(id, entry);
        else entry.isStale = true;
      }
    },
    holding: (verdict) =>
      [...entries.values()].filter((entry) => isMade(entry) && mayHold(entry, verdict, true)).length,
    async stop() {
      stopping.abort();
      await queue;
    },
  };
}

function tellLeaks(job: ExportJob, leaks: readonly Leak[]): void {
  job.leaks = leaks.slice(0, LEAKS_MAX);
  job.leakCount = leaks.length;
}
