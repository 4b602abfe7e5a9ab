import { setImmediate as nextTurn } from "node:timers/promises";
import { applyChange, Contaminated, type ChangeContext, type ChangeJob, type RoomPeer, type Staged } from "./change.ts";
import { NotLookedUp } from "./gate/facts.ts";
import type { LiveDocument } from "./log/live-document.ts";
import { GateRefusal } from "./gate/refusal.ts";

/** What staging needs of its room. */
export interface StagingContext extends ChangeContext {
  /** The committed document; opened again from the log after `discard`. */
  load(): Promise<LiveDocument>;
  discard(): void;
  tripwireFired(cause: unknown): void;
  /** As `RoomLimits.turnMs`. */
  turnMs: number;
}

/** A round's changes in the document, not yet on disk. */
export interface Staging {
  live: LiveDocument;
  staged: Staged[];
  /** Not taken, and why. Told after the commit, so that a peer's earlier changes are acknowledged first. */
  refused: Refused[];
}

export interface Refused {
  job: ChangeJob;
  error: unknown;
}

/**
 * Checks and applies changes in their order. After one that is refused, nothing of the same peer is taken. One that makes the
 * document do what was not approved costs the document: it is opened again, and all others run anew. Rejects only with
 * what `load` and the lookups reject with.
 */
export async function stage(changes: readonly ChangeJob[], context: StagingContext): Promise<Staging> {
  const blamed: Refused[] = [];
  for (;;) {
    const live = await context.load();
    const run = await stageOnce(live, changes, blamed, context);
    if (!(run instanceof Contaminated)) return run;
    context.tripwireFired(run.cause);
    blamed.push({ job: run.job, error: run.cause });
    context.discard();
  }
}

async function stageOnce(
  live: LiveDocument,
  changes: readonly ChangeJob[],
  blamed: readonly Refused[],
  context: StagingContext,
): Promise<Staging | Contaminated> {
  const staged: Staged[] = [];
  const refused = [...blamed];
  const refusedPeers = new Set<RoomPeer>();
  for (const job of changes) {
    const peer = job.kind === "update" ? job.peer : null;
    if (blamed.some((blame) => blame.job === job)) {
      if (peer) refusedPeers.add(peer);
      continue;
    }
    if (peer && (peer.isTurnedAway || refusedPeers.has(peer))) continue;
    const began = performance.now();
    try {
      const done = await apply(live, job, context);
      for (const client of done.bindings) live.bind(client, done.member);
      staged.push(done);
    } catch (error) {
      if (error instanceof Contaminated) return error;
      if (job.kind === "update" && job.isEarly && error instanceof GateRefusal && error.code === "clock") continue;
      if (peer) refusedPeers.add(peer);
      refused.push({ job, error });
    }
    // Others' requests come in between; nobody reads the document meanwhile.
    if (performance.now() - began > context.turnMs) await nextTurn();
  }
  return { live, staged, refused };
}

/** Applies one change, and looks up what it refers to. Nobody reads the document meanwhile: reads wait for the commit. */
async function apply(live: LiveDocument, job: ChangeJob, context: ChangeContext): Promise<Staged> {
  const begun = {};
  for (;;) {
    try {
      return applyChange(live, job, context, begun);
    } catch (error) {
      if (!(error instanceof NotLookedUp)) throw error;
      await error.lookUp();
    }
  }
}
