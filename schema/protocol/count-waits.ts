import type { NetworkView } from "./http/verdicts.ts";

/** What waits for somebody, by what it is of; a kind of which there is nothing is left out. */
export type Waits = Pick<NetworkView, "waiting" | "documents" | "scans" | "proposed" | "votes">;

/** As many lines as home has under *Waiting for you*. */
export function countWaits({ waiting, documents = [], scans = [], proposed = [], votes = [] }: Waits): number {
  return waiting.length + documents.length + scans.length + proposed.length + votes.length;
}
