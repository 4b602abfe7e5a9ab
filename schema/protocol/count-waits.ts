import type { NetworkView } from "./http/verdicts.ts";

/** What waits for somebody, by what it is of; a kind of which there is nothing is left out. */
export type Waits = Pick<
  NetworkView,
  "waiting" | "documents" | "scans" | "proposed" | "votes" | "wordings" | "mentions"
>;

/** As many lines as home has under *Waiting for you*. */
export function countWaits({
  waiting,
  documents = [],
  scans = [],
  proposed = [],
  votes = [],
  wordings = [],
  mentions = [],
}: Waits): number {
  return [waiting, documents, scans, proposed, votes, wordings, mentions].reduce((sum, { length }) => sum + length, 0);
}
