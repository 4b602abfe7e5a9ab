import { afterAll } from "vitest";
import type { Teardown } from "../network/test-server.ts";

/**
 * For what all tests of a file have together: undone when the file has ended, the last first. Called while the file is
 * collected; Vitest never runs an `afterAll` that a hook calls.
 */
export function fileEnd(): Teardown {
  const undo: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const each of undo.toReversed()) await each();
  });
  return { onTestFinished: (each) => void undo.push(each) };
}
