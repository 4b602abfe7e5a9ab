import type { VerdictId } from "../../schema/domain/ids.ts";

/** Words that a verdict is opened for, handed from page to page in memory: no address holds them. */
let handed: { verdict: VerdictId; words: string } | null = null;

export function handWords(verdict: VerdictId, words: string): void {
  handed = { verdict, words };
}

/** Once; null where the verdict is opened for none. */
export function takeWords(verdict: VerdictId): string | null {
  const words = handed?.verdict === verdict ? handed.words : null;
  handed = null;
  return words;
}
