import { ErasureId, newId, type MemberId, type VerdictId } from "../../schema/domain/ids.ts";
import type { ErasureKind, ErasureStep } from "../../schema/protocol/http/erasure.ts";
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
export interface ErasureDesk {
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

export function createErasureDesk(deps: DeskDeps): ErasureDesk {
  const { store, hub, clock, log, retryMs = RETRY_MS, onStep = () => {} } = deps;
  let queue: Promise<void> = Promise.resolve();
  let retry: NodeJS.Timeout | null = null;
  let isStopped = false;

  /** Jobs share the database's one write-ahead log, and a text: one at a time. */
  function enqueue(work: () => Promise<void>): Promise<void> {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  }

  function tryAgainLater(): void {
    if (isStopped || retry) return;
    retry = setTimeout(() => {
      retry = null;
      void resume();
    }, retryMs).unref();
  }

  async function run(id: ErasureId): Promise<void> {
    for (;;) {
      const job = (await store.erasures.open()).find((each) => each.id === id);
      if (!job || job.step === "done" || isStopped) return;
      const { step, verdict } = job;
      try {
        const advance = await STEPS[step](deps, job);
        if (!advance) return tryAgainLater();
        await onStep(step, "worked");
        await store.erasures.advance(id, advance);
        await onStep(step, "noted");
        if (step === "rows") await tellAll(job);
      } catch (error) {
        // Never the error itself: it may hold words.
        log.error({ erasure: id, step, ...failureOf(error) }, "a step of an erasure failed");
        return tryAgainLater();
      }
      if (verdict && step === "record") hub.publish({ type: "preparation", verdict });
    }
  }

  /** What was fetched since the rooms were rebuilt may hold words of rows and versions that were rewritten only now. */
  async function tellAll({ verdict, member }: ErasureJob): Promise<void> {
    if (member) hub.publish({ type: "members" });
    if (!verdict) return;
    hub.publish({ type: "verdict", verdict });
    hub.publish({ type: "methodology" });
    for (const { id, approvedVersion } of await store.outputs.all())
      if (approvedVersion !== null) hub.publish({ type: "output", output: id });
  }

  async function resume(): Promise<void> {
    for (const { id } of await store.erasures.open()) await enqueue(() => run(id));
    await clean();
  }

  const clean = (): Promise<void> =>
    enqueue(async () => {
      if ((await store.erasures.owesCleaning()) && !(await store.erasures.clean())) tryAgainLater();
    });

  return {
    async begin({ kind, verdict, member, token, needs, by, sealedKey, again }) {
      const now = clock().toISOString();
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
      const audit = { at: now, actor: by, action: "erasure.begin", subject };
      await store.erasures.begin({ ...row, needs, trace: null }, audit, again !== undefined);
      await enqueue(() => run(id));
      return (await store.erasures.get(id)) ?? row;
    },
    resume,
    clean,
    async stop() {
      isStopped = true;
      if (retry) clearTimeout(retry);
      await queue;
    },
  };
}
