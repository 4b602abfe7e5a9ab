import type { VerdictId } from "../../schema/domain/ids.ts";
import { ofMember } from "./of-member.ts";

/** How many decisions on the names of a verdict were not recorded once these were left, until somebody has looked there. */
const lost = ofMember(new Map<VerdictId, number>());
const watchers = new Set<() => void>();

export function lostDecisions(): ReadonlyMap<VerdictId, number> {
  return lost;
}

export function noteLost(verdict: VerdictId, count: number): void {
  lost.set(verdict, (lost.get(verdict) ?? 0) + count);
  tellWatchers();
}

/** They are open, or nobody wants to be told any more. */
export function forgetLost(verdict: VerdictId): void {
  if (lost.delete(verdict)) tellWatchers();
}

/** Calls back when there are others, until the answer is called. */
export function onLostDecisions(listener: () => void): () => void {
  watchers.add(listener);
  return () => watchers.delete(listener);
}

function tellWatchers(): void {
  for (const watcher of watchers) watcher();
}
