import type { OutputId } from "../../schema/domain/ids.ts";

let made: OutputId | null = null;

/** A document was made here and is gone to: it opens to be written in. */
export function noteMade(output: OutputId): void {
  made = output;
}

/** Whether it is that one; true once. */
export function takeMade(output: OutputId): boolean {
  const isIt = made === output;
  if (isIt) made = null;
  return isIt;
}
