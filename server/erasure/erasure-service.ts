import { setImmediate as nextTurn } from "node:timers/promises";
import type { AuditEntry } from "../store/audit-store.ts";
import { ErasureId, newId, type MemberId, type VerdictId } from "../../schema/domain/ids.ts";
import { isFrozenStatus } from "../../schema/domain/output.ts";
import type { ErasureKind, ErasureStep } from "../../schema/protocol/http/erasure.ts";
import { TaskQueue } from "../../schema/task-queue.ts";
import type { Log } from "../rooms/log.ts";
import type { ErasureJob, ErasureNeeds, ErasureRow, SealedKeyFate } from "../store/erasure-store.ts";
import { StoreError } from "../store/store-error.ts";
import { NOTHING } from "./counts.ts";
import { STEPS, type StepDeps } from "./steps.ts";

/** What is to be erased. */
export interface ErasureOrder {
  kind: ErasureKind;
  verdict: VerdictId | null;
  member: MemberId | null;
  /** What stands in the place of the words, or of the member's name. */
  token: string | null;
  /** Of a term or passage. */
  needs: ErasureNeeds | null;
  /** null = from the command line. */
  by: MemberId | null;
  sealedKey: SealedKeyFate;
  /** Of one that is done again on an old backup: its line of the ledger. */
  again?: { id: ErasureId; at: string };
}

/** Called twice a step: when its work is done, and when that is noted. */
export type StepWatcher = (step: ErasureStep, is: "worked" | "noted") => void | Promise<void>;

export interface DeskDeps extends StepDeps {
  log: Log;
  /** What did not go on is tried again after so long, ms. */
  retryMs?: number;
  onStep?: StepWatcher;
}

/** Erases, one job after the other, in steps that are noted on disk. */
export interface ErasureService {
  /**
   * Begins a job; resolves when it is done, or when a step has to be tried again later. Throws StoreError last-facilitator,
   * and then nothing has begun.
   */
  begin(order: ErasureOrder): Promise<ErasureRow>;
  /** Goes on with what a crash cut off, a cleaning that is owed too. Call it before the server is open: nobody may read what is half erased. */
  resume(): Promise<void>;
  /** Writes the database anew where words went from it otherwise, by a clearing or with a revision; tried again where it cannot be now. */
  clean(): Promise<void>;
  /** Tries nothing again any more; resolves when nothing runs. */
  stop(): Promise<void>;
}

const RETRY_MS = 15_000;

/** What may be said of an error: its name, and the code of the store's. */
function failureOf(error: unknown): { error: string; code?: StoreError["code"] } {
  const name = error instanceof Error ? error.name : "unknown";
  return error instanceof StoreError ? { error: name, code: error.code } : { error: name };
}

/** Takes jobs out of the store, and each of them step by step. */
export class SteppedErasureService implements ErasureService {
  readonly #deps: DeskDeps;
  readonly #retryMs: number;
  readonly #onStep: StepWatcher;
  /** Jobs share the database's one write-ahead log, and a text: one at a time. */
  readonly #queue = new TaskQueue();
  #retry: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
    this.#retryMs = deps.retryMs ?? RETRY_MS;
    this.#onStep = deps.onStep ?? (() => {});
  }

  readonly begin: ErasureService["begin"] = async ({ kind, verdict, member, token, needs, by, sealedKey, again }) => {
    const now = this.#deps.clock().toISOString();
    const id = again?.id ?? newId(ErasureId);
    const startedAt = again?.at ?? now;
    const row: ErasureRow = {
      id,
      kind,
      verdict,
      member,
      token,
      step: "screen",
      counts: NOTHING,
      by,
      startedAt,
      doneAt: null,
      number: null,
      hash: null,
      sealedKey,
    };
    const subject = { erasure: id, kind, verdict, member };
    const audit: AuditEntry = { at: now, actor: by, action: "erasure.begin", subject };
    await this.#deps.store.erasures.begin({ ...row, needs, trace: null }, audit, again !== undefined);
    await this.#queue.run(() => this.#run(id));
    return (await this.#deps.store.erasures.get(id)) ?? row;
  };

  readonly resume: ErasureService["resume"] = async () => {
    for (const { id } of await this.#deps.store.erasures.open()) await this.#queue.run(() => this.#run(id));
    await this.clean();
  };

  readonly clean: ErasureService["clean"] = () =>
    this.#queue.run(async () => {
      const { erasures } = this.#deps.store;
      if ((await erasures.owesCleaning()) && !(await erasures.clean())) this.#tryAgainLater();
    });

  readonly stop: ErasureService["stop"] = async () => {
    this.#isStopped = true;
    if (this.#retry) clearTimeout(this.#retry);
    await this.#queue.settled();
  };

  #tryAgainLater(): void {
    if (this.#isStopped || this.#retry) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.resume();
    }, this.#retryMs).unref();
  }

  async #run(id: ErasureId): Promise<void> {
    for (;;) {
      const job = (await this.#deps.store.erasures.open()).find((each) => each.id === id);
      if (!job || job.step === "done" || this.#isStopped) return;
      const { step, verdict } = job;
      try {
        const advance = await STEPS[step](this.#deps, job);
        if (!advance) return this.#tryAgainLater();
        await this.#onStep(step, "worked");
        await this.#deps.store.erasures.advance(id, advance);
        await this.#onStep(step, "noted");
        if (verdict) this.#deps.hub.publish({ type: "erasing", verdict, step: advance.step });
        if (step === "rows") await this.#tellAll(job);
      } catch (error) {
        // Never the error itself: it may hold words.
        this.#deps.log.error({ erasure: id, step, ...failureOf(error) }, "a step of an erasure failed");
        return this.#tryAgainLater();
      }
      if (verdict && step === "record") this.#deps.hub.publish({ type: "preparation", verdict });
      // Others' requests come in between.
      await nextTurn();
    }
  }

  /** What was fetched since the rooms were rebuilt may hold words of rows and versions that were rewritten only now. */
  async #tellAll({ verdict, member }: ErasureJob): Promise<void> {
    if (member) this.#deps.hub.publish({ type: "members" });
    if (!verdict) return;
    this.#deps.hub.publish({ type: "verdict", verdict });
    this.#deps.hub.publish({ type: "methodology" });
    for (const { id, status } of await this.#deps.store.outputs.all())
      if (isFrozenStatus(status)) this.#deps.hub.publish({ type: "output", output: id });
  }
}
