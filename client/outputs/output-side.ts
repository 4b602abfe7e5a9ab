/** What may stand beside a document, in the order of the tabs. */
export const OUTPUT_SIDES = ["evidence", "coverage", "comments", "versions", "state"] as const;
export type OutputSide = (typeof OUTPUT_SIDES)[number];

/** Whether what is open there stands in front of the text, as on a phone. */
export function standsInFront(within: Element | null): boolean {
  const side = within?.closest("aside") ?? within?.querySelector("aside.output-side") ?? null;
  return side !== null && getComputedStyle(side).position === "fixed";
}
