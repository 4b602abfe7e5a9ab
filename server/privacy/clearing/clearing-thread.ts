import { inWorker } from "../../workers/thread.ts";
import { findingsOf, type ClearingInput, type LookedOver } from "./clearing.ts";
import { builtModule } from "../../workers/built-module.ts";

/** A text of so many UTF-16 units, with so many persons, is looked over in less time than a thread takes to begin. */
const SHORT = { units: 12_000, persons: 8 };

/** `findingsOf`, for long texts in a thread of its own. */
export function findingsInWorker(input: ClearingInput): Promise<LookedOver[]> {
  const units = input.revision.text.length + input.typed.reduce((sum, { text }) => sum + text.length, 0);
  const isShort = units <= SHORT.units && (input.names?.entities.length ?? 0) <= SHORT.persons;
  if (isShort) return Promise.resolve(findingsOf(input));
  return inWorker<LookedOver[]>(builtModule("privacy/clearing/clearing-worker"), input);
}
