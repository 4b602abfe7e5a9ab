import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Actor } from "../../../schema/domain/can.ts";
import { randomId, type VerdictId } from "../../../schema/domain/ids.ts";
import { ExportCommand, LEAKS_MAX, type ExportJob, type Leak } from "../../../schema/protocol/http/exports.ts";
import type { ProblemCode } from "../../../schema/protocol/http/problem.ts";
import { TaskQueue } from "../../../schema/task-queue.ts";
import { createAgreement, type Agreement } from "../../agreement/compute.ts";
import { notThere } from "../../not-there.ts";
import type { Store } from "../../store/store.ts";
import { collect, type Command } from "../collect.ts";
import { countOf, exportName, fileNameOf, FORMATS, tagsOf } from "../formats.ts";
import { erasedIn } from "../checks/erased-check.ts";
import { LeakError } from "../checks/leak-check.ts";
import { UnsetBlock } from "../unset-block.ts";
import { NothingToExport } from "../nothing-to-export.ts";
import { type ExportContent, verdictsOf } from "../content.ts";
import { writeInThread } from "./write-job.ts";

/** Files are kept this long, then removed (docs/design.md, section 5). */
export const EXPORT_KEPT_MS = 24 * 3_600_000;

export interface ExportFile {
  bytes: Uint8Array;
  /** As `fileNameOf` has it. */
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
  /** Ends the making of a job of this member, and removes what is made; false where there is no such job. */
  cancel(id: string, actor: Actor): Promise<boolean>;
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
  /** Its maker wants it no more, or the server stops. */
  ending: AbortController;
}

interface ExporterDeps {
  store: Store;
  folder: string;
  now?: () => Date;
  onError?: (error: unknown) => void;
  /** An export is asked for. */
  onStart?: () => void;
  /** The file of a job is made, or will not be. */
  onEnd?: (job: string) => void;
  /** Whether typed words hold what was erased from a verdict. */
  isErased?: (verdict: VerdictId, text: string) => boolean;
  /** Says on covers how far those agree who read the verdicts. */
  agreement?: Agreement;
}

/** Exports as jobs with progress, one after the other; files lie in `folder` for a day, readable by their maker only. */
export function createExporter(deps: ExporterDeps): Exporter {
  return new ExportJobs(deps);
}

class ExportJobs implements Exporter {
  readonly #store: Store;
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #onError: (error: unknown) => void;
  readonly #onStart: () => void;
  readonly #onEnd: (job: string) => void;
  readonly #isErased: (verdict: VerdictId, text: string) => boolean;
  readonly #agreement: Agreement;
  readonly #entries = new Map<string, Entry>();
  readonly #stopping = new AbortController();
  readonly #queue = new TaskQueue();

  constructor({ store, folder, now, onError, onStart, onEnd, isErased, agreement }: ExporterDeps) {
    this.#store = store;
    this.#folder = folder;
    this.#now = now ?? (() => new Date());
    this.#onError = onError ?? (() => {});
    this.#onStart = onStart ?? (() => {});
    this.#onEnd = onEnd ?? (() => {});
    this.#isErased = isErased ?? (() => false);
    this.#agreement = agreement ?? createAgreement();
  }

