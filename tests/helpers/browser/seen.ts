import { vi } from "vitest";

/** Waits until `look` throws nothing any more: only a failure takes so long, and a second is none on a busy machine. */
export function seen<T>(look: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: 20_000, interval: 20 });
}
