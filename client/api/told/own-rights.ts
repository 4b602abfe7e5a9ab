import { serverClock } from "../server-clock.ts";

/** What others made of the reader's rights, in words of now, and when. */
export interface RightsChange {
  words(): string;
  at: string;
}

/** So long a refusal may be of what one was still able to do when the page was opened. */
const SHORTLY_MS = 3_600_000;

let last: RightsChange | null = null;
const listeners = new Set<() => void>();

/** Somebody else changed what the reader may do; null: somebody else reads. */
export function noteRights(change: RightsChange | null): void {
  last = change;
  for (const listener of listeners) listener();
}

/** Hears that somebody changed them, until the returned function is called. */
export function onRights(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What a refusal for lack of a right says beside itself: that it was another right a while ago, and who changed it. */
export function rightsLost(): string | null {
  return last && serverClock.now().getTime() - Date.parse(last.at) < SHORTLY_MS ? last.words() : null;
}