  async start(actor: Actor, input: ExportCommand): Promise<ExportJob> {
    this.#onStart();
    const command = ExportCommand.parse(input);
    const { format } = command;
    const at = this.#now();
    const job = newJob(randomId());
    if (command.countOnly) {
      const content = await collect(this.#store, this.#agreement, actor, command, at.toISOString());
      const count = countOf(content, format);
      return { ...job, state: "done", count, tags: tagsOf(content, format), done: count };
    }
    job.fileName = exportName(format, at.toISOString());
    const { extension, type, kind } = FORMATS[format];
    const path = join(this.#folder, `${job.id}.${extension}`);
    const isTyped = kind === "document" || kind === "register";
    const entry: Entry = {
      job,
      actor,
      path,
      type,
      madeAt: at.getTime(),
      verdicts: null,
      isTyped,
      isStale: false,
      ending: new AbortController(),
    };
    this.#entries.set(job.id, entry);
    void this.#queue.run(() => this.#work(entry, command));
    return { ...job };
  }

  job(id: string, actor: Actor): ExportJob | null {
    const entry = this.#entryOf(id, actor);
    return entry && { ...entry.job };
  }

  async file(id: string, actor: Actor): Promise<ExportFile | null> {
    const entry = this.#entryOf(id, actor);
    if (entry?.job.state !== "done") return null;
    const bytes = await readFile(entry.path).catch(notThere);
    return bytes && { bytes, name: entry.job.fileName ?? "coram", type: entry.type };
  }

  async cancel(id: string, actor: Actor): Promise<boolean> {
    const entry = this.#entryOf(id, actor);
    if (!entry) return false;
    entry.ending.abort();
    await this.#drop(id, entry);
    return true;
  }

  async purge(everything = false): Promise<void> {
    for (const [id, entry] of this.#entries)
      if (isMade(entry) && (everything || this.#isOld(entry))) await this.#drop(id, entry);
    const known = new Set([...this.#entries.values()].map(({ path }) => path));
    const names = (await readdir(this.#folder).catch(notThere)) ?? [];
    for (const path of names.map((name) => join(this.#folder, name)))
      if (!known.has(path)) await rm(path, { force: true });
  }

  async forget(verdict: VerdictId | null, isTypedToo = false): Promise<void> {
    for (const [id, entry] of this.#entries) {
      if (!mayHold(entry, verdict, isTypedToo)) continue;
      if (isMade(entry)) await this.#drop(id, entry);
      else entry.isStale = true;
    }
  }

  holding(verdict: VerdictId | null): number {
    return [...this.#entries.values()].filter((entry) => isMade(entry) && mayHold(entry, verdict, true)).length;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const { ending } of this.#entries.values()) ending.abort();
    await this.#queue.settled();
  }

  async #work(entry: Entry, command: Command): Promise<void> {
    const { job } = entry;
    try {
      job.state = "running";
      do await this.#auditMade(entry, command, await this.#make(entry, command));
      while (entry.isStale);
      job.done = job.count;
      job.state = "done";
    } catch (error) {
      await rm(entry.path, { force: true });
      job.problem = problemOf(error);
      if (error instanceof UnsetBlock) job.block = error.block;
      if (error instanceof LeakError) await this.#block(entry, command, error.leaks).catch(this.#onError);
      else if (!(error instanceof NothingToExport) && !entry.ending.signal.aborted) this.#onError(error);
      job.state = "failed";
    }
    this.#onEnd(job.id);
  }

  async #make(entry: Entry, command: Command): Promise<ExportContent> {
    const { format, groupBy, despite } = command;
    const { job, actor } = entry;
    if (this.#stopping.signal.aborted) entry.ending.abort();
    entry.ending.signal.throwIfAborted();
    entry.isStale = false;
    entry.verdicts = null;
    const at = this.#now().toISOString();
    const onFound = (count: number): void => void (job.count = count);
    const content = await collect(this.#store, this.#agreement, actor, command, at, onFound);
    job.count = countOf(content, format);
    job.tags = tagsOf(content, format);
    job.fileName = fileNameOf(content, format);
    entry.verdicts = verdictsOf(content);
    const known = await erasedIn(content, this.#isErased);
    // Only who may export all may answer for what goes out.
    const passed = content.head.ownOnly ? 0 : (despite?.leaks ?? 0);
    const { bytes, leaks } = await writeInThread(
      { content, format, groupBy, passed, known },
      (progress) => void Object.assign(job, progress),
      entry.ending.signal,
    );
    tellLeaks(job, leaks);
    job.passed = leaks.length > 0 ? (despite?.reason ?? null) : null;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(entry.path, bytes, { mode: 0o600 });
    // Its maker may have ended it meanwhile, when there was nothing yet to remove.
    entry.ending.signal.throwIfAborted();
    return content;
  }

  /** Says where the leaks are, to its maker; the audit log hears kinds and counts. */
  async #block({ job, actor }: Entry, { format }: Command, leaks: Leak[]): Promise<void> {
    tellLeaks(job, leaks);
    job.problem = "export-leak";
    const kinds = [...new Set(leaks.map(({ kind }) => kind))].sort().join(" ");
    const subject = { job: job.id, format, leaks: leaks.length, kinds };
    const at = this.#now().toISOString();
    await this.#store.audit.append({ at, actor: actor.id, action: "export.blocked", subject });
  }

  async #auditMade({ job, actor, verdicts }: Entry, { format }: Command, { head }: ExportContent): Promise<void> {
    const verdictCount = verdicts?.size ?? 0;
    // Facilitators read the log: how much a coder has found is nobody's before the reveal.
    const isHidden = await this.#isAnyBlind(verdicts ?? []);
    return this.#store.audit.append({
      at: this.#now().toISOString(),
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

  async #isAnyBlind(verdicts: Iterable<VerdictId>): Promise<boolean> {
    for (const id of verdicts) if ((await this.#store.verdicts.rounds(id)).at(-1)?.mode === "blind") return true;
    return false;
  }

  #entryOf(id: string, actor: Actor): Entry | null {
    const entry = this.#entries.get(id);
    const isTheirs = entry?.actor.id === actor.id && entry.actor.role === actor.role;
    return isTheirs && !this.#isOld(entry) ? entry : null;
  }

  #isOld({ madeAt }: Entry): boolean {
    return this.#now().getTime() - madeAt >= EXPORT_KEPT_MS;
  }

  async #drop(id: string, { path }: Entry): Promise<void> {
    this.#entries.delete(id);
    await rm(path, { force: true });
  }
}

function newJob(id: string): ExportJob {
  return {
    id,
    state: "waiting",
    count: 0,
    tags: null,
    done: 0,
    pages: null,
    fileName: null,
    problem: null,
    block: null,
    leaks: [],
    leakCount: 0,
    passed: null,
  };
}

function problemOf(error: unknown): ProblemCode {
  if (error instanceof NothingToExport) return "export-empty";
  return error instanceof UnsetBlock ? "export-unset" : "internal";
}

function mayHold({ verdicts, isTyped }: Entry, verdict: VerdictId | null, isTypedToo: boolean): boolean {
  return verdict === null || verdicts === null || verdicts.has(verdict) || (isTyped && isTypedToo);
}

function isMade({ job }: Entry): boolean {
  return job.state === "done" || job.state === "failed";
}

function tellLeaks(job: ExportJob, leaks: readonly Leak[]): void {
  job.leaks = leaks.slice(0, LEAKS_MAX);
  job.leakCount = leaks.length;
}
