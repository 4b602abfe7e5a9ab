/** What may stand beside a document, in the order of the tabs. */
export const OUTPUT_SIDES = ["evidence", "coverage", "comments", "versions", "state"] as const;
export type OutputSide = (typeof OUTPUT_SIDES)[number];
