import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { answerJob } from "../../../server/import/answer.ts";
import { settle } from "../../../server/import/import.ts";

/**
 * Reads a file as `importFile` does, in this process: the reading is the same, and a process of its own for each of a
 * hundred small files took most of their time. What a file does to its process is asked with `importFile`.
 */
export async function importHere(bytes: Uint8Array, fileName: string): Promise<Recognised> {
  const answer = settle(await answerJob({ kind: "file", bytes, fileName, encoding: null }), false);
  if (answer.kind !== "recognised") throw new Error("another answer than asked for");
  return answer.recognised;
}
