import type { Clearing, ClearingView } from "../../../schema/protocol/http/clearing.ts";

/** The newest signature that took the verdict out of preparation: what was decided on its names went with it. */
export function lastClearing({ signed }: ClearingView): Clearing | null {
  return signed.find(({ stage, state }) => stage === "cleared" && state === "done") ?? null;
}
