import type { Passing } from "./passing.ts";

const listeners = new Set<(lines: readonly Passing[]) => void>();

/** Others did something with the reader just now. */
export function tellPassing(lines: readonly Passing[]): void {
  if (lines.length > 0) for (const listener of listeners) listener(lines);
}

/** Hears of it, until the returned function is called. */
export function onPassing(listener: (lines: readonly Passing[]) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
