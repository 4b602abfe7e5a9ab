import { z } from "zod";

/** What an item of the agenda is. */
export const STEP_KINDS = ["talk", "read", "code", "vote", "tables", "calibrate", "break"] as const;
export const StepKind = z.enum(STEP_KINDS);
export type StepKind = z.infer<typeof StepKind>;

export const StepPhase = z.enum(["on", "read", "silence", "closed", "revealed", "talk", "decide", "tables", "plenary"]);
export type StepPhase = z.infer<typeof StepPhase>;

/** The phases that a step goes through, in their order. One without phases of its own is only on. */
export const PHASES: Readonly<Record<StepKind, readonly [StepPhase, ...StepPhase[]]>> = {
  talk: ["on"],
  read: ["on"],
  code: ["read", "silence", "closed", "revealed", "talk", "decide"],
  vote: ["on"],
  tables: ["tables", "plenary"],
  calibrate: ["read", "silence", "closed", "revealed", "talk"],
  break: ["on"],
};

/** Minutes that a phase takes where the plan says nothing; null: it ends by hand alone, and no clock runs. */
export const USUAL_MINUTES: Readonly<Record<StepPhase, number | null>> = {
  // The step's own.
  on: null,
  read: 3,
  silence: 5,
  closed: null,
  revealed: null,
  talk: 8,
  decide: 5,
  tables: 40,
  plenary: 20,
};

/** Kinds whose work is on passages of verdicts. */
export function needsPassages(kind: StepKind): boolean {
  return kind === "code" || kind === "calibrate";
}

/** The phase behind another; null behind the last. */
export function phaseAfter(kind: StepKind, phase: StepPhase): StepPhase | null {
  const phases = PHASES[kind];
  return phases[phases.indexOf(phase) + 1] ?? null;
}

/**
 * Whether a step may go from one phase to another by hand: to the next, or from any behind the reveal back to silence, which begins
 * a second pass with slips of its own. What was revealed is never hidden again.
 */
export function mayTurn(kind: StepKind, from: StepPhase, to: StepPhase): boolean {
  if (phaseAfter(kind, from) === to) return true;
  const phases = PHASES[kind];
  const [at, target, revealed] = [phases.indexOf(from), phases.indexOf(to), phases.indexOf("revealed")];
  if (revealed < 0) return target >= 0 && target !== at;
  if (at < revealed) return false;
  return to === "silence" || (target >= revealed && target !== at);
}

/** Whether marks come into slips: in silence, and until what they say is revealed, for those that are still on their way. */
export function isCodedNow({ phase, endedAt }: { phase: StepPhase | null; endedAt: string | null }): boolean {
  return endedAt === null && (phase === "silence" || phase === "closed");
}
