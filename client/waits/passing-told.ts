/** One thing that somebody did just now: who and what, in words, and where it is. */
export interface Passing {
  key: string;
  words: string;
  href: string;
  /** It was opened, or put away. */
  onSeen?: () => void;
}

/** What came just now, and all that the server still says: what it says no more, or otherwise, is not shown on. */
export interface PassingNow {
  fresh: readonly Passing[];
  all: readonly Passing[];
}

const listeners = new Set<(now: PassingNow) => void>();

/** Others did something with the reader just now. */
export function tellPassing(now: PassingNow): void {
  for (const listener of listeners) listener(now);
}

/** Hears of it, until the returned function is called. */
export function onPassing(listener: (now: PassingNow) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
