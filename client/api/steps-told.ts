import type { MemberId } from "../../schema/domain/ids.ts";
import type { FirstStep } from "../../schema/protocol/http/network.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";

/** How far the first steps are, as the server said last in this tab; nobody asks for it again. */
export interface StepsTold {
  done: number;
  all: number;
  /** The methodology is still to be read. */
  isLearning: boolean;
  steps: readonly FirstStep[];
}

let whose: MemberId | null = null;
let told: StepsTold | null = null;
const listeners = new Set<() => void>();
/** The last of them was done in this tab, and the first page has not said so yet. */
let isFinished = false;

/** Somebody is signed in, or nobody: what others were told is not theirs. */
export function tellStepsTo(member: MemberId | null): void {
  if (member !== whose) {
    told = null;
    isFinished = false;
  }
  whose = member;
}

export function noteSteps({ firstSteps }: Pick<NetworkView, "firstSteps">): void {
  const steps = firstSteps?.steps ?? [];
  const done = steps.filter(({ state }) => state === "done").length;
  const isLearning = steps.some(({ step, state }) => step === "learn" && state !== "done");
  if (steps.length > 0 && done === steps.length && told && told.done < told.all) isFinished = true;
  told = steps.length > 0 ? { done, all: steps.length, isLearning, steps } : null;
  for (const hears of listeners) hears();
}

/** Called whenever the server has said how far they are; returns how to end it. */
export function onSteps(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function stepsTold(): StepsTold | null {
  return told;
}

/** Whether the last of them has been done since this was asked: it is to be said once. */
export function takeFinished(): boolean {
  const was = isFinished;
  isFinished = false;
  return was;
}
