import { expect, onTestFinished, test } from "vitest";
import { writeInWorker } from "../../../server/methodology/files/in-worker.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";

test("of many who ask for the methodology as a file at once, two have a thread, and the next take theirs", async () => {
  let threads = 0;
  const begun = (): void => void threads++;
  process.on("worker", begun);
  onTestFinished(() => void process.off("worker", begun));
  const head = { network: "Test", version: null, at: "2026-11-26T10:00:00.000Z" };
  const file = { content: readStarterMethodology(), format: "json", languages: [], head, passed: Infinity } as const;
  const written = await Promise.all(Array.from({ length: 6 }, () => writeInWorker(file)));
  expect(written.map(({ bytes }) => bytes.length > 1_000)).toEqual(Array(6).fill(true));
  expect(threads).toBe(2);
});
