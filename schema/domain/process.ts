import { DUTIES, type Role } from "./member.ts";
import type { Mode, Stage } from "./verdict.ts";

/** What is known of a verdict's way through the methodology's process; null = not to be seen by the asker. */
export interface ProcessFacts {
  stage: Stage;
  /** Of the newest round. */
  mode: Mode;
  round: number;
  tags: number | null;
  /** Of a blind round. */
  coders: { handedIn: number; of: number } | null;
  /** Disagreements of the newest round that is revealed. */
  cases: { all: number; open: number } | null;
}

/**
 * Where a verdict stands: prepared for reading; cleared and untouched; tagged together; coded by each alone (`round` 1 is the
 * pilot); revealed with disagreements to settle; all of them settled; adjudicated.
 */
export type ProcessStep =
  | { step: "preparation" }
  | { step: "cleared" }
  | { step: "together" }
  | { step: "blind"; round: number; coders: { handedIn: number; of: number } | null }
  | { step: "settling"; round: number; settled: number; all: number }
  | { step: "settled"; round: number; all: number }
  | { step: "adjudicated"; round: number };

/** How far a verdict is on its way, for the line of steps. */
export function processStep({ stage, mode, round, tags, coders, cases }: ProcessFacts): ProcessStep {
  if (stage === "in-preparation") return { step: "preparation" };
  if (mode === "open") return { step: tags === 0 ? "cleared" : "together" };
  if (mode === "blind") return { step: "blind", round, coders };
  if (mode === "adjudicated") return { step: "adjudicated", round };
  const { all, open } = cases ?? { all: 0, open: 0 };
  return open > 0 ? { step: "settling", round, settled: all - open, all } : { step: "settled", round, all };
}

/**
 * Whether open disagreements wait for somebody: for a lawyer who did not code the round, the third who rules, and for facilitators,
 * who see that there is one. Coders may rule, but nothing waits for them.
 */
export function rulingWaits(role: Role, isCoder: boolean): boolean {
  const { leads, codes } = DUTIES[role];
  return leads || (codes && !isCoder);
}
