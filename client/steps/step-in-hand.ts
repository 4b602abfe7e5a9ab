import type { FirstStep } from "../../schema/protocol/http/network.ts";

/** Steps that are taken on the page of a verdict. */
export type VerdictStep = Extract<FirstStep["step"], "read" | "tag" | "answer" | "discuss">;

let inHand: VerdictStep | null = null;

/** The first step whose way was taken last in this tab: the page that it led to says so, until it is put away. */
export function takeStep(step: VerdictStep | null): void {
  inHand = step;
}

export function stepInHand(): VerdictStep | null {
  return inHand;
}
