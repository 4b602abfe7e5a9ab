import { createHash } from "node:crypto";
import type { WrittenEntry } from "./audit-store.ts";

/** What the first entry of the audit log follows. */
export const CHAIN_START = "0".repeat(64);

/** Hash of an entry: SHA-256, hex, over the hash before it, the entry as JSON with sorted keys, and its salt if it has one. */
export function chainHash(
  previous: string,
  number: number,
  { at, actor, action, subject }: WrittenEntry,
  salt: string | null,
): string {
  const sorted = Object.entries(subject).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([previous, number, at, actor, action, sorted, ...(salt === null ? [] : [salt])]))
    .digest("hex");
}
