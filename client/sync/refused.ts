import type * as Y from "yjs";
import { type Batch, holds } from "./batch.ts";
import type { Unsent } from "./own-work.ts";

/**
 * Finds what the server refused, by what it has. It takes frames in order and stops at the first that it does not take: of those sent
 * one a frame that is the first which it does not have. Several that went together are sent again one a frame.
 */
export function whatWasRefused(
  doc: Y.Doc,
  { batches, together }: Unsent,
): { saved: Batch[]; culprit: Batch | null; left: Batch[] } {
  const saved = batches.filter((batch) => holds(doc, batch));
  const left = batches.filter((batch) => !saved.includes(batch));
  const amongTogether = left.filter((batch) => batches.indexOf(batch) < together).length;
  const culprit = amongTogether > 1 ? null : (left.shift() ?? null);
  return { saved, culprit, left };
}
